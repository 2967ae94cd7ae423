//! The privacy gate: every detector's examples, the sieve against no sieve, the traps of Unicode.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use shirube::privacy::{
    Gate, Hit, Lists, RosterName, Severity,
    detectors::{DETECTORS, Example},
};

/// Takes the marks out of an example; returns the text and the marked ranges.
fn marked(example: &str) -> (String, Vec<std::ops::Range<usize>>) {
    let (mut text, mut marks, mut open) = (String::new(), Vec::new(), 0);
    for c in example.replace("«»", "").chars() {
        match c {
            '⟦' => open = text.len(),
            '⟧' => marks.push(open..text.len()),
            c => text.push(c),
        }
    }
    (text, marks)
}

fn shown(text: &str, hits: &[Hit]) -> Vec<String> {
    hits.iter().map(|hit| format!("{} {:?} 「{}」", hit.kind.name(), hit.severity, &text[hit.range.clone()])).collect()
}

fn examples() -> impl Iterator<Item = (&'static shirube::privacy::detectors::Detector, &'static Example)> {
    DETECTORS.iter().flat_map(|detector| detector.examples.iter().map(move |example| (detector, example)))
}

#[test]
fn examples_hold() {
    let gate = Gate::new(&Lists::default());
    let mut faults = Vec::new();
    for (detector, example) in examples() {
        let (Example::Good(source) | Example::Bad(source) | Example::Warned(source)) = example;
        let (text, marks) = marked(source);
        let hits: Vec<Hit> = gate.scan(&text).into_iter().filter(|hit| hit.severity != Severity::Info).collect();
        let expected = match example {
            Example::Good(_) => hits.is_empty(),
            Example::Bad(_) | Example::Warned(_) => {
                let own: Vec<_> = hits.iter().filter(|hit| hit.kind == detector.kind).collect();
                let level = |hit: &Hit| hit.severity.blocks() == matches!(example, Example::Bad(_));
                own.iter().map(|hit| hit.range.clone()).eq(marks.iter().cloned()) && own.iter().all(|hit| level(hit)) && !marks.is_empty()
            }
        };
        if !expected {
            faults.push(format!("{}: {text}\n    {:?}", detector.kind.name(), shown(&text, &hits)));
        }
    }
    assert!(faults.is_empty(), "{} of {} examples\n{}", faults.len(), examples().count(), faults.join("\n"));
}

#[test]
fn the_sieve_misses_nothing() {
    let lists = Lists::default().with_roster([RosterName { name: "うみねこ".to_owned(), common: false }]);
    for gate in [Gate::new(&Lists::default()), Gate::new(&lists)] {
        for (_, example) in examples() {
            let (Example::Good(source) | Example::Bad(source) | Example::Warned(source)) = example;
            let (text, _) = marked(source);
            assert_eq!(shown(&text, &gate.scan(&text)), shown(&text, &gate.scan_all(&text)), "{text}");
        }
    }
}
