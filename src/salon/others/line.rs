//! A talk of LINE as its apps save it: `トーク履歴` of iOS and Android with tabs, that of the PC with spaces.
//!
//! Must never take a talk of two for a salon.

use crate::salon::others::talk::{Said, Talk, moment, read_clock, read_day};

/// What stands for something that is no text.
const NO_WORDS: [&str; 18] = [
    "[スタンプ]",
    "[写真]",
    "[動画]",
    "[ファイル]",
    "[アルバム]",
    "[ボイスメッセージ]",
    "[連絡先]",
    "[位置情報]",
    "[ノート]",
    "[投票]",
    "[通話]",
    "[Sticker]",
    "[Photo]",
    "[Video]",
    "[File]",
    "[Album]",
    "スタンプ",
    "写真",
];
/// What the program says of itself.
const NOTICES: [&str; 14] = [
    "が参加しました",
    "が退会しました",
    "を招待しました",
    "を退会させました",
    "が送信を取り消しました",
    "の送信を取り消しました",
    "グループ名を変更",
    "トークルーム名を変更",
    "アイコンを変更",
    "管理者に",
    "をアナウンスしました",
    "メッセージを削除しました",
    "joined",
    "left the",
];

/// Whether a text is such a talk.
pub fn is_talk(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    let head = lines.next().unwrap_or_default();
    head.starts_with("[LINE]") && lines.take(3).any(|line| line.starts_with("保存日時") || line.starts_with("Saved on"))
}

/// Reads a talk.
pub fn read_talk(text: &str) -> Talk {
    let head = text.lines().next().unwrap_or_default().trim_start_matches("[LINE]").trim();
    let title =
        ["とのトーク履歴", "のトーク履歴", "のトーク"].iter().find_map(|end| head.strip_suffix(end)).unwrap_or(head);
    let private = head.ends_with("とのトーク履歴") || head.starts_with("Chat history with");
    // How many are in it changes from one save to the next.
    let name = title.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '(' | ')' | '（' | '）')).trim();
    let name = if name.is_empty() { title } else { name };
    let talk = Talk { workspace: format!("line:{name}"), name: name.to_owned(), private, ..Talk::default() };
    let mut reader = Reader { talk, day: None, last: None, number: 0, is_quoted: false };
    text.lines().skip(1).for_each(|line| reader.line(line.trim_end_matches('\r')));
    reader.talk
}

struct Reader {
    talk: Talk,
    day: Option<crate::text::date::Date>,
    /// The minute of the last post, and how many there were in it.
    last: Option<i64>,
    number: u32,
    /// Whether a post that began with a quotation mark goes on.
    is_quoted: bool,
}

impl Reader {
    fn line(&mut self, line: &str) {
        if self.is_quoted {
            self.go_on(line);
            return;
        }
        if let Some(day) = read_day(line).filter(|_| !line.contains('\t') && line.chars().count() < 20) {
            (self.day, self.last) = (Some(day), None);
            return;
        }
        let post = line.split_once('\t').or_else(|| line.split_once(' '));
        let clock = post.and_then(|(clock, rest)| Some((read_clock(clock)?, rest)));
        match clock {
            Some((seconds, rest)) => self.post(seconds, rest),
            None if !line.trim().is_empty() => self.go_on(line),
            None => self.go_on(""),
        }
    }

    /// Another line of the last post.
    fn go_on(&mut self, line: &str) {
        let end = line.strip_suffix('"').filter(|_| self.is_quoted && !line.ends_with("\"\""));
        if let Some(last) = self.talk.posts.last_mut() {
            last.text.push('\n');
            last.text.push_str(end.unwrap_or(line));
        }
        self.is_quoted &= end.is_none();
    }

    fn post(&mut self, seconds: i64, rest: &str) {
        let Some(day) = self.day else { return self.talk.skip("bad-ts") };
        self.number = if self.last == Some(seconds) { self.number + 1 } else { 0 };
        self.last = Some(seconds);
        let Some((name, text)) = rest.split_once('\t').or_else(|| rest.split_once(' ')) else {
            return self.talk.skip("system");
        };
        if NOTICES.iter().any(|notice| rest.contains(notice) && rest.chars().count() < 60) {
            return self.talk.skip("system");
        }
        if NO_WORDS.contains(&text.trim()) {
            return self.talk.skip("empty");
        }
        let Some(at) = moment(day, seconds, self.number) else { return self.talk.skip("bad-ts") };
        let author = self.talk.person_by_name(name);
        let quoted = text.strip_prefix('"').filter(|rest| !rest.ends_with('"') || rest.is_empty());
        self.is_quoted = quoted.is_some();
        let whole = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let text = quoted.or(whole).unwrap_or(text).to_owned();
        self.talk.posts.push(Said { at, author, text, ..Said::default() });
    }
}
