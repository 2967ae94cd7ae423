//! The privacy gate: every detector's examples, the prefilter against none, the traps of Unicode.
use shirube::{
    privacy::{
        Gate, Hit, Lists, Place, Review, RosterName, Severity,
        detector::{Detector, Example},
        detectors::DETECTORS,
        review,
    },
    text::date::Date,
};

/// What is decided of a text that stands in no file.
fn decided(text: &str, gate: &Gate) -> Review {
    review(text, Place::Words, gate, Date::parse(crate::support::TODAY).unwrap())
}

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

fn examples() -> impl Iterator<Item = (&'static Detector, &'static Example)> {
    DETECTORS.iter().flat_map(|detector| detector.examples.iter().map(move |example| (detector, example)))
}

#[test]
fn examples_hold() {
    let gate = Gate::new(&Lists::default());
    let mut faults = Vec::new();
    for (detector, example) in examples() {
        let (Example::Good(source) | Example::Bad(source) | Example::Warned(source)) = example;
        let (text, marks) = marked(source);
        let hits: Vec<Hit> =
            decided(&text, &gate).open.into_iter().filter(|hit| hit.severity != Severity::Info).collect();
        let expected = match example {
            Example::Good(_) => hits.is_empty(),
            Example::Bad(_) | Example::Warned(_) => {
                let own: Vec<_> = hits.iter().filter(|hit| hit.kind == detector.kind).collect();
                let level = |hit: &Hit| hit.severity.blocks() == matches!(example, Example::Bad(_));
                own.iter().map(|hit| hit.range.clone()).eq(marks.iter().cloned())
                    && own.iter().all(|hit| level(hit))
                    && !marks.is_empty()
            }
        };
        if !expected {
            faults.push(format!("{}: {text}\n    {:?}", detector.kind.name(), shown(&text, &hits)));
        }
    }
    assert!(faults.is_empty(), "{} of {} examples\n{}", faults.len(), examples().count(), faults.join("\n"));
}

#[test]
fn the_prefilter_misses_nothing() {
    let lists = Lists::default().with_roster([RosterName { name: "うみねこ".to_owned(), common: false }]);
    for gate in [Gate::new(&Lists::default()), Gate::new(&lists)] {
        for (_, example) in examples() {
            let (Example::Good(source) | Example::Bad(source) | Example::Warned(source)) = example;
            let (text, _) = marked(source);
            assert_eq!(shown(&text, &decided(&text, &gate).open), shown(&text, &gate.scan_all(&text)), "{text}");
        }
    }
}

/// Sentences with a few characters taken out, put in or put in their place, the same in every run.
fn disturbed(rounds: usize) -> impl Iterator<Item = String> {
    const OTHERS: &str = "0123456789-−ー ()（）　.:：/@a_AXxhHの年月日号番丁目十百は、。「」さん様氏一二三〇\n";
    let others: Vec<char> = OTHERS.chars().collect();
    let texts: Vec<Vec<char>> = examples()
        .map(|(_, example)| {
            let (Example::Good(source) | Example::Bad(source) | Example::Warned(source)) = example;
            marked(source).0.chars().collect()
        })
        .collect();
    let mut seed = 7u64;
    let mut any = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    (0..rounds * texts.len()).map(move |number| {
        let mut text = texts[number % texts.len()].clone();
        for _ in 0..=any(3) {
            let at = any(text.len());
            match any(4) {
                0 if text.len() > 1 => drop(text.remove(at)),
                1 => text[at] = others[any(others.len())],
                2 => {
                    let other = &texts[any(texts.len())];
                    let from = any(other.len());
                    text.splice(at..at, other[from..].iter().take(8).copied());
                }
                _ => text.insert(at, others[any(others.len())]),
            }
        }
        text.into_iter().collect()
    })
}

#[test]
fn the_prefilter_misses_nothing_of_disturbed_sentences() {
    let gate = Gate::new(&Lists::default());
    for text in disturbed(10) {
        assert_eq!(shown(&text, &decided(&text, &gate).open), shown(&text, &gate.scan_all(&text)), "{text}");
    }
}

fn found(text: &str) -> Vec<(&'static str, String)> {
    let hits = decided(text, &Gate::new(&Lists::default())).open;
    hits.iter()
        .filter(|hit| hit.severity != Severity::Info)
        .map(|hit| (hit.kind.name(), text[hit.range.clone()].to_owned()))
        .collect()
}

/// Checks that a text holds exactly this value of this kind.
#[track_caller]
fn holds(text: &str, kind: &str, value: &str) {
    assert_eq!(found(text), [(kind, value.to_owned())], "{text}");
}

#[test]
fn digits_of_every_script_and_shape() {
    for number in [
        "０９０－００００－１２３４",
        "⓪⑨⓪-⓪⓪⓪⓪-①②③④",
        "〇九〇-〇〇〇〇-一二三四",
        "٠٩٠-٠٠٠٠-١٢٣٤",
        "𝟎𝟗𝟎-𝟎𝟎𝟎𝟎-𝟏𝟐𝟑𝟒",
        "0️⃣9️⃣0️⃣-0000-1234",
    ] {
        holds(&format!("電話は{number}です。"), "PHONE", number);
    }
    holds("電話は090-00⑳-1234です。", "PHONE", "090-00⑳-1234");
}

#[test]
fn dashes_in_numbers_and_nowhere_else() {
    for dash in ["-", "‐", "‑", "‒", "–", "—", "―", "−", "－", "﹣", "ー", "ｰ", "〜", "～", "~"] {
        let number = format!("090{dash}0000{dash}1234");
        holds(&format!("電話は{number}です。"), "PHONE", &number);
    }
    assert_eq!(found("メール、コーヒー、カレーライスの店です。"), []);
}

#[test]
fn what_hides_in_a_number() {
    for gap in ["\u{3000}", "\u{2009}", "\u{ad}", "\u{feff}", "&nbsp;", "<wbr>", "<b>", "**", "\n", "</b>", "&#45;"] {
        let number = format!("090{gap}0000-1234");
        holds(&format!("電話は{number}です。"), "PHONE", &number);
    }
    holds("電話は090\u{200b}-0000-1234です。", "PHONE", "090\u{200b}-0000-1234");
}

#[test]
fn marks_variants_and_shapes_of_names() {
    holds("お隣の渡邉\u{e0100}さんです。", "PERSON_NAME", "渡邉");
    holds("髙橋さんです。", "PERSON_NAME", "髙橋");
    holds("山﨑さんです。", "PERSON_NAME", "山﨑");
    holds("ﾔﾏﾀﾞさんです。", "PERSON_NAME", "ﾔﾏﾀﾞ");
    holds("か\u{3099}んばる㈱見本の㍻の話、電話は090-0000-1234です。", "PHONE", "090-0000-1234");
    assert_eq!(found("👨\u{200d}👩\u{200d}👧と🏴\u{e0067}\u{e0062}\u{e007f}の会です。が\u{301}"), []);
    assert_eq!(found("値は\u{202e}12です。").first().map(|(kind, _)| *kind), Some("HIDDEN_CHAR"));
}

#[test]
fn offsets_are_of_the_text_given() {
    let text = "一つめの段落です。\n\n- 項目です。\n- ｶﾞﾝﾊﾞﾙ㍻の人、**090**-0000-&#49;234です。\n\n| 名前 | 電話 |\n|---|---|\n| うち | \
        0555-00-9876 |\n";
    assert_eq!(found(text), [("PHONE", "090**-0000-&#49;234".to_owned()), ("PHONE", "0555-00-9876".to_owned())]);
}

#[test]
fn what_is_masked_and_what_is_written_instead() {
    let gate = Gate::new(&Lists::default());
    let masked = |text: &str| decided(text, &gate).masked(text);
    let replaced = |text: &str, label: &dyn Fn(&Hit) -> Option<String>| decided(text, &gate).replaced(text, label);
    assert_eq!(masked("佐藤さんは090-0000-1234、hana@example.jpです。"), "佐*さんは090-****-**34、h********です。");
    let role = |hit: &Hit| (hit.kind.name() == "PERSON_NAME").then(|| "町民".to_owned());
    assert_eq!(replaced("佐藤さんは090-0000-1234です。", &role), "町民さんは〔電話番号〕です。");
    let secret = format!("{:?}", decided("電話は090-0000-1234です。", &gate));
    assert!(!secret.contains("1234") && secret.contains("Phone"), "{secret}");
}

#[test]
fn a_roster_is_found_and_common_words_only_as_names() {
    let name = |name: &str, common| RosterName { name: name.to_owned(), common };
    let gate = Gate::new(&Lists::default().with_roster([
        name("うみねこ", false),
        name("umineko", false),
        name("みかん", true),
    ]));
    let count = |text: &str| {
        decided(text, &gate)
            .open
            .iter()
            .filter(|hit| hit.kind.name() == "NICKNAME" && hit.severity == Severity::Block)
            .count()
    };
    assert_eq!(
        ["うみねこと話した。", "Umineko wrote", "ｕｍｉｎｅｋｏです", "みかんさんです", "みかんを買う", "umineko2024"]
            .map(count),
        [1, 1, 1, 1, 0, 0]
    );
}
