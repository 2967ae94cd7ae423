//! Fixes as `check --fix`, or a person, makes them: each must take its own fault away and bring no other.

use super::TestSite;
use shirube::{base::path::SourcePath, check::fix, report::diagnostic::Diagnostic};

/// How often `check --fix` looks again.
const ROUNDS: usize = 5;

/// The findings as a person counts them: one for every place, by code, file and message.
fn faults(site: &TestSite) -> Vec<String> {
    let of = |finding: &Diagnostic| -> Vec<String> {
        let line = |file: &str| format!("{} {file} {}", finding.code, finding.message.ja);
        match finding.places.as_slice() {
            [] => vec![line("")],
            places => places.iter().map(|place| line(place.file.as_str())).collect(),
        }
    };
    site.snapshot.findings.iter().flat_map(of).collect()
}

/// Asserts that nothing is wrong now that was not wrong before, and that `gone` is no longer.
#[track_caller]
fn assert_only_gone(before: &[String], gone: &str, site: &TestSite, file: &str) {
    let mut left = before.to_vec();
    left.remove(left.iter().position(|fault| fault == gone).expect("the fault was there"));
    for fault in faults(site) {
        let at = left.iter().position(|known| *known == fault);
        let text = String::from_utf8_lossy(&site.tree.get(&SourcePath::new(file)).unwrap().bytes).into_owned();
        left.remove(at.unwrap_or_else(|| panic!("mending `{gone}` leaves `{fault}` in\n{text}")));
    }
}

/// Applies the fix of each finding of this code alone, whoever may make it; returns what the file is then, for each.
#[track_caller]
pub fn each_fix(site: &mut TestSite, code: &str) -> Vec<String> {
    let (tree, before) = (site.tree.clone(), faults(site));
    let findings: Vec<Diagnostic> =
        site.snapshot.findings.iter().filter(|finding| finding.code == code).cloned().collect();
    let mut texts = Vec::new();
    for finding in findings {
        let (Some(edit), Some(place)) = (&finding.fix, finding.places.first()) else { continue };
        let file = place.file.as_str();
        let mended = fix::apply(&tree.get(&place.file).unwrap().bytes, std::slice::from_ref(edit)).unwrap();
        site.write(file, &mended);
        assert_only_gone(&before, &format!("{code} {file} {}", finding.message.ja), site, file);
        site.assert_clean();
        texts.push(String::from_utf8(mended).unwrap());
        site.tree = tree.clone();
        site.build();
    }
    texts
}

/// Applies every safe fix as `check --fix` does, until nothing changes; the second run must change nothing.
#[track_caller]
pub fn all_safe_fixes(site: &mut TestSite) {
    let before = faults(site);
    for round in 0.. {
        let edits = fix::safe_edits(&site.snapshot.findings);
        if edits.is_empty() {
            break;
        }
        assert!(round < ROUNDS, "the fixes do not come to an end: {edits:?}");
        for (path, edits) in edits {
            let mended = fix::apply(&site.tree.get(&path).unwrap().bytes, &edits).unwrap();
            assert_ne!(mended, *site.tree.get(&path).unwrap().bytes, "{path}: a fix that changes nothing");
            site.tree.insert(path.as_str(), mended);
        }
        site.build();
    }
    let after = faults(site);
    assert!(after.iter().all(|fault| before.contains(fault)), "{before:#?}\n{after:#?}");
}
