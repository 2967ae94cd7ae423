//! Approvals of a tree: `approvals/DIGEST.toml`, to be committed with the site. Who, when, until when, and why.

use std::path::Path;

use serde::Deserialize;

use crate::{
    base::{atomic_file, os::fs},
    msg, msgf,
    report::diagnostic::Diagnostic,
    text::date::Date,
};

/// For how many days an approval holds.
const DAYS: i64 = 7;

/// Where approvals lie.
pub const FOLDER: &str = "approvals";

/// One person's approval.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct Approval {
    /// The person's key: never a name.
    pub by: String,
    /// The day.
    pub at: String,
    /// The last day on which it holds.
    pub until: String,
    /// What they remark; may be empty.
    #[serde(default)]
    pub comment: String,
}

/// The approvals of one tree.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
struct Approvals {
    #[serde(default)]
    approval: Vec<Approval>,
}

/// Whether a text is a tree's digest.
fn digest_of(text: &str) -> Option<&str> {
    let digest = text.strip_prefix("sha256:").unwrap_or(text);
    (digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(digest)
}

/// Approves a tree.
pub fn approve(root: &Path, digest: &str, by: &str, comment: &str, now: Date) -> Result<String, Box<Diagnostic>> {
    let Some(digest) = digest_of(digest) else {
        let message =
            msgf!(ja: "「{digest}」は公開の計画の番号ではありません", en: "`{digest}` is no digest of a plan");
        return Err(Box::new(Diagnostic::error("publish-approval", message).help(msg!(
            ja: "`shirube publish --dry-run` に出る `sha256:` から始まる番号を書いてください",
            en: "write the digest that `shirube publish --dry-run` shows; it begins with `sha256:`"))));
    };
    let mut approvals = read(root, digest)?;
    approvals.approval.retain(|approval| approval.by != by);
    let until = Date::from_days(now.days() + DAYS).to_string();
    approvals.approval.push(Approval {
        by: by.to_owned(),
        at: now.to_string(),
        until: until.clone(),
        comment: comment.to_owned(),
    });
    let text: String = approvals.approval.iter().map(to_toml).collect();
    let file = root.join(FOLDER).join(format!("{digest}.toml"));
    atomic_file::write(&file, text.as_bytes()).map_err(|error| unreadable(&file, &error.to_string()))?;
    Ok(until)
}

/// How many people's approval of a tree holds today.
pub fn count_approvals(root: &Path, digest: &str, now: Date) -> Result<usize, Box<Diagnostic>> {
    let Some(digest) = digest_of(digest) else { return Ok(0) };
    let approvals = read(root, digest)?;
    let day = |text: &str| Date::parse(text);
    let holds = |approval: &&Approval| {
        day(&approval.at).is_some_and(|at| at <= now) && day(&approval.until).is_some_and(|until| now <= until)
    };
    let mut by: Vec<&str> = approvals.approval.iter().filter(holds).map(|approval| approval.by.as_str()).collect();
    by.sort_unstable();
    by.dedup();
    Ok(by.len())
}

/// An approval as a table of TOML: a text in JSON is one in TOML too.
fn to_toml(approval: &Approval) -> String {
    let quoted = |text: &str| serde_json::to_string(text).expect("a text always serialises");
    let Approval { by, at, until, comment } = approval;
    let (by, at, until, comment) = (quoted(by), quoted(at), quoted(until), quoted(comment));
    format!("[[approval]]\nby = {by}\nat = {at}\nuntil = {until}\ncomment = {comment}\n")
}

/// What stands there; a file that cannot be read approves nothing and stops.
fn read(root: &Path, digest: &str) -> Result<Approvals, Box<Diagnostic>> {
    let file = root.join(FOLDER).join(format!("{digest}.toml"));
    match fs::read_to_string(&file) {
        Ok(text) => toml::from_str(&text).map_err(|error| unreadable(&file, error.message())),
        Err(error) if fs::is_absent(&file, &error) => Ok(Approvals::default()),
        Err(error) => Err(unreadable(&file, &error.to_string())),
    }
}

fn unreadable(file: &Path, reason: &str) -> Box<Diagnostic> {
    let shown = file.display();
    let message = msgf!(
        ja: "承認の記録「{shown}」を読み書きできません（{reason}）",
        en: "the approvals `{shown}` cannot be read or written ({reason})");
    Box::new(Diagnostic::error("publish-approval", message).help(msg!(
        ja: "ファイルを消して、`shirube publish approve` をやり直してください",
        en: "remove the file and approve again with `shirube publish approve`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_approval_holds_for_a_week_and_counts_once() {
        let root = tempfile::tempdir().unwrap();
        let digest = format!("sha256:{}", "a1".repeat(32));
        let day = |text: &str| Date::parse(text).unwrap();
        assert_eq!(count_approvals(root.path(), &digest, day("2026-11-01")), Ok(0));
        assert_eq!(approve(root.path(), &digest, "iju-a", "よい", day("2026-11-01")).unwrap(), "2026-11-08");
        approve(root.path(), &digest, "iju-a", "", day("2026-11-01")).unwrap();
        approve(root.path(), &digest[7..], "iju-b", "", day("2026-11-02")).unwrap();
        for (at, count) in
            [("2026-10-31", 0), ("2026-11-01", 1), ("2026-11-08", 2), ("2026-11-09", 1), ("2026-11-10", 0)]
        {
            assert_eq!(count_approvals(root.path(), &digest, day(at)), Ok(count), "{at}");
        }
        assert!(approve(root.path(), "../x", "iju-a", "", day("2026-11-01")).is_err());
        fs::write(root.path().join(FOLDER).join(format!("{}.toml", &digest[7..])), "=").unwrap();
        assert!(count_approvals(root.path(), &digest, day("2026-11-02")).is_err());
    }
}
