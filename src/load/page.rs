//! A Markdown file to a [`Document`]: decoding, front matter, text, in that order.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
        value::Value,
    },
    config::{
        facts::{Facts, PageFacts},
        types::Config,
    },
    load::{
        document::{Document, KeyPlace, Link, LinkKind, Meta, Parts, Text},
        front_matter, markdown,
        nature::Natures,
        sections,
        stored_sections::StoredSections,
    },
    msg,
    report::diagnostic::Diagnostic,
    text::{
        japanese::reading_key,
        normalize::{Encoding, decode},
        span::Span,
        visible::find_control,
    },
};

/// What of the configuration changes how a file is read.
pub struct Options {
    html: Arc<[String]>,
    base_url: Arc<str>,
    /// `None`: the site has none.
    facts: Option<Arc<Facts>>,
    natures: Natures,
    print: Fingerprint,
}

impl Options {
    /// The options of a site.
    pub fn new(config: &Config, natures: Natures) -> Self {
        let mut digest = Digest::new();
        digest.part(&config.base_url).list(&config.html).list(config.languages.iter().map(|language| &language.code));
        digest.list(config.facts.written());
        Self {
            html: config.html.as_slice().into(),
            base_url: config.base_url.as_str().into(),
            facts: (!config.facts.is_empty()).then(|| Arc::new(config.facts.clone())),
            natures,
            print: digest.finish(),
        }
    }

    /// The fingerprint of a file that is read with these options.
    pub fn fingerprint(&self, source: Fingerprint) -> Fingerprint {
        Fingerprint(source.0 ^ self.print.0)
    }
}

/// Reads a page.
pub fn load(
    path: &SourcePath,
    bytes: &Arc<[u8]>,
    options: &Options,
    fingerprint: Fingerprint,
    key: String,
    lang: Option<String>,
) -> Document {
    let mut document = Document { lang, fingerprint, ..Document::empty(path.clone(), key) };
    let Some((text, encoding)) = decode(bytes) else {
        document.broken = true;
        document.findings.push(
            Diagnostic::error(
                "not-utf8",
                msg!(ja: "このファイルの文字を読み取れません", en: "the file's characters cannot be read"),
            )
            .in_file(path)
            .help(msg!(
                    ja: "メモ帳などで開き、文字コードを「UTF-8」にして保存し直してください",
                    en: "open it in an editor and save it as UTF-8")),
        );
        return document.sealed();
    };
    document.encoding = encoding;
    if let Encoding::ShiftJis { exact } = encoding {
        document.findings.push(shift_jis(path, &text, exact));
    }
    let mut front = front_matter::load(path, &text);
    let is_approved = front.meta.fields.contains_key("source");
    document.findings.extend(control_character(path, &text, &front.meta));
    let nature = options.natures.of(&front.meta.kind);
    let qa = nature.has_answers;
    let facts = options.facts.clone().map(|facts| OwnFacts { facts, lang: document.lang.clone(), is_approved });
    let page_facts = facts.as_ref().map(OwnFacts::borrow);
    let parsed = markdown::load(
        &text,
        front.body_start,
        &markdown::Options { path, qa, html: &options.html, base_url: &options.base_url, facts: page_facts },
    );
    if let Some(page_facts) = page_facts {
        let unknown = front_matter::fill_facts(&mut front, &page_facts, path, &text);
        front.findings.extend(unknown);
    }
    document.findings.extend(front.findings);
    document.findings.extend(parsed.findings);
    document.broken = front.broken;
    document.reading = reading_key(&front.meta.kana, &front.meta.title);
    document.meta = front.meta;
    document.meta.draft |= front_matter::is_draft_path(path);
    document.nature = nature;
    let answers: Vec<(String, String)> = parsed.answers.iter().map(|it| (it.id.clone(), it.heading.clone())).collect();
    let mut document = Document {
        source: bytes.clone(),
        stored_sections: StoredSections::new(sections::sections(&parsed.parts, &answers), bytes),
        text: Text::new(parsed.parts, again(path.clone(), bytes.clone(), options, (front.body_start, qa, facts))),
        answers: parsed.answers,
        headings: parsed.headings,
        links: parsed.links,
        prose: parsed.prose,
        anchors: parsed.anchors,
        summary: parsed.summary,
        characters: parsed.characters,
        readings: parsed.readings,
        ..document
    };
    document.links.extend(forms(&document));
    document.sealed()
}

/// The files that front matter gives as forms to fill in: links like those of the text, so that they are published, and
/// missed where they are not there.
fn forms(document: &Document) -> Vec<Link> {
    let Some(Value::List(rows)) = document.meta.fields.get("forms") else { return Vec::new() };
    let link = |row: &Value| {
        let (text, target) = (row.text_of("name").to_owned(), row.text_of("file").to_owned());
        let span = document.place_of("forms", &target);
        Link { kind: LinkKind::Link, target, text, title: String::new(), span, target_span: span }
    };
    rows.iter().filter(|row| !row.text_of("file").is_empty()).map(link).collect()
}

impl Document {
    /// Where a front matter key stands in the file; nowhere, if it does not. Looked up when a finding needs it: few do.
    pub fn place(&self, key: &str) -> KeyPlace {
        self.given(key).unwrap_or_default()
    }

    /// Where a word stands in the value of a front matter key; the whole value where it is not written as it reads.
    pub fn place_of(&self, key: &str, word: &str) -> Span {
        let KeyPlace { key, value } = self.place(key);
        let written = decode(&self.source).and_then(|(text, _)| {
            // A value in lines of its own below the key ends somewhere before the end of the front matter.
            let end = if key == value { value.end + text.get(value.end..)?.find("\n---")? } else { value.end };
            text.get(value.start..end)?.find(word)
        });
        written.map_or(value, |at| Span::new(value.start + at, value.start + at + word.len()))
    }

    /// Where a front matter key stands in the file, if it is given.
    pub fn given(&self, key: &str) -> Option<KeyPlace> {
        self.places().get(key).copied()
    }

    /// Where every front matter key stands in the file.
    pub fn places(&self) -> &BTreeMap<String, KeyPlace> {
        self.places.get_or_init(|| {
            decode(&self.source).map_or_else(BTreeMap::new, |(text, _)| front_matter::places(&self.path, &text))
        })
    }
}

/// How to make a page's text again: only its Markdown is read, for everything else is known.
fn again(
    path: SourcePath,
    bytes: Arc<[u8]>,
    options: &Options,
    (body_start, qa, facts): (usize, bool, Option<OwnFacts>),
) -> impl Fn() -> Parts + use<> {
    let (html, base_url) = (options.html.clone(), options.base_url.clone());
    move || {
        let text = decode(&bytes).map_or_else(Default::default, |(text, _)| text);
        markdown::load_parts(
            &text,
            body_start,
            &markdown::Options {
                path: &path,
                qa,
                html: &html,
                base_url: &base_url,
                facts: facts.as_ref().map(OwnFacts::borrow),
            },
        )
    }
}

/// The facts as a page reads them, as long as the page is there.
struct OwnFacts {
    facts: Arc<Facts>,
    lang: Option<String>,
    is_approved: bool,
}

impl OwnFacts {
    fn borrow(&self) -> PageFacts<'_> {
        PageFacts { facts: &self.facts, lang: self.lang.as_deref(), is_approved: self.is_approved }
    }
}

/// Tells of the first control character, as it stands in the file or as front matter spells it (`"\\e"`).
fn control_character(path: &SourcePath, text: &str, meta: &Meta) -> Option<Diagnostic> {
    let finding = Diagnostic::warning(
        "control-character",
        msg!(
        ja: "目に見えない制御文字があります。公開するものからは取り除きます",
        en: "there is a control character that nobody sees; whatever is published is without it"),
    );
    let help = msg!(ja: "その文字を消してください", en: "delete it");
    if let Some(at) = find_control(text) {
        let length = text[at..].chars().next().map_or(0, char::len_utf8);
        return Some(finding.at(path, Span::new(at, at + length)).help(help));
    }
    let words = [&meta.title, &meta.kana, &meta.description, &meta.slug, &meta.image];
    let words = words.into_iter().chain(&meta.topics).chain(&meta.tags).chain(&meta.aliases);
    let own = meta.fields.values().chain(meta.extra.values());
    let found = words.into_iter().any(|word| find_control(word).is_some()) || own.into_iter().any(holds_control);
    found.then(|| finding.in_file(path).help(help))
}

fn holds_control(value: &Value) -> bool {
    match value {
        Value::Text(text) => find_control(text).is_some(),
        Value::List(items) => items.iter().any(holds_control),
        Value::Map(entries) => entries.iter().any(|(key, value)| find_control(key).is_some() || holds_control(value)),
        _ => false,
    }
}

fn shift_jis(path: &SourcePath, text: &str, exact: bool) -> Diagnostic {
    let finding = Diagnostic::warning(
        "not-utf8",
        msg!(
        ja: "このファイルは Shift_JIS で保存されています。今回は読み替えて表示しました",
        en: "the file is saved as Shift_JIS; it was converted for this build"),
    )
    .in_file(path);
    if exact {
        finding
            .help(msg!(ja: "`shirube check --fix` で UTF-8 に直せます", en: "`shirube check --fix` saves it as UTF-8"))
            .fix(Span::new(0, 0), text.get(..0).unwrap_or_default())
    } else {
        finding.help(msg!(ja: "文字コードを「UTF-8」にして保存し直してください", en: "save it as UTF-8"))
    }
}
