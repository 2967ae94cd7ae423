//! `missing-words`: 画面の言葉のない言語 / a language for which the theme has no words.

use crate::{
    base::path::SourcePath,
    check::{Check, Example::Good, Rule},
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::{Site, language::SiteLanguage},
};

pub(super) const RULE: Rule = Rule {
    code: "missing-words",
    level: Level::Warning,
    fixed: false,
    what: msg!(
            ja: "その言語の、画面の言葉がありません",
            en: "The theme has no words in a language"),
    why: msg!(
            ja: "「目次」「問い合わせ先」などの言葉が日本語で出て、その言語だけを読む人には分かりません。",
            en: "The words around a page are shown in Japanese, which whoever reads that language may not understand."),
    how: msg!(
            ja: "`themes/shirube/strings/言語.toml` に、足りない言葉を書きます（docs/languages.md）。",
            en: "Write them in `themes/shirube/strings/CODE.toml` (docs/languages.md)."),
    examples: &[Good("---\ntitle: 例\n---\n=== site.toml\ntitle = \"例\"\n[languages.vi]\n[languages.zh-TW]\n")],
    check: Check::Site(check_missing_words),
};

/// How many of the missing words a message names.
const NAMED: usize = 3;

fn check_missing_words(site: &Site, findings: &mut Vec<Diagnostic>) {
    let all = words(site).count();
    for language in site.langs().iter().skip(1) {
        let missing = find_missing(site, language);
        let Some((file, count)) = Some((file(site, language), missing.len())).filter(|(_, count)| *count > 0) else {
            continue;
        };
        let label = &language.label;
        let named = missing[..count.min(NAMED)].join("`, `");
        let finding = Diagnostic::new(
            RULE.level,
            RULE.code,
            msgf!(
                ja: "「{label}」の画面の言葉が、{all}のうち{count}足りません。そこは日本語で出ます",
                en: "{count} of {all} words of the theme are missing in `{label}`; they are shown in Japanese"),
        );
        let finding = finding.in_file(&SourcePath::new("site.toml")).help(msgf!(
            ja: "`{file}` に書いてください（`{named}` など。書き方は docs/languages.md）",
            en: "write them in `{file}` (`{named}` …; docs/languages.md)"));
        let code = &language.code;
        let is_begun = site.theme().strings.contains_key(&code.to_ascii_lowercase());
        findings.push(if is_begun {
            finding
        } else {
            finding.help(msgf!(
                ja: "`shirube theme eject strings/{code}.toml` が、訳す言葉をすべて並べたファイルを作ります",
                en: "`shirube theme eject strings/{code}.toml` makes a file with all the words to translate"))
        });
    }
}

/// The file in which a site writes its own words of a language.
pub(in crate::check) fn file(site: &Site, language: &SiteLanguage) -> String {
    format!("themes/{}/strings/{}.toml", site.config().theme.name, language.code)
}

/// The words that every language needs. The pages about accessibility are there in the main language alone.
fn words(site: &Site) -> impl Iterator<Item = &String> {
    let japanese = site.theme().strings.get("ja").into_iter().flat_map(|words| words.keys());
    japanese.filter(|key| !key.starts_with("accessibility_"))
}

/// The keys of which a language has no words.
pub(in crate::check) fn find_missing<'a>(site: &'a Site, language: &SiteLanguage) -> Vec<&'a str> {
    let theme = site.theme();
    words(site).map(String::as_str).filter(|key| theme.own_words(language, key).is_none()).collect()
}
