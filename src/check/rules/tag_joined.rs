//! `tag-joined`: 「、」でつながったタグ / tags joined by a Japanese comma.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::Document,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::page::Page,
    text::span::Span,
};

pub(super) const RULE: Rule = Rule {
    code: "tag-joined",
    level: Level::Warning,
    fixed: false,
    what: msg!(
            ja: "タグや話題が「、」でつながり、1つになっています",
            en: "Tags or topics are joined into one by a Japanese comma"),
    why: msg!(
            ja: "並びは半角の「,」で区切ります。「、」は文字なので、「雪、道」という1つのタグになります。",
            en: "A list is divided by `,`; with `、` it is one tag of that name."),
    how: msg!(
            ja: "「, 」で区切ります。`shirube check --fix` で直せます。",
            en: "Divide it by `, `; `shirube check --fix` does it."),
    examples: &[
        Good("---\ntitle: 例\ntags: [雪, 道]\n---\n"),
        Bad("---\ntitle: 例\ntags: [雪、道]\n       ^^^^^^ 1つ\n---\n"),
        Bad("---\ntitle: 例\ntags: [冬、雪，道]\n       ^^^^^^ 1つ\n---\n"),
    ],
    check: Check::Document(check_tag_joined),
};

fn check_tag_joined(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    let meta = &document.meta;
    for (key, words) in [("tags", &meta.tags), ("topics", &meta.topics)] {
        for word in words.iter().filter(|word| word.contains(['、', '，'])) {
            let place = document.place_of(key, word);
            let finding = Diagnostic::new(
                RULE.level,
                RULE.code,
                msgf!(
                    ja: "「{word}」が1つの言葉になっています。区切りは半角の「,」です",
                    en: "`{word}` is one word: a list is divided by `,`"),
            )
            .at(&document.path, place);
            let parts: Vec<&str> = word.split(['、', '，']).map(str::trim).filter(|part| !part.is_empty()).collect();
            let right = parts.join(", ");
            let finding = finding.help(msgf!(ja: "`[{right}]` と書いてください", en: "write `[{right}]`"));
            let is_written = document.written(place).as_deref() == Some(word.as_str());
            let in_brackets = is_written && place.start > 0 && is_in_list(document, place);
            findings.push(if in_brackets { finding.fix(place, right) } else { finding });
        }
    }
}

/// Whether a word stands in `[…]`, where a comma makes two of it, and in no quotes.
fn is_in_list(document: &Document, place: Span) -> bool {
    let (before, after) = (Span::new(place.start - 1, place.start), Span::new(place.end, place.end + 1));
    let sign = |span| document.written(span).is_some_and(|sign| matches!(&*sign, "[" | "," | " " | "]"));
    sign(before) && sign(after) && document.written(after).is_some_and(|sign| matches!(&*sign, "," | "]" | " "))
}
