//! The inside of mrkdwn lines: `<…>` tokens, `*bold*` and its kin, `` `code` ``, `:emoji:`. Entities are decoded once,
//! after that.

use crate::salon::slack::markup::{
    emoji,
    tree::{Run, Style, merged, plain_words},
    words::Words,
};

/// The marks of bold, italic and strike.
const MARKS: [u8; 3] = *b"*_~";

/// The runs of one line.
pub(crate) fn line(text: &str, style: Style, words: &mut Words<'_>) -> Vec<Run> {
    let mut runs = Vec::new();
    let (mut done, mut at) = (0, 0);
    // Once a mark has found no partner, no later one of its kind will.
    let mut hopeless = [false; MARKS.len()];
    while let Some(first) = text.as_bytes().get(at) {
        let found = match first {
            b'<' => token(&text[at..]).and_then(|(inner, length)| Some((meaning(inner, style, words)?, length))),
            b'`' => code(&text[at..]).map(|(inner, length)| (code_runs(inner, style, words), length)),
            b':' if !after_word(text, at) => {
                emoji::at(&text[at..]).map(|(picture, length)| (vec![Run::new(picture, style)], length))
            }
            mark => MARKS.iter().position(|known| known == mark).and_then(|number| {
                if hopeless[number] || !opens(text, at) {
                    return None;
                }
                let end = partner(text, at);
                hopeless[number] = end.is_none();
                let end = end?;
                let looks = Style {
                    bold: style.bold || *mark == b'*',
                    italic: style.italic || *mark == b'_',
                    strike: style.strike || *mark == b'~',
                    ..style
                };
                Some((line(&text[at + 1..end], looks, words), end + 1 - at))
            }),
        };
        match found {
            Some((new, length)) => {
                runs.push(Run::new(decoded(&text[done..at]), style));
                runs.extend(new);
                at += length;
                done = at;
            }
            None => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    runs.push(Run::new(decoded(&text[done..]), style));
    merged(runs)
}

/// The text of code: only tokens mean something in it.
pub(crate) fn code_text(text: &str, found: &mut Words<'_>) -> String {
    plain_words(&code_runs(text, Style::default(), found))
}

fn code_runs(text: &str, style: Style, words: &mut Words<'_>) -> Vec<Run> {
    let style = Style { code: true, ..style };
    let mut runs = Vec::new();
    let (mut done, mut at) = (0, 0);
    while let Some(open) = text[at..].find('<').map(|open| at + open) {
        let Some((new, length)) =
            token(&text[open..]).and_then(|(inner, length)| Some((meaning(inner, style, words)?, length)))
        else {
            at = open + 1;
            continue;
        };
        runs.push(Run::new(decoded(&text[done..open]), style));
        runs.extend(new);
        at = open + length;
        done = at;
    }
    runs.push(Run::new(decoded(&text[done..]), style));
    runs
}

/// The three escapes that Slack has.
fn decoded(text: &str) -> String {
    if text.contains('&') {
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    } else {
        text.to_owned()
    }
}

/// What stands between `<` and `>` at the start of a text, and how long the token is.
fn token(text: &str) -> Option<(&str, usize)> {
    let end = 1 + text[1..].find(['<', '>', '\n'])?;
    (text[end..].starts_with('>') && end > 1).then(|| (&text[1..end], end + 1))
}

/// What a token says; none if it is none and stays as it is.
fn meaning(inner: &str, style: Style, words: &mut Words<'_>) -> Option<Vec<Run>> {
    let (target, label) = inner.split_once('|').map_or((inner, None), |(target, label)| (target, Some(label)));
    let plain = |text: String| Some(vec![Run::new(text, style)]);
    let is_id = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if let Some(id) = target.strip_prefix('@') {
        return is_id(id).then(|| words.person(id)).and_then(plain);
    }
    if let Some(id) = target.strip_prefix('#') {
        return is_id(id).then(|| words.channel(id)).and_then(plain);
    }
    if let Some(command) = target.strip_prefix('!') {
        let label = label.map(decoded);
        let mut parts = command.split('^');
        let name = parts
            .next()
            .filter(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))?;
        return match name {
            "date" => {
                let moment = parts.next().and_then(|seconds| seconds.parse().ok());
                let (format, url) =
                    (decoded(parts.next().unwrap_or_default()), decoded(parts.next().unwrap_or_default()));
                Some(words.date(moment, &format, &url, &label.unwrap_or_default(), style))
            }
            "subteam" => plain(words.group(label.as_deref())),
            "channel" | "here" | "everyone" | "group" => {
                words.call(name);
                Some(Vec::new())
            }
            _ => plain(label.unwrap_or_default()),
        };
    }
    let scheme = target.split_once(':').map(|(scheme, _)| scheme)?;
    let mut letters = scheme.bytes();
    let is_scheme = letters.next().is_some_and(|byte| byte.is_ascii_alphabetic())
        && letters.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    // A label has no tokens of its own: a token ends at the first `>`.
    let label = label
        .filter(|_| is_scheme)
        .map(|label| if style.code { code_runs(label, style, words) } else { line(label, style, words) });
    is_scheme.then(|| words.link(&decoded(target), label, style))
}

/// What stands between two backticks of a line, and how long it is with them.
fn code(text: &str) -> Option<(&str, usize)> {
    let end = 1 + text[1..].find('`')?;
    (!text[1..end].trim().is_empty()).then(|| (&text[1..end], end + 1))
}

fn after_word(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric())
}

/// Whether a mark can begin a style: no ASCII word before it, no space and no second mark beside it.
fn opens(text: &str, at: usize) -> bool {
    let mark = text.as_bytes()[at];
    let inside = text[at + 1..].chars().next();
    !after_word(text, at)
        && !text[..at].ends_with(char::from(mark))
        && inside.is_some_and(|c| !c.is_whitespace() && c != char::from(mark))
}

/// Where the style that begins at `open` ends; tokens and code are passed over.
fn partner(text: &str, open: usize) -> Option<usize> {
    let mark = text.as_bytes()[open];
    let mut at = open + 1;
    loop {
        at += text[at..].bytes().position(|byte| byte == mark || byte == b'<' || byte == b'`')?;
        if text.as_bytes()[at] != mark {
            let skipped = if text[at..].starts_with('<') { token(&text[at..]) } else { code(&text[at..]) };
            at += skipped.map_or(1, |(_, length)| length);
            continue;
        }
        let (before, after) = (text[..at].chars().next_back(), text[at + 1..].chars().next());
        let closes = before.is_some_and(|c| !c.is_whitespace() && c != char::from(mark))
            && !after.is_some_and(|c| c.is_ascii_alphanumeric() || c == char::from(mark));
        if closes && at > open + 1 {
            return Some(at);
        }
        at += 1;
    }
}
