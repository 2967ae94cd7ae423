//! What the form of a file hides or keeps from being read: each with its weight, its words and what to do about it in
//! the program that people use.

use crate::{msg, report::diagnostic::Level, report::message::Message};

/// What a fault is about: faults of one topic have one code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Topic {
    /// Something that nobody sees.
    Hidden,
    /// Something that would run in a visitor's browser.
    Active,
    /// Something that could not be read.
    Unread,
    /// How characters are stored.
    Encoding,
    /// What screen readers go by.
    Tags,
}

/// Declares the faults: level, topic, words, help.
macro_rules! faults {
    ($($(#[$doc:meta])* $kind:ident, $level:ident, $topic:ident,
        ja: $ja:literal, en: $en:literal, help_ja: $help_ja:literal, help_en: $help_en:literal;)*) => {
        /// What the form of a file hides or keeps from being read.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
        pub enum FaultKind { $($(#[$doc])* $kind),* }

        impl FaultKind {
            /// How much it matters: an error cannot be seen by who publishes the file, and can be had by who reads it.
            pub fn level(self) -> Level {
                match self { $(Self::$kind => Level::$level),* }
            }

            /// What it is about.
            pub fn topic(self) -> Topic {
                match self { $(Self::$kind => Topic::$topic),* }
            }

            /// What it is.
            pub fn what(self) -> Message {
                match self { $(Self::$kind => msg!(ja: $ja, en: $en)),* }
            }

            /// What to do about it.
            pub fn help(self) -> Message {
                match self { $(Self::$kind => msg!(ja: $help_ja, en: $help_en)),* }
            }
        }
    };
}

faults! {
    /// A reviewer's note.
    Comment, Error, Hidden, ja: "コメント", en: "comments",
        help_ja: "Word・PowerPointでは［校閲］→［コメント］→［削除］→［すべてのコメントを削除］、Excelでは［ファイル］→［情報］→［ブックの検査］、LibreOfficeでは［編集］→［コメン\
            ト］→［すべてのコメントを削除］で消します",
        help_en: "Word and PowerPoint: Review, Delete, Delete All Comments; Excel: File, Info, Inspect Workbook; \
            LibreOffice: Edit, Comment, Delete All Comments";
    /// A change that is not accepted yet, with what was there before.
    TrackedChange, Error, Hidden, ja: "変更履歴（消した文字が残っています）", en: "tracked changes, which keep deleted words",
        help_ja: "Wordでは［校閲］→［承諾］→［すべての変更を反映し、変更の記録を停止］、LibreOfficeでは［編集］→［変更の記録］→［管理］→［すべて承認］を選び、保存し直してください",
        help_en: "Word: Review, Accept, Accept All Changes and Stop Tracking; LibreOffice: Edit, Track Changes, \
            Manage, \
            Accept All; then save again";
    /// Words with the attribute "hidden".
    HiddenText, Error, Hidden, ja: "隠し文字", en: "hidden text",
        help_ja: "Wordの［ファイル］→［情報］→［問題のチェック］→［ドキュメント検査］で「隠し文字」を削除します。LibreOfficeでは［書式］→［文字］の「隠し文字」を外して消します",
        help_en: "Word: File, Info, Check for Issues, Inspect Document, remove hidden text; LibreOffice: Format, \
            Character, clear Hidden and delete the words";
    /// What a speaker reads.
    SpeakerNotes, Error, Hidden, ja: "発表者のノート", en: "speaker notes",
        help_ja: "PowerPointの［ファイル］→［情報］→［問題のチェック］→［ドキュメント検査］で「スライド ノート」を削除します。LibreOfficeでは［表示］→［ノート］で開いて消します",
        help_en: "PowerPoint: File, Info, Check for Issues, Inspect Document, remove slide notes; LibreOffice: View, \
            Notes";
    /// A slide that is not shown.
    HiddenSlide, Error, Hidden, ja: "非表示のスライド", en: "hidden slides",
        help_ja: "スライドの一覧で、番号に斜線のあるスライドを削除してから保存し直してください",
        help_en: "delete the slides whose numbers are crossed out, and save again";
    /// A file in a document.
    EmbeddedObject, Error, Hidden, ja: "埋め込まれたファイル（グラフの元の表など）", en: "embedded files, as a chart's workbook",
        help_ja: "グラフや表は、コピーしてから［形式を選択して貼り付け］→［図］で貼り直すと、元のデータが入りません",
        help_en: "copy the chart or table and use Paste Special, Picture: then its data stays out";
    /// A sheet that is not shown.
    HiddenSheet, Error, Hidden, ja: "非表示のシート", en: "hidden sheets",
        help_ja: "Excelの［ファイル］→［情報］→［問題のチェック］→［ドキュメント検査］で「非表示のワークシート」を削除するか、シート見出しを右クリックして［再表示］し、中を確かめて消します。LibreOff\
            iceでは［シート］→［シートを表示］です",
        help_en: "Excel: File, Info, Check for Issues, Inspect Workbook, remove hidden worksheets, or unhide and \
            delete \
            them; LibreOffice: Sheet, Show Sheet";
    /// Rows or columns that are not shown.
    HiddenCells, Error, Hidden, ja: "値のある非表示の行や列", en: "hidden rows or columns with values",
        help_ja: "Excelの［ファイル］→［情報］→［問題のチェック］→［ドキュメント検査］で「非表示の行と列」を削除します。フィルターで隠れた行も残っています。LibreOfficeでは行や列の見出しを選び、右\
            クリックして［表示］です",
        help_en: "Excel: File, Info, Check for Issues, Inspect Workbook, remove hidden rows and columns; filtered rows \
            are still there; LibreOffice: select the headers, right click, Show";
    /// The rows that a pivot table was made from.
    PivotCache, Error, Hidden, ja: "ピボットテーブルの元データ", en: "the records behind a pivot table",
        help_ja: "ピボットテーブルをコピーし、［形式を選択して貼り付け］→［値］で貼り直してから、元の表を消して保存してください",
        help_en: "copy the pivot table, Paste Special, Values, delete the original and save";
    /// Values of another workbook.
    ExternalLink, Error, Hidden, ja: "ほかのブックへのリンク（元の値も入っています）",
        en: "links to other workbooks, with their values",
        help_ja: "Excelの［データ］→［リンクの編集］→［リンクの解除］をしてから保存してください。LibreOfficeでは［編集］→［外部ファイルへのリンク］です",
        help_en: "Excel: Data, Edit Links, Break Link, then save; LibreOffice: Edit, Links to External Files";
    /// Text under something opaque.
    CoveredText, Error, Hidden, ja: "黒い図形などの下に残っている文字", en: "text under black boxes",
        help_ja: "元のWordやExcelで文字を消してから、もう一度PDFにします。黒い図形を重ねても文字は残ります",
        help_en: "remove the words in the original document and make the PDF again; a box on top hides nothing";
    /// A file in a PDF.
    EmbeddedFile, Error, Hidden, ja: "添付されたファイル", en: "attached files",
        help_ja: "添付ファイルのないPDFを作り直すか、Acrobatの［添付ファイル］の一覧から削除してください",
        help_en: "make the PDF again without attachments, or delete them in the Attachments pane";
    /// A form with values.
    FilledForm, Error, Hidden, ja: "記入ずみの入力欄", en: "a form that is filled in",
        help_ja: "入力欄を空にしてから保存し直してください",
        help_en: "clear the fields and save again";
    /// What an earlier saving had.
    OldRevision, Error, Hidden, ja: "前の版の内容（直す前の文字が残っています）",
        en: "an earlier version, with what was removed later",
        help_ja: "「名前を付けて保存」か、「印刷」→「PDFに保存」で作り直してください。上書き保存では前の版が残ります",
        help_en: "save under a new name or print to PDF; saving over the file keeps earlier versions";
    /// A photo that tells a place.
    PhotoLocation, Error, Hidden, ja: "撮影場所の入った写真", en: "photos that tell where they were taken",
        help_ja: "写真から場所を消してから入れ直します（Windowsでは、写真の「プロパティ」→「詳細」→「プロパティや個人情報を削除」）",
        help_en: "remove the place from the photo before it is put in (Windows: Properties, Details, Remove \
            Properties)";
    /// Words in the colour of the paper.
    WhiteText, Warning, Hidden, ja: "白い文字", en: "white text",
        help_ja: "元の文書で、白い文字を消してから、もう一度PDFにします",
        help_en: "remove white words in the original document and make the PDF again";
    /// Something that a browser would run.
    Script, Error, Active, ja: "スクリプトや埋め込み", en: "scripts or frames",
        help_ja: "スクリプト（`<script>`、`onclick=` など）、`<iframe>`、`javascript:` のリンクを消して保存し直すか、\
            同じ内容を `content/` のページに書いてください",
        help_en: "remove `<script>`, `onclick=` and the like, `<iframe>` and `javascript:` links, or write the same as \
            a page in `content/`";
    /// A locked entry.
    EncryptedArchive, Error, Unread, ja: "パスワードのかかったファイルが入っています", en: "it holds files with a password",
        help_ja: "パスワードをかけずにまとめ直してください。公開するファイルにパスワードは要りません",
        help_en: "pack it again without a password: public files need none";
    /// An entry whose name leads elsewhere.
    LeavingName, Error, Unread, ja: "展開すると別の場所に書き込むファイルが入っています",
        en: "it holds entries that unpack outside its folder",
        help_ja: "ファイルを1つのフォルダーに入れて、まとめ直してください",
        help_en: "put the files into one folder and pack it again";
    /// A locked file.
    Encrypted, Warning, Unread, ja: "暗号化されているため、中を確かめられません", en: "it is encrypted and cannot be read",
        help_ja: "パスワードを外して保存し直すと、公開の前に中を確かめられます",
        help_en: "save it without a password, so that it can be checked before it is published";
    /// A file that does not hold to its form.
    Damaged, Warning, Unread, ja: "こわれているか知らない作りのため、中を読み取れません",
        en: "it is damaged or of an unknown make and cannot be read",
        help_ja: "元のソフトで開いて、保存し直してください",
        help_en: "open it in its program and save it again";
    /// Pictures of pages only.
    NoText, Warning, Unread, ja: "画像だけのPDFです。中の文字は確かめられません",
        en: "the PDF has pictures only; what they say cannot be checked",
        help_ja: "名前や電話番号が写っていないか、目で確かめてください。元の文書からPDFを作ると、読み上げもできます",
        help_en: "look yourself for names and numbers; a PDF made from the document can also be read aloud";
    /// Characters of which nobody says what they are.
    GarbledText, Warning, Unread, ja: "文字の意味が分からないため、中の文字を確かめられません",
        en: "its characters have no known meaning, so that its words cannot be checked",
        help_ja: "元の文書を開き、「名前を付けて保存」→「PDF」で作り直してください",
        help_en: "open the original document and save it as PDF again";
    /// A file that is too long.
    NotReadToEnd, Warning, Unread, ja: "長いか深く入れ子になっているため、最後までは確かめていません",
        en: "it is too long or too deeply nested to be read to its end",
        help_ja: "ファイルを分けるか、確かめられなかった部分を目で確かめてください",
        help_en: "split the file, or look at the rest yourself";
    /// A file that is too large.
    TooLarge, Warning, Unread, ja: "大きすぎるため、中を確かめていません（100MBまで、展開して200MBまで）",
        en: "it is too large to be read (at most 100 MB, 200 MB unpacked)",
        help_ja: "ファイルを分けるか、小さくしてください",
        help_en: "split the file or make it smaller";
    /// A Word, Excel or PowerPoint file of before 2007.
    OldOffice, Warning, Unread, ja: "古い形式（doc・xls・ppt・jtd）のファイルの中は確かめられません",
        en: "files of the old formats doc, xls, ppt and jtd cannot be read",
        help_ja: "新しい形式（docx・xlsx・pptx）か、PDFで保存し直してください",
        help_en: "save them as docx, xlsx, pptx or PDF";
    /// Programs in a document.
    Macros, Warning, Unread, ja: "マクロ（中で動くプログラム）", en: "macros",
        help_ja: "マクロの要らない形式（docx・xlsx・pptx）で保存し直してください。マクロの入ったファイルは、受け取った人のソフトや会社が開かせないこともあります",
        help_en: "save it as docx, xlsx or pptx, without macros: many offices refuse files that have some";
    /// A picture that browsers do not show or that is huge.
    OldPicture, Warning, Unread, ja: "BMPやTIFF、HEICの画像の中は確かめられません", en: "BMP, TIFF and HEIC pictures cannot be read",
        help_ja: "画像のソフトで開き、JPEGかPNGで保存し直してください",
        help_en: "open them in an image editor and save them as JPEG or PNG";
    /// A film or a sound.
    Recording, Warning, Unread, ja: "動画や音声の中は確かめられません", en: "films and sounds cannot be checked",
        help_ja: "顔・声・名札・車のナンバー、撮影場所の情報が入っていないか、見て確かめてください",
        help_en: "look and listen yourself for faces, voices, name plates and the place of recording";
    /// A kind that nobody here knows.
    UnknownKind, Warning, Unread, ja: "この種類のファイルの中は確かめられません", en: "files of this kind cannot be read",
        help_ja: "PDF、Word（docx）、Excel（xlsx）、PowerPoint（pptx）、テキストのどれかで保存し直すと、公開の前に中を確かめられます",
        help_en: "save it as PDF, docx, xlsx, pptx or plain text, so that it can be checked before it is published";
    /// An encoding that browsers do not expect.
    Encoding, Warning, Encoding, ja: "文字の保存形式がUTF-8ではないため、文字化けして表示されることがあります",
        en: "it is not UTF-8, so that browsers may show it garbled",
        help_ja: "メモ帳の「名前を付けて保存」で、文字コードに「UTF-8」を選んで保存し直してください",
        help_en: "save it with the encoding UTF-8";
    /// A PDF without its structure.
    Untagged, Hint, Tags, ja: "タグのないPDFは、読み上げソフトで正しい順に読まれないことがあります",
        en: "screen readers may read a PDF without tags in the wrong order",
        help_ja: "Wordの［名前を付けて保存］→［PDF］→［オプション］で「アクセシビリティ用のドキュメント構造タグ」を選ぶと、タグが付きます",
        help_en: "Word: Save As, PDF, Options, Document structure tags for accessibility";
}

impl FaultKind {
    /// Whether nobody here knows what the file says. Of a scan and of a film without words the same is true of a photo.
    pub fn is_unknown(self) -> bool {
        self.topic() == Topic::Unread && !matches!(self, Self::NoText | Self::Macros)
    }

    /// Whether it is told once for all files.
    pub fn is_told_once(self) -> bool {
        matches!(
            self,
            Self::OldOffice | Self::OldPicture | Self::Recording | Self::UnknownKind | Self::Encoding | Self::Untagged
        )
    }
}
