//! What the search asks of the site: its index, its words, what of a page it reads.

use crate::{
    base::{hash::Fingerprint, path::SourcePath, url::Url},
    load::{document::Section, markdown::ruby},
    report::diagnostic::Reported,
    search::{fold::fold, word_files::WordFiles},
    site::{
        Site,
        page::Page,
        search_index::{SearchIndex, is_searched, sections, table_print},
    },
};

impl Site {
    /// The index of a language.
    pub fn search(&self, lang: usize) -> &SearchIndex {
        &self.search.indexes[lang]
    }

    /// How a page's title is read, folded: its `kana`, else its readings and the words that have one.
    pub fn reading_of(&self, page: &Page) -> String {
        let meta = &page.document.meta;
        let reading = ruby::readings(&meta.title);
        let given = [meta.kana.as_str(), reading.as_str()].into_iter().find(|text| !text.is_empty());
        let title = ruby::strip(&meta.title);
        self.search.words.words.read(&fold(given.unwrap_or(&title)))
    }

    /// The text of a page by headings, as the search reads it.
    pub fn sections_of(&self, page: &Page) -> Vec<Section> {
        sections(page, self.search.shows_words, &self.shelf)
    }

    /// Stands for the table that a page shows.
    pub fn table_print(&self, page: &Page) -> Fingerprint {
        table_print(&self.shelf, page)
    }

    /// The public page that an editor means by a URL or by a file.
    pub fn page_of_reference(&self, reference: &str, lang: usize) -> Option<&Page> {
        let url = Url::new(format!("/{}/", reference.trim_matches('/')).replace("//", "/"));
        let page = if reference.starts_with("content/") {
            self.page_of(&SourcePath::new(reference), lang)
        } else {
            let own = self.page_at(&url)?;
            self.page_by_key(&own.key, lang)
        };
        page.filter(|page| is_searched(page))
    }

    /// Stands for the editor's files.
    pub fn word_files_print(&self) -> Fingerprint {
        self.search.words.print
    }

    /// What the editor's files say of the search, and what is wrong with them.
    pub fn word_files(&self) -> &Reported<WordFiles> {
        &self.search.words.files
    }
}
