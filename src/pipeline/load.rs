//! Floor 8: everything that is read file by file, each kept as long as its file is the same.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
        value::Value,
    },
    config::types::Config,
    image::{
        cache::ImageCache,
        inspect::{self, ImageInfo},
    },
    incremental::memo::{Memo, Wanted},
    input::{
        embedded,
        source_tree::{Source, SourceTree},
    },
    ledger::read::Approvals,
    load::{
        self,
        document::Document,
        tables::{
            self, Table,
            profile::Profiles,
            store::{self, TableStore},
        },
    },
    pipeline::approvals::{self, Pages, SalonPages},
    render::{page_kinds, template::engine::Engine},
    report::{
        diagnostic::{Diagnostic, Reported},
        progress::{Progress, Stage},
    },
    site::{
        inputs::Inputs,
        links,
        options::Options,
        theme_files::{self, ThemeFiles},
    },
    text::normalize::decode,
};

/// What is loaded for a build.
#[derive(Clone, Default)]
pub struct Loaded {
    config: Memo<(), Arc<Config>>,
    theme: Memo<(), Arc<ThemeFiles>>,
    engine: Memo<(), Arc<Engine>>,
    pages: Memo<SourcePath, Arc<Document>>,
    /// The pages' files, those that are no part of the site among them.
    pub documents: Arc<BTreeMap<SourcePath, Arc<Document>>>,
    /// By file beside the pages; `None`: it is no picture.
    images: Memo<SourcePath, Option<ImageInfo>>,
    profiles: Memo<(), Arc<Reported<Profiles>>>,
    tables: Memo<SourcePath, Arc<Reported<Table>>>,
    /// The tables of open data.
    pub shelf: Arc<TableStore>,
    data: Memo<SourcePath, Arc<Value>>,
    /// The pages from the salon, and what may be published of them.
    pub salon: SalonPages,
}

/// A file, and what a build wants to know of it.
type File<'a> = Wanted<SourcePath, &'a Source>;

fn wanted<'a>((path, source): (&SourcePath, &'a Source)) -> File<'a> {
    Wanted { key: path.clone(), input: source.fingerprint, job: source }
}

/// Loads a build's files; what is the same as before is kept.
pub fn load(before: &Loaded, tree: &SourceTree, options: Options, progress: &Progress, cache: &ImageCache) -> Loaded {
    let config = load_config(&before.config, tree);
    let own = config.one().expect("it was loaded in the line above");
    let theme = load_theme(&before.theme, tree, own);
    let files = theme.one().expect("it was loaded in the line above");
    let engine = before.engine.load_one(files.fingerprint, || (Arc::new(Engine::new(files.clone())), Vec::new()));
    let pages = load_pages(&before.pages, tree, own, progress);
    let documents: Arc<BTreeMap<_, _>> =
        Arc::new(pages.iter().map(|(path, entry)| (path.clone(), entry.value.clone())).collect());
    let images = load_images(&before.images, tree, progress, cache);
    let (profiles, tables) = load_tables((&before.profiles, &before.tables), tree);
    let shelf = Arc::new(shelve(&profiles, &tables));
    let data = load_data(&before.data, tree, &shelf);
    let salon = approvals::judge_pages(&before.salon, &Pages { documents: &documents, tree, config: own, options });
    Loaded { config, theme, engine, pages, documents, images, profiles, tables, shelf, data, salon }
}

impl Loaded {
    /// What is wrong with files as files, in the order of loading.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        let theme = self.theme.one().into_iter().flat_map(|theme| &theme.findings);
        let engine = self.engine.one().into_iter().flat_map(|engine| &engine.findings);
        let pages = self.documents.values().flat_map(|document| &document.findings);
        let files = theme.chain(engine).chain(pages).chain(self.images.findings()).chain(self.shelf.findings());
        self.config.findings().chain(files).chain(self.data.findings()).chain(self.salon.findings())
    }

    /// What the site is made from.
    pub fn inputs<'a>(&'a self, tree: &'a SourceTree, options: Options) -> Inputs<'a> {
        Inputs {
            tree,
            config: self.config().clone(),
            theme: self.theme.one().expect("a build loads the theme").clone(),
            documents: &self.documents,
            images: self.images.iter().filter_map(|(path, entry)| Some((path, entry.value.as_ref()?))).collect(),
            data: self.data.iter().map(|(path, entry)| (path.clone(), entry.value.clone())).collect(),
            shelf: self.shelf.clone(),
            judged: &self.salon.judged,
            natures: page_kinds::NATURES,
            shows_words: page_kinds::shows_words,
            options,
        }
    }

    /// The configuration.
    pub fn config(&self) -> &Arc<Config> {
        self.config.one().expect("a build loads the configuration")
    }

    /// The theme's templates.
    pub fn engine(&self) -> &Engine {
        self.engine.one().expect("a build compiles the theme")
    }

    /// What the ledger says; `None` before the first build.
    pub fn approvals(&self) -> Option<&Approvals> {
        self.salon.approvals()
    }
}

fn load_config(before: &Memo<(), Arc<Config>>, tree: &SourceTree) -> Memo<(), Arc<Config>> {
    let source = tree.get(&SourcePath::new("site.toml"));
    before.load_one(source.map_or(Fingerprint::default(), |source| source.fingerprint), || {
        let read = Config::read(source.map(|source| String::from_utf8_lossy(&source.bytes)).as_deref());
        (Arc::new(read.value), read.findings)
    })
}

fn load_theme(before: &Memo<(), Arc<ThemeFiles>>, tree: &SourceTree, config: &Config) -> Memo<(), Arc<ThemeFiles>> {
    let mut digest = Digest::new();
    let own = config.theme.css();
    digest.part(&config.theme.name).part(&config.language).part(&own);
    for (path, source) in tree.below("themes/") {
        digest.part(path.as_str()).print(source.fingerprint);
    }
    let layer = || theme_files::layer(tree, embedded::theme(), (&config.theme.name, &own), &config.language);
    before.load_one(digest.finish(), || (Arc::new(layer()), Vec::new()))
}

fn load_pages(
    before: &Memo<SourcePath, Arc<Document>>,
    tree: &SourceTree,
    config: &Config,
    progress: &Progress,
) -> Memo<SourcePath, Arc<Document>> {
    let options = load::page::Options::new(config, page_kinds::NATURES);
    let files = tree.below("content/").filter(|(path, _)| path.is_page());
    let wanted = files.map(|file| File { input: options.fingerprint(file.1.fingerprint), ..wanted(file) }).collect();
    before.load(wanted, (progress, Stage::Load), |path, source| {
        let print = options.fingerprint(source.fingerprint);
        let (key, lang) = links::key_of(path, config.languages.iter().map(|language| language.code.as_str()));
        (Arc::new(load::page::load(path, &source.bytes, &options, print, key, lang.map(str::to_owned))), Vec::new())
    })
}

fn load_images(
    before: &Memo<SourcePath, Option<ImageInfo>>,
    tree: &SourceTree,
    progress: &Progress,
    cache: &ImageCache,
) -> Memo<SourcePath, Option<ImageInfo>> {
    let files = tree.below("content/").filter(|(path, _)| !path.is_page()).chain(tree.below("static/"));
    before.load(files.map(wanted).collect(), (progress, Stage::Load), |path, source| {
        // What is published as it is has no variants: nobody looks at its pixels.
        let read = if path.is_static() {
            inspect::load(path, &source.bytes, source.fingerprint)
        } else {
            inspect::load_with(path, source, cache)
        };
        read.map_or((None, Vec::new()), |read| (Some(read.value), read.findings))
    })
}

/// The profiles of `data/`.
type ProfilesMemo = Memo<(), Arc<Reported<Profiles>>>;
/// The tables below `content/` and `data/`.
type TablesMemo = Memo<SourcePath, Arc<Reported<Table>>>;

fn load_tables((profiles, tables): (&ProfilesMemo, &TablesMemo), tree: &SourceTree) -> (ProfilesMemo, TablesMemo) {
    let mut digest = Digest::new();
    store::profile_files(tree).for_each(|(path, source)| _ = digest.part(path.as_str()).print(source.fingerprint));
    let print = digest.finish();
    let profiles = profiles.load_one(print, || (Arc::new(store::read_profiles(tree)), Vec::new()));
    let known = profiles.one().expect("they were loaded in the line above");
    let now = |source: &Source| Fingerprint(source.fingerprint.0 ^ print.0);
    let wanted = store::table_files(tree).map(|file| File { input: now(file.1), ..wanted(file) }).collect();
    let read = |path: &SourcePath, source: &&Source| {
        (Arc::new(tables::read_table(path, &source.bytes, &known.value, now(source))), Vec::new())
    };
    let tables = tables.load(wanted, (&Progress::default(), Stage::Load), read);
    (profiles, tables)
}

fn shelve(profiles: &ProfilesMemo, tables: &TablesMemo) -> TableStore {
    let profiles = profiles.one().expect("a build loads the profiles").clone();
    TableStore::new(profiles, tables.iter().map(|(path, entry)| (path.clone(), entry.value.clone())).collect())
}

fn load_data(
    before: &Memo<SourcePath, Arc<Value>>,
    tree: &SourceTree,
    shelf: &TableStore,
) -> Memo<SourcePath, Arc<Value>> {
    let files = tree.below("data/").filter(|(path, _)| has_ending(path, &[".csv", ".toml", ".yaml", ".yml", ".json"]));
    // The reader of open data has told what is wrong with its tables.
    let is_told = |path: &SourcePath| shelf.table(path).is_some_and(|table| table.sort.is_some());
    let input = |(path, source): (&SourcePath, &Source)| Fingerprint(source.fingerprint.0 ^ u128::from(is_told(path)));
    let wanted = files.map(|file| File { input: input(file), ..wanted(file) }).collect();
    before.load(wanted, (&Progress::default(), Stage::Load), |path, source| {
        let text = decode(&source.bytes).map_or_else(|| String::from_utf8_lossy(&source.bytes), |(text, _)| text);
        let read = load::data::load(path, &text);
        (Arc::new(read.value), if is_told(path) { Vec::new() } else { read.findings })
    })
}

/// Whether a file's name ends in one of these, in letters of any case.
fn has_ending(path: &SourcePath, endings: &[&str]) -> bool {
    let name = path.as_str().as_bytes();
    let ends = |ending: &&str| {
        name.len() > ending.len() && name[name.len() - ending.len()..].eq_ignore_ascii_case(ending.as_bytes())
    };
    endings.iter().any(ends)
}
