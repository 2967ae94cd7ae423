//! What each file of the default theme is for, in a line: shown by `shirube theme eject`.

use crate::{msg, report::message::Message};

/// What a file of the default theme is for; empty for one that has no line here.
pub(super) fn about(inner: &str) -> Message {
    PARTS.iter().find(|(name, _)| *name == inner).map_or_else(Message::default, |(_, about)| about.clone())
}

static PARTS: &[(&str, Message)] = &[
    (
        "templates/base.html",
        msg!(ja: "どのページにも共通の枠（頭、メニュー、足もと）", en: "the frame of every page: head, menu, foot"),
    ),
    ("templates/brand.html", msg!(ja: "頭のロゴとガイドの名前", en: "the logo and the name at the head")),
    ("templates/article.html", msg!(ja: "文章のあるページの枠", en: "the frame of pages with a text")),
    (
        "templates/components.html",
        msg!(ja: "カード、問い合わせ先などの部品", en: "components: cards, contacts and others"),
    ),
    ("templates/home.html", msg!(ja: "トップページ", en: "the top page")),
    ("templates/section.html", msg!(ja: "区分のページ", en: "sections")),
    ("templates/guide.html", msg!(ja: "ふつうのページ", en: "ordinary pages")),
    ("templates/qa.html", msg!(ja: "質問と答えのページ", en: "questions and answers")),
    ("templates/questions.html", msg!(ja: "質問の一覧", en: "the list of questions")),
    ("templates/procedure.html", msg!(ja: "手続きのページ", en: "procedures")),
    ("templates/support.html", msg!(ja: "支援制度のページ", en: "support schemes")),
    ("templates/event.html", msg!(ja: "イベントのページ", en: "events")),
    ("templates/facility.html", msg!(ja: "施設のページ", en: "facilities")),
    ("templates/area.html", msg!(ja: "地区のページ", en: "districts")),
    ("templates/voice.html", msg!(ja: "移住者の声のページ", en: "stories of people who moved")),
    ("templates/trial.html", msg!(ja: "お試し滞在のページ", en: "trial stays")),
    ("templates/cost.html", msg!(ja: "費用の見積もりのページ", en: "estimates of costs")),
    ("templates/decision.html", msg!(ja: "診断のページ", en: "decision pages")),
    ("templates/table.html", msg!(ja: "公開データの一覧のページ", en: "lists of open data")),
    ("templates/opendata.html", msg!(ja: "公開データを配るページ", en: "the page that hands out open data")),
    ("templates/open_data_parts.html", msg!(ja: "公開データのページの部品", en: "parts of pages of open data")),
    ("templates/place_parts.html", msg!(ja: "地区と施設のページの部品", en: "parts of pages of places")),
    ("templates/term.html", msg!(ja: "一つの話題やタグの一覧", en: "one topic or tag")),
    ("templates/terms.html", msg!(ja: "話題やタグのすべて", en: "all topics or tags")),
    ("templates/narrow.html", msg!(ja: "一覧のしぼりこみ", en: "what narrows a list")),
    ("templates/search.html", msg!(ja: "さがすページ", en: "the search")),
    ("templates/search_row.html", msg!(ja: "読みの順の一覧", en: "the list by readings")),
    ("templates/accessibility.html", msg!(ja: "ウェブアクセシビリティ方針", en: "the accessibility policy")),
    ("templates/accessibility_test.html", msg!(ja: "アクセシビリティの試験結果", en: "the accessibility test")),
    ("templates/not_found.html", msg!(ja: "見つからないページ（404）", en: "the page for unknown addresses")),
    ("templates/alias.html", msg!(ja: "前のURLから案内するページ", en: "what leads from an old URL to the new one")),
    ("templates/page_checked.html", msg!(ja: "「確認した日」の欄", en: "when and by whom a page was checked")),
    ("templates/page_forms.html", msg!(ja: "申請書の欄", en: "forms to take along")),
    ("templates/page_meta.html", msg!(ja: "更新日の欄", en: "the day of the last change")),
    ("templates/page_terms.html", msg!(ja: "ページの話題とタグの欄", en: "topics and tags of a page")),
    ("templates/ruby_toggle.html", msg!(ja: "ふりがなの切り替え", en: "the switch for ruby")),
    ("assets/css/site.css", msg!(ja: "色、文字、配置（CSS）", en: "colours, type and layout (CSS)")),
    ("assets/img/favicon.svg", msg!(ja: "ブラウザーのタブに出る印", en: "the mark in the browser's tab")),
    (
        "assets/img/share.jpg",
        msg!(ja: "リンクを貼ったときの絵（幅1200・高さ630）", en: "the picture that links show (1200 by 630)"),
    ),
    ("assets/img/signpost.svg", msg!(ja: "トップページの絵", en: "the picture of the top page")),
    ("assets/js/page.js", msg!(ja: "どのページにもある小さな動き", en: "small helps on every page")),
    ("assets/js/moved.js", msg!(ja: "前のURLの「#」のあとの案内", en: "what leads on from parts of old URLs")),
    ("assets/js/search.js", msg!(ja: "さがすページの動き", en: "the search")),
    ("assets/js/suggest.js", msg!(ja: "さがす言葉の候補", en: "suggestions while typing")),
    (
        "assets/js/tools.js",
        msg!(ja: "見積もり、施設、チェックリストの動き", en: "estimates, opening hours, checklists"),
    ),
    ("strings/ja.toml", msg!(ja: "画面の言葉（日本語）", en: "the words of the pages: Japanese")),
    ("strings/easy.toml", msg!(ja: "画面の言葉（やさしい日本語）", en: "the words of the pages: easy Japanese")),
    ("strings/en.toml", msg!(ja: "画面の言葉（英語）", en: "the words of the pages: English")),
    ("strings/ko.toml", msg!(ja: "画面の言葉（韓国語）", en: "the words of the pages: Korean")),
    ("strings/pt.toml", msg!(ja: "画面の言葉（ポルトガル語）", en: "the words of the pages: Portuguese")),
    ("strings/vi.toml", msg!(ja: "画面の言葉（ベトナム語）", en: "the words of the pages: Vietnamese")),
    (
        "strings/zh-hans.toml",
        msg!(ja: "画面の言葉（中国語・簡体字）", en: "the words of the pages: Chinese, simplified"),
    ),
    (
        "strings/zh-hant.toml",
        msg!(ja: "画面の言葉（中国語・繁体字）", en: "the words of the pages: Chinese, traditional"),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::embedded;

    #[test]
    fn every_file_has_its_line_and_no_other() {
        let files = embedded::theme().files.keys();
        let names: Vec<&str> = files.filter_map(|path| path.as_str().strip_prefix("themes/shirube/")).collect();
        for name in names.iter().filter(|name| name.contains('/')) {
            assert!(!about(name).is_empty(), "{name}");
        }
        for (name, _) in PARTS {
            assert!(names.contains(name), "{name}");
        }
    }
}
