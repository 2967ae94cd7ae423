//! The editor's words for the search: `data/search/synonyms.yaml`, `readings.yaml`, `pages.yaml` and `queries.yaml`.
//! All of them may be missing; what cannot be used is told and left out.

use crate::{
    base::{path::SourcePath, value::Value},
    load::data,
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Reported},
        message::Message,
    },
    search::{
        fold::{Script, fold},
        words::Group,
    },
    text::{japanese::is_kana, span::Span},
};

/// Words that find each other.
pub const SYNONYMS: &str = "data/search/synonyms.yaml";
/// How words are read.
pub const READINGS: &str = "data/search/readings.yaml";
/// Pages that are shown when nothing is found.
pub const PAGES: &str = "data/search/pages.yaml";
/// What visitors should find.
pub const QUERIES: &str = "data/search/queries.yaml";

/// All of them.
pub const FILES: [&str; 4] = [SYNONYMS, READINGS, PAGES, QUERIES];

/// Something that an editor wrote, with its place.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Written<T> {
    /// What it is.
    pub value: T,
    /// Where it stands in the file.
    pub span: Span,
}

/// A query, and the pages of which one should be found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Wish {
    /// What somebody types.
    pub query: String,
    /// Pages, by URL or by file.
    pub pages: Vec<Written<String>>,
}

/// What the editor's files say.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WordFiles {
    /// Words that find each other.
    pub synonyms: Vec<Group>,
    /// How words are read.
    pub readings: Vec<(String, String)>,
    /// Pages that are shown when nothing is found.
    pub pages: Vec<Written<String>>,
    /// What visitors should find.
    pub wishes: Vec<Written<Wish>>,
}

/// Reads the files; `text` gives one of them, if it is there.
pub fn read_word_files<'a>(text: impl Fn(&str) -> Option<std::borrow::Cow<'a, str>>) -> Reported<WordFiles> {
    let mut read = Reported::<WordFiles>::default();
    for name in FILES {
        let Some(text) = text(name) else { continue };
        let path = SourcePath::new(name);
        let mut file = File { path: &path, text: &text, cursor: 0, findings: Vec::new() };
        // What is no YAML at all is told where all tables are loaded.
        match (name, data::load(&path, &text).value) {
            (_, Value::Null) => {}
            (SYNONYMS, value) => read.value.synonyms = file.synonyms(&value),
            (READINGS, value) => read.value.readings = file.readings(&value),
            (PAGES, value) => read.value.pages = file.pages(&value),
            (_, value) => read.value.wishes = file.wishes(&value),
        }
        read.findings.append(&mut file.findings);
    }
    read
}

struct File<'a> {
    path: &'a SourcePath,
    text: &'a str,
    /// Behind what was last found: values come in the order of the file.
    cursor: usize,
    findings: Vec<Diagnostic>,
}

impl File<'_> {
    /// Where a word stands from the cursor on; what stands before it, if nowhere.
    fn place(&mut self, word: &str) -> Span {
        let from = self.cursor;
        let found = self.text[from..].find(word).map(|at| from + at).or_else(|| self.text.find(word));
        let Some(at) = found.filter(|_| !word.is_empty()) else { return Span::new(from, from) };
        self.cursor = at + word.len();
        Span::new(at, self.cursor)
    }

    fn tell(&mut self, span: Span, message: Message, help: Message) {
        self.findings.push(Diagnostic::warning("search-words", message).at(self.path, span).help(help));
    }

    /// The items of a list, with a finding for what is none.
    fn items<'v>(&mut self, value: &'v Value, help: Message) -> &'v [Value] {
        match value {
            Value::List(items) => items,
            _ => {
                let message = msg!(
                    ja: "一覧（`- ` で始まる行）になっていません",
                    en: "this is not a list of lines that begin with `- `");
                self.tell(Span::new(0, 0), message, help);
                &[]
            }
        }
    }

    fn synonyms(&mut self, value: &Value) -> Vec<Group> {
        let example =
            || msg!(ja: "`- [引っ越し, 転居]` のように書いてください", en: "write lines like `- [moving, removal]`");
        let mut groups = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        for item in self.items(value, example()) {
            let group = match item {
                Value::List(words) => Group::mutual(self.words(words)),
                Value::Map(fields) => {
                    for key in fields.keys().filter(|key| !matches!(key.as_str(), "from" | "to")) {
                        let span = self.place(key);
                        self.tell(
                            span,
                            msgf!(ja: "`{key}` という項目はありません", en: "there is no key `{key}`"),
                            msg!(
                                ja: "片道の言い換えは `- { from: [ゴミ捨て], to: ごみ出し }` のように書きます",
                                en: "a one-way line is `- { from: [trash], to: rubbish }`"),
                        );
                    }
                    let list = |name: &str| match fields.get(name) {
                        Some(Value::List(words)) => words.clone(),
                        Some(word) => vec![word.clone()],
                        None => Vec::new(),
                    };
                    Group { from: self.words(&list("from")), adds: self.words(&list("to")) }
                }
                other => Group::mutual(self.words(std::slice::from_ref(other))),
            };
            let one = group.from.len() + usize::from(group.from != group.adds) * group.adds.len() < 2;
            if one {
                let span = self.place(group.from.first().or(group.adds.first()).map_or("", String::as_str));
                let message = msg!(ja: "言葉が一つしかない行です", en: "a line with one word only");
                self.tell(span, message, example());
                continue;
            }
            for word in &group.from {
                let folded: String = fold(word).iter().map(|it| it.letter).collect();
                if seen.contains(&folded) {
                    let span = self.place(word);
                    self.tell(
                        span,
                        msgf!(ja: "「{word}」が二つの行にあります", en: "`{word}` stands in two lines"),
                        msg!(ja: "一つの行にまとめてください", en: "put them into one line"),
                    );
                }
                seen.push(folded);
            }
            groups.push(group);
        }
        groups
    }

    /// The words of a line that can be used.
    fn words(&mut self, values: &[Value]) -> Vec<String> {
        let mut words = Vec::new();
        for value in values {
            let word = match value {
                Value::Text(text) => text.trim().to_owned(),
                Value::Int(number) => number.to_string(),
                _ => String::new(),
            };
            let folded = fold(&word);
            let kana = folded.iter().all(|it| it.script == Script::Hiragana);
            if folded.iter().all(|it| it.script == Script::Gap) {
                let span = self.place(&word);
                let message = msg!(ja: "言葉として読み取れません", en: "this is no word");
                self.tell(span, message, msg!(ja: "文字で書いてください", en: "write a word"));
            } else if kana && folded.len() < 3 {
                let span = self.place(&word);
                self.tell(
                    span,
                    msgf!(ja: "ひらがなだけの「{word}」は短すぎます", en: "`{word}` is too short for a word in hiragana"),
                    msg!(
                        ja: "ほかの言葉の途中に当たらないように、ひらがなだけの言葉は3文字以上にしてください",
                        en: "use three letters or more, so that it is not met inside of other words"),
                );
            } else {
                words.push(word);
            }
        }
        words
    }

    fn readings(&mut self, value: &Value) -> Vec<(String, String)> {
        let help = || msg!(ja: "`臼田: うすだ` のように、読みはかなで書いてください", en: "write lines like `臼田: うすだ`, the reading in kana");
        let Value::Map(fields) = value else {
            let message = msg!(ja: "「言葉: 読み」の行になっていません", en: "these are no lines of `word: reading`");
            self.tell(Span::new(0, 0), message, help());
            return Vec::new();
        };
        let mut readings = Vec::new();
        for (word, kana) in fields {
            match kana.as_text().map(str::trim) {
                Some(kana) if !kana.is_empty() && kana.chars().all(is_kana) => {
                    readings.push((word.clone(), kana.to_owned()));
                }
                _ => {
                    self.cursor = 0;
                    let span = self.place(word);
                    let message =
                        msgf!(ja: "「{word}」の読みがかなではありません", en: "the reading of `{word}` is not in kana");
                    self.tell(span, message, help());
                }
            }
        }
        readings
    }

    fn pages(&mut self, value: &Value) -> Vec<Written<String>> {
        let help = msg!(ja: "`- /sumai/rent/` のように、URLを並べてください", en: "list URLs like `- /sumai/rent/`");
        self.items(value, help).iter().filter_map(|item| self.page(item)).collect()
    }

    fn page(&mut self, value: &Value) -> Option<Written<String>> {
        let page = value.as_text().map(str::trim).unwrap_or_default().to_owned();
        let span = self.place(&page);
        if page.is_empty() {
            let message = msg!(ja: "ページのURLではありません", en: "this is no page's URL");
            self.tell(
                span,
                message,
                msg!(ja: "`/sumai/rent/` のように書いてください", en: "write it like `/sumai/rent/`"),
            );
            return None;
        }
        Some(Written { value: page, span })
    }

    fn wishes(&mut self, value: &Value) -> Vec<Written<Wish>> {
        let help = || {
            msg!(
            ja: "`- { q: 雪かき, page: /qa/yukikaki/ }` のように書いてください",
            en: "write lines like `- { q: snow, page: /qa/yukikaki/ }`")
        };
        let mut wishes = Vec::new();
        for item in self.items(value, help()) {
            let query = item.text_of("q").trim().to_owned();
            let span = self.place(&query);
            let listed = match item.get("page").or_else(|| item.get("pages")) {
                Some(Value::List(pages)) => pages.clone(),
                Some(page) => vec![page.clone()],
                None => Vec::new(),
            };
            let pages: Vec<Written<String>> = listed.iter().filter_map(|page| self.page(page)).collect();
            if query.is_empty() || pages.is_empty() {
                let message = msg!(
                    ja: "さがす言葉（`q`）とページ（`page`）がそろっていません",
                    en: "a query (`q`) and a page (`page`) are needed");
                self.tell(span, message, help());
                continue;
            }
            wishes.push(Written { value: Wish { query, pages }, span });
        }
        wishes
    }
}
