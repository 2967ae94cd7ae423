//! Floor 3: the site's search as pure functions: how texts and queries become terms, what an index file holds, and
//! which pages a query finds. The browser's module does the same; one table of tests and one set of queries hold both
//! together.
//!
//! - **In**: texts of pages, the tables of words, a query, the bytes of index files.
//! - **Out**: terms, shards, hits.
//! - **Never**: know a page, a template or a file of the site; look a word up in a dictionary of the language.
//! - **Read first**: [`fold`], then [`terms`], then [`engine`].
//! - **One more**: a shipped word is a line of `words/*.txt`; a rule of folding is a line in [`fold`], in
//!   `search.js` and in `tests/search/fold.tsv`.
//! - **Tests**: `tests/it/search.rs`, `tests/search/`.

pub mod engine;
pub mod evaluation;
pub mod fold;
pub mod fragment;
pub mod index_files;
pub mod page_terms;
pub mod page_text;
pub mod query;
pub mod shard;
pub mod terms;
pub mod word_files;
pub mod words;
