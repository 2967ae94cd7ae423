//! What a link to a page shows on other sites: a title, a few sentences, a picture.

use tera::Value as Tera;

use crate::{
    base::path::SourcePath,
    image::variants::{SHARE, VariantSet},
    incremental::ask::{self, words},
    load::{document::Document, markdown::ruby},
    render::tera_value::{map, text},
    site::{
        links::{Destination, destination},
        resolve::files::{picture_url, site_image},
    },
    text::japanese::is_wide,
};

/// The widest title, in columns: 40 full-width characters.
const TITLE: usize = 80;
/// With fewer characters a description is filled up, with more it is cut.
const TEXT: std::ops::RangeInclusive<usize> = 80..=120;
/// The theme's own picture, 1200 by 630 pixels.
const DRAWN: &str = "img/share.jpg";

/// What is known of a page.
#[derive(Default)]
pub struct Shared<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its description; may be empty.
    pub description: &'a str,
    /// Its beginning; may be empty.
    pub summary: &'a str,
    /// What it shows; `None` for a list that no file stands for.
    pub document: Option<&'a Document>,
    /// The number of its language.
    pub lang: usize,
}

/// The page's form for other sites.
pub fn share(page: &Shared<'_>) -> Tera {
    let title = ruby::strip(page.title);
    let own = page.document.and_then(|document| Some((picture(path_of(document)?)?, alt(document, &title))));
    let mut told = description(page.description, page.summary);
    if told.is_empty() && page.lang == 0 {
        // A list has no sentences of its own; the site's are in its main language.
        told = description(&setting("description").unwrap_or_default(), "");
    }
    let (url, alt) = own.or_else(|| of_site(&title)).unwrap_or_else(|| of_theme(page.lang));
    map([
        ("title", text(&cut_title(&title))),
        ("description", text(&told)),
        ("image", text(&url)),
        ("alt", text(&alt)),
        ("width", Tera::from(u64::from(SHARE.0))),
        ("height", Tera::from(u64::from(SHARE.1))),
    ])
}

fn path_of(document: &Document) -> Option<SourcePath> {
    match destination(&document.path, &document.meta.image) {
        Destination::File(path) => Some(path),
        _ => None,
    }
}

/// The share form of a picture that is large enough for one.
fn picture(path: SourcePath) -> Option<String> {
    let plan = ask::file(path)?.plan.filter(VariantSet::can_share)?;
    Some(picture_url(&plan, VariantSet::SHARED).to_string())
}

/// What the page itself says of its picture where it shows it.
fn alt(document: &Document, title: &str) -> String {
    let shown = document.links.iter().find(|link| link.target == document.meta.image && !link.text.is_empty());
    shown.map_or(title, |link| &link.text).to_owned()
}

fn of_site(title: &str) -> Option<(String, String)> {
    let url = picture(site_image(&setting("image")?)?)?;
    Some((url, setting("image_alt").unwrap_or_else(|| title.to_owned())))
}

/// A text of site.toml; `None` if it is not there or empty.
fn setting(key: &str) -> Option<String> {
    Some(ask::setting_text(key)).filter(|text| !text.is_empty())
}

fn of_theme(lang: usize) -> (String, String) {
    ask::asset(DRAWN.to_owned()).map_or_else(Default::default, |file| (file.url.to_string(), words("share_alt", lang)))
}

/// A title of at most 40 full-width characters.
fn cut_title(title: &str) -> String {
    let width = |c: char| if is_wide(c) { 2 } else { 1 };
    if title.chars().map(width).sum::<usize>() <= TITLE {
        return title.to_owned();
    }
    let mut columns = 0;
    let kept = title.chars().take_while(|c| {
        columns += width(*c);
        columns <= TITLE - 2
    });
    kept.collect::<String>().trim_end().to_owned() + "…"
}

/// The description, filled up with the beginning of the text where it is short; whole sentences where they fit.
fn description(description: &str, summary: &str) -> String {
    let length = |text: &str| text.chars().count();
    let (mut told, more) = (ruby::strip(description).into_owned(), ruby::strip(summary));
    if !told.contains(&*more) {
        for sentence in sentences(&more) {
            if length(&told) >= *TEXT.start() || !told.is_empty() && length(&told) + length(sentence) > *TEXT.end() {
                break;
            }
            told.push_str(sentence);
        }
    }
    if length(&told) <= *TEXT.end() {
        return told.trim_end().to_owned();
    }
    let mut whole = String::new();
    for sentence in sentences(&told) {
        if length(&whole) + length(sentence) > *TEXT.end() {
            break;
        }
        whole.push_str(sentence);
    }
    if length(&whole) >= TEXT.start() / 2 {
        return whole.trim_end().to_owned();
    }
    told.chars().take(TEXT.end() - 1).collect::<String>() + "…"
}

/// A text's sentences, each with what ends it.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['。', '！', '？']).flat_map(|part| part.split_inclusive(". "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_cut_by_their_width() {
        let long = "あ".repeat(41);
        for (title, shown) in [
            ("冬の暖房費", "冬の暖房費".to_owned()),
            (&"あ".repeat(40), "あ".repeat(40)),
            (&long, "あ".repeat(39) + "…"),
            (&"a".repeat(80), "a".repeat(80)),
            (&"a".repeat(81), "a".repeat(78) + "…"),
        ] {
            assert_eq!(cut_title(title), shown, "{title}");
        }
    }

    #[test]
    fn descriptions_are_whole_sentences() {
        let (short, sentence) = ("短い説明です。", format!("{}です。", "あ".repeat(47)));
        let endless = "あ".repeat(200);
        for (given, begins, shown) in [
            ("", "", String::new()),
            (short, "", short.to_owned()),
            (short, short, short.to_owned()),
            // Filled up by one sentence; a second one would be too long.
            (short, &sentence.repeat(3), format!("{short}{}", sentence.repeat(2))),
            ("", &sentence.repeat(4), sentence.repeat(2)),
            (&sentence.repeat(4), "", sentence.repeat(2)),
            (&endless, "", "あ".repeat(119) + "…"),
        ] {
            let made = description(given, begins);
            assert_eq!(made, shown, "{given} {begins}");
            assert!(made.chars().count() <= 120);
        }
    }
}
