//! What a post asks, by its words alone: its lines without marks, its sentences, which of them is a question.
//!
//! Must never take the mark of an address, a quotation or code for a question.

use crate::salon::transcript::PERSON;

/// Words that ask, whether or not a mark follows.
const ASKING: [&str; 36] = [
    "でしょうか",
    "ですか",
    "ますか",
    "ましたか",
    "ませんか",
    "教えて",
    "おしえて",
    "教えを",
    "ご教示",
    "ご教授",
    "知りたい",
    "知りたく",
    "聞きたい",
    "お聞きし",
    "お伺い",
    "伺いたい",
    "どなたか",
    "おすすめ",
    "お勧め",
    "オススメ",
    "でしょう？",
    "ですかね",
    "ますかね",
    "ご存知",
    "ご存じ",
    "かなぁ",
    "かなあ",
    "かしら",
    "いかがです",
    "どうです",
    "悩んでい",
    "迷ってい",
    "困ってい",
    "分からな",
    "わからな",
    "不安で",
];

/// Words that ask by a question's form at a sentence's end.
const ENDS: [&str; 22] = [
    "でしょうか",
    "ですか",
    "ますか",
    "ましたか",
    "ませんか",
    "ないか",
    "のか",
    "ですかね",
    "ますかね",
    "でしょうかね",
    "かな",
    "かなぁ",
    "かなあ",
    "かしら",
    "教えてください",
    "教えて下さい",
    "教えてほしいです",
    "教えて欲しいです",
    "知りたいです",
    "聞きたいです",
    "でしょう",
    "うか",
];

/// The lines of a post as they are read: no quotation, no code, no table, no address, no person, no mark of Markdown.
pub fn read_lines(markdown: &str) -> Vec<String> {
    let mut is_code = false;
    let mut lines = Vec::new();
    for line in markdown.replace("&#8203;", "").replace('\u{200b}', "").lines() {
        let line = line.trim();
        if line.starts_with("```") {
            is_code = !is_code;
            continue;
        }
        if is_code || line.starts_with(['>', '|']) {
            continue;
        }
        let line = without_marks(without_bullet(line));
        if !line.trim().is_empty() {
            lines.push(line.trim().to_owned());
        }
    }
    lines
}

/// A line without the bullet or the number of a list before it.
fn without_bullet(line: &str) -> &str {
    let line =
        line.trim_start_matches(['-', '*', '+', '・', '●', '■', '◆', '○', '◎', '▼', '※', '＊', '☆', '★', ' ', '　']);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let marks = ["\\. ", ". ", ") ", "．", "）"];
    match marks.iter().find_map(|mark| rest.strip_prefix(mark)) {
        Some(rest) if (1..=2).contains(&digits) => rest,
        _ => line,
    }
}

/// A line without links' addresses, people and the marks of Markdown; a link's words stay.
fn without_marks(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if c == PERSON.0 {
            rest = without_title(rest.split_once(PERSON.1).map_or("", |(_, after)| after));
            continue;
        }
        if let Some(after) = after_address(rest) {
            rest = after;
            continue;
        }
        if c == '['
            && let Some((label, after)) = split_link(rest)
        {
            if !label.contains("://") {
                out.push_str(&without_marks(label));
            }
            rest = after;
            continue;
        }
        if !matches!(c, '\\' | '*' | '`' | '~' | '<' | '>') {
            out.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// `[label](address)` at the start of a text, and what follows it.
fn split_link(text: &str) -> Option<(&str, &str)> {
    let (label, after) = text.strip_prefix('[')?.split_once("](")?;
    Some((label, after.split_once(')')?.1))
}

/// What follows an address at the start of a text.
fn after_address(text: &str) -> Option<&str> {
    let is_address = ["http://", "https://", "www."].iter().any(|start| text.starts_with(start));
    let ends = |c: char| c.is_whitespace() || !c.is_ascii() || matches!(c, '<' | '>' | ')' | ']' | '"');
    is_address.then(|| text.find(ends).map_or("", |end| &text[end..]))
}

/// What follows a person's name: without the word of respect.
pub(super) fn without_title(text: &str) -> &str {
    let words = text.trim_start_matches([' ', '　']);
    let titles = ["さん", "さま", "様", "氏", "ちゃん", "くん", "先生"];
    titles.iter().find_map(|word| words.strip_prefix(word)).unwrap_or(text)
}

/// What follows `:name:` at the start of a text, an emoji that the workspace alone has; `before` is the letter in front
/// of it. A time of day and a list of words with colons between them are none.
pub fn after_emoji(text: &str, before: Option<char>) -> Option<&str> {
    let (name, after) = text.strip_prefix(':')?.split_once(':')?;
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | '\'' | '\\');
    let is_name = (1..=60).contains(&name.len()) && name.chars().all(fits) && !name.chars().all(|c| c.is_ascii_digit());
    let is_free =
        before.is_none_or(|c| if name.is_ascii() { !c.is_ascii_alphanumeric() } else { !c.is_alphanumeric() });
    (is_name && is_free).then_some(after)
}

/// Sentences, each with its mark; what stands in 「」 is no sentence of its own.
pub fn split_sentences(lines: &[String]) -> Vec<String> {
    let mut sentences = Vec::new();
    for line in lines {
        let mut sentence = String::new();
        let mut depth = 0usize;
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '「' | '『' | '（' | '(' => depth += 1,
                '」' | '』' | '）' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            sentence.push(c);
            let more = chars.peek().is_some_and(|next| matches!(next, '？' | '?' | '！' | '!' | '。'));
            if depth == 0 && matches!(c, '。' | '！' | '!' | '？' | '?') && !more {
                sentences.push(std::mem::take(&mut sentence));
            }
        }
        sentences.push(sentence);
    }
    sentences.retain(|sentence| !sentence.trim().is_empty());
    sentences
}

/// Whether a sentence ends in a question mark, whatever picture follows.
pub fn has_mark(sentence: &str) -> bool {
    let words = sentence.trim_end_matches(|c: char| !is_letter(c) && !matches!(c, '？' | '?'));
    words.ends_with(['？', '?'])
}

/// Whether a sentence asks by its mark or by its words.
pub fn asks(sentence: &str) -> bool {
    has_mark(sentence) || has_words(sentence)
}

/// Whether a sentence asks by its words: 「…でしょうか」「教えてください」「…かなぁ」.
pub fn has_words(sentence: &str) -> bool {
    let words = sentence.trim_end_matches(|c: char| !is_letter(c));
    ENDS.iter().any(|end| words.ends_with(end)) || ASKING.iter().any(|word| sentence.contains(word))
}

/// Whether a post asks something.
pub fn asks_something(markdown: &str) -> bool {
    split_sentences(&read_lines(markdown)).iter().any(|sentence| asks(sentence))
}

/// Letters and digits; marks and pictures are none.
pub fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, 'ー' | '々' | '〆')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_is_read_without_its_marks() {
        for (markdown, lines) in [
            ("> 前の話ですか？\nそうです。", &["そうです。"][..]),
            ("```\nif a ? b\n```\nはい", &["はい"]),
            ("- 一つめ\n2\\. 二つめ\n| a | b |", &["一つめ", "二つめ"]),
            ("[町の案内](https://example.com/a?b=1)を見ましたか？", &["町の案内を見ましたか？"]),
            ("https://example.com/?q=1 を見てください", &["を見てください"]),
            ("\u{e000}U0123\u{e001}さん、**冬**は寒いですか？", &["、冬は寒いですか？"]),
        ] {
            assert_eq!(read_lines(markdown), lines, "{markdown}");
        }
    }

    #[test]
    fn an_emoji_of_the_workspace_is_known_by_its_colons() {
        for (text, before, after) in [
            (":touno:です", Some('は'), Some("です")),
            (":灯野の灯: どうぞ", None, Some(" どうぞ")),
            (":昼:夜", Some('朝'), None),
            (":30:45", Some('2'), None),
            (":b:c", Some('a'), None),
            (":// a:", Some('p'), None),
        ] {
            assert_eq!(after_emoji(text, before), after, "{text}");
        }
    }

    #[test]
    fn questions_are_known_by_their_mark_or_their_words() {
        for (text, expected) in [
            ("冬は寒いですか？", true),
            ("冬は寒いですか🙏", true),
            ("車がないと暮らせないのかなぁ…不安です", true),
            ("どなたか、家を貸してくれる方をご存じないでしょうか。", true),
            ("https://example.com/?a=1", false),
            ("「寒いですか？」と聞かれました。", true),
            ("今日は晴れました。", false),
            ("> 寒いですか？\nとても。", false),
        ] {
            assert_eq!(asks_something(text), expected, "{text}");
        }
    }
}
