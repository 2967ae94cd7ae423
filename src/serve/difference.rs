//! What is new among findings, and what is mended. A finding that only moved in its file is neither.

use std::collections::BTreeMap;

use crate::{base::path::SourcePath, report::diagnostic::Diagnostic};

/// Two lists of findings, compared.
pub(super) struct Difference {
    /// Those that were not there before.
    pub(super) new: Vec<Diagnostic>,
    /// Those that are there no longer.
    pub(super) mended: Vec<Diagnostic>,
}

/// What a finding says, wherever in its file.
type Key<'a> = (&'static str, &'a str, Option<&'a SourcePath>);

/// Compares the findings of two builds.
pub(super) fn difference(before: &[Diagnostic], now: &[Diagnostic]) -> Difference {
    Difference { new: missing_in(before, now), mended: missing_in(now, before) }
}

/// Those of `findings` that `others` has not, each counted.
fn missing_in(others: &[Diagnostic], findings: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut left: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    for other in others {
        *left.entry(key(other)).or_insert(0) += 1;
    }
    let mut missing = Vec::new();
    for finding in findings {
        match left.get_mut(&key(finding)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => missing.push(finding.clone()),
        }
    }
    missing
}

fn key(finding: &Diagnostic) -> Key<'_> {
    (finding.code, &finding.message.ja, finding.places.first().map(|place| &place.file))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{msgf, text::span::Span};

    #[test]
    fn what_only_moved_is_not_told_again() {
        let finding = |word: &str, at: usize| {
            let message = msgf!(ja: "「{word}」です", en: "{word}");
            Diagnostic::warning("x", message).at(&SourcePath::new("content/a.md"), Span::new(at, at + 1))
        };
        let before = [finding("①", 3), finding("②", 9), finding("②", 20)];
        let now = [finding("①", 30), finding("②", 9), finding("③", 40)];
        let Difference { new, mended } = difference(&before, &now);
        assert_eq!(new, [finding("③", 40)]);
        assert_eq!(mended, [finding("②", 20)]);
    }
}
