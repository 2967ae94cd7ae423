//! `docs/site-toml.md` and `docs/front-matter.md` are made from the tables that the program reads, and the tables are
//! true: every example is read without a finding, every default is what a missing key is taken for.
//!
//! To write the pages anew, run with `UPDATE_DOCS=1` and read the difference.
use std::{fmt::Write as _, fs, path::Path};

use shirube::{
    base::{hash::Fingerprint, value::Value},
    config::{
        key::{Form, Key},
        keys::KEYS,
        types::Config,
    },
    load::front_matter::keys::{Form as PageForm, TABLE},
    render::{
        page_kind::{Field, FieldForm},
        page_kinds::KINDS,
    },
    text::span::Span,
};

use crate::support::{TestSite, page};

pub(crate) const MADE: &str =
    "<!-- Made from the sources by `UPDATE_DOCS=1 cargo nextest run docs`; do not edit. -->\n";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[track_caller]
pub(crate) fn is_written(path: &str, made: &str) {
    let file = root().join(path);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&file, made).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default().replace('\r', "");
    assert!(written == made, "{path} is not that of the sources: run `UPDATE_DOCS=1 cargo nextest run docs`");
}

/// Both languages in a cell.
pub(crate) fn cell(ja: &str, en: &str) -> String {
    format!("{ja}<br>{en}").replace('|', "\\|")
}

fn takes(form: Form) -> String {
    match form {
        Form::Text => cell("文字", "words"),
        Form::Number => cell("1以上の数字", "a number from 1 up"),
        Form::Flag => cell("`true` か `false`", "`true` or `false`"),
        Form::List => cell("文字の並び", "a list of words"),
        Form::Day => cell("日付", "a day"),
        Form::TextOrDay => cell("文字か日付", "words or a day"),
        Form::TextOrNumber => cell("文字か数字", "words or figures"),
        Form::Target => cell("行き先（`content/….md`、`/…/`、`https:`、`mailto:`、`tel:`）", "where it leads"),
        Form::Items(_) => cell("行の並び（下）", "a list of rows, see below"),
        Form::OneOf(words) => cell(&format!("`\"{}\"`", words.join("\"`、`\"")), "one of these"),
        Form::Color => cell("色の番号（`\"#1e4d3b\"`）", "the number of a colour"),
        Form::TableOrText(_) => cell("文字、または下の組", "words, or a table, see below"),
        Form::Table(_) | Form::Tables(_) | Form::Pairs | Form::PairsOrList => cell("下の組", "a table, see below"),
        Form::Free => cell("例のとおり", "see the example"),
    }
}

fn is_table(key: &Key) -> bool {
    matches!(key.form, Form::Table(_) | Form::TableOrText(_) | Form::Tables(_) | Form::Pairs | Form::PairsOrList)
}

/// What is written for a key, given by its dotted path: its value, or nothing.
type Written<'a> = &'a dyn Fn(&str, &Key) -> Option<String>;

fn example(_: &str, key: &Key) -> Option<String> {
    Some(key.example.to_owned())
}

/// The keys of a table as TOML; `name` is the table's own, empty for the first level.
fn toml(keys: &[Key], name: &str, written: Written<'_>) -> String {
    let mut text = if name.is_empty() { String::new() } else { format!("[{name}]\n") };
    let path = |key: &Key| {
        let own = key.name.replace('*', "en");
        if name.is_empty() { own } else { format!("{name}.{own}") }
    };
    for key in keys.iter().filter(|key| !is_table(key)) {
        if let Some(value) = written(&path(key), key) {
            writeln!(text, "{} = {value}", key.name.replace('*', "en")).unwrap();
        }
    }
    for key in keys.iter().filter(|key| is_table(key)) {
        let Some(value) = written(&path(key), key) else { continue };
        text += "\n";
        text += &match key.form {
            Form::Table(inner) | Form::TableOrText(inner) => toml(inner, &path(key), written),
            Form::Tables(inner) => toml(inner, &format!("{}.{value}", path(key)), written),
            _ => format!("[{}]\n{value}\n", path(key)),
        };
    }
    text
}

/// Every key with its dotted path, in the order of the tables.
fn every_key() -> Vec<(String, &'static Key)> {
    fn below(keys: &'static [Key], name: &str, all: &mut Vec<(String, &'static Key)>) {
        for key in keys {
            let own = key.name.replace('*', "en");
            let path = if name.is_empty() { own } else { format!("{name}.{own}") };
            all.push((path.clone(), key));
            match key.form {
                Form::Table(inner) | Form::TableOrText(inner) => below(inner, &path, all),
                Form::Tables(inner) => below(inner, &format!("{path}.{}", key.example), all),
                _ => {}
            }
        }
    }
    let mut all = Vec::new();
    below(KEYS, "", &mut all);
    all
}

fn rows(page: &mut String, keys: &[Key]) {
    page.push_str(
        "\n| 項目 / key | 書くもの / takes | 書かないと / without it | 意味 / meaning |\n|---|---|---|---|\n",
    );
    for key in keys {
        let default = match key.default {
            _ if key.must => cell("必ず書きます", "must be there"),
            "" => "―".to_owned(),
            default => format!("`{default}`"),
        };
        let Key { name, form, about, .. } = key;
        writeln!(page, "| `{name}` | {} | {default} | {} |", takes(*form), cell(&about.ja, &about.en)).unwrap();
    }
}

fn section(page: &mut String, key: &Key, name: &str) {
    let about = &key.about;
    let shown = if matches!(key.form, Form::Tables(_)) { format!("{name}.{}", key.example) } else { name.to_owned() };
    write!(page, "\n## `[{shown}]`\n\n{}。\\\n{}.\n", about.ja, about.en).unwrap();
    let written: Written<'_> = &|_, key| (!is_table(key)).then(|| key.example.to_owned());
    let example = match key.form {
        Form::Table(keys) | Form::TableOrText(keys) | Form::Tables(keys) => {
            rows(page, keys);
            toml(keys, &shown, written)
        }
        _ => format!("[{name}]\n{}\n", key.example),
    };
    write!(page, "\n```toml\n{example}```\n").unwrap();
    if let Form::Table(keys) | Form::TableOrText(keys) = key.form {
        keys.iter().for_each(|key| part(page, key, &format!("{name}.{}", key.name)));
    }
}

/// What is told of a table, or of the rows of a list.
fn part(page: &mut String, key: &Key, name: &str) {
    if let Form::Items(keys) = key.form {
        let about = &key.about;
        write!(page, "\n## `{name}` の行 / rows of `{name}`\n\n{}。\\\n{}.\n", about.ja, about.en).unwrap();
        rows(page, keys);
    } else if is_table(key) {
        section(page, key, name);
    }
}

fn site_toml() -> String {
    let mut page = format!(
        "# site.toml の項目 / The keys of site.toml\n\n\
         ガイドのいちばん上のフォルダーにある `site.toml` に書けることの一覧です。書かなくてよい項目がほとんどで、\
         はじめは `title` と `base_url` だけで足ります。\\\n\
         All that `site.toml` may hold. Most of it can be left out; `title` and `base_url` are enough to begin \
         with.\n\n\
         - 値は `\"` で囲みます。数字、`true`、`false`、日付は囲みません。行の先頭が `#` の行は説明です。\\\n  \
         Words stand in double quotes; numbers, `true`, `false` and days do not. A line that begins with `#` is \
         a note.\n\
         - `[ ]` の行から下は、その組の項目です。組に入らない項目は、どの `[ ]` よりも上に書きます。\\\n  \
         What stands below a line in brackets belongs to that table; the keys of the first level come before \
         all of them.\n\
         - ない項目や、書き方の違う値は、`shirube check` が行を示して知らせます。\\\n  \
         `shirube check` tells of unknown keys and of values in another form.\n\n{MADE}\n\
         ## はじめの項目 / The first level\n"
    );
    rows(&mut page, KEYS);
    let written: Written<'_> = &|_, key| (!is_table(key)).then(|| key.example.to_owned());
    write!(page, "\n```toml\n{}```\n", toml(KEYS, "", written)).unwrap();
    KEYS.iter().for_each(|key| part(&mut page, key, key.name));
    page
}

#[test]
fn the_page_of_site_toml_is_made_from_the_keys() {
    is_written("docs/site-toml.md", &site_toml());
}

/// The configuration without what only tells that another text was read.
fn read(text: &str) -> Config {
    let read = Config::read(Some(text));
    assert!(read.findings.is_empty(), "{text}\n{:#?}", read.findings);
    let mut config = read.value;
    config.check.values_mut().for_each(|level| level.at = Span::default());
    let theme = &mut config.theme;
    [&mut theme.accent, &mut theme.accent_dark].into_iter().flatten().for_each(|color| color.at = Span::default());
    [&mut theme.logo, &mut theme.logo_dark].into_iter().flatten().for_each(|logo| logo.at = Span::default());
    theme.fonts_at = Span::default();
    config.targets.iter_mut().for_each(|target| target.at = Span::default());
    Config {
        all: Value::Null,
        fingerprint: Fingerprint::default(),
        area_map_at: Span::default(),
        image_at: Span::default(),
        ..config
    }
}

#[test]
fn every_example_is_read_and_every_default_is_what_a_missing_key_means() {
    let whole = read(&toml(KEYS, "", &example));
    let mut told = 0;
    for (path, key) in every_key() {
        let other = |value: Option<&str>| {
            toml(KEYS, "", &|at, key| {
                if at == path { value.map(str::to_owned) } else { Some(key.example.to_owned()) }
            })
        };
        // Without its code no open data is published, which is told.
        if path == "opendata.code" {
            continue;
        }
        let missing = read(&other(None));
        if !key.default.is_empty() {
            assert_eq!(read(&other(Some(key.default))), missing, "`{path}` is taken for something else");
        }
        // The theme and the salon look at the file itself.
        let theirs = ["salon", "footer_note", "home", "banner", "image_alt"].iter().any(|key| path.starts_with(key));
        if !matches!(key.form, Form::Free) && !theirs && key.example != key.default {
            assert_ne!(missing, whole, "nobody reads `{path}`");
            told += 1;
        }
    }
    assert!(told > 35, "only {told} keys were compared");
}

#[test]
fn a_value_of_another_form_and_a_key_that_is_none_are_told() {
    for (path, key) in every_key().into_iter().filter(|(_, key)| !matches!(key.form, Form::Free)) {
        let wrong = if matches!(key.form, Form::Number | Form::TextOrNumber) { "true" } else { "3" };
        let (table, name) = path.rsplit_once('.').map_or(("", path.as_str()), |(table, name)| (table, name));
        let text = if table.is_empty() { format!("{name} = {wrong}") } else { format!("[{table}]\n{name} = {wrong}") };
        let codes: Vec<_> = Config::read(Some(&text)).findings.iter().map(|finding| finding.code).collect();
        assert!(codes.contains(&"config-type"), "{text}: {codes:?}");
        if !table.is_empty() {
            let text = format!("[{table}]\nzzz = 3");
            let codes: Vec<_> = Config::read(Some(&text)).findings.iter().map(|finding| finding.code).collect();
            assert!(codes.contains(&"config-key"), "{text}: {codes:?}");
        }
    }
}

fn page_form(form: PageForm) -> String {
    match form {
        PageForm::Text(_) => cell("文字", "words"),
        PageForm::Day(_) => cell("日付（`2026-04-01`）", "a day"),
        PageForm::Number(_) => cell("数字", "a number"),
        PageForm::Flag(_) => cell("`true` か `false`", "`true` or `false`"),
        PageForm::List(_) => cell("言葉の並び（一つなら、そのまま）", "a list of words, or one word"),
        PageForm::Extra => cell("項目: 値 の組", "`key: value` pairs"),
    }
}

fn form(field: &Field) -> String {
    match field.form {
        FieldForm::Text => cell("文字", "words"),
        FieldForm::Short(most) => cell(&format!("{most}文字までの文字"), &format!("at most {most} characters")),
        FieldForm::Month => cell("年と月（`2025-12`）。日は書きません", "year and month, never a day"),
        FieldForm::Day => cell("日付（`2026-10-03`）", "a day"),
        FieldForm::DayTime => cell("日付、または日付と時刻（`2026-10-03T10:00`）", "a day, or a day and a time"),
        FieldForm::Number => cell("数字", "a number"),
        FieldForm::Flag => cell("`true` か `false`", "`true` or `false`"),
        FieldForm::OneOf(words) => cell(&quoted(words.iter().copied()), "one of these"),
        FieldForm::Choice(all) => cell(&quoted(all.iter().map(|choice| &*choice.words.ja)), "one of these"),
        FieldForm::List => cell("言葉の並び（`[一つめ, 二つめ]`）", "a list of words"),
        FieldForm::Link => cell("`https://…` か、`/` で始まるURL", "a URL, or one of this site that begins with `/`"),
        FieldForm::Contact => cell("`[contacts]` の記号", "a key of `[contacts]`"),
        FieldForm::Verified => cell("`{ by: 課, on: 2026-10-01 }`", "desk and day"),
        FieldForm::Calendar => cell("`shirube check --fix` が書きます", "written by `shirube check --fix`"),
        FieldForm::Records(columns) => {
            let column =
                |it: &Field| if it.required.is_empty() { format!("（{}）", it.name) } else { it.name.into() };
            let names: Vec<String> = columns.iter().map(column).collect();
            cell(&format!("行の並び：{}", names.join("、")), "a list of rows, those in brackets optional")
        }
        FieldForm::Common => {
            let key = TABLE.iter().find(|key| key.name == field.name).unwrap();
            page_form(key.form)
        }
    }
}

fn quoted<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join("、")
}

/// What every page of a kind has, as front matter.
fn front(kind: &str, fields: &[Field]) -> String {
    let mut front = format!("kind: {kind}\ntitle: 題名\n");
    for field in fields.iter().filter(|field| !field.required.is_empty()) {
        writeln!(front, "{}: {}", field.name, field.required).unwrap();
    }
    front
}

/// What a kind is called in Japanese, and what it is in English: the first line of its file.
fn called(kind: &str) -> (String, String) {
    let file = fs::read_to_string(root().join(format!("src/render/page_kinds/{kind}.rs"))).unwrap();
    let line = file.lines().next().unwrap().trim_start_matches("//! ").split_once(": ").unwrap().1;
    let (ja, en) = line.split_once(" / ").unwrap();
    let (first, rest) = en.trim_end_matches('.').split_at(1);
    (ja.to_owned(), first.to_uppercase() + rest)
}

fn front_matter() -> String {
    let mut page = format!(
        "# ページの設定 / Front matter\n\n\
         ページ（Markdownファイル）の先頭の、`---` の行から `---` の行までに書くことの一覧です。\\\n\
         What may stand between the `---` lines at the beginning of a page.\n\n\
         - 「項目: 値」の形で、1行に一つ書きます。「:」は半角で、後ろに空白を入れます。値の中に「: 」があるときは、値を `\"` で囲みます。\\\n  \
         One `key: value` a line; a value that holds `: ` goes in double quotes.\n\
         - 並びは `[雪, 住まい]` のように書きます。\\\n  A list is written like `[雪, 住まい]`.\n\
         - ない項目や、書き方の違う値は、`shirube check` が行を示して知らせます。\\\n  \
         `shirube check` tells of unknown keys and of values in another form.\n\n{MADE}\n\
         ## どのページにも書ける項目 / Keys of every page\n\n\
         | 項目 / key | 書くもの / takes | 例 / example | 意味 / meaning |\n|---|---|---|---|\n"
    );
    for key in TABLE {
        let (name, example, about) = (key.name, key.example, cell(&key.about.ja, &key.about.en));
        writeln!(page, "| `{name}` | {} | `{example}` | {about} |", page_form(key.form)).unwrap();
    }
    page.push_str("\n## 種類ごとの項目 / Keys of a kind\n\n`kind:` に書いた種類のページだけが持つ項目です。●は必ず書く項目です。\\\n");
    page.push_str("Keys that only pages of that `kind:` have; those with ● must be there.\n");
    for kind in KINDS.iter().filter(|kind| kind.name != "not_found") {
        let (ja, en) = called(kind.name);
        write!(page, "\n### `{}` {ja}\n\n{en}.\n", kind.name).unwrap();
        if kind.fields.is_empty() {
            page.push_str("\nこの種類だけの項目はありません。 / No keys of its own.\n");
            continue;
        }
        page.push_str("\n| 項目 / key | | 書くもの / takes | 意味 / meaning |\n|---|:-:|---|---|\n");
        for field in kind.fields {
            let must = if field.required.is_empty() { "" } else { "●" };
            let words = cell(&field.words.ja, &field.words.en);
            writeln!(page, "| `{}` | {must} | {} | {words} |", field.name, form(field)).unwrap();
        }
        write!(page, "\n```yaml\n---\n{}---\n```\n", front(kind.name, kind.fields)).unwrap();
        for field in kind.fields {
            let FieldForm::Records(columns) = field.form else { continue };
            write!(page, "\n`{}` の行 / rows of `{}`：\n\n", field.name, field.name).unwrap();
            page.push_str("| 項目 / key | | 書くもの / takes | 意味 / meaning |\n|---|:-:|---|---|\n");
            for column in columns {
                let must = if column.required.is_empty() { "" } else { "●" };
                let words = cell(&column.words.ja, &column.words.en);
                writeln!(page, "| `{}` | {must} | {} | {words} |", column.name, form(column)).unwrap();
            }
            let shown = columns.iter().filter(|column| !column.required.is_empty());
            let row: Vec<String> = shown.map(|column| format!("{}: {}", column.name, column.required)).collect();
            write!(page, "\n```yaml\n{}:\n  - {{ {} }}\n```\n", field.name, row.join(", ")).unwrap();
        }
    }
    page
}

#[test]
fn the_page_of_front_matter_is_made_from_the_keys() {
    is_written("docs/front-matter.md", &front_matter());
}

#[test]
fn every_example_of_front_matter_is_read_without_a_finding() {
    let site = "title = \"例\"\nbase_url = \"https://example.jp/\"\n\
                [contacts.iju]\nname = \"課\"\n[contacts.jumin]\nname = \"課\"\n\
                [topics.winter]\nlabel = \"冬\"\n[topics.housing]\nlabel = \"住まい\"\n";
    let mut test = TestSite::new(&[("site.toml", site), ("content/_index.md", "---\ntitle: 例\n---\n\n本文。\n")]);
    let told = ["front-matter", "yaml-colon", "wrong-type", "date-form", "unknown-key", "field-form", "field-missing"];
    for key in TABLE.iter().filter(|key| key.name != "title") {
        let front = format!("title: 例\n{}: {}", key.name, key.example);
        test.write("content/example.md", page(&front, "本文。"));
        assert!(!test.codes().iter().any(|code| told.contains(code)), "{front}\n{:#?}", test.findings());
    }
    for kind in KINDS.iter().filter(|kind| !matches!(kind.name, "not_found" | "table")) {
        let mut front = front(kind.name, kind.fields);
        for field in kind.fields {
            let FieldForm::Records(columns) = field.form else { continue };
            let shown = columns.iter().filter(|column| !column.required.is_empty());
            let row: Vec<String> = shown.map(|column| format!("{}: {}", column.name, column.required)).collect();
            // Rows that every page of the kind has are there already.
            if field.required.is_empty() {
                writeln!(front, "{}:\n  - {{ {} }}", field.name, row.join(", ")).unwrap();
            }
        }
        test.write("content/example.md", page(front.trim_end(), "本文。"));
        assert!(!test.codes().iter().any(|code| told.contains(code)), "{front}\n{:#?}", test.findings());
        assert!(test.has("/example/"), "{front}\n{:#?}", test.findings());
    }
}
