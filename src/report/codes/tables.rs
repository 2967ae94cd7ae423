//! Codes of data files and tables of open data, found by `load/data.rs` and `load/tables/`.

use crate::{
    msg,
    report::{
        codes::{Code, Group},
        diagnostic::Level,
    },
};

pub(super) const GROUP: Group = Group {
    title: msg!(ja: "表のファイル（CSVなど）", en: "Tables (CSV and other data)"),
    codes: &[
        Code {
            code: "csv-encoding",
            levels: &[Level::Warning, Level::Hint],
            what: msg!(ja: "表の文字コードが、ふつうのUTF-8ではありません", en: "A table is not saved as plain UTF-8"),
            why: msg!(
                ja: "読み替えて表示しましたが、ほかの人がこの表を使うと文字化けすることがあります。\
                     BOM（Excel用の印）だけなら、ヒントで知らせます。",
                en: "It was converted, but others who use the file may see gibberish. A mere byte order mark is only \
                     a hint."),
            how: msg!(
                ja: "Excelの「名前を付けて保存」で「CSV UTF-8（コンマ区切り）」を選びます。",
                en: "Save it in Excel as CSV UTF-8 (comma delimited)."),
            wrong: "shisetsu.csv（Shift_JIS）",
            right: "shisetsu.csv（CSV UTF-8）",
        },
        Code {
            code: "csv-separator",
            levels: &[Level::Warning],
            what: msg!(ja: "表がタブで区切られています", en: "A table is separated by tabs"),
            why: msg!(
                ja: "コンマと同じに読みましたが、公開データの表はコンマで区切る決まりです。",
                en: "Tabs were read as commas, but tables of open data are separated by commas."),
            how: msg!(
                ja: "「CSV UTF-8（コンマ区切り）」で保存し直します。",
                en: "Save it as CSV UTF-8, separated by commas."),
            wrong: "名称⇥住所⇥電話番号",
            right: "名称,住所,電話番号",
        },
        Code {
            code: "csv-quote",
            levels: &[Level::Error],
            what: msg!(ja: "表の値の \" が閉じていません", en: "The quote of a value in a table is not closed"),
            why: msg!(
                ja: "閉じていない \" は、後の行をすべて一つの値にしてしまいます。行の終わりまでの値と見て、後の行は守りました。",
                en: "A quote that is not closed would make one value of all lines below; it was read to the end of its \
                     cell instead."),
            how: msg!(
                ja: "値の終わりに \" を書き足すか、値の前の \" を消します。",
                en: "Write \" at the end of the value, or remove the one before it."),
            wrong: "3,体育館,\"閉じ忘れ",
            right: "3,体育館,\"閉じた値\"",
        },
        Code {
            code: "csv-sheet",
            levels: &[Level::Warning],
            what: msg!(
                ja: "表計算ソフトのエラーや、形の変わった番号があります",
                en: "A value is an error of the spreadsheet, or a number that it has changed"),
            why: msg!(
                ja: "`#N/A` や `1.99E+08` からは、元の値が分かりません。電話番号なら、かからない番号になります。",
                en: "The value is no longer in `#N/A` or `1.99E+08`; of a telephone number nothing is left."),
            how: msg!(
                ja: "表計算ソフトで元の値に直し、番号の列は書式を「文字列」にしてから保存し直します。",
                en: "Mend it in the spreadsheet, with columns of numbers set to text, and save again."),
            wrong: "1,図書館,1.99E+08",
            right: "1,図書館,0199-00-3001",
        },
        Code {
            code: "csv-header",
            levels: &[Level::Warning],
            what: msg!(
                ja: "表の見出しの行が、決まった書き方と違います",
                en: "A table's header is not in the fixed form"),
            why: msg!(
                ja: "見出しで、どの列が名称や住所かを見分けます。違うと、列が読み違えられることがあります。",
                en: "The header tells which column is the name or the address; in another form columns may be \
                     mistaken."),
            how: msg!(
                ja: "1行目を見出しにし、公開データの決まった名前で書きます。表の題名は1行目に書きません。",
                en: "Make the header the first line, in the fixed names of open data; no title above it."),
            wrong: "灯野町の施設の一覧,,\n名称,住所,料金（基本）",
            right: "名称,住所,料金(基本)",
        },
        Code {
            code: "csv-row",
            levels: &[Level::Error, Level::Warning],
            what: msg!(
                ja: "表に、そのままでは使えない行があります",
                en: "A table has a line that cannot be used as it is"),
            why: msg!(
                ja: "空の行や区切りの行は読み飛ばし、列の数が合わない行や、名称や開始日のない行は使いません。\
                     載るはずの施設やイベントが抜けます。",
                en: "Empty and heading lines are passed over; lines of the wrong length, without name or start date, \
                     are left out."),
            how: msg!(
                ja: "行ごとに、見出しと同じ数の列にします。値の中にコンマがあるときは \" で囲みます。",
                en: "Give each line as many columns as the header; a value that holds a comma goes in double quotes."),
            wrong: "灯野町図書館,中央1番地,本館,別館,0160-00-2000",
            right: "灯野町図書館,中央1番地,\"本館,別館\",0160-00-2000",
        },
        Code {
            code: "csv-code",
            levels: &[Level::Warning],
            what: msg!(ja: "表の団体コードが正しくありません", en: "The municipality's code in a table is wrong"),
            why: msg!(
                ja: "コードは、どの自治体のデータかを示します。先頭の0や検査数字が落ちやすいので、補って読みました。",
                en: "The code says whose data it is; a lost leading zero or check digit was put back where possible."),
            how: msg!(
                ja: "6桁の数字で書きます。Excelでは、列の書式を「文字列」にしてから書きます。",
                en: "Write all six digits; in Excel set the column to text first."),
            wrong: "99999",
            right: "999997",
        },
        Code {
            code: "csv-position",
            levels: &[Level::Warning],
            what: msg!(ja: "表の緯度と経度が正しくありません", en: "Latitude and longitude in a table are wrong"),
            why: msg!(
                ja: "違う場所を示すと、地図で迷う人が出ます。入れ替わりは直して読み、\
                     分からないものは位置なしで載せます。",
                en: "A wrong place misleads people; values that changed places are put right, unknown ones left out."),
            how: msg!(
                ja: "緯度（20から46）と経度（122から154）を両方書くか、両方を空にします。0 は書きません。",
                en: "Write both latitude (20 to 46) and longitude (122 to 154), or neither; never 0."),
            wrong: "緯度 140.123,経度 38.456",
            right: "緯度 38.456,経度 140.123",
        },
        Code {
            code: "csv-address",
            levels: &[Level::Warning],
            what: msg!(
                ja: "「所在地_市区町村」に住所の全体が書かれています",
                en: "所在地_市区町村 holds a whole address"),
            why: msg!(
                ja: "住所として読みましたが、ほかの人がこの表を使うと、市区町村の名前を取り出せません。",
                en: "It was read as an address, but others cannot take the municipality's name from it."),
            how: msg!(
                ja: "「所在地_連結表記」に書くか、町字と番地以下を分けて書きます。",
                en: "Write it as 所在地_連結表記, or in the columns for its parts."),
            wrong: "所在地_市区町村：灯野町中央1番地",
            right: "所在地_連結表記：見本県灯野町中央1番地",
        },
        Code {
            code: "csv-date",
            levels: &[Level::Warning],
            what: msg!(ja: "表の日付の書き方が違います", en: "A date in a table is not in the fixed form"),
            why: msg!(
                ja: "読み替えたか、書いてあるとおりに載せました。読み替えられない日付では、\
                     イベントが正しい日に並びません。",
                en: "It was converted or is shown as written; an event with an unread date is not listed on its day."),
            how: msg!(
                ja: "`2026-10-03` のように書きます。Excelでは、列の書式を「文字列」にします。",
                en: "Write it like 2026-10-03; in Excel set the column to text."),
            wrong: "2026年10月3日（土）",
            right: "2026-10-03",
        },
        Code {
            code: "csv-time",
            levels: &[Level::Warning],
            what: msg!(ja: "表の時刻の書き方が違います", en: "A time in a table is not in the fixed form"),
            why: msg!(
                ja: "読み替えたか、書いてあるとおりに載せました。読み替えられない時刻は、カレンダーに入りません。",
                en: "It was converted or is shown as written; an unread time does not reach the calendar."),
            how: msg!(
                ja: "`09:00` のように、00:00 から 23:59 までで書きます。言葉は「特記事項」の列に書きます。",
                en: "Write it like 09:00, from 00:00 to 23:59; words go into the column 特記事項."),
            wrong: "午前9時から",
            right: "09:00",
        },
        Code {
            code: "csv-number",
            levels: &[Level::Warning],
            what: msg!(
                ja: "表の数や、あてはまるかどうかの書き方が違います",
                en: "A number or a yes in a table is not in the fixed form"),
            why: msg!(
                ja: "コンマや単位の混ざった数は、並べ替えや計算に使えません。",
                en: "Numbers with commas or units cannot be sorted or counted."),
            how: msg!(
                ja: "数字だけを書きます。あてはまるときは 1、あてはまらないときは空にします。",
                en: "Write digits only; write 1 where something applies and nothing where it does not."),
            wrong: "4,315人",
            right: "4315",
        },
        Code {
            code: "csv-duplicate",
            levels: &[Level::Warning],
            what: msg!(
                ja: "表の番号（NO、ID）が、前の行と同じです",
                en: "A line of a table has the number (NO, ID) of an earlier one"),
            why: msg!(
                ja: "番号は行を見分けるためのものです。同じだと、後の行は番号なしで載せます。",
                en: "The number tells lines apart; the later one is taken without a number."),
            how: msg!(ja: "行ごとに違う番号にします。", en: "Give every line a number of its own."),
            wrong: "0001,灯野町図書館\n0001,灯野町公民館",
            right: "0001,灯野町図書館\n0002,灯野町公民館",
        },
        Code {
            code: "csv-profile",
            levels: &[Level::Error],
            what: msg!(
                ja: "独自の見出しを決めるファイル（`data/profiles/`）を読み取れません",
                en: "A profile of a table (`data/profiles/`) cannot be read"),
            why: msg!(
                ja: "このファイルがないと、独自の見出しの表は、何の表か分かりません。",
                en: "Without it a table with headers of your own is no known table."),
            how: msg!(
                ja: "`sort` に表の種類を、`[columns]` に `\"見出し\" = \"項目\"` の行を書きます。\
                     名称（name）の列が要ります。",
                en: "Write the kind of table as `sort` and lines `\"header\" = \"field\"` below `[columns]`; one of \
                     them is the name."),
            wrong: "[columns]\n\"場所\" = \"address\"",
            right: "sort = \"facility\"\n[columns]\n\"施設\" = \"name\"\n\"場所\" = \"address\"",
        },
        Code {
            code: "data-columns",
            levels: &[Level::Error],
            what: msg!(
                ja: "表のある行の列の数が、1行目と合いません",
                en: "A row of a table has another number of columns than the first"),
            why: msg!(
                ja: "値がどの列のものか決められないため、その行は使いません。",
                en: "Which value belongs where cannot be told, so the row is left out."),
            how: msg!(
                ja: "コンマの数を1行目に合わせます。値の中のコンマは、値を \" で囲むと書けます。",
                en: "Use as many commas as in the first row; a value that holds a comma goes in double quotes."),
            wrong: "地区,世帯数\n北地区,1,204",
            right: "地区,世帯数\n北地区,1204",
        },
        Code {
            code: "data-syntax",
            levels: &[Level::Error],
            what: msg!(ja: "データのファイルを読み取れません", en: "A data file cannot be read"),
            why: msg!(ja: "このデータを使う表やページが空になります。", en: "Whatever shows this data stays empty."),
            how: msg!(
                ja: "示された行の、かっこ、\"、コンマを確かめます。",
                en: "Look at brackets, quotes and commas in the line that is shown."),
            wrong: "{ \"地区\": \"北地区\", \"世帯数\": 204",
            right: "{ \"地区\": \"北地区\", \"世帯数\": 204 }",
        },
    ],
};
