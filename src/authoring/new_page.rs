//! A new page of a kind: every field that the kind has, those that must be there first, with what they hold beside
//! them. It is a draft, and what must be there is empty: an example that nobody replaced would be published.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::{
    base::path::SourcePath,
    load::front_matter::quote::quoted,
    render::{
        page_kind::{Field, FieldForm, PageKind},
        page_kinds::KINDS,
    },
    site::Site,
    text::{date::Date, slug::term_slug},
};

/// Kinds that are not begun by hand: there is one of each, or a folder's page says so by its name.
const NOT_BEGUN: [&str; 3] = ["home", "section", "not_found"];

/// A page that is not written yet.
#[derive(PartialEq, Eq, Debug)]
pub struct NewPage {
    /// Where it goes.
    pub path: SourcePath,
    /// What stands in it.
    pub text: String,
}

/// The kinds that can be begun.
pub fn kinds() -> impl Iterator<Item = &'static PageKind> {
    KINDS.iter().filter(|kind| !NOT_BEGUN.contains(&kind.name))
}

/// A new page of a kind, at `path` or where the site has such pages.
pub fn begin(site: &Site, kind: &PageKind, title: &str, path: Option<SourcePath>, today: Date) -> NewPage {
    let path = path.unwrap_or_else(|| find_place(site, kind, title, today));
    NewPage { text: write_page(site, kind, title, today), path }
}

/// A file that is not there yet, in the folder that has most pages of the kind; named by the title where it is written
/// in letters that URLs have, else by the kind and the day.
fn find_place(site: &Site, kind: &PageKind, title: &str, today: Date) -> SourcePath {
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    for page in site.pages().iter().filter(|page| page.lang == 0 && page.card.kind == kind.name) {
        *folders.entry(page.document.path.folder()).or_default() += 1;
    }
    let fullest = folders.iter().rev().max_by_key(|(_, count)| **count);
    let folder = match fullest {
        Some((folder, _)) => (*folder).to_owned(),
        None if kind.name == "qa" => "content/qa".to_owned(),
        None => "content".to_owned(),
    };
    let name = if title.is_ascii() {
        term_slug(title)
    } else {
        format!("{}-{:04}{:02}{:02}", kind.name, today.year, today.month, today.day)
    };
    let numbered = |number: usize| {
        let number = if number > 1 { format!("-{number}") } else { String::new() };
        SourcePath::new(&format!("{folder}/{name}{number}.md"))
    };
    let is_taken = |path: &SourcePath| site.is_present(path);
    (1..).map(numbered).find(|path| !is_taken(path)).expect("some number is free")
}

fn write_page(site: &Site, kind: &PageKind, title: &str, today: Date) -> String {
    let mut page = format!("---\ntitle: {}\n", quoted(title));
    if kind.name != "guide" {
        let _ = writeln!(page, "kind: {}", kind.name);
    }
    page.push_str("draft: true   # 書きおわったら、この行を消します\n");
    page.push_str("description:   # 1文か2文の説明。検索結果や、リンクを貼ったときに出ます\n");
    let topics: Vec<&str> = site.config().topics.iter().map(|topic| topic.key.as_str()).collect();
    if !topics.is_empty() {
        let _ = writeln!(page, "topics: []   # 話題：{}", topics.join("、"));
    }
    let own = kind.fields.iter().filter(|field| !matches!(field.form, FieldForm::Calendar) && field.name != "source");
    let (must, may): (Vec<&Field>, Vec<&Field>) = own.partition(|field| !field.required.is_empty());
    if !must.is_empty() {
        page.push_str("# 必ず書く項目\n");
    }
    for field in must {
        let value = known(site, field, today);
        let words = &field.words.ja;
        let _ = match value {
            Some(value) => writeln!(page, "{}: {value}   # {words}", field.name),
            // An example of these would be taken for somebody's.
            None if ["address", "phone"].contains(&field.name) => writeln!(page, "{}:   # {words}", field.name),
            None => writeln!(page, "{}:   # {words}（例：{}）", field.name, field.required),
        };
    }
    if !kind.fields.iter().any(|field| field.name == "updated") {
        let _ = writeln!(page, "updated: {today}   # 内容を直した日");
    }
    if !may.is_empty() {
        page.push_str("# 書かなくてもよい項目（使うときは、行頭の「# 」を消します）\n");
    }
    for field in may {
        let _ = writeln!(page, "# {}: {}   # {}", field.name, example(field), field.words.ja);
    }
    let _ = write!(page, "---\n\n{}", kind.outline);
    page
}

/// What the site knows by itself of a field that must be there.
fn known(site: &Site, field: &Field, today: Date) -> Option<String> {
    match (field.form, field.name) {
        (FieldForm::Contact, _) => site.config().contacts.first().map(|contact| contact.key.clone()),
        (_, "updated") => Some(today.to_string()),
        (_, "fiscal_year") => Some((today.year - i32::from(today.month < 4)).to_string()),
        _ => None,
    }
}

/// A value of the field's form.
fn example(field: &Field) -> String {
    if !field.required.is_empty() {
        return field.required.to_owned();
    }
    match field.form {
        FieldForm::Month => "2026-10".to_owned(),
        FieldForm::Day => "2026-10-03".to_owned(),
        FieldForm::DayTime => "2026-10-03T10:00".to_owned(),
        FieldForm::Number => "1".to_owned(),
        FieldForm::Flag => "true".to_owned(),
        FieldForm::OneOf(words) => words.join(" / "),
        FieldForm::Choice(choices) => choices.iter().map(|choice| &*choice.words.ja).collect::<Vec<_>>().join(" / "),
        FieldForm::List => "[一つめ, 二つめ]".to_owned(),
        FieldForm::Link => "https://www.town.example.jp/".to_owned(),
        FieldForm::Contact => "iju".to_owned(),
        FieldForm::Verified => "{ by: 課の名前, on: 2026-10-01 }".to_owned(),
        FieldForm::Records(columns) => {
            let cells = columns.iter().filter(|column| !column.required.is_empty());
            let cells: Vec<String> = cells.map(|column| format!("{}: {}", column.name, column.required)).collect();
            format!("[{{ {} }}]", cells.join(", "))
        }
        FieldForm::Text | FieldForm::Short(_) | FieldForm::Calendar | FieldForm::Common => field.words.ja.to_string(),
    }
}
