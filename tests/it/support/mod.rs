//! A site in a test reads as a story: files, a build, what came of it.

pub mod camera;
pub mod edits;
pub mod imports;
pub mod mending;
pub mod room;
pub mod salon_world;
pub mod served;
#[cfg(unix)]
pub mod servers;
pub mod session;
pub mod web;

use shirube::{
    base::{
        path::SourcePath,
        url::{OutPath, Url},
        value::Value,
    },
    input::source_tree::SourceTree,
    ledger::chain::{self, Link},
    pipeline::{self, Snapshot},
    render::job::WriteOrder,
    report::{
        format::{self, Format},
        message::Lang,
    },
    site::options::Options,
    text::date::Date,
};

/// The day on which all tests happen.
pub const TODAY: &str = "2026-11-01";

/// A 1×1 PNG.
pub const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0,
    0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0, 1, 0x48, 0xaf,
    0xa4, 0x71, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

/// A site in memory and the newest build of it.
#[derive(Clone)]
pub struct TestSite {
    pub tree: SourceTree,
    pub options: Options,
    pub snapshot: Snapshot,
}

impl TestSite {
    /// A site of these files, with the smallest configuration and a theme that shows what matters.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let mut site =
            Self { tree: SourceTree::default(), options: options(TODAY, false), snapshot: Snapshot::default() };
        site.tree.insert("site.toml", "title = \"例のガイド\"\nbase_url = \"https://example.jp/\"\n");
        for (path, text) in files {
            site.tree.insert(path, text);
        }
        site.build();
        site
    }

    /// Writes a file and builds.
    pub fn write(&mut self, path: &str, text: impl AsRef<[u8]>) -> &mut Self {
        self.tree.insert(path, text);
        self.build()
    }

    /// Removes a file and builds.
    pub fn remove(&mut self, path: &str) -> &mut Self {
        self.tree.remove(path).expect("only files that are there are removed");
        self.build()
    }

    pub fn build(&mut self) -> &mut Self {
        self.snapshot = pipeline::build(&self.snapshot, &self.tree, self.options);
        self
    }

    /// A page's HTML.
    pub fn html(&self, url: &str) -> String {
        let entry = self
            .snapshot
            .outputs
            .get(&Url::new(url).out())
            .unwrap_or_else(|| panic!("there is no {url}; only {:?}", self.paths()));
        String::from_utf8(entry.value.bytes.as_deref().unwrap_or_else(|| panic!("{url} was not rendered")).to_vec())
            .unwrap()
    }

    pub fn has(&self, url: &str) -> bool {
        self.snapshot.outputs.contains_key(&Url::new(url).out()) || self.published(&format!("content{url}")).is_some()
    }

    /// Where a file of `content/` is published.
    pub fn published(&self, path: &str) -> Option<&OutPath> {
        let mut files = self.snapshot.outputs.iter().filter(|(_, entry)| entry.value.turn == WriteOrder::Files);
        files.find(|(_, entry)| entry.value.from == path).map(|(path, _)| path)
    }

    pub fn paths(&self) -> Vec<&str> {
        self.snapshot.outputs.keys().map(OutPath::as_str).collect()
    }

    /// The findings, a line each: `content/a.md:1:2: error[code]: …`.
    pub fn findings(&self) -> Vec<String> {
        self.report(Format::Short).lines().map(str::to_owned).collect()
    }

    pub fn report(&self, format: Format) -> String {
        format::render(&self.snapshot.findings, &self.snapshot.tree, format, Lang::Ja, false)
    }

    /// The codes of the findings, in order.
    pub fn codes(&self) -> Vec<&'static str> {
        self.snapshot.findings.iter().map(|finding| finding.code).collect()
    }

    /// Asserts which pages (not feeds and files) the last build rendered.
    #[track_caller]
    pub fn assert_rendered(&self, urls: &[&str]) {
        let rendered: Vec<_> =
            self.snapshot.rendered.keys().map(OutPath::as_str).filter(|path| path.ends_with(".html")).collect();
        let mut expected: Vec<_> = urls.iter().map(|url| Url::new(*url).out().as_str().to_owned()).collect();
        expected.sort();
        assert_eq!(rendered, expected, "rendered on the left, expected on the right");
    }

    /// Asserts that a clean build of the same files gives the same bytes and findings.
    #[track_caller]
    pub fn assert_clean(&self) {
        let clean = pipeline::build(&Snapshot::default(), &self.tree, self.options);
        same(&self.snapshot, &clean);
        // What is written down of each question is what the site answers now, whoever asked it, and when.
        let site = self.snapshot.site.as_ref().expect("a build resolves the site");
        assert_eq!(self.snapshot.questions().stale(site), None, "its answer differs from what is written down");
    }
}

/// Asserts that two builds have the same outputs and findings.
#[track_caller]
pub fn same(a: &Snapshot, b: &Snapshot) {
    let paths = |snapshot: &Snapshot| snapshot.outputs.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(a), paths(b));
    for (path, entry) in a.outputs.iter() {
        let (x, y) = (&entry.value.bytes, &b.outputs[path].value.bytes);
        if x != y {
            let text = |bytes: &Option<std::sync::Arc<[u8]>>| {
                bytes.as_deref().map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            };
            panic!("{path} differs\n--- incremental\n{:?}\n--- clean\n{:?}", text(x), text(y));
        }
    }
    let pictures = |snapshot: &Snapshot| {
        let of_site = snapshot.site.iter().flat_map(|site| site.pictures());
        of_site.map(|(path, recipe)| (path.clone(), recipe.fingerprint())).collect::<Vec<_>>()
    };
    assert_eq!(pictures(a), pictures(b));
    let report =
        |snapshot: &Snapshot| format::render(&snapshot.findings, &snapshot.tree, Format::Json, Lang::Ja, false);
    assert_eq!(report(a), report(b));
    assert_eq!(a.findings, b.findings);
    assert_eq!(a.suppressed, b.suppressed);
    assert_eq!(a.privacy.withheld, b.privacy.withheld);
}

/// A ledger in memory.
#[derive(Clone, Default)]
pub struct Lines {
    pub text: String,
    pub last: Option<Link>,
}

impl Lines {
    /// Appends a record.
    pub fn add(&mut self, json: &str) -> &mut Self {
        let Value::Map(record) = Value::from(serde_json::from_str::<serde_json::Value>(json).unwrap()) else {
            panic!("{json}")
        };
        let (line, link) = chain::seal(record, self.last.as_ref(), None);
        self.text.push_str(&line);
        self.last = Some(link);
        self
    }

    /// Approves a page as the site has it now.
    pub fn approve(&mut self, site: &TestSite, path: &str) -> &mut Self {
        let judged = &site.snapshot.judged[&SourcePath::new(path)];
        let (item, lang, content) = (&judged.item, &judged.lang, &judged.content);
        self.add(&format!(
            concat!(
                r#"{{"type":"approve","at":"2026-10-20","by":"iju-b","item":"{item}","lang":"{lang}","#,
                r#""content":"{content}","subjects":[{{"ref":"M7WD2HQ5R3XN6TJA","role":"resident"}}]}}"#
            ),
            item = item,
            lang = lang,
            content = content
        ))
    }

    /// Withdraws an item; `subject` is `null` or a reference in quotes.
    pub fn withdraw(&mut self, item: &str, subject: &str) -> &mut Self {
        self.add(&format!(
            r#"{{"type":"withdraw","at":"2026-10-21","by":"iju-a","item":"{item}","subject":{subject}}}"#
        ))
    }
}

pub fn options(now: &str, drafts: bool) -> Options {
    Options { now: Date::parse(now).unwrap(), drafts, unapproved: drafts, key: None }
}

/// A page with this front matter and text.
pub fn page(front: &str, text: &str) -> String {
    format!("---\n{front}\n---\n\n{text}\n")
}
