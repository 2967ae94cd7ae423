//! `personal-data`: 個人が分かるかもしれない / somebody may be recognised.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    ops::{Range, RangeInclusive},
};

use crate::{
    base::path::SourcePath,
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    input::source_tree::SourceTree,
    msg, msgf,
    privacy::{
        Hit, Kind, Severity, mask, mask_name,
        roster::{COMMON, NOTES},
    },
    report::{
        diagnostic::{Diagnostic, Level},
        message::Message,
    },
    text::{
        normalize::decode,
        span::{Lines, Span},
    },
};

pub(in crate::check) const RULE: Rule = Rule {
    code: "personal-data",
    level: Level::Error,
    fixed: true,
    what: msg!(ja: "個人が分かるかもしれないことが書かれています", en: "Something may tell who somebody is"),
    why: msg!(
        ja: "サロンに書いた人、その家族や近所の人が、うっかり公開されないようにします。",
        en: "The people who wrote in the salon, their families and neighbours must not appear by accident."),
    how: msg!(
        ja: "置き換えるか、公開してよい値なら salon/privacy.toml の [[public]] に、本人の了解があるなら [[waiver]] に書きます。",
        en: "Replace it; list a public value under [[public]] in salon/privacy.toml, a consented one under \
            [[waiver]]."),
    examples: &[
        Good("---\ntitle: 例\n---\n\nフリーダイヤル0120-000-000へどうぞ。\n"),
        Bad(
            "---\ntitle: 例\n---\n\n電話は090-0000-1234です。\n      ^^^^^^^^^^^^^ 電話番号のようです：090-****-**34\n",
        ),
        Bad("---\ntitle: 例\ndescription: 佐藤さんの家です。\n             ^^^^ 人の名前のようです：佐*\n---\n"),
    ],
    check: Check::Gate,
};

/// The finding for a hit in a source text; `entry` would waive it.
pub(crate) fn report_hit(text: &str, hit: &Hit, entry: Option<String>) -> Diagnostic {
    let (ja, en, shown, name) = (hit.kind.ja(), hit.kind.en(), mask(text, hit), hit.kind.name());
    let level = if hit.severity.blocks() { RULE.level } else { Level::Warning };
    let message = msgf!(ja: "{ja}のようです：{shown}  [{name}]", en: "this looks like {en}: {shown}  [{name}]");
    let mut finding = Diagnostic::new(level, RULE.code, message).help(how(hit.kind, hit.severity)).hiding();
    if let Some(entry) = entry {
        finding = finding.help(msgf!(
            ja: "本人の了解があるなら、次を salon/privacy.toml に加えます：\n{entry}",
            en: "with consent, add to salon/privacy.toml:\n{entry}"));
    }
    finding
}

/// The code of its findings.
pub(crate) const CODE: &str = RULE.code;

/// The finding for a value that stands in an output and in no source; the path is masked already.
pub(crate) fn made(text: &str, hit: &Hit, path: &str, from: &str) -> Diagnostic {
    let (ja, en, shown, name) = (hit.kind.ja(), hit.kind.en(), mask(text, hit), hit.kind.name());
    let finding = Diagnostic::new(
        RULE.level,
        RULE.code,
        msgf!(
        ja: "できあがったファイル「{path}」に{ja}のようなものがあります：{shown}  [{name}]",
        en: "the finished file `{path}` holds what looks like {en}: {shown}  [{name}]"),
    )
    .help(how(hit.kind, hit.severity))
    .hiding();
    if from.is_empty() { finding } else { finding.in_file(&SourcePath::new(from)) }
}

/// What is said of a word that somebody is called by whom nobody knows, at its places: a look, and no fault.
pub(crate) fn report_unknown(path: &SourcePath, name: &str, places: Vec<Range<usize>>) -> Diagnostic {
    let shown = mask_name(name);
    let message = msgf!(
        ja: "名簿にも辞書にもない呼び方です：「{shown}さん」など",
        en: "somebody is called by what neither the roster nor the dictionary knows: `{shown}さん` or alike");
    // Hints are told as a number: this has to be a list.
    let finding = Diagnostic::new(Level::Warning, RULE.code, message)
        .help(msg!(
            ja: "人の名前や呼び名なら、「町民」のように、その人と分からない書き方に直してください",
            en: "if it is somebody's name or nickname, write a role in its place"))
        .hiding();
    places.into_iter().fold(finding, |finding, range| finding.at(path, range.into()))
}

/// How to mend what holds a kind of personal data.
pub(crate) fn how(kind: Kind, severity: Severity) -> Message {
    let words = kind.replacement();
    let listed = matches!(
        kind,
        Kind::Phone | Kind::Email | Kind::Address | Kind::PostalCode | Kind::SnsId | Kind::GeoPoint | Kind::BankAccount
    );
    match (severity, listed, words.is_empty()) {
        (Severity::Never, ..) => msg!(
            ja: "消してください。この種類の番号や鍵は、だれの了解があっても公開できません",
            en: "remove it; numbers and keys of this kind are never published, whoever agrees"),
        (_, true, _) => msgf!(
            ja: "{words}に直すか、公開してよい値なら salon/privacy.toml の [[public]] に加えてください",
            en: "write {words} instead, or list it under [[public]] in salon/privacy.toml if it is public"),
        (_, _, true) => msg!(ja: "消してください", en: "remove it"),
        _ if kind == Kind::Nickname => msgf!(
            ja: "{words}のように、その人と分からない書き方に直してください。ふつうの言葉として使うときは、`{NOTES}` に `{COMMON} = [\"その言葉\"]` と書くと、敬称や @ \
                のないところでは見つけません",
            en: "write it so that nobody is recognised, like {words}. If it is an ordinary word as well, list it in \
                `{NOTES}` as `{COMMON} = [\"word\"]`: it then counts only beside さん or @"),
        _ => msgf!(
            ja: "{words}のように、その人と分からない書き方に直してください",
            en: "write it so that nobody is recognised, like {words}"),
    }
}

/// The value of a key; made where there is none yet, if it can be made.
fn find_or_make<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, make: impl FnOnce() -> Option<V>) -> Option<&mut V> {
    match map.entry(key) {
        Entry::Occupied(known) => Some(known.into_mut()),
        Entry::Vacant(free) => make().map(|made| free.insert(made)),
    }
}

/// The lines of a file that must not be shown.
struct HiddenLines<'a> {
    text: Cow<'a, str>,
    lines: Lines,
    numbers: BTreeSet<usize>,
}

impl<'a> HiddenLines<'a> {
    fn new(text: Cow<'a, str>) -> Self {
        Self { lines: Lines::new(&text), text, numbers: BTreeSet::new() }
    }

    /// The lines that a span stands on.
    fn of(&self, span: Span) -> RangeInclusive<usize> {
        let line = |at| self.lines.position(&self.text, at).line;
        line(span.start)..=line(span.end).max(line(span.start))
    }

    fn hide(&mut self, span: Span) {
        self.numbers.extend(self.of(span));
    }

    fn touches(&self, span: Span) -> bool {
        self.numbers.range(self.of(span)).next().is_some()
    }
}

/// Names files in a report by a masked name, where the name itself is somebody's; `mask` hides what is personal.
pub(crate) fn hide_names(findings: &mut [Diagnostic], mask: &dyn Fn(&str) -> String) {
    let mut names: BTreeMap<SourcePath, Option<String>> = BTreeMap::new();
    for finding in findings {
        let mut hidden = Vec::new();
        for place in &mut finding.places {
            let path = place.file.as_str();
            let masked = || Some(mask(path)).filter(|masked| masked != path);
            let alias = names.entry(place.file.clone()).or_insert_with(masked).clone();
            hidden.extend(alias.clone().map(|alias| (path.to_owned(), alias)));
            place.alias = alias;
        }
        for say in std::iter::once(&mut finding.message).chain(&mut finding.help) {
            for (path, alias) in &hidden {
                for words in [&mut say.ja, &mut say.en] {
                    if words.contains(path.as_str()) {
                        *words = words.replace(path.as_str(), alias).into();
                    }
                }
            }
        }
    }
}

/// Keeps other findings from showing lines and words that hold what the gate has found; `mask` hides it in a text.
pub(crate) fn hide(findings: &mut [Diagnostic], own: &[Diagnostic], tree: &SourceTree, mask: &dyn Fn(&str) -> String) {
    let places = own.iter().filter(|finding| finding.level == Level::Error).flat_map(|finding| &finding.places);
    let mut files: BTreeMap<&SourcePath, HiddenLines<'_>> = BTreeMap::new();
    for place in places {
        let text = || tree.get(&place.file).and_then(|source| decode(&source.bytes)).map(|(text, _)| text);
        if let (Some(span), Some(file)) =
            (place.span, find_or_make(&mut files, &place.file, || text().map(HiddenLines::new)))
        {
            file.hide(span);
        }
    }
    if files.is_empty() {
        return;
    }
    for finding in findings {
        let touched = finding.places.iter().any(|place| {
            let file = files.get(&place.file);
            file.is_some_and(|file| place.span.is_none_or(|span| file.touches(span)))
        });
        finding.hidden |= touched;
        if touched {
            // In a sentence of ours a value may stand in another form, and without what made it one.
            finding.unquote();
        }
        let labels = finding.places.iter_mut().map(|place| &mut place.label);
        for say in labels.chain([&mut finding.message]).chain(&mut finding.help) {
            for words in [&mut say.ja, &mut say.en] {
                let masked = mask(words);
                if masked != **words {
                    *words = masked.into();
                }
            }
        }
    }
}
