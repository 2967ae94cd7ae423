//! Codes of pictures, found by `image/` and by writing their variants.

use crate::{
    msg,
    report::{
        codes::{Code, Group},
        diagnostic::Level,
    },
};

pub(super) const GROUP: Group = Group {
    title: msg!(ja: "写真と画像", en: "Pictures"),
    codes: &[
        Code {
            code: "photo-location",
            levels: &[Level::Warning],
            what: msg!(ja: "写真に撮影場所が入っています", en: "A photo says where it was taken"),
            why: msg!(
                ja: "自宅などの場所が分かってしまうことがあります。公開する画像からは消しましたが、\
                     元の写真には残っています。",
                en: "It may give away where somebody lives. The published picture does not have it; the original \
                     still does."),
            how: msg!(
                ja: "元の写真からも消すと安心です。Windowsでは、ファイルの「プロパティ」→「詳細」→「プロパティや個人情\
                     報を削除」です。",
                en: "Better remove it from the original too; on Windows: Properties, Details, Remove Properties and \
                     Personal Information."),
            wrong: "IMG_0412.jpg（GPSの位置あり）",
            right: "IMG_0412.jpg（位置なし）",
        },
        Code {
            code: "image-damaged",
            levels: &[Level::Error],
            what: msg!(ja: "画像のファイルがこわれています", en: "A picture's file is damaged"),
            why: msg!(
                ja: "途中で途切れたファイルは、読む人の画面に出ません。",
                en: "A file that breaks off is not shown to readers."),
            how: msg!(ja: "元の写真から、もう一度コピーします。", en: "Copy it from the original again."),
            wrong: "ekimae.jpg（コピーの途中で途切れたもの）",
            right: "ekimae.jpg（元の写真からコピーし直したもの）",
        },
        Code {
            code: "image-unknown",
            levels: &[Level::Warning],
            what: msg!(
                ja: "特別な形式のため、画像を小さくできません",
                en: "A picture is of a kind that cannot be made smaller"),
            why: msg!(
                ja: "元の大きさのまま公開するので、スマートフォンでは表示に時間がかかります。",
                en: "It is published as it is, which is slow on a phone."),
            how: msg!(
                ja: "画像のソフトで開き、ふつうのJPEG（8ビット）かPNGで保存し直します。",
                en: "Save it as an ordinary JPEG (8 bits) or PNG in an image editor."),
            wrong: "chizu.jpg（CMYK、印刷用）",
            right: "chizu.jpg（RGB、8ビット）",
        },
        Code {
            code: "image-large",
            levels: &[Level::Error],
            what: msg!(ja: "画像が大きすぎます", en: "A picture is too large"),
            why: msg!(
                ja: "6400万画素、または一辺3万画素を超える画像は、作るのにも見るのにも重すぎます。",
                en: "Pictures of more than 64 million pixels, or 30,000 on a side, are too heavy to make and to \
                     view."),
            how: msg!(
                ja: "横2000ピクセルほどに縮小して保存します。それで十分きれいに表示されます。",
                en: "Make it smaller; a width of 2000 pixels is enough to look fine."),
            wrong: "zenkei.png（40000×20000）",
            right: "zenkei.png（2000×1000）",
        },
        Code {
            code: "heic-image",
            levels: &[Level::Error],
            what: msg!(ja: "画像がHEICという形式です", en: "A picture is HEIC"),
            why: msg!(
                ja: "iPhoneの標準の形式ですが、多くのブラウザーでは表示されません。",
                en: "It is what iPhones save by default, but most browsers do not show it."),
            how: msg!(
                ja: "JPEGで保存し直します。Windowsでは「フォト」で開いて「名前を付けて保存」、\
                     iPhoneでは「設定」→「カメラ」→「フォーマット」を「互換性優先」にします。",
                en: "Save it as JPEG: use Save as in Photos on Windows, or set Camera, Formats to Most Compatible on \
                     the iPhone."),
            wrong: "![雪の駅前](eki.heic)",
            right: "![雪の駅前](eki.jpg)",
        },
        Code {
            code: "image-format",
            levels: &[Level::Error],
            what: msg!(
                ja: "画像の形式から、撮影場所などの情報を消せません",
                en: "A picture's format may hold data that cannot be removed"),
            why: msg!(
                ja: "AVIF、TIFF、JPEG XL などは、撮影場所や名前が残ったまま公開されるおそれがあるため、公開しません。",
                en: "AVIF, TIFF, JPEG XL and the like could be published with places or names in them, so they are \
                     not."),
            how: msg!(
                ja: "画像のソフトで開き、JPEGかPNGで保存し直します。",
                en: "Save it as JPEG or PNG in an image editor."),
            wrong: "![桜並木](sakura.tiff)",
            right: "![桜並木](sakura.jpg)",
        },
        Code {
            code: "svg-unsafe",
            levels: &[Level::Error],
            what: msg!(
                ja: "SVGの画像に、公開できない部分があります",
                en: "An SVG drawing holds something that cannot be published"),
            why: msg!(
                ja: "SVGには、動く仕掛けやほかのサイトへの接続を入れられます。読む人を守るため、\
                     そういう画像は公開しません。",
                en: "SVG may carry scripts and calls to other sites; to protect readers such a drawing is not \
                     published."),
            how: msg!(
                ja: "描画ソフトで「最適化SVG」や「Web用」で書き出すか、PNGで保存します。",
                en: "Export it as plain or optimised SVG, or save it as PNG."),
            wrong: "<svg onload=\"…\">",
            right: "<svg viewBox=\"0 0 800 600\">",
        },
        Code {
            code: "svg-cleaned",
            levels: &[Level::Hint],
            what: msg!(
                ja: "SVGの図に、描画ソフトの書いた情報が入っていました",
                en: "An SVG drawing held what its program wrote about itself"),
            why: msg!(
                ja: "ファイルの場所や作った人の名前が分かることがあるので、公開する図からは消しました。",
                en: "It may tell folders and names, so it was taken out of the published drawing."),
            how: msg!(
                ja: "描画ソフトで「最適化SVG」で保存すると、元のファイルからも消えます。",
                en: "Save it as optimised SVG to remove it from the original too."),
            wrong: "<svg sodipodi:docname=\"C:\\\\Users\\\\…\">",
            right: "<svg viewBox=\"0 0 800 600\">",
        },
        Code {
            code: "picture-failed",
            levels: &[Level::Error],
            what: msg!(ja: "公開用の画像を作れませんでした", en: "A picture for the site could not be made"),
            why: msg!(ja: "その画像は、公開するサイトに出ません。", en: "The picture is missing from the site."),
            how: msg!(
                ja: "もう一度実行します。続くときは、元の画像を別の形式（JPEGなど）で保存し直します。",
                en: "Run it again; if it goes on, save the original in another format, like JPEG."),
            wrong: "",
            right: "shirube build",
        },
    ],
};
