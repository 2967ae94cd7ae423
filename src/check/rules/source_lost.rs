//! `source-lost`: サロンのページから `source` がなくなっている / a page from the salon that no longer says so.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::Document,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::{
        Site,
        approval::{Judged, Verdict},
    },
};

pub(super) const RULE: Rule = Rule {
    code: "source-lost",
    level: Level::Error,
    fixed: true,
    what: msg!(
        ja: "サロンから作ったページから、`source` がなくなっています",
        en: "A page from the salon no longer names its `source`"),
    why: msg!(
        ja: "`source` がないと、承認も取り下げもこのページに届きません。サロンの人が書いた文を、だれも認めないまま公開しないように止めます。",
        en: "Without `source` neither an approval nor a withdrawal reaches the page; what people wrote in the salon is \
            not published unless somebody approved it."),
    how: msg!(
        ja: "`salon draft` が書いた `source: salon:…` の行を戻し、`shirube salon approve` で承認します。\
             役場の文がサロンで引用されたのなら、site.toml の `[salon]` の `own_pages` にそのページを書きます。",
        en: "Restore the line `source: salon:…` that `salon draft` wrote, then approve the page. If the salon quotes \
            the town's own words, list the page as `own_pages` below `[salon]` in site.toml."),
    examples: &[
        Good("---\ntitle: 冬の寒さ\nkind: qa\nsource: salon:7F3K2M9QPA\n---\n"),
        Good("---\ntitle: 冬の寒さ\nkind: qa\n---\n\n雪は12月から3月まで積もります。\n"),
        Bad(
            "---\ntitle: 冬の寒さ\nkind: qa\nsorce: salon:7F3K2M9QPA\n       ^^^^^^^^^^^^^^^^ 番号が見つかりません\n---\n",
        ),
    ],
    check: Check::Site(check_source_lost),
};

fn check_source_lost(site: &Site, findings: &mut Vec<Diagnostic>) {
    let lost = site.unapproved().iter().filter(|(_, judged)| judged.verdict == Verdict::Lost);
    findings.extend(lost.map(|(document, judged)| report_lost(document, judged)));
}

/// What is said of a page that is from the salon and does not say so.
pub fn report_lost(document: &Document, judged: &Judged) -> Diagnostic {
    let path = &document.path;
    let message = match judged.shared.is_empty() {
        true => msg!(
            ja: "サロンから作ったページですが、`source` に台帳の番号が見つかりません。公開するサイトに入りません",
            en: "the page is from the salon, and its `source` is not there; it is not part of the public site"),
        false => msg!(
            ja: "サロンの投稿と同じ文がありますが、`source` に台帳の番号が見つかりません。公開するサイトに入りません",
            en: "the page has a post's own words, and no `source`; it is not part of the public site"),
    };
    let finding = Diagnostic::new(RULE.level, RULE.code, message);
    let places = judged.shared.iter().fold(finding, |finding, span| finding.at(path, *span));
    let named =
        document.meta.fields.iter().find(|(_, value)| {
            !judged.item.is_empty() && value.as_text().is_some_and(|text| text.ends_with(&judged.item))
        });
    let finding = match named.and_then(|(key, _)| document.given(key)) {
        Some(place) => places.at(path, place.value),
        None if places.places.is_empty() => places.in_file(path),
        None => places,
    };
    // The places are somebody's words.
    let finding = finding.hiding();
    let item = if judged.item.is_empty() { "…" } else { &judged.item };
    finding
        .help(msgf!(
            ja: "`source: salon:{item}` の行を戻してから、`shirube salon approve {path} --by … --basis …` \
                で承認してください。番号は `shirube salon list --all` で見られます",
            en: "restore the line `source: salon:{item}`, then approve the page: `shirube salon approve {path} --by … \
                --basis …`; see the ids with `shirube salon list --all`"))
        .help(msgf!(
            ja: "役場の文がサロンで引用されたのなら、site.toml の `[salon]` に `own_pages = [\"{path}\"]` と書いてください",
            en: "if the salon quotes the town's own words, write `own_pages = [\"{path}\"]` below `[salon]` in \
                site.toml"))
}
