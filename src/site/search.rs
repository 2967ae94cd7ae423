//! What the search asks of the site: its index, its words, what of a page it reads.

use crate::{
    base::{hash::Fingerprint, path::SourcePath, url::Url},
    load::section::Section,
    report::diagnostic::Reported,
    search::word_files::WordFiles,
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

    /// What stands for each file that the results of a language are shown from; `make` is called once for a site.
    pub fn fragment_prints(&self, lang: usize, make: impl FnOnce() -> Vec<Fingerprint>) -> &[Fingerprint] {
        self.search.fragment_prints[lang].get_or_init(make)
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
