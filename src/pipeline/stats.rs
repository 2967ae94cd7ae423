//! Floor 8: what a finished build comes to, in numbers that somebody in charge of a guide wants to know.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    base::path::SourcePath,
    msg, msgf,
    pipeline::Snapshot,
    report::{
        diagnostic::{Diagnostic, Level},
        message::Message,
    },
    site::{Site, approval::Verdict, resolve::cards::Status},
    text::date::Date,
};

/// How many days ahead the openings and ends of publish windows are told.
const AHEAD: i64 = 30;

/// The numbers of a build.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Pages in all languages.
    pub pages: usize,
    /// Characters of text: a Japanese page's word count. Stand-ins for translations count once.
    pub characters: usize,
    /// Pages whose day of review has passed.
    pub overdue: usize,
    /// Warnings that somebody may be recognised, whose pages are published.
    pub recognisable: usize,
    /// Pages that visitors do not see, by the name of their status.
    pub unseen: BTreeMap<&'static str, usize>,
    /// Pages from the salon that nobody has approved yet.
    pub waiting: usize,
    /// Pages that become public within the next days.
    pub opening: BTreeSet<(Date, SourcePath)>,
    /// Pages that cease to be public within the next days.
    pub ending: BTreeSet<(Date, SourcePath)>,
}

/// The status of a page from the salon that is not approved as it is.
const UNAPPROVED: &str = "unapproved";

/// The findings that say so.
pub const PERSONAL: [&str; 3] = ["personal-data", "quasi-identifiers", "self-description"];

/// Counts what is in a site that was made of the snapshot's files: all of them, or those that may go out.
pub fn tally(snapshot: &Snapshot, site: &Site) -> Tally {
    let now = site.options().now;
    let mut tally = Tally { pages: site.pages().len(), ..Tally::default() };
    let told = |finding: &&Diagnostic| finding.level == Level::Warning && PERSONAL.contains(&finding.code);
    tally.recognisable = snapshot.findings.iter().filter(told).count();
    for page in site.pages().iter().filter(|page| !page.card.fallback) {
        tally.characters += page.document.characters;
        tally.overdue += usize::from(page.document.meta.review_by.is_some_and(|day| day < now));
        if page.card.status != Status::Public {
            *tally.unseen.entry(page.card.status.name()).or_default() += 1;
        }
    }
    for status in site.hidden().values().filter(|status| **status != UNAPPROVED) {
        *tally.unseen.entry(status).or_default() += 1;
    }
    for (_, judged) in site.unapproved() {
        let status = match judged.verdict {
            Verdict::Changed => "changed",
            Verdict::Withdrawn | Verdict::OptedOut => "withdrawn",
            _ => UNAPPROVED,
        };
        *tally.unseen.entry(status).or_default() += 1;
    }
    // As `salon status` counts them, a draft among them.
    tally.waiting = snapshot.judged.values().filter(|judged| judged.verdict == Verdict::New).count();
    let soon = |day: Date| day > now && day.days() <= now.days() + AHEAD;
    for document in snapshot.documents().filter(|document| !document.meta.draft && !document.broken) {
        let path = || document.path.clone();
        tally.opening.extend(document.meta.publish_from.filter(|day| soon(*day)).map(|day| (day, path())));
        let last = document.meta.publish_until.filter(|day| *day >= now && day.days() < now.days() + AHEAD);
        tally.ending.extend(last.map(|day| (day, path())));
    }
    tally
}

impl Tally {
    /// The numbers in words, a line each.
    pub fn lines(&self) -> Vec<Message> {
        let (characters, overdue, waiting) = (grouped(self.characters), self.overdue, self.waiting);
        let mut lines = vec![msgf!(
            ja: "本文は合わせて{characters}字、確かめる日を過ぎたページは{overdue}、承認待ちのページは{waiting}です。",
            en: "{characters} characters of text; {overdue} pages past their review, {waiting} waiting for \
                approval.")];
        let unseen: Vec<(Message, usize)> =
            self.unseen.iter().filter_map(|(name, count)| Some((kind_of_unseen(name)?, *count))).collect();
        if !unseen.is_empty() {
            let ja = unseen.iter().map(|(words, count)| format!("{} {count}", words.ja)).collect::<Vec<_>>().join("、");
            let en = unseen.iter().map(|(words, count)| format!("{count} {}", words.en)).collect::<Vec<_>>().join(", ");
            lines.push(msgf!(ja: "公開していないページ：{ja}", en: "not public: {en}"));
        }
        if self.recognisable > 0 {
            let count = self.recognisable;
            lines.push(msgf!(
                ja: "個人が分かるかもしれないという警告が{count}件あります。警告だけのページは公開されます。",
                en: "{count} warnings say that somebody may be recognised; pages with warnings alone are \
                    published."));
        }
        for (day, path) in &self.opening {
            let japanese = day.japanese();
            lines.push(msgf!(ja: "まもなく公開：{japanese} {path}", en: "opens on {day}: {path}"));
        }
        for (day, path) in &self.ending {
            let japanese = day.japanese();
            lines.push(msgf!(ja: "まもなく公開終了：{japanese}まで {path}", en: "ends after {day}: {path}"));
        }
        lines
    }
}

/// What a page that visitors do not see is, in words; `None` for what findings tell of.
fn kind_of_unseen(name: &str) -> Option<Message> {
    Some(match name {
        "draft" => msg!(ja: "下書き", en: "drafts"),
        "scheduled" => msg!(ja: "公開前", en: "not yet open"),
        "expired" => msg!(ja: "公開終了", en: "ended"),
        UNAPPROVED => msg!(ja: "承認待ち", en: "waiting for approval"),
        "changed" => msg!(ja: "承認のあとで変わった", en: "changed since approval"),
        "withdrawn" => msg!(ja: "取り下げ", en: "withdrawn"),
        _ => return None,
    })
}

/// 1234567 as 1,234,567.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
