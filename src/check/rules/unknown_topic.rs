//! `unknown-topic`: site.toml にない話題 / a topic that site.toml does not declare.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::Document,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::Site,
    text::normalize::nearest,
};

pub(super) const RULE: Rule = Rule {
    code: "unknown-topic",
    level: Level::Error,
    fixed: false,
    what: msg!(
        ja: "ページの話題が、site.toml にありません",
        en: "A page names a topic that site.toml does not declare"),
    why: msg!(
        ja: "site.toml にない話題の一覧は作られません。ページは、その話題からたどれなくなります。",
        en: "No list is made of a topic that site.toml does not declare, so the page cannot be found by it."),
    how: msg!(
        ja: "site.toml にある話題を書くか、`[topics.…]` を site.toml に書き足します。",
        en: "Write a topic of site.toml, or add `[topics.…]` to site.toml."),
    examples: &[
        Good(
            "---\ntitle: 賃貸\ntopics: [housing]\n---\n\
              === site.toml\ntitle = \"例\"\nbase_url = \"https://example.jp/\"\n[topics.housing]\nlabel = \"住まい\"\n",
        ),
        Bad("---\ntitle: 賃貸\ntopics: [住まい]\n         ^^^^^^ `housing` のことではありませんか\n---\n\
             === site.toml\ntitle = \"例\"\nbase_url = \"https://example.jp/\"\n[topics.housing]\nlabel = \"住まい\"\n"),
        Bad("---\ntitle: 賃貸\ntopics: [housing]\n         ^^^^^^^ `[topics.housing]` を書き足して\n---\n"),
    ],
    check: Check::Site(check_unknown_topic),
};

fn check_unknown_topic(site: &Site, findings: &mut Vec<Diagnostic>) {
    findings.extend(site.unknown_topics().map(|(page, topic)| report_unknown_topic(site, &page.document, topic)));
}

fn report_unknown_topic(site: &Site, document: &Document, topic: &str) -> Diagnostic {
    let topics = &site.config().topics;
    let finding = Diagnostic::new(
        RULE.level,
        RULE.code,
        msgf!(ja: "`{topic}` という話題は site.toml にありません", en: "site.toml declares no topic `{topic}`"),
    )
    .at(&document.path, document.place_of("topics", topic))
    .about(topic);
    let keys: Vec<_> = topics.iter().map(|topic| topic.key.as_str()).collect();
    let by_label = topics.iter().find(|known| known.label == *topic).map(|known| known.key.as_str());
    let all = keys.join("、");
    match by_label.or_else(|| nearest(topic, keys.iter().copied())) {
        Some(near) => finding.help(msgf!(ja: "`{near}` のことではありませんか", en: "did you mean `{near}`?")),
        None if keys.is_empty() => finding.help(msgf!(
            ja: "site.toml に `[topics.{topic}]` を書き足してください",
            en: "add `[topics.{topic}]` to site.toml")),
        None => finding.help(msgf!(ja: "使える話題：{all}", en: "topics: {all}")),
    }
}
