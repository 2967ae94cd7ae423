//! What the private inbox tells a build: whose words are whose, and who is not to be published.
//!
//! Only what decides about a page is read of it. Nothing that people wrote leaves this value but the question whether a
//! page says the same.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::{
    base::secret::{Key, Purpose, base32},
    ledger::notes::{Notes, Role},
    msg, msgf,
    report::diagnostic::{Diagnostic, Reported},
    text::shared::SharedTexts,
};

/// The folder of the inbox's posts, a file a channel.
pub const POSTS: &str = ".shirube/salon/messages/";

/// What the inbox is about.
pub const STORE: &str = ".shirube/salon/store.json";

/// What the inbox remembers of the ledger.
pub const HEAD: &str = ".shirube/salon/ledger-head";

/// The part of a post that matters here.
#[derive(Deserialize)]
struct Post {
    #[serde(default)]
    author: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    markdown: String,
}

/// The part of `store.json` that matters here.
#[derive(Deserialize)]
struct Store {
    workspace: String,
    /// The id of the key that people's names in the ledger are made with; empty of an inbox that has none yet.
    #[serde(default)]
    key: String,
}

/// Gathers the words of everybody's posts, forms among them, from files with their names. The town's own words and what
/// somebody quotes tell nothing of a page: they may come from it. A post that cannot be read is an error: nobody could
/// tell a page that says the same.
pub fn gather_posts<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>, notes: &Notes) -> Reported<SharedTexts> {
    let mut read: Reported<SharedTexts> = Reported::default();
    let is_staff = |id: &str| notes.entries.get(id).is_some_and(|entry| entry.role == Role::Staff);
    for (name, text) in files {
        let mut unread = None;
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let Ok(post) = serde_json::from_str::<Post>(line) else {
                unread.get_or_insert(number + 1);
                continue;
            };
            if matches!(post.kind.as_str(), "post" | "bot") && !is_staff(&post.author) {
                let own: Vec<&str> = post.markdown.lines().filter(|line| !line.trim_start().starts_with('>')).collect();
                read.value.add(&own.join("\n"));
            }
        }
        read.findings.extend(unread.map(|line| report_damaged(name, line)));
    }
    read
}

/// What is said of a line of the inbox that cannot be read; nothing of it is quoted.
pub fn report_damaged(file: &str, line: usize) -> Diagnostic {
    Diagnostic::error(
        "inbox-damaged",
        msgf!(
        ja: "受信箱のファイル「{file}」の{line}行目を読み取れません",
        en: "line {line} of the inbox file `{file}` cannot be read"),
    )
    .help(msg!(
        ja: "控えから戻すか、`.shirube/salon` を別の場所に移して、もう一度 `shirube salon import` を実行してください",
        en: "restore it from a backup, or move `.shirube/salon` away and run `shirube salon import` again"))
}

/// A person's name in the ledger.
pub fn subject_ref(key: &Key, workspace: &str, user: &str) -> String {
    base32(&key.derive(Purpose::Subject).mac(["subj", workspace, user]), 16)
}

/// Who is not to be published, as the ledger names people; `None` if it cannot be told, for want of the key or of the
/// inbox that they belong to.
pub fn opted_out(notes: &Notes, store: Option<&str>, key: Option<&Key>) -> Option<BTreeSet<String>> {
    let mut out = notes.entries.iter().filter(|(_, entry)| entry.publish == Some(false)).peekable();
    if notes.damaged {
        return None;
    }
    if out.peek().is_none() {
        return Some(BTreeSet::new());
    }
    let (store, key) = (serde_json::from_str::<Store>(store?).ok()?, key?);
    // Another key gives everybody another name: nobody who is out would be found.
    let is_own = store.key.is_empty() || store.key == key.id();
    is_own.then(|| out.map(|(id, _)| subject_ref(key, &store.workspace, id)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::notes::read_notes;

    #[test]
    fn what_the_town_itself_wrote_and_what_is_quoted_is_nobodys() {
        let words = "灯油は十二月から三月まで、ひと月に九十リットルほど使います。思ったより寒いと感じました。";
        let post = |author: &str, kind: &str, markdown: &str| {
            serde_json::json!({"author": author, "kind": kind, "markdown": markdown, "id": "1"}).to_string()
        };
        let notes = read_notes("U4 = { role = \"staff\" }").value;
        for (line, found) in [
            (post("U1", "post", words), 1),
            (post("U1", "post", &format!("{words}\n> 引用です")), 1),
            (post("U4", "post", words), 0),
            (post("B1", "bot", words), 1),
            (post("U1", "deleted", words), 0),
            (post("U1", "post", &format!("> {words}\nとありました")), 0),
            ("{".to_owned(), 0),
        ] {
            let read = gather_posts([("messages/1.jsonl", line.as_str())], &notes);
            assert_eq!(read.value.passages(words).len(), found, "{line}");
            assert_eq!(read.findings.is_empty(), line != "{", "{line}");
        }
    }

    #[test]
    fn a_post_that_cannot_be_read_is_told_by_its_line_and_the_others_are_read() {
        let words = "灯油は十二月から三月まで、ひと月に九十リットルほど使います。思ったより寒いと感じました。";
        let post = format!("{{\"kind\":\"post\",\"markdown\":\"{words}\"}}");
        let text = format!("{post}\n\n{{\"kind\":\"po\u{fffd}\n3\n{post}\n");
        let read = gather_posts([("messages/1.jsonl", &*text), ("messages/2.jsonl", "")], &Notes::default());
        assert_eq!(read.value.passages(words).len(), 1);
        let told: Vec<_> = read.findings.iter().map(|finding| finding.message.en.to_string()).collect();
        assert_eq!(told, ["line 3 of the inbox file `messages/1.jsonl` cannot be read"]);
        assert!(read.findings.iter().all(|finding| finding.places.is_empty()), "what people wrote is not shown");
    }

    #[test]
    fn who_is_out_is_known_by_the_key_or_not_at_all() {
        let key = Key::new([7; 32]);
        let notes = |text: &str| read_notes(text).value;
        let (store, out) = (Some("{\"workspace\":\"T1\"}"), "U1 = { publish = false }\nU2 = { publish = true }\n");
        let expected = Some(BTreeSet::from([subject_ref(&key, "T1", "U1")]));
        assert_eq!(opted_out(&notes(out), store, Some(&key)), expected);
        let own = format!("{{\"workspace\":\"T1\",\"key\":\"{}\"}}", key.id());
        assert_eq!(opted_out(&notes(out), Some(&own), Some(&key)), expected);
        for (text, store, key) in [
            (out, store, None),
            (out, None, Some(&key)),
            (out, Some("{"), Some(&key)),
            (out, Some("{}"), Some(&key)),
            (out, Some(&*own), Some(&Key::new([8; 32]))),
            ("U1 = {", store, Some(&key)),
        ] {
            assert_eq!(opted_out(&notes(text), store, key), None, "{text}");
        }
        assert_eq!(opted_out(&notes("U2 = { role = \"staff\" }"), None, None), Some(BTreeSet::new()));
    }
}
