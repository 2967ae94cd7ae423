//! Plans as data: what was written, what is wanted and what lies there in, steps out.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// A line of a situation: a path, and letters for what was recorded, what is wanted and what lies there; `.` is
/// nothing, `?` a wanted file whose name stands for its content.
type Line = (&'static str, [char; 3]);

fn print(letter: char) -> Fingerprint {
    Fingerprint::of([u8::try_from(letter).unwrap()])
}

fn steps(lines: &[Line], keep: &[&str]) -> Vec<(String, Action)> {
    staying(lines, keep, &[])
}

fn staying(lines: &[Line], keep: &[&str], stay: &[&str]) -> Vec<(String, Action)> {
    let mut recorded = Manifest::empty();
    let (mut wanted, mut found) = (BTreeMap::new(), BTreeMap::new());
    for (path, [before, now, there]) in lines {
        if *before != '.' {
            recorded.add(path, print(*before));
        }
        if *now != '.' {
            let content = WantedContent { order: WriteOrder::Pages, print: (*now != '?').then(|| print(*now)) };
            wanted.insert(*path, content);
        }
        if *there != '.' {
            found.insert(*path, print(*there));
        }
    }
    let keep: Vec<String> = keep.iter().map(|path| (*path).to_owned()).collect();
    let stay: BTreeSet<String> = stay.iter().map(|path| (*path).to_owned()).collect();
    let plan = plan(Situation { recorded: &recorded, wanted: &wanted, found: &found, stay: &stay, keep: &keep });
    plan.steps.iter().map(|step| (step.path.to_owned(), step.action)).collect()
}

const WRITE: Action = Action::Write { order: WriteOrder::Pages, edited: false };
const EDITED: Action = Action::Write { order: WriteOrder::Pages, edited: true };

#[test]
fn every_case_of_one_file_has_its_step() {
    for (case, expected) in [
        (['.', 'a', '.'], Some(WRITE)),
        (['a', 'a', 'a'], Some(Action::Keep(print('a')))),
        (['a', 'b', 'a'], Some(WRITE)),
        (['a', 'a', '.'], Some(WRITE)),
        (['a', 'b', 'x'], Some(EDITED)),
        (['a', 'a', 'x'], Some(EDITED)),
        // A power cut kept the new file and lost the record of it, or the other way round.
        (['a', 'b', 'b'], Some(Action::Keep(print('b')))),
        (['.', 'a', 'a'], Some(Action::Keep(print('a')))),
        (['.', 'a', 'x'], Some(Action::Foreign)),
        (['a', '.', 'a'], Some(Action::Remove { first: false })),
        (['a', '.', 'x'], Some(Action::Remove { first: false })),
        (['.', '.', 'x'], None),
        (['a', '?', 'a'], Some(Action::Keep(print('a')))),
        (['a', '?', '.'], Some(WRITE)),
    ] {
        let found = steps(&[("a.html", case)], &[]);
        assert_eq!(found.first().map(|(_, action)| *action), expected, "{case:?}");
    }
}

#[test]
fn what_the_owner_keeps_is_in_no_plan() {
    let lines = [
        (".well-known/x", ['.', 'a', 'x']),
        ("old/page.html", ['a', '.', 'a']),
        ("older/page.html", ['a', '.', 'a']),
        ("robots.txt", ['a', 'b', 'x']),
    ];
    let found = steps(&lines, &[".well-known", "old/", "robots.txt"]);
    assert_eq!(found, [("older/page.html".to_owned(), Action::Remove { first: false })]);
}

#[test]
fn a_file_in_the_way_of_a_folder_goes_first_and_so_does_a_folder_in_the_way_of_a_file() {
    let lines = [
        ("a", ['a', '.', 'a']),
        ("a/index.html", ['.', 'b', '.']),
        ("b", ['.', 'b', '.']),
        ("b/c/index.html", ['a', '.', 'a']),
        ("bc", ['a', '.', 'a']),
    ];
    let removed: Vec<(String, Action)> =
        steps(&lines, &[]).into_iter().filter(|(_, action)| matches!(action, Action::Remove { .. })).collect();
    let remove = |path: &str, first| (path.to_owned(), Action::Remove { first });
    assert_eq!(removed, [remove("a", true), remove("b/c/index.html", true), remove("bc", false)]);
}

#[test]
fn what_is_not_made_anew_stays_where_it_was_written_and_nowhere_else() {
    let lines = [
        ("a/index.html", ['a', '.', 'a']),
        ("b/index.html", ['.', '.', 'x']),
        ("c/index.html", ['a', '.', 'a']),
        ("d/index.html", ['a', 'b', 'a']),
        ("e", ['a', '.', 'a']),
        ("e/index.html", ['.', 'a', '.']),
    ];
    let found = staying(&lines, &[], &["a/index.html", "b/index.html", "d/index.html", "e"]);
    let expected = [
        ("d/index.html", WRITE),
        ("e/index.html", WRITE),
        ("a/index.html", Action::Stay),
        ("c/index.html", Action::Remove { first: false }),
        ("e", Action::Remove { first: true }),
    ];
    assert_eq!(found, expected.map(|(path, action)| (path.to_owned(), action)));
}

#[test]
fn more_than_ten_pages_and_more_than_half_are_alarming() {
    for (vanishing, all, expected) in [(10, 10, false), (11, 11, true), (11, 22, false), (11, 21, true), (0, 0, false)]
    {
        assert_eq!(is_alarming((vanishing, all)), expected, "{vanishing} of {all}");
    }
    let mut recorded = Manifest::empty();
    ["a/index.html", "b/index.html", "style.css"].iter().for_each(|path| recorded.add(path, print('a')));
    let (wanted, found, stay) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::from(["b/index.html".to_owned()]));
    let plan = plan(Situation { recorded: &recorded, wanted: &wanted, found: &found, stay: &stay, keep: &[] });
    assert_eq!(plan.vanishing(&recorded), (1, 2));
}

#[test]
fn a_name_that_changes_in_capital_letters_alone_goes_before_the_new_one_comes() {
    let first = Action::Remove { first: true };
    // Where both names are told apart, and where the old file shows under the new name.
    for there in ['.', 'a'] {
        for new in ['a', 'b'] {
            let found = steps(&[("Form.pdf", ['a', '.', 'a']), ("form.pdf", ['.', new, there])], &[]);
            assert_eq!(found, [("form.pdf".to_owned(), WRITE), ("Form.pdf".to_owned(), first)], "{there} {new}");
        }
    }
    // A run was ended when both were written down.
    let found = steps(&[("Form.pdf", ['a', '.', 'b']), ("form.pdf", ['b', 'b', 'b'])], &[]);
    assert_eq!(found, [("form.pdf".to_owned(), WRITE), ("Form.pdf".to_owned(), first)]);
    // Somebody has edited it, or somebody else's file lies there: nobody can tell, and nothing is lost.
    let found = steps(&[("Form.pdf", ['a', '.', 'x']), ("form.pdf", ['.', 'b', 'x'])], &[]);
    assert_eq!(found, [("form.pdf".to_owned(), Action::Foreign), ("Form.pdf".to_owned(), Action::Stay)]);
    let apart = steps(&[("a/Form.pdf", ['a', '.', 'a']), ("b/form.pdf", ['.', 'b', '.'])], &[]);
    assert_eq!(apart[1].1, Action::Remove { first: false });
}
