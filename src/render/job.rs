//! An output to be made, as data: where it stands, what it is about, what its making is handed.

use std::{ops::Deref, sync::Arc};

use tera::Value;

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
        url::{OutPath, Url},
    },
    incremental::tracked::Viewpoint,
    load::tables::DatasetKind,
    render::template::{
        context,
        engine::{Engine, Made},
    },
    site::{
        Site,
        narrowed::Narrowed,
        query::Taxonomy,
        routes::{Declared, Owner},
    },
};

/// A sort of output: which URLs it has in a site, and how one of them is made.
#[derive(Debug)]
pub struct SiteOutput {
    /// Its name, for `build --explain`.
    pub name: &'static str,
    /// Its routes. They are declared in every build, before anything is made: quick, and a function of the site alone.
    pub routes: fn(&Site) -> Vec<Route>,
    /// Makes what stands at one of its routes; looks at the rest of the site by `ask` only.
    pub render: fn(&Route, &Engine, &Site) -> Made,
}

/// What a route is about, beside its language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Subject {
    /// The site as a whole.
    Site,
    /// The page with this number among the site's pages.
    Page(usize),
    /// The old URL with this number among the site's aliases.
    Alias(usize),
    /// A file beside the pages.
    File(SourcePath),
    /// A file that is published as it is.
    Static(SourcePath),
    /// An asset of the theme.
    Asset(String),
    /// The list of all topics or tags.
    Terms(Taxonomy),
    /// A topic or tag, by its key.
    Term(Taxonomy, String),
    /// A list of questions.
    Questions(Narrowed),
    /// A file of the search, by its number.
    SearchFile(usize),
    /// Open data of a sort.
    Dataset(DatasetKind),
}

/// When an output is written: pages must never stand there without what they load.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum WriteOrder {
    /// Assets, images and other files.
    Files,
    /// Pages.
    Pages,
    /// What leads to pages: feeds, the sitemap.
    Indexes,
}

/// A URL that an output declares.
#[derive(Clone, Debug)]
pub struct Route {
    /// The URL and its language: from where its making looks at the site.
    pub place: Viewpoint,
    /// What it is about.
    pub subject: Subject,
    /// Which part of a list it is, from 1.
    pub number: usize,
    /// Fingerprint of all that its making is handed rather than asks for.
    pub input: Fingerprint,
    /// The file it shows; empty if it shows none.
    pub from: String,
    /// When it is written.
    pub turn: WriteOrder,
    /// To whom the URL belongs.
    pub owner: Owner,
}

impl Route {
    /// Something that the program makes at a URL of a language. A page is a [`Self::made_page`].
    pub fn new((url, lang): (Url, usize), subject: Subject, turn: WriteOrder, input: Fingerprint) -> Self {
        let place = Viewpoint { url, lang };
        Self { place, subject, number: 1, input, from: String::new(), turn, owner: Owner::Made }
    }

    /// A page that nobody wrote: the `number`th part of `list`, shown through `template`. `handed` stands for
    /// everything that [`Self::render_page`] is given for it and that is not asked for.
    pub fn made_page(
        site: &Site,
        (list, number, lang): (&Url, usize, usize),
        subject: Subject,
        template: &'static str,
        mut handed: Digest,
    ) -> Self {
        let language = &site.langs()[lang];
        handed.print(site.theme().fingerprint).part(template).part(&language.tag).part(&language.title);
        let input = handed.number(number as u64).finish();
        let route = Self::new((list.numbered(number), lang), subject, WriteOrder::Pages, input);
        Self { number, owner: Owner::MadePage, ..route }
    }

    /// The same route as one that shows a content file.
    pub fn showing(self, from: &SourcePath, owner: Owner) -> Self {
        Self { from: from.as_str().to_owned(), owner, ..self }
    }

    /// Makes a page that nobody wrote; `own` is what its template is handed beside what every page is.
    pub fn render_page(
        &self,
        engine: &Engine,
        site: &Site,
        template: &'static str,
        own: impl IntoIterator<Item = (&'static str, Value)>,
    ) -> Made {
        let Viewpoint { url, lang } = &self.place;
        engine.render(template, context::generated(site, *lang, url, self.number, own), "")
    }
}

/// An output to be made: a route of one of the outputs. Its fields are the route's.
#[derive(Clone, Debug)]
pub struct Job {
    /// Where it is written.
    pub out: OutPath,
    /// The output that declares it.
    pub output: &'static SiteOutput,
    route: Route,
}

impl Job {
    /// The job of a route.
    pub fn new(output: &'static SiteOutput, route: Route) -> Self {
        Self { out: route.place.url.out(), output, route }
    }

    /// What the site is told of it before anything is made.
    pub fn declared(&self) -> Declared<'_> {
        Declared { url: &self.place.url, out: &self.out, owner: self.owner, from: &self.from }
    }

    /// Makes the output.
    pub fn render(&self, engine: &Engine, site: &Site) -> Made {
        (self.output.render)(&self.route, engine, site)
    }
}

impl Deref for Job {
    type Target = Route;

    fn deref(&self) -> &Route {
        &self.route
    }
}

/// A finished output.
#[derive(Clone, Debug)]
pub struct Output {
    /// Its bytes; `None` if it could not be made.
    pub bytes: Option<Arc<[u8]>>,
    /// Fingerprint of the bytes.
    pub fingerprint: Fingerprint,
    /// The file it shows; empty if it shows none.
    pub from: String,
    /// When it is written.
    pub turn: WriteOrder,
}
