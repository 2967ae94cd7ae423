//! From a finished build to what is to happen at a place: the release, the withdrawals, the plan, and what stops it.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use crate::{
    base::url::Url,
    config::{publish::Publish, types::Config},
    image::cache::ImageCache,
    ledger::read::Approvals,
    msg, msgf,
    output::wanted::WantedFile,
    publish::{
        approval::count_approvals,
        guards::{Guarded, Wishes, find_refusals},
        host_files::{Facts, add_host_files},
        manifest::{Manifest, is_page},
        plan::{Plan, Situation, plan},
        portable::{ascii_path, make_portable},
        profiles::find_profile,
        record::{Memory, Record, SalonPage},
        release::{Release, gather},
        run::State,
        stop::Stop,
        store::Store,
        targets::{Kind, find_kind},
    },
    report::{diagnostic::Diagnostic, message::Message, progress::Progress},
    site::{Site, approval::Judgements},
    text::date::Date,
};

/// A place that the settings name, understood.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The site's folder.
    pub root: &'a Path,
    /// What site.toml says of it.
    pub settings: &'a Publish,
    /// Its kind.
    pub kind: &'static Kind,
    /// The site's address there, with a slash at the end.
    pub url: &'a str,
}

/// Names that are commands.
const TAKEN: [&str; 8] = ["doctor", "status", "approve", "check", "rollback", "unlock", "verify-zip", "help"];

/// The place of this name; without one, the only one, or `production`.
pub fn find_place<'a>(root: &'a Path, config: &'a Config, name: Option<&str>) -> Result<Place<'a>, Box<Diagnostic>> {
    let all = &config.publish;
    let found = match name {
        Some(name) => all.iter().find(|target| target.name == name),
        None if all.len() == 1 => all.first(),
        None => all.iter().find(|target| target.name == "production"),
    };
    let Some(settings) = found else { return Err(unknown(all, name)) };
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    if !settings.name.chars().all(plain) || TAKEN.contains(&settings.name.as_str()) {
        let name = &settings.name;
        let message = msgf!(ja: "公開先の名前「{name}」は使えません", en: "a target cannot be called `{name}`");
        return Err(Box::new(Diagnostic::error("publish-settings", message).help(msg!(
            ja: "`[publish.production]` のように、命令の名前ではない小さな英数字にしてください",
            en: "use small ASCII letters that are no command, like `[publish.production]`"))));
    }
    let Some(kind) = find_kind(settings) else {
        return Err(crate::publish::targets::unusable(settings, "kind", "folder"));
    };
    (kind.admit)(root, settings)?;
    let url = if settings.url.is_empty() { &config.base_url } else { &settings.url };
    Ok(Place { root, settings, kind, url })
}

fn unknown(all: &[Publish], name: Option<&str>) -> Box<Diagnostic> {
    let names = all.iter().map(|target| target.name.as_str()).collect::<Vec<_>>().join(", ");
    let message = match name {
        _ if all.is_empty() => {
            msg!(ja: "site.toml に公開先が書かれていません", en: "site.toml names no place to publish to")
        }
        Some(name) => msgf!(ja: "「{name}」という公開先はありません", en: "there is no target `{name}`"),
        None => msg!(ja: "公開先が決まりません", en: "which target is meant cannot be told"),
    };
    let finding = Diagnostic::error("publish-settings", message);
    Box::new(if all.is_empty() {
        finding.help(msg!(
            ja: "`[publish.production]` の下に `kind = \"zip\"` と `path = \"ijuu.zip\"` のように書いてください。くわしくは \
                docs/publishing.md",
            en: "write `kind = \"zip\"` and `path = \"ijuu.zip\"` below `[publish.production]`; see \
                docs/publishing.md"))
    } else {
        finding.help(
            msgf!(ja: "`shirube publish 名前` で指定してください。あるのは {names} です", en: "name one: {names}"),
        )
    })
}

impl Place<'_> {
    /// Whether links name files and names are ASCII.
    pub fn is_portable(&self) -> bool {
        self.settings.portable.unwrap_or(self.kind.is_portable)
    }

    /// Whether the result is looked at over the public address.
    pub fn is_over_http(&self) -> bool {
        match self.settings.verify.as_str() {
            "http" => true,
            "transport" => false,
            _ => self.kind.is_remote,
        }
    }

    /// Which site it is: its address without the scheme.
    fn site_id(config: &Config) -> String {
        let url = config.base_url.as_str();
        url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/').to_owned()
    }

    /// The part of its address below the host: `/ijuu/`.
    pub fn base(&self) -> &str {
        let rest = self.url.split_once("://").map_or(self.url, |(_, rest)| rest);
        rest.find('/').map_or("/", |at| &rest[at..])
    }

    /// What the site is to be there.
    pub fn make_release<'b>(
        &self,
        site: &Site,
        files: BTreeMap<&'b str, WantedFile<'b>>,
        images: &'b ImageCache,
        progress: &Progress,
    ) -> Result<Release<'b>, Box<Diagnostic>> {
        let gone = find_gone(site);
        let mut files = gather(files, images, progress);
        if self.is_portable() {
            files = make_portable(files, &site.config().base_url).map_err(|words| {
                let Message { ja, en } = words;
                Box::new(Diagnostic::error("picture-failed", msgf!(ja: "{ja}", en: "{en}")))
            })?;
        }
        add_host_files(&mut files, self.settings, Facts { base: self.base(), gone: &gone });
        let (id, day) = (Self::site_id(site.config()), site.options().now.to_string());
        Release::new((&id, &self.settings.name, &day), files, gone)
    }

    /// The pages from the salon, by the files they are published as.
    pub fn salon_pages(&self, site: &Site, judged: &Judgements, approvals: &Approvals) -> BTreeMap<String, SalonPage> {
        let name = |url: &Url| {
            let path = url.out().as_str().to_owned();
            if self.is_portable() { ascii_path(&path) } else { path }
        };
        let pages = site.pages();
        let pages = pages.iter().filter_map(|page| Some((page, judged.get(&page.document.path)?)));
        let entry = |item: &str| SalonPage { item: item.to_owned(), taken: taken(approvals, item) };
        pages.map(|(page, judged)| (name(&page.url), entry(&judged.item))).collect()
    }
}

/// Old URLs that lead to one page, both below the site's root.
fn find_gone(site: &Site) -> BTreeMap<String, String> {
    let below = |url: &Url| url.as_str()[1..].to_owned();
    let whole = site.aliases().iter().filter(|alias| alias.goals.len() == 1 && alias.goals[0].part.is_empty());
    whole.map(|alias| (below(&alias.from), below(&alias.goals[0].to))).collect()
}

/// How often something of an item was withdrawn.
fn taken(approvals: &Approvals, item: &str) -> usize {
    approvals.items.get(item).map_or(0, |item| usize::from(item.withdrawn) + item.gone.len() + item.left.len())
}

/// The published pages of which something was withdrawn since, whether the place knows them or not. Where nothing is
/// remembered and the ledger knows a withdrawal, every page that goes is taken for one.
pub fn find_withdrawn(
    memory: &Memory,
    approvals: &Approvals,
    old: Option<&Manifest>,
    new: &Manifest,
) -> BTreeSet<String> {
    let is_taken = |page: &SalonPage| taken(approvals, &page.item) > page.taken;
    let mut withdrawn: BTreeSet<String> =
        memory.pages.iter().filter(|(_, page)| is_taken(page)).map(|(path, _)| path.clone()).collect();
    let is_any = || approvals.items.keys().any(|item| taken(approvals, item) > 0);
    if let Some(old) = old.filter(|_| memory.day.is_empty() && is_any()) {
        withdrawn.extend(old.pages().filter(|path| !new.files.contains_key(*path)).map(str::to_owned));
    }
    withdrawn
}

/// What somebody wants beside the guards' own wishes.
#[derive(Clone, Debug)]
pub struct Request {
    /// What the guards are told.
    pub wishes: Wishes,
    /// Publishes first and is approved afterwards.
    pub is_emergency: bool,
    /// Today.
    pub now: Date,
}

/// A plan, and everything that stops it.
pub struct Prepared {
    /// The plan.
    pub plan: Plan,
    /// What stops it; empty: nothing.
    pub refusals: Vec<Diagnostic>,
    /// The digest that an approval names.
    pub digest: String,
}

/// Makes the plan for a place that stands like this.
pub fn prepare(
    place: &Place<'_>,
    (release, state, record): (&Release<'_>, &State, &Record),
    withdrawn: &BTreeSet<String>,
    request: &Request,
    store: Option<&mut dyn Store>,
) -> Result<Prepared, Stop> {
    let (new, old) = (&release.manifest, state.manifest.as_ref());
    let today = request.now;
    let unsure: BTreeSet<String> = state.unsure.union(&state.damaged).cloned().collect();
    let mut plan = plan(Situation { old, new, unsure: &unsure, withdrawn, today });
    let digest = new.approval_digest();
    let foreign = match store {
        Some(store) => find_foreign(store, &plan, state)?,
        None => Vec::new(),
    };
    let memory = &record.memory;
    let is_ours =
        |tree: &str| memory.trees.iter().any(|(_, own)| own == tree) || memory.attempted.iter().any(|own| own == tree);
    let is_known = old.is_none_or(|old| is_ours(&old.tree));
    let found = memory.tried.as_ref().map(|tried| tried.found);
    let has_unicode = place.settings.allow_unicode_paths.unwrap_or(place.kind.has_unicode);
    let guarded = Guarded {
        plan: &plan,
        old,
        new,
        limits: &find_profile(place.settings).limits,
        has_unicode: has_unicode && found.is_none_or(|found| found.has_unicode),
        is_atomic: place.settings.allow_nonatomic || found.is_none_or(|found| found.is_atomic),
        is_drifted: !memory.trees.is_empty() && !is_known,
        foreign: &foreign,
        wishes: &request.wishes,
    };
    let mut refusals = find_refusals(&guarded);
    refusals.extend(
        missing_approval(place, &digest, today, &plan, request)
            .map_err(|finding| Stop { exit: crate::publish::stop::REFUSED, finding })?,
    );
    if let Some(manifest) = &mut plan.manifest
        && place.settings.approvals > 0
    {
        manifest.approval.clone_from(&digest);
    }
    Ok(Prepared { plan, refusals, digest })
}

/// New paths at which something of others lies. Looked for path by path: a list of the place may be cut.
fn find_foreign(store: &mut dyn Store, plan: &Plan, state: &State) -> Result<Vec<String>, Stop> {
    let known = |path: &str| {
        state.unsure.contains(path)
            || state.manifest.as_ref().is_some_and(|old| old.files.contains_key(path) || old.keep.contains_key(path))
    };
    let mut foreign = Vec::new();
    for path in plan.sent().filter(|path| !known(path)) {
        if store.exists(path).map_err(|fault| Stop::unreadable(path, &fault.message))? {
            foreign.push(path.to_owned());
        }
    }
    Ok(foreign)
}

fn missing_approval(
    place: &Place<'_>,
    digest: &str,
    today: Date,
    plan: &Plan,
    request: &Request,
) -> Result<Option<Diagnostic>, Box<Diagnostic>> {
    let wanted = place.settings.approvals;
    if wanted == 0 || plan.is_empty() || request.is_emergency {
        return Ok(None);
    }
    let there = count_approvals(place.root, digest, today)?;
    Ok((there < wanted).then(|| {
        Diagnostic::error(
            "publish-approval",
            msgf!(
                ja: "公開には{wanted}人の承認が要ります（いま{there}人）",
                en: "a publication needs {wanted} approvals, and there are {there}"),
        )
        .help(msgf!(
            ja: "承認する人が `shirube publish approve {digest} --by 記号` を実行してください",
            en: "whoever approves runs `shirube publish approve {digest} --by KEY`"))
    }))
}

/// The pages that a plan shows to visitors for the first time or changed, as addresses.
pub fn changed_pages(plan: &Plan) -> impl Iterator<Item = &str> {
    plan.sent().filter(|path| is_page(path))
}
