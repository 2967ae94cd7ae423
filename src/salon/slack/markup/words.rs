//! What both notations share: people, channels, links, dates and colours as runs of words, and the last look at every
//! text.
//!
//! A pair with `markup`: this turns names into words by what its caller knows, and the caller hands it every text.

use serde_json::Value;

use crate::load::markdown::autolink::{self, Found};
use crate::salon::slack::markup::{
    FileName, Names,
    address::{self, Address},
    dates,
    tree::{Block, Link, Run, Style, clean, merged, paragraphs, plain_words},
};
use crate::salon::transcript::{INSIDE, PERSON};

/// Turns what Slack names into words, and notes what the caller must know.
#[derive(Clone)]
pub(crate) struct Words<'a> {
    names: &'a dyn Names,
    files: &'a [FileName],
    /// Whether everybody was called.
    pub(crate) broadcast: bool,
    /// How many tokens were cut out.
    pub(crate) secrets: usize,
    links: usize,
}

impl<'a> Words<'a> {
    pub(crate) fn new(names: &'a dyn Names, files: &'a [FileName]) -> Self {
        Self { names, files, broadcast: false, secrets: 0, links: 0 }
    }

    /// The place of a person, whose label the caller knows.
    pub(crate) fn person(&self, id: &str) -> String {
        let known =
            id.starts_with(['U', 'W']) && id.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        if known { format!("{}{id}{}", PERSON.0, PERSON.1) } else { "@参加者".to_owned() }
    }

    pub(crate) fn channel(&self, id: &str) -> String {
        self.names
            .channel(id)
            .map_or_else(|| "非公開チャンネル".to_owned(), |name| format!("#{}", one_line(&clean(&name))))
    }

    pub(crate) fn group(&self, label: Option<&str>) -> String {
        label.filter(|label| !label.trim().is_empty()).unwrap_or("グループ").to_owned()
    }

    pub(crate) fn call(&mut self, range: &str) {
        self.broadcast |= matches!(range, "channel" | "here" | "everyone");
    }

    pub(crate) fn canvas(&self, id: &str) -> String {
        let title = self.files.iter().find(|file| file.id == id).map(|file| one_line(&clean(&file.title)));
        title.filter(|title| !title.is_empty()).map_or_else(|| "キャンバス".to_owned(), |title| format!("『{title}』"))
    }

    /// A moment in Japanese time; the fallback if it or its format is not what Slack writes.
    pub(crate) fn date(
        &mut self,
        seconds: Option<i64>,
        format: &str,
        url: &str,
        fallback: &str,
        style: Style,
    ) -> Vec<Run> {
        let text = seconds.and_then(|seconds| dates::format(seconds, format)).unwrap_or_else(|| fallback.to_owned());
        let label = vec![Run::new(text, style)];
        if url.is_empty() { label } else { self.link(url, Some(label), style) }
    }

    /// A link, as far as pages may have it; without a label its address is its words.
    pub(crate) fn link(&mut self, url: &str, label: Option<Vec<Run>>, style: Style) -> Vec<Run> {
        let url = one_line(url);
        let says = label.as_deref().map(plain_words).unwrap_or_default();
        let label = label.filter(|_| {
            !says.trim().is_empty() && says.trim() != url && !says.to_ascii_lowercase().contains(".slack.com/")
        });
        match address::judge(&url, &mut self.secrets) {
            Address::Link(url) => {
                self.links += 1;
                let link = Some(Link { number: self.links, url: url.clone() });
                let shown = url.strip_prefix("mailto:").or_else(|| url.strip_prefix("tel:")).unwrap_or(&url);
                let label = label.unwrap_or_else(|| vec![Run::new(shown, style)]);
                label.into_iter().map(|run| Run { link: link.clone(), text: one_line(&run.text), ..run }).collect()
            }
            Address::Slack => label.unwrap_or_else(|| vec![Run::new(INSIDE, style)]),
            Address::Text => label.unwrap_or_else(|| vec![Run::new(url, style)]),
        }
    }

    /// The paragraphs of a text: bare addresses linked, tokens cut out.
    pub(crate) fn paragraphs(&mut self, runs: Vec<Run>) -> Vec<Block> {
        let runs = self.addresses(runs);
        paragraphs(self.redacted(runs))
    }

    /// A cell of a table, which has one line.
    pub(crate) fn cell(&mut self, runs: Vec<Run>) -> Vec<Run> {
        let runs = merged(runs).into_iter().map(|mut run| {
            run.text = one_line(&run.text);
            // Parsers read `\\|` in a cell's code in two ways.
            run.style.code &= !run.text.contains("\\|");
            run
        });
        let runs = runs.collect();
        match self.paragraphs(runs).into_iter().next() {
            Some(Block::Paragraph(lines)) => lines.into_iter().next().unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// A block of code; its first line may be the name of its language.
    pub(crate) fn code(&mut self, text: &str, language: Option<&str>) -> Option<Block> {
        let text = plain_words(&self.addresses(vec![Run::new(text, Style { code: true, ..Style::default() })]));
        let text = address::redacted(&text, &mut self.secrets).into_owned();
        let first = text.trim_start_matches('\n').split_once('\n');
        let (language, text) = match (language.filter(|name| is_language(name)), first) {
            (Some(language), _) => (language, text.as_str()),
            (None, Some((language, rest))) if is_language(language) => (language, rest),
            _ => ("", text.as_str()),
        };
        let text = text.trim_matches('\n');
        (!text.trim().is_empty()).then(|| Block::Code { language: language.to_owned(), text: text.to_owned() })
    }

    /// Addresses that nobody marked become links too; in code only what must not be seen is taken out.
    fn addresses(&mut self, runs: Vec<Run>) -> Vec<Run> {
        let mut out = Vec::with_capacity(runs.len());
        for run in merged(runs) {
            if run.link.is_some() || !run.text.contains("://") {
                out.push(run);
                continue;
            }
            let mut done = 0;
            for (mut range, _) in
                autolink::find_links(&run.text, "").into_iter().filter(|(_, found)| *found == Found::Url)
            {
                // A person is no part of an address.
                range.end = run.text[range.clone()].find(PERSON.0).map_or(range.end, |at| range.start + at);
                out.push(Run::new(&run.text[done..range.start], run.style));
                let link = self.link(&run.text[range.clone()], None, run.style);
                out.extend(link.into_iter().map(|link| if run.style.code { Run { link: None, ..link } } else { link }));
                done = range.end;
            }
            out.push(Run::new(&run.text[done..], run.style));
        }
        merged(out)
    }

    /// Cuts tokens out, also those that change their look midway.
    fn redacted(&mut self, mut runs: Vec<Run>) -> Vec<Run> {
        while let Some(range) = address::next_token(&plain_words(&runs)) {
            self.secrets += 1;
            let mut at = 0;
            for run in &mut runs {
                let (from, to) =
                    (range.start.clamp(at, at + run.text.len()) - at, range.end.clamp(at, at + run.text.len()) - at);
                let begins = (at..at + run.text.len()).contains(&range.start);
                at += run.text.len();
                run.text.replace_range(from..to, if begins { "〔削除〕" } else { "" });
            }
        }
        runs
    }
}

/// A text on one line.
pub(crate) fn one_line(text: &str) -> String {
    if text.contains('\n') { text.split('\n').map(str::trim).collect::<Vec<_>>().join(" ") } else { text.to_owned() }
}

/// A field of an object, as a text without what is invisible; empty if it is none.
pub(crate) fn field(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).map(clean).unwrap_or_default()
}

/// Languages whose name programs and people put before their code.
#[rustfmt::skip]
const LANGUAGES: [&str; 30] = [
    "bash", "c", "cpp", "cs", "csharp", "css", "csv", "diff", "go", "html", "java", "javascript", "js", "json",
        "kotlin", "php", "plaintext",
    "powershell", "python", "py", "ruby", "rust", "sh", "shell", "sql", "swift", "toml", "ts", "typescript", "yaml",
];

fn is_language(name: &str) -> bool {
    LANGUAGES.contains(&name)
}
