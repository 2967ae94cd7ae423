//! `plain-email`: リンクでないメールアドレス / a mail address without a link.

use std::sync::LazyLock;

use regex::Regex;

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        ProseRule, Rule, Told,
        texts::{Texts, how_to_mend},
    },
    load::prose::Kind,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
};

pub(super) const RULE: Rule = Rule {
    code: "plain-email",
    level: Level::Hint,
    fixed: false,
    what: msg!(
        ja: "メールアドレスがリンクになっていません",
        en: "A mail address is no link"),
    why: msg!(
        ja: "押してもメールを書けず、書き写すことになります。",
        en: "It cannot be tapped, and has to be copied."),
    how: msg!(
        ja: "`<iju@example.jp>` のように < > で囲みます。",
        en: "Put it between `<` and `>`."),
    examples: &[
        Good(concat!(
            "---\ntitle: 例\n---\n\n<iju@town.touno.example> へどうぞ。\n",
            "=== site.toml\ntitle = \"例\"\nbase_url = \"https://example.jp/\"\n",
            "[contacts.iju]\nname = \"課\"\nemail = \"iju@town.touno.example\"\n",
        )),
        Good(concat!(
            "---\ntitle: 例\n---\n\n[iju@town.touno.example](mailto:iju@town.touno.example)\n",
            "=== site.toml\ntitle = \"例\"\nbase_url = \"https://example.jp/\"\n",
            "[contacts.iju]\nname = \"課\"\nemail = \"iju@town.touno.example\"\n",
        )),
        Bad(concat!(
            "---\ntitle: 例\n---\n\niju@town.touno.exampleへどうぞ。\n^^^^^^^^^^^^^^^^^^^^^^ リンク\n",
            "=== site.toml\ntitle = \"例\"\nbase_url = \"https://example.jp/\"\n",
            "[contacts.iju]\nname = \"課\"\nemail = \"iju@town.touno.example\"\n",
        )),
        Bad(concat!(
            "---\ntitle: 例\n---\n\n[役場](mailto:iju@town.touno.example)\n",
            "^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ アドレスそのもの\n",
            "=== site.toml\ntitle = \"例\"\nbase_url = \"https://example.jp/\"\n",
            "[contacts.iju]\nname = \"課\"\nemail = \"iju@town.touno.example\"\n",
        )),
    ],
    check: Check::Prose(ProseRule { also: None, spares_voices: false, check: check_plain_email }),
};

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+").expect("the pattern is sound")
});

fn check_plain_email(texts: &Texts<'_>, told: &mut Told) {
    let document = texts.document;
    for link in document.links.iter().filter(|link| link.target.starts_with("mailto:") && !link.text.contains('@')) {
        let address = &link.target["mailto:".len()..];
        let message = msgf!(
            ja: "メールアドレスそのものも書いてください：{address}",
            en: "write the address itself as well: {address}");
        told.push((
            Diagnostic::new(RULE.level, RULE.code, message)
                .at(&document.path, link.span)
                .help(how_to_mend(&RULE))
                .quoting(RULE.what),
            false,
        ));
    }
    if !texts.whole().contains('@') {
        return;
    }
    for block in texts.blocks().filter(|block| !matches!(block.kind(), Kind::Field(_))) {
        for found in ADDRESS.find_iter(block.text) {
            let range = found.range();
            if block.is_linked(range.start) || block.is_allowed(RULE.code, &range) {
                continue;
            }
            let link = format!("<{}>", found.as_str());
            let message = msg!(
                ja: "メールアドレスをリンクにすると、押して書けます",
                en: "as a link, a mail address can be tapped");
            told.push((block.offer(block.tell(&RULE, &range, message), &range, &link), block.is_voice()));
        }
    }
}
