//! `search-words`: 検索の言葉のファイルを使えない / the editor's words for the search cannot be used.

use crate::{
    base::path::SourcePath,
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    search::word_files::{PAGES, QUERIES, Written},
    site::Site,
};

pub(super) const RULE: Rule = Rule {
    code: "search-words",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "検索の言葉のファイル（data/search/）に、使えない行があります",
        en: "A line of the search's words (data/search/) cannot be used"),
    why: msg!(
        ja: "使えない行は飛ばされるので、その言葉でさがした人がページを見つけられません。",
        en: "Such a line is left out, so that people who use its words do not find the page."),
    how: msg!(
        ja: "言い換えは `- [引っ越し, 転居]`、読みは `臼田: うすだ`、ページは `- /sumai/rent/` のように書きます。",
        en: "Write words as `- [moving, removal]`, readings as `臼田: うすだ`, pages as `- /sumai/rent/`."),
    examples: &[
        Good("---\ntitle: 水道\n---\n=== data/search/synonyms.yaml\n- [引っ越し, 転居]\n"),
        Bad("---\ntitle: 水道\n---\n=== data/search/synonyms.yaml\n- [いぬ, 愛犬, 飼い犬]\n   ^^^^ 短すぎます\n"),
        Bad("---\ntitle: 水道\n---\n=== data/search/synonyms.yaml\n- [転居]\n   ^^^^ 一つしかない\n"),
        Bad("---\ntitle: 水道\n---\n=== data/search/readings.yaml\n臼田: 臼田\n^^^^ かなではありません\n"),
        Bad("---\ntitle: 水道\n---\n=== data/search/pages.yaml\n- /nai/\n  ^^^^^ 公開しているページではありません\n"),
    ],
    check: Check::Site(check_search_words),
};

fn check_search_words(site: &Site, findings: &mut Vec<Diagnostic>) {
    let files = site.word_files();
    findings.extend(files.findings.iter().cloned());
    let pages = files.value.pages.iter().map(|page| (PAGES, page));
    let wished = files.value.wishes.iter().flat_map(|wish| &wish.value.pages).map(|page| (QUERIES, page));
    for (file, Written { value: page, span }) in pages.chain(wished) {
        if site.page_of_reference(page, 0).is_some() {
            continue;
        }
        findings.push(
            Diagnostic::new(
                RULE.level,
                RULE.code,
                msgf!(ja: "「{page}」は公開しているページではありません", en: "`{page}` is no public page"),
            )
            .at(&SourcePath::new(file), *span)
            .help(msg!(
                ja: "`/sumai/rent/` のようなURLか、`content/sumai/rent.md` のようなファイルを書いてください",
                en: "write a URL like `/sumai/rent/`, or a file like `content/sumai/rent.md`")),
        );
    }
}
