//! Taking words out of the inbox for good: keyed hashes stay, so that no later export brings them back.

use std::path::Path;

use crate::salon::{inbox::InboxWriter, inbox_records::Decision, key, transcript::Post};
use crate::{base::secret::Key, report::diagnostic::Diagnostic};

/// Erases a conversation, or only the replies of these numbers; returns how many messages went.
pub fn erase(root: &Path, id: &str, answers: &[usize], key: &Key) -> Result<usize, Box<Diagnostic>> {
    let desk = InboxWriter::open(root)?;
    let before = desk.read()?;
    key::check(key, &before.meta)?;
    let Some(thread) = before.threads.values().find(|thread| thread.id == id) else { return Ok(0) };
    let Some(channel) = before.channels.iter().find(|channel| channel.n == thread.channel) else { return Ok(0) };
    let belongs = |message: &Post| {
        let index = thread.indexes.get(&message.id);
        let inside = message.thread == thread.root || index.is_some();
        inside && (answers.is_empty() || index.is_some_and(|index| answers.contains(index)))
    };
    let mut after = before.clone();
    after.meta.key = key.id();
    let mut hashes = Vec::new();
    if let Some(messages) = after.messages.get_mut(&thread.channel) {
        messages.retain(|id, message| {
            let gone = belongs(message);
            if gone {
                hashes.push(key::place_ref(key, &channel.id, id));
            }
            !gone
        });
    }
    let count = hashes.len();
    // First the promise that they never return, then the words: a run that ends in between forgets nothing of it.
    desk.decide(&Decision::Erased { messages: hashes })?;
    desk.write(&before, &after)?;
    Ok(count)
}
