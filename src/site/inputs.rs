//! What a site is made from.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    base::{path::SourcePath, value::Value},
    config::types::Config,
    image::inspect::ImageInfo,
    input::source_tree::SourceTree,
    load::{
        document::Document,
        nature::{Natures, ShowsWords},
        tables::store::TableStore,
    },
    site::{approval::Judgements, options::Options, theme_files::ThemeFiles},
};

/// What a site is made from, all of it loaded.
#[derive(Clone, Debug)]
pub struct Inputs<'a> {
    /// The files.
    pub tree: &'a SourceTree,
    /// The configuration.
    pub config: Arc<Config>,
    /// The theme.
    pub theme: Arc<ThemeFiles>,
    /// The pages' files.
    pub documents: &'a BTreeMap<SourcePath, Arc<Document>>,
    /// What is known of the images.
    pub images: BTreeMap<&'a SourcePath, &'a ImageInfo>,
    /// The tables.
    pub data: BTreeMap<SourcePath, Arc<Value>>,
    /// The tables of open data.
    pub shelf: Arc<TableStore>,
    /// The pages from the salon, and what the ledger says of them.
    pub judged: &'a Judgements,
    /// What pages of each kind are.
    pub natures: Natures,
    /// Which fields a kind's page shows as words.
    pub shows_words: ShowsWords,
    /// What the build was asked for.
    pub options: Options,
}
