//! The oracle: after any edit, outputs and findings of the incremental build equal a clean build's, byte for byte.
//!
//! The alphabet of edits is in `support/edits.rs`; how little an edit renders is in `rendered.rs`.
use std::{cell::Cell, collections::BTreeMap, sync::LazyLock};

use crate::support::edits::{BODIES, CONFIGS, LISTS, PAGES, ROSTERS, STATICS, TABLES, WORDS, card_edits, meta_edits};
use crate::support::{Lines, PNG, TODAY, TestSite, options, page};
use proptest::{
    prelude::*,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use shirube::{
    base::{hash::Fingerprint, secret::Key, url::OutPath},
    ledger::read,
    report::diagnostic::Diagnostic,
};

/// A picture that is large enough for variants.
static WIDE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 40, 20);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(&[0; 40 * 20 * 3]).unwrap();
    bytes
});

/// What a page is in the script: its front matter lines and its text.
#[derive(Clone, Debug, Default)]
struct Text {
    fields: BTreeMap<&'static str, &'static str>,
    body: usize,
}

impl Text {
    fn render(&self) -> String {
        let front: Vec<_> = self.fields.iter().map(|(key, value)| format!("{key}: {value}")).collect();
        page(&front.join("\n"), BODIES[self.body])
    }
}

#[derive(Clone, Debug)]
enum Step {
    Field { page: usize, field: usize, value: usize },
    Body { page: usize, body: usize },
    Delete { page: usize },
    Rename { page: usize, to: usize },
    Config { which: usize },
    Template { which: usize },
    Words { which: usize },
    Style { which: usize },
    Picture { which: usize },
    File { there: bool },
    Day { which: usize },
    Drafts { shown: bool },
    Source { page: usize, which: usize },
    Ledger { which: usize },
    Lists { which: usize },
    Table { which: usize },
    Roster { which: usize },
    Search { which: usize },
    Static { which: usize },
}

fn step() -> impl Strategy<Value = Step> {
    let pages = 0..PAGES.len();
    prop_oneof![
        12 => (pages.clone(), 0..meta_edits().len(), 0..4usize).prop_map(|(page, field, value)| Step::Field { page,
            field, value }),
        5 => (pages.clone(), 0..BODIES.len()).prop_map(|(page, body)| Step::Body { page, body }),
        2 => pages.clone().prop_map(|page| Step::Delete { page }),
        2 => (pages.clone(), pages).prop_map(|(page, to)| Step::Rename { page, to }),
        1 => (0..CONFIGS.len()).prop_map(|which| Step::Config { which }),
        1 => (0..4usize).prop_map(|which| Step::Template { which }),
        1 => (0..3usize).prop_map(|which| Step::Words { which }),
        1 => (0..2usize).prop_map(|which| Step::Style { which }),
        1 => (0..4usize).prop_map(|which| Step::Picture { which }),
        1 => any::<bool>().prop_map(|there| Step::File { there }),
        1 => (0..3usize).prop_map(|which| Step::Day { which }),
        1 => any::<bool>().prop_map(|shown| Step::Drafts { shown }),
        3 => (0..PAGES.len(), 0..4usize).prop_map(|(page, which)| Step::Source { page, which }),
        3 => (0..8usize).prop_map(|which| Step::Ledger { which }),
        2 => (0..=LISTS.len()).prop_map(|which| Step::Lists { which }),
        2 => (0..=TABLES.len()).prop_map(|which| Step::Table { which }),
        2 => (0..=ROSTERS.len()).prop_map(|which| Step::Roster { which }),
        2 => (0..=WORDS.len()).prop_map(|which| Step::Search { which }),
        2 => (0..=STATICS.len()).prop_map(|which| Step::Static { which }),
    ]
}

/// The script's site: texts by path, beside the live build.
#[derive(Clone)]
struct Live {
    site: TestSite,
    texts: BTreeMap<&'static str, Text>,
    ledger: Lines,
}

/// What every script begins with, built once a process.
static BEGINNING: LazyLock<Live> = LazyLock::new(Live::begin);

impl Live {
    fn new() -> Self {
        BEGINNING.clone()
    }

    fn begin() -> Self {
        let mut site = TestSite::new(&[("site.toml", CONFIGS[0])]);
        let mut texts = BTreeMap::new();
        for (number, path) in PAGES.iter().enumerate() {
            let title = ["トップ", "住まい", "賃貸", "空き家", "Rent", "質問", "寒さ", "ほか", "深い"][number];
            let text = Text { fields: BTreeMap::from([("title", title)]), body: number % BODIES.len() };
            site.tree.insert(path, text.render());
            texts.insert(*path, text);
        }
        site.tree.insert("content/a/photo.png", PNG);
        site.tree.insert("content/a/doc.pdf", "%PDF-1.7");
        site.tree.insert("content/b/places.md", page("kind: table\ntitle: 施設\ntable: places.csv", ""));
        site.tree.insert("content/b/places.csv", TABLES[0]);
        site.tree.insert("data/list.csv", "名前,数\nあ,1\n");
        site.build();
        Self { site, texts, ledger: Lines::default() }
    }

    /// Approves every page that waits, withdraws, breaks the ledger, remembers another one, finds the key.
    fn write_ledger(&mut self, which: usize) {
        match which {
            0 | 1 => {
                let paths: Vec<_> = self.site.snapshot.judged.keys().cloned().collect();
                paths.iter().for_each(|path| _ = self.ledger.approve(&self.site, path.as_str()));
            }
            2 => _ = self.ledger.withdraw("AAAAAAAAAA", "null"),
            3 => self.ledger = Lines::default(),
            4 => return self.site.tree.insert(read::LEDGER, format!("{}x", self.ledger.text)),
            5 => return self.site.tree.insert(read::HEAD, "99 0\n"),
            6 => self.site.options.unapproved ^= true,
            _ => self.site.options.key = self.site.options.key.xor(Some(Key::new([1; 32]))),
        }
        self.site.tree.remove(read::HEAD);
        self.site.tree.insert(read::LEDGER, &self.ledger.text);
    }

    fn take(&mut self, step: &Step) {
        match *step {
            Step::Field { page, field, value } => {
                let (name, values, _) = &meta_edits()[field];
                let text = self.texts.entry(PAGES[page]).or_default();
                // `fields` stands for a key that the kind may or may not have.
                match (*name, values[value % values.len()]) {
                    ("fields", value) => {
                        ["tone", "start", "end", "fiscal_year"].into_iter().for_each(|key| match value {
                            Some(value) => drop(text.fields.insert(key, value)),
                            None => drop(text.fields.remove(key)),
                        })
                    }
                    (name, Some(value)) => drop(text.fields.insert(name, value)),
                    (name, None) => drop(text.fields.remove(name)),
                }
                self.site.tree.insert(PAGES[page], self.texts[PAGES[page]].render());
            }
            Step::Body { page, body } => {
                self.texts.entry(PAGES[page]).or_default().body = body;
                self.site.tree.insert(PAGES[page], self.texts[PAGES[page]].render());
            }
            Step::Delete { page } => {
                self.site.tree.remove(PAGES[page]);
                self.texts.remove(PAGES[page]);
            }
            Step::Rename { page, to } => {
                if let Some(text) = self.texts.remove(PAGES[page]) {
                    self.site.tree.remove(PAGES[page]);
                    self.site.tree.insert(PAGES[to], text.render());
                    self.texts.insert(PAGES[to], text);
                }
            }
            Step::Config { which } => self.site.tree.insert("site.toml", CONFIGS[which]),
            Step::Template { which } => {
                let name = "themes/shirube/templates/guide.html";
                let texts = [
                    "<h1>{{ page.title }}</h1>{{ page.body }}",
                    "{% for c in backlinks() %}{{ c.title }} {{ c.url | rel }}{% endfor %}{{ page.titel }}",
                    "{{ page.title",
                ];
                match texts.get(which) {
                    Some(text) => self.site.tree.insert(name, text),
                    None => drop(self.site.tree.remove(name)),
                }
            }
            Step::Words { which } => {
                let name = "themes/shirube/strings/ja.toml";
                match ["home = \"はじめ\"\nexternal_site = \"（外）\"\n", "role_resident = \"{kind}の人\"\n"].get(which)
                {
                    Some(text) => self.site.tree.insert(name, text),
                    None => drop(self.site.tree.remove(name)),
                }
            }
            Step::Style { which } => {
                let name = "themes/shirube/assets/css/site.css";
                if which == 0 { self.site.tree.insert(name, "body{}") } else { drop(self.site.tree.remove(name)) }
            }
            Step::Picture { which } => match which {
                0 => self.site.tree.insert("content/a/photo.png", PNG),
                2 => self.site.tree.insert("content/a/photo.png", &*WIDE),
                1 => self.site.tree.insert("content/a/photo.png", b"broken"),
                _ => drop(self.site.tree.remove("content/a/photo.png")),
            },
            Step::File { there } => {
                if there {
                    self.site.tree.insert("content/a/doc.pdf", "%PDF-1.7 longer")
                } else {
                    drop(self.site.tree.remove("content/a/doc.pdf"))
                }
            }
            Step::Day { which } => {
                self.site.options.now = options(["2025-12-31", TODAY, "2027-08-01"][which], false).now
            }
            Step::Drafts { shown } => self.site.options.drafts = shown,
            Step::Source { page, which } => {
                let text = self.texts.entry(PAGES[page]).or_default();
                match ["salon:AAAAAAAAAA", "salon:BBBBBBBBBB", "salon:short"].get(which) {
                    Some(source) => drop(text.fields.insert("source", source)),
                    None => drop(text.fields.remove("source")),
                }
                self.site.tree.insert(PAGES[page], text.render());
            }
            Step::Ledger { which } => self.write_ledger(which),
            Step::Lists { which } => match LISTS.get(which) {
                Some(text) => self.site.tree.insert("salon/privacy.toml", text),
                None => drop(self.site.tree.remove("salon/privacy.toml")),
            },
            Step::Table { which } => match TABLES.get(which) {
                Some(text) => self.site.tree.insert("content/b/places.csv", text),
                None => drop(self.site.tree.remove("content/b/places.csv")),
            },
            Step::Roster { which } => match ROSTERS.get(which) {
                Some((path, text)) => self.site.tree.insert(path, text),
                None => ROSTERS.iter().for_each(|(path, _)| _ = self.site.tree.remove(path)),
            },
            Step::Search { which } => match WORDS.get(which) {
                Some((path, text)) => self.site.tree.insert(path, text),
                None => WORDS.iter().for_each(|(path, _)| _ = self.site.tree.remove(path)),
            },
            Step::Static { which } => match STATICS.get(which) {
                Some((path, text)) => self.site.tree.insert(path, text),
                None => STATICS.iter().for_each(|(path, _)| _ = self.site.tree.remove(path)),
            },
        }
        self.site.build();
        self.site.assert_clean();
    }
}

/// 40 scripts of 50 steps, the same ones in every run; set `SHIRUBE_STEPS` for longer scripts. Plays one share of them.
fn play_scripts(share: usize) {
    let steps = option_env!("SHIRUBE_STEPS").and_then(|steps| steps.parse().ok()).unwrap_or(50);
    let config = Config { cases: 40, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let (number, plays) = (Cell::new(0), Cell::new(false));
    runner
        .run(&proptest::collection::vec(step(), steps..=steps), |script| {
            let turn = number.replace(number.get() + 1) % two_thousand_random_edits_equal_a_clean_build::SHARES.len();
            // After a failure this still holds: what comes then are shorter forms of the same script.
            if plays.get() || turn == share {
                plays.set(true);
                let mut live = Live::new();
                script.iter().for_each(|step| live.take(step));
                plays.set(false);
            }
            Ok(())
        })
        .unwrap();
}

/// What an editor can see of a build.
fn visible(site: &TestSite) -> (Vec<(OutPath, Fingerprint)>, Vec<Diagnostic>) {
    let outputs = site.snapshot.outputs.iter().map(|(path, entry)| (path.clone(), entry.value.fingerprint));
    (outputs.collect(), site.snapshot.findings.clone())
}

/// Sets the fields of one share to each of their values, on every page.
fn set_every_field(share: usize) {
    let is_mine = |field: &usize| field % every_field_of_meta_alone::SHARES.len() == share;
    for (field, (name, values, read)) in meta_edits().iter().enumerate().filter(|(field, _)| is_mine(field)) {
        let mut seen = vec![false; values.len()];
        for (page, path) in PAGES.iter().enumerate() {
            let mut live = Live::new();
            for value in 0..values.len() {
                let of_page = |live: &Live| {
                    let mut documents = live.site.snapshot.documents();
                    read(&documents.find(|document| document.path.as_str() == *path).unwrap().meta)
                };
                let before = (of_page(&live), visible(&live.site));
                live.take(&Step::Field { page, field, value });
                // The first edit may take a line away that is not there.
                assert!(
                    value == 0 || of_page(&live) != before.0,
                    "{name} of {path} is no other with {:?}",
                    values[value]
                );
                seen[value] |= visible(&live.site) != before.1;
            }
        }
        // The words of `extra` are for themes of one's own.
        let unseen = (1..values.len()).filter(|value| *name != "extra" && !seen[*value]);
        let unseen: Vec<_> = unseen.map(|value| values[value]).collect();
        assert!(unseen.is_empty(), "{name} set to {unseen:?} changes no output and no finding of any page");
    }
}

/// One test for each share of a long piece of work, so that they run beside each other.
macro_rules! shares {
    ($test:ident: $work:ident($($number:literal $name:ident),*)) => {
        mod $test {
            pub const SHARES: &[usize] = &[$($number),*];
            $(
                #[test]
                fn $name() {
                    assert_eq!(SHARES[$number], $number, "every share is there, once");
                    super::$work($number);
                }
            )*
        }
    };
}

shares!(two_thousand_random_edits_equal_a_clean_build: play_scripts(0 s0, 1 s1, 2 s2, 3 s3, 4 s4, 5 s5, 6 s6, 7 s7));
shares!(every_field_of_meta_alone: set_every_field(0 s0, 1 s1, 2 s2, 3 s3, 4 s4));

#[test]
fn every_field_of_card_alone() {
    let card = |site: &TestSite| {
        let site = site.snapshot.site.as_ref().unwrap();
        let page = site.pages().iter().find(|page| page.document.path.as_str() == "content/a/rent.md").unwrap();
        page.card.clone()
    };
    for (name, line, read) in card_edits() {
        let mut live = Live::new();
        live.site.options.drafts = true;
        live.site.build();
        let before = card(&live.site);
        let rest = if line.contains("title:") { String::new() } else { "title: 賃貸\n".to_owned() };
        let text = match name {
            "summary" => page("title: 賃貸", "変わった本文です。"),
            "answers" | "areas" => page("title: 賃貸\nkind: qa", BODIES[4]),
            _ => page(&format!("{rest}{line}"), BODIES[2]),
        };
        live.site.write("content/a/rent.md", text);
        live.site.assert_clean();
        let after = card(&live.site);
        // A card's path and its standing in for a translation follow from the file's name alone; a page is no part of
        // another; the slot is no value.
        if !matches!(name, "path" | "fallback" | "part" | "slot") {
            assert_ne!(read(&before), read(&after), "{name}");
            assert_ne!(before.fingerprint, after.fingerprint, "{name}");
        }
    }
}
