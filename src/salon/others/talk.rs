//! One channel of any service while it is read: who wrote what, when, in reply to what.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    base::{hash::Fingerprint, secret::base32},
    salon::{
        post_time::PostTime,
        slack::markup,
        transcript::{ChannelTranscript, MessageId, PERSON, Person, Post, PostKind, Transcript},
    },
    text::date::Date,
};

/// A channel as it is read.
#[derive(Default)]
pub struct Talk {
    /// Names the salon: another one does not go into the same inbox.
    pub workspace: String,
    /// Its name.
    pub name: String,
    /// Whether only few can read it.
    pub private: bool,
    /// Everyone, by id.
    pub people: BTreeMap<String, Person>,
    /// The posts, in order.
    pub posts: Vec<Said>,
    /// How many were read and passed over, by reason.
    pub skipped: BTreeMap<&'static str, usize>,
}

/// A post as it is read.
#[derive(Clone, Default)]
pub struct Said {
    /// Its name in the channel; empty: its time is its name.
    pub id: String,
    /// When.
    pub at: PostTime,
    /// The id of its author.
    pub author: String,
    /// The words, as they were typed; people may stand in them as placeholders.
    pub text: String,
    /// The name of the post that it replies to; empty: none.
    pub reply_to: String,
    /// Whether a program wrote it.
    pub bot: bool,
    /// Whether it is pinned.
    pub pinned: bool,
}

impl Talk {
    /// The id of somebody of whom only the name is known; whoever has the same name is the same person.
    pub fn person_by_name(&mut self, name: &str) -> String {
        let name = name.trim();
        let print = Fingerprint::of(name.as_bytes()).to_string();
        let id = format!("N{}", base32(print.as_bytes(), 11));
        self.meet(&id, name, &[], false);
        id
    }

    /// Notes a person with every name they go by.
    pub fn meet(&mut self, id: &str, shown: &str, names: &[&str], bot: bool) {
        let person = self.people.entry(id.to_owned()).or_insert_with(|| Person {
            id: id.to_owned(),
            shown: if shown.is_empty() { format!("（名前なし {id}）") } else { shown.to_owned() },
            bot,
            ..Person::default()
        });
        for name in names.iter().chain([&shown]).map(|name| name.trim()).filter(|name| name.chars().count() > 1) {
            if !person.names.iter().any(|known| known == name) {
                person.names.push(name.to_owned());
            }
        }
    }

    /// Passes something over.
    pub fn skip(&mut self, why: &'static str) {
        *self.skipped.entry(why).or_default() += 1;
    }

    /// The transcript; `digest` is that of what was read.
    pub fn into_transcript(self, digest: &Fingerprint) -> Transcript {
        let help = ["相談", "質問", "よろず"].iter().any(|word| self.name.contains(word));
        let mut channel =
            ChannelTranscript { id: "MAIN".to_owned(), name: self.name, help, ..ChannelTranscript::default() };
        let read = self.posts.len() + self.skipped.values().sum::<usize>();
        let mut skipped = self.skipped;
        let answered: BTreeSet<String> = self.posts.iter().map(|said| said.reply_to.clone()).collect();
        for said in self.posts {
            // What a program says stays only as the beginning of what people say.
            if said.bot && !answered.contains(&said.id) {
                *skipped.entry("bot").or_default() += 1;
                continue;
            }
            let markdown = markup::write_plain(&said.text);
            if markdown.trim().is_empty() {
                *skipped.entry("empty").or_default() += 1;
                continue;
            }
            let id = MessageId::new(&if said.id.is_empty() { said.at.to_string() } else { said.id });
            let thread = if said.reply_to.is_empty() { id.clone() } else { MessageId::new(&said.reply_to) };
            let kind = if said.bot { PostKind::Bot } else { PostKind::Post };
            let pinned = said.pinned;
            let post = Post {
                id: id.clone(),
                at: said.at,
                thread,
                author: said.author,
                kind,
                markdown,
                pinned,
                ..Post::default()
            };
            if channel.posts.insert(id, post).is_some() {
                *skipped.entry("duplicate").or_default() += 1;
            }
        }
        Transcript {
            workspace: self.workspace,
            people: self.people,
            channels: vec![channel],
            skipped,
            digest: digest.to_string(),
            read,
            ..Transcript::default()
        }
    }
}

/// A person's place in a text.
pub fn place_of(id: &str) -> String {
    format!("{}{id}{}", PERSON.0, PERSON.1)
}

/// A moment in Japan; `number` tells posts of one second apart.
pub fn moment(day: Date, seconds: i64, number: u32) -> Option<PostTime> {
    let seconds = day.days() * 86_400 - 9 * 3600 + seconds;
    PostTime::parse(&format!("{seconds}.{:06}", number % 1_000_000))
}

/// A time of day in seconds: `9:05`, `21:05:30`, `午後9:05`, `9:05 PM`.
pub fn read_clock(text: &str) -> Option<i64> {
    let text = text.trim();
    let upper = text.to_ascii_uppercase();
    let is_noon = text.starts_with("午後") || upper.ends_with("PM");
    let is_half = is_noon || text.starts_with("午前") || upper.ends_with("AM");
    let digits =
        text.trim_start_matches(['午', '前', '後', ' ']).trim_end_matches(|c: char| c.is_alphabetic() || c == ' ');
    let mut parts = digits.split(':').map(|part| part.trim().parse::<i64>().ok().filter(|part| *part >= 0));
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    let hour = if is_half { hour % 12 + if is_noon { 12 } else { 0 } } else { hour };
    (hour < 24 && minute < 60 && second < 60 && parts.next().is_none()).then_some(hour * 3600 + minute * 60 + second)
}

/// A day as Japanese programs write it: `2024/5/1`, `2024.05.01`, `2024-05-01`, `2024年5月1日`, whatever follows in
/// brackets.
pub fn read_day(text: &str) -> Option<Date> {
    let text = text.trim().split(['(', '（', ' ', '　', 'T']).next()?;
    let mut parts = text.split(['/', '.', '-', '年', '月', '日']).filter(|part| !part.is_empty()).map(str::parse);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let fits = parts.next().is_none() && (2000..2100).contains(&year);
    Date::new(i32::try_from(year).ok()?, month, day).filter(|_| fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, seconds) in [
            ("9:05", Some(32_700)),
            ("21:05:30", Some(75_930)),
            ("午後9:05", Some(75_900)),
            ("午前0:10", Some(600)),
            ("12:10 PM", Some(43_800)),
            ("25:00", None),
            ("9", None),
        ] {
            assert_eq!(read_clock(text), seconds, "{text}");
        }
        for text in ["2024/5/1", "2024.05.01 水曜日", "2024/05/01(水)", "2024年5月1日（水）", "2024-05-01T09:00"]
        {
            assert_eq!(read_day(text), Date::new(2024, 5, 1), "{text}");
        }
        assert_eq!((read_day("12:34"), read_day("2024/13/1"), read_day("1/2/2024")), (None, None, None));
    }
}
