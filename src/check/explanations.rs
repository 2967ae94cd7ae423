//! Every code with its explanation: those of the program, of the rules and of the kinds of personal data, in one list.
//!
//! Must never hold words of its own about a code: they stand with the rule, with the kind, or in `report/codes/`.

use crate::{
    base::path::SourcePath,
    check::{
        Check, Example, PatternRule, ProseRule, Rule,
        rules::{RULES, personal_data},
    },
    config::types::Config,
    msg, msgf,
    privacy::{Kind, Severity, detector::Example as Sentence, detectors::DETECTORS},
    report::{
        codes::{Code, GROUPS},
        diagnostic::{Diagnostic, Level},
        message::Message,
    },
    text::{normalize::nearest, span::Span},
};

/// Explanations about one subject.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// The subject.
    pub title: Message,
    /// The codes, in the order in which they are explained.
    pub codes: Vec<Code>,
}

/// Every code of a finding, by subject: the rules first, for they are met most often.
pub fn chapters() -> Vec<Chapter> {
    let rules = Chapter {
        title: msg!(ja: "ページの点検", en: "Rules for pages"),
        codes: RULES.iter().map(of_rule).collect(),
    };
    let others = GROUPS.iter().map(|group| Chapter { title: group.title.clone(), codes: group.codes.to_vec() });
    std::iter::once(rules).chain(others).collect()
}

/// The kinds of personal data: `[PHONE]` in a finding of `personal-data`. They are no codes of their own.
pub fn kinds() -> Chapter {
    Chapter {
        title: msg!(ja: "個人情報の種類", en: "Kinds of personal data"),
        codes: Kind::ALL.iter().copied().map(of_kind).collect(),
    }
}

/// The explanation of a code or a kind, however its letters and lines are written: `PHONE`, `phone`, `Dead-Link`.
pub fn find_code(name: &str) -> Option<Code> {
    let plain = |name: &str| name.trim().trim_matches(['[', ']']).to_ascii_lowercase().replace('_', "-");
    let all = chapters().into_iter().chain([kinds()]).flat_map(|chapter| chapter.codes);
    let wanted = plain(name);
    all.into_iter().find(|code| plain(code.code) == wanted)
}

/// The names that a slip of the pen may have meant, at most three, the nearest first.
pub fn near(name: &str) -> Vec<&'static str> {
    let mut names: Vec<&str> =
        chapters().into_iter().chain([kinds()]).flat_map(|chapter| chapter.codes).map(|code| code.code).collect();
    let mut near = Vec::new();
    while let Some(found) = nearest(name, names.iter().copied()).filter(|_| near.len() < 3) {
        near.push(found);
        names.retain(|name| *name != found);
    }
    near
}

/// The codes of `[check]` in site.toml that no finding has.
pub fn unknown_codes(config: &Config) -> Vec<Diagnostic> {
    if config.check.is_empty() && config.check_allow.is_empty() {
        return Vec::new();
    }
    let known: Vec<&str> = chapters().into_iter().flat_map(|chapter| chapter.codes).map(|code| code.code).collect();
    let levels = config.check.iter().map(|(name, wanted)| (name, wanted.at));
    let named = levels.chain(config.check_allow.iter().map(|(name, allowed)| (name, allowed.at)));
    let unknown = named.filter(|(name, _)| !known.contains(&name.as_str()));
    unknown.map(|(name, at)| unknown_code(name, at, &known)).collect()
}

fn unknown_code(name: &str, at: Span, known: &[&str]) -> Diagnostic {
    let message = msgf!(
        ja: "`[check]` の `{name}` という指摘はありません",
        en: "`[check]` names `{name}`, but no finding is called so");
    let finding = Diagnostic::error("config-check", message).at(&SourcePath::new("site.toml"), at);
    match nearest(name, known.iter().copied()) {
        Some(near) => {
            finding.help(msgf!(ja: "`{near}` のことではありませんか", en: "did you mean `{near}`?")).offer(at, near)
        }
        None => finding.help(msg!(
            ja: "名前の一覧は `shirube explain` で見られます",
            en: "`shirube explain` lists the names")),
    }
}

fn of_rule(rule: &Rule) -> Code {
    let (mut wrong, mut right) = ("", "");
    for example in rule.examples.iter().rev() {
        match example {
            Example::Bad(page) => wrong = page.trim_end(),
            Example::Good(page) => right = page.trim_end(),
        }
    }
    let levels = match (&rule.check, rule.level) {
        // The privacy gate shows what it is not sure of.
        (Check::Gate, _) => &[Level::Error, Level::Warning][..],
        (
            Check::Pattern(PatternRule { also: Some(also), .. }) | Check::Prose(ProseRule { also: Some(also), .. }),
            level,
        ) => both_levels(level, *also),
        (_, Level::Error) => &[Level::Error],
        (_, Level::Warning) => &[Level::Warning],
        (_, Level::Hint) => &[Level::Hint],
    };
    Code {
        code: rule.code,
        levels,
        what: rule.what.clone(),
        why: rule.why.clone(),
        how: rule.how.clone(),
        wrong,
        right,
    }
}

/// A level and a lower one.
fn both_levels(level: Level, also: Level) -> &'static [Level] {
    match (level, also) {
        (Level::Error, Level::Warning) => &[Level::Error, Level::Warning],
        (Level::Error, _) => &[Level::Error, Level::Hint],
        (_, _) => &[Level::Warning, Level::Hint],
    }
}

fn of_kind(kind: Kind) -> Code {
    let sentences = DETECTORS.iter().filter(|detector| detector.kind == kind).flat_map(|detector| detector.examples);
    let (mut blocked, mut shown) = (Vec::new(), Vec::new());
    for sentence in sentences {
        match sentence {
            Sentence::Bad(text) => blocked.push(*text),
            Sentence::Warned(text) => shown.push(*text),
            Sentence::Good(_) => {}
        }
    }
    let levels = match (blocked.is_empty(), shown.is_empty()) {
        (false, false) => &[Level::Error, Level::Warning][..],
        (true, false) => &[Level::Warning],
        (_, true) => &[Level::Error],
    };
    // What looks like a live key, or cannot be seen, is no example to show.
    let showable = |text: &&str| !text.contains('«') && !text.chars().any(is_hidden);
    let wrong = blocked.into_iter().chain(shown).find(showable).unwrap_or_default();
    let (ja, en) = (kind.ja(), kind.en());
    let how = personal_data::how(kind, if kind.is_never() { Severity::Never } else { Severity::Block });
    let (how_ja, how_en) = (how.ja, how.en);
    Code {
        code: kind.name(),
        levels,
        what: msgf!(ja: "{ja}のようなものが書かれています", en: "The text holds what looks like {en}"),
        why: personal_data::RULE.why,
        how: msgf!(ja: "{how_ja}。", en: "{how_en}."),
        wrong,
        right: if wrong.is_empty() { "" } else { kind.replacement() },
    }
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{e0000}'..)
}
