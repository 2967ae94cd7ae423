//! `unknown-key`: 設定の項目名が違う / a front matter key that nobody reads.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::{
        document::Document,
        front_matter::{KEYS, other_name},
    },
    msg, msgf,
    render::page_kinds,
    report::diagnostic::{Diagnostic, Level},
    site::page::Page,
    text::normalize::nearest,
};

pub(super) const RULE: Rule = Rule {
    code: "unknown-key",
    level: Level::Warning,
    fixed: false,
    what: msg!(ja: "だれも読まない名前の項目があります", en: "The front matter has a key that nobody reads"),
    why: msg!(
        ja: "名前の違う項目は読まれません。書いた人は、効いていると思い込みます。",
        en: "A key that nobody reads looks as if it worked."),
    how: msg!(
        ja: "項目名を直します。自由な項目は `extra:` の下に書きます。",
        en: "Correct the name; keys of your own go below `extra:`."),
    examples: &[
        Good("---\ntitle: 例\nextra:\n  mood: よい\n---\n"),
        Good("---\nkind: qa\ntitle: 例\nasked: 2025-12\n---\n"),
        Bad("---\ntitle: 例\nタグ: [雪]\n^^^^ という項目はありません\n---\n"),
        Bad("---\ntitle: 例\ndescripton: 例\n^^^^^^^^^^ という項目はありません\n---\n"),
    ],
    check: Check::Document(check_unknown_key),
};

fn check_unknown_key(document: &Document, page: &Page, findings: &mut Vec<Diagnostic>) {
    let own = page_kinds::kind(&page.card.kind).fields;
    for key in document.meta.fields.keys().filter(|key| !own.iter().any(|field| field.name == **key)) {
        let places = document.places();
        if places.is_empty() {
            // They are not read as they stand, which is told by itself.
            return;
        }
        let place = places.get(key).copied().unwrap_or_default();
        let finding = Diagnostic::new(
            RULE.level,
            RULE.code,
            msgf!(ja: "`{key}` という項目はありません", en: "there is no key `{key}`"),
        )
        .at(&document.path, place.key);
        // A key that is there already would be there twice.
        let known = KEYS.iter().copied().chain(own.iter().map(|field| field.name));
        let known = known.filter(|known| !places.contains_key(*known));
        let by_label = own.iter().find(|field| field.words.ja == key.as_str()).map(|field| field.name);
        if let Some(right) = by_label.or_else(|| other_name(key)).filter(|right| !places.contains_key(*right)) {
            let help = msgf!(ja: "`{right}` と書きます", en: "it is called `{right}`");
            findings.push(finding.help(help).offer(place.key, right));
            continue;
        }
        let free = msg!(ja: "自由な項目は `extra:` の下に書けます", en: "keys of your own go below `extra:`");
        findings.push(match nearest(key, known) {
            Some(near) => finding
                .help(msgf!(
                    ja: "`{near}` のことではありませんか。自由な項目は `extra:` の下に書けます",
                    en: "did you mean `{near}`? Keys of your own go below `extra:`"))
                .offer(place.key, near),
            None => finding.help(free),
        });
    }
}
