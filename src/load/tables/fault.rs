//! What may be wrong with a published table, each with its words: mended and told, or a row that cannot be used.

use crate::{
    base::path::SourcePath,
    msg,
    report::{
        diagnostic::{Diagnostic, Level},
        message::Message,
    },
    text::span::Span,
};

/// The findings about one file. Many rows with one fault are one finding with many places.
pub(super) struct Report<'a> {
    path: &'a SourcePath,
    pub(super) findings: Vec<Diagnostic>,
}

impl<'a> Report<'a> {
    pub(super) fn new(path: &'a SourcePath) -> Self {
        Self { path, findings: Vec::new() }
    }

    /// Adds a fault at its place.
    pub(super) fn tell(&mut self, fault: TableFault, span: Span) {
        let Words { level, code, message, help } = fault.words();
        let finding = Diagnostic::new(level, code, message).at(self.path, span).help(help);
        self.findings.push(finding.about(format!("{} {fault:?}", self.path)));
    }
}

struct Words {
    level: Level,
    code: &'static str,
    message: Message,
    help: Message,
}

/// Declares the faults: what each says, and whether the row could be used.
macro_rules! faults {
    ($($name:ident $level:ident $code:literal, ja: $ja:literal, en: $en:literal, help ja: $help_ja:literal,
        en: $help_en:literal;)*) => {
        /// A fault of a table.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(super) enum TableFault {
            $(#[doc = $en] $name),*
        }

        impl TableFault {
            fn words(self) -> Words {
                match self {
                    $(Self::$name => Words {
                        level: Level::$level,
                        code: $code,
                        message: msg!(ja: $ja, en: $en),
                        help: msg!(ja: $help_ja, en: $help_en),
                    }),*
                }
            }
        }
    };
}

faults! {
    Bom Hint "csv-encoding",
        ja: "この表の先頭には BOM が付いています。外して読みました", en: "the table begins with a byte order mark, which was passed over",
        help ja: "Excelで開くための印です。このままでかまいません", en: "it is there for Excel; it may stay";
    ShiftJis Warning "csv-encoding",
        ja: "この表は Shift_JIS で保存されています。読み替えました", en: "the table is saved as Shift_JIS; it was converted",
        help ja: "Excelの「名前を付けて保存」で「CSV UTF-8（コンマ区切り）」を選んでください", en: "save it as CSV UTF-8";
    Utf16 Warning "csv-encoding",
        ja: "この表は UTF-16（Unicodeテキスト）で保存されています。読み替えました", en: "the table is saved as UTF-16; it was converted",
        help ja: "Excelの「名前を付けて保存」で「CSV UTF-8（コンマ区切り）」を選んでください", en: "save it as CSV UTF-8";
    Tabs Warning "csv-separator",
        ja: "この表はタブで区切られています。コンマと同じに読みました", en: "the table is separated by tabs, which were read as commas",
        help ja: "「CSV UTF-8（コンマ区切り）」で保存し直してください", en: "save it as CSV UTF-8, separated by commas";
    AboveHeader Warning "csv-header",
        ja: "見出しの行より前に、別の行があります。読み飛ばしました", en: "there are lines above the header, which were passed over",
        help ja: "1行目を見出しにしてください。表の題名はファイルの名前に書きます", en: "make the header the first line; the table's title goes into \
            the file's name";
    HeaderWidth Warning "csv-header",
        ja: "見出しの文字の全角と半角が、決まった書き方と違います。同じものと見て読みました", en: "the header is not written in the fixed form; it was read \
            as the one that is meant",
        help ja: "「料金(基本)」のように、かっこと英数字は半角で書いてください", en: "write brackets, letters and digits in half width, like \
            `料金(基本)`";
    HeaderEmpty Warning "csv-header",
        ja: "見出しのない列があります", en: "a column has no header",
        help ja: "行の終わりの余分なコンマを消すか、見出しを書いてください", en: "take away the comma at the end of the lines, or write a header";
    Blank Warning "csv-row",
        ja: "空の行があります。読み飛ばしました", en: "there is an empty line, which was passed over",
        help ja: "この行を消してください", en: "remove the line";
    Merged Warning "csv-row",
        ja: "一つのセルにしか値のない行です。区切りの行と見て読み飛ばしました", en: "the line has a value in one cell only; it was taken for a heading \
            and passed over",
        help ja: "セルの結合や区切りの行はやめて、分類は「種別」の列に書いてください", en: "no merged cells or heading lines: the group goes into the \
            column 種別";
    Short Warning "csv-row",
        ja: "列の数が見出しより少ない行です。足りない列は空と見ました", en: "the line has fewer columns than the header; the missing ones were \
            taken as empty",
        help ja: "値が1列ずつずれていないか確かめ、足りないコンマを書き足してください", en: "see whether the values are in their columns, and add the \
            missing commas";
    Long Warning "csv-row",
        ja: "行の終わりに余分なコンマがあります。読み飛ばしました", en: "the line ends in surplus commas, which were passed over",
        help ja: "余分なコンマを消してください", en: "remove the surplus commas";
    TooLong Error "csv-row",
        ja: "列の数が見出しより多い行です。値がどの列のものか決められないため、この行は使えません",
        en: "the line has more columns than the header; which value belongs where cannot be told, so the line is left \
            out",
        help ja: "値の中にコンマがあるときは、値を \" で囲んでください", en: "a value that holds a comma goes in double quotes";
    OpenQuote Error "csv-quote",
        ja: "この値の \" が閉じていません。行の終わりまでの値と見て読みました",
        en: "the quote of the value is not closed; it was read to the end of its cell",
        help ja: "値の終わりに \" を書き足すか、値の前の \" を消してください",
        en: "write \" at the end of the value, or remove the one before it";
    SheetError Warning "csv-sheet",
        ja: "表計算ソフトのエラー（`#N/A` など）が値になっています。空と見ました",
        en: "the value is an error of the spreadsheet (`#N/A` …); it was taken as empty",
        help ja: "表計算ソフトで元の式を直し、値を書いてから保存し直してください", en: "mend the formula in the spreadsheet and save the file again";
    Scientific Warning "csv-sheet",
        ja: "番号が `1.99E+08` の形に変わり、数字が失われています。空と見ました",
        en: "a number has become `1.99E+08` and lost its digits; it was taken as empty",
        help ja: "Excelで列の書式を「文字列」にして、番号を書き直してください", en: "set the column to text in Excel and write the number again";
    DegreesForm Warning "csv-position",
        ja: "緯度と経度が度分秒で書かれています。小数に直して読みました",
        en: "latitude and longitude are in degrees, minutes and seconds; they were read as decimals",
        help ja: "36.1234 のように小数で書いてください", en: "write decimals, like 36.1234";
    NoName Error "csv-row",
        ja: "名称のない行です。この行は使えません", en: "the line has no name and is left out",
        help ja: "名称の列を書いてください", en: "write the name";
    NoStart Error "csv-row",
        ja: "開始日のない行です。この行は使えません", en: "the line has no start date and is left out",
        help ja: "開始日を 2026-10-03 のように書いてください", en: "write the start date like 2026-10-03";
    LostZero Warning "csv-code",
        ja: "団体コードの先頭の 0 が落ちています。補って読みました", en: "the municipality's code has lost its leading zero; it was put back",
        help ja: "Excelでは、列の書式を「文字列」にしてから 6桁で書いてください", en: "in Excel, set the column to text and write all six digits";
    NoCheckDigit Warning "csv-code",
        ja: "団体コードに検査数字（6桁目）がありません。計算して補いました", en: "the municipality's code has no check digit; it was computed",
        help ja: "全国地方公共団体コードは6桁で書いてください", en: "write all six digits of the code";
    CheckDigit Warning "csv-code",
        ja: "団体コードの検査数字（6桁目）が合いません。書いてあるとおりに読みました", en: "the check digit of the municipality's code does not fit; the \
            code was left as it is",
        help ja: "コードの数字を確かめてください", en: "look at the digits of the code";
    NoCode Warning "csv-code",
        ja: "団体コードを読み取れません", en: "the municipality's code cannot be read",
        help ja: "6桁の数字で書いてください", en: "write six digits";
    Swapped Warning "csv-position",
        ja: "緯度と経度が入れ替わっています。直して読みました", en: "latitude and longitude have changed places; they were put right",
        help ja: "緯度は20から46まで、経度は122から154までの数です", en: "in Japan, latitude is 20 to 46 and longitude 122 to 154";
    NoPosition Warning "csv-position",
        ja: "緯度と経度が日本の中にありません。位置なしで載せます", en: "latitude and longitude are not in Japan; the entry has no position",
        help ja: "分からないときは 0 ではなく空にしてください", en: "leave them empty where they are not known; never 0";
    HalfPosition Warning "csv-position",
        ja: "緯度と経度の片方しかありません。位置なしで載せます", en: "only one of latitude and longitude is given; the entry has no position",
        help ja: "両方を書くか、両方を空にしてください", en: "write both, or neither";
    WholeAddress Warning "csv-address",
        ja: "「所在地_市区町村」に住所の全体が書かれています。住所として読みました", en: "所在地_市区町村 holds the whole address; it was read as one",
        help ja: "「所在地_連結表記」に書くか、町字と番地以下を分けて書いてください", en: "write it as 所在地_連結表記, or in the columns for its parts";
    Serial Warning "csv-date",
        ja: "日付がExcelの通し番号になっています。日付に直して読みました", en: "the date is Excel's serial number; it was read as a day",
        help ja: "Excelでは、列の書式を「文字列」にして 2026-10-03 のように書いてください", en: "in Excel, set the column to text and write \
            2026-10-03";
    DateForm Warning "csv-date",
        ja: "日付の書き方が決まりと違います。読み替えました", en: "the date is not in the fixed form; it was converted",
        help ja: "2026-10-03 のように書いてください", en: "write it like 2026-10-03";
    NoDate Warning "csv-date",
        ja: "日付を読み取れません。書いてあるとおりに載せます", en: "the date cannot be read; it is shown as it is written",
        help ja: "2026-10-03 のように書いてください", en: "write it like 2026-10-03";
    Midnight Warning "csv-time",
        ja: "24:00 は、その日の 23:59 と読みました", en: "24:00 was read as 23:59 of its day",
        help ja: "時刻は 00:00 から 23:59 までで書いてください", en: "a time is 00:00 to 23:59";
    TimeForm Warning "csv-time",
        ja: "時刻の書き方が決まりと違います。読み替えました", en: "the time is not in the fixed form; it was converted",
        help ja: "09:00 のように書いてください", en: "write it like 09:00";
    NoTime Warning "csv-time",
        ja: "時刻を読み取れません。書いてあるとおりに載せます", en: "the time cannot be read; it is shown as it is written",
        help ja: "09:00 のように書いてください。言葉は「特記事項」の列に書きます", en: "write it like 09:00; words go into the column 特記事項";
    Digits Warning "csv-number",
        ja: "数にコンマや空白、単位が混ざっています。数として読みました", en: "the number holds commas, spaces or a unit; it was read as a number",
        help ja: "4315 のように数字だけを書いてください", en: "write digits only, like 4315";
    NoNumber Warning "csv-number",
        ja: "数を読み取れません。書いてあるとおりに載せます", en: "the number cannot be read; it is shown as it is written",
        help ja: "4315 のように数字だけを書いてください", en: "write digits only, like 4315";
    NoFlag Warning "csv-number",
        ja: "あてはまるかどうかを読み取れません。書いてあるとおりに載せます", en: "whether this applies cannot be read; it is shown as it is written",
        help ja: "あてはまるときは 1、あてはまらないときは空にしてください", en: "write 1 where it applies, nothing where it does not";
    SameId Warning "csv-duplicate",
        ja: "前の行と同じ番号です。この行は番号なしで載せます", en: "an earlier line has the same number; this one is taken without a number",
        help ja: "番号（NO、ID）は行ごとに違うものにしてください", en: "every line has a number of its own (NO, ID)";
}
