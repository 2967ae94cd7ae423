//! What an export holds: its channels with their folders, its people. Private conversations stay private unless they
//! are named and consent is stated.

use std::collections::BTreeMap;

use crate::salon::{
    slack::{
        archive::Archive,
        folders::{self, ListedChannel, looks_private, warn},
        raw,
    },
    transcript::{Person, Selection},
};
use crate::{
    base::hash::Fingerprint,
    msg, msgf,
    report::diagnostic::{Diagnostic, Reported},
    text::normalize::nfc,
};

/// What the lists of an export say.
#[derive(Default)]
pub(crate) struct Listing {
    pub(crate) channels: Vec<ListedChannel>,
    pub(crate) people: BTreeMap<String, Person>,
    pub(crate) workspace: String,
    /// Conversations of few that were passed over.
    pub(crate) private: usize,
    /// Folders of comments on canvases that were passed over.
    pub(crate) canvases: usize,
    /// The lists that were read, and what they held.
    pub(crate) read: Vec<(&'static str, Fingerprint)>,
}

/// Reads the lists and finds the folders.
pub(crate) fn read_lists(archive: &mut Archive, selection: &Selection) -> Result<Reported<Listing>, Box<Diagnostic>> {
    let (mut findings, mut all) = (Vec::new(), Vec::new());
    let mut listing = Listing::default();
    let (mut is_doubtful, mut is_unknown) = (false, false);
    for (file, private) in [("channels.json", false), ("groups.json", true), ("dms.json", true), ("mpims.json", true)] {
        let channels: Option<Vec<raw::RawChannel>> = list(archive, file, &mut listing, &mut findings);
        is_unknown |= private && channels.is_none();
        let channels = channels.unwrap_or_default();
        // The channel that everybody is in is public: this is no list of private ones.
        is_doubtful |= private && channels.iter().any(|channel| channel.is_general);
        all.extend(
            channels.into_iter().filter(|channel| !channel.id.is_empty()).map(|channel| listed(channel, private)),
        );
    }
    people(archive, &mut listing, &mut findings);
    let folders = folder_list(archive);
    listing.canvases = folders.iter().filter(|folder| folders::is_canvas(folder)).count();
    folders::settle(&mut all);
    folders::assign(&mut all, &folders, &mut findings);
    let renamed = folders::renamed_list(archive.names()).or(is_doubtful.then_some("groups.json"));
    findings.extend(renamed.map(folders::renamed));
    findings.extend(is_unknown.then(folders::unknown));
    if renamed.is_some() || is_unknown {
        all.iter_mut().for_each(|listed| listed.private = true);
    }
    read_groups(archive, &all, &mut listing, &mut findings);
    listing.channels = select(all, selection, &mut listing.private)?;
    Ok(Reported { value: listing, findings })
}

fn listed(channel: raw::RawChannel, private: bool) -> ListedChannel {
    let raw::RawChannel { id, name, name_normalized, previous_names, members, .. } = channel;
    let flagged = channel.is_private || channel.is_im || channel.is_mpim || channel.is_group;
    // A conversation of two has no name; its folder is its id.
    let name = if name.is_empty() { id.clone() } else { name };
    let purpose = channel.purpose.value;
    let help = ["相談", "質問", "よろず", "question"].iter().any(|word| name.contains(word) || purpose.contains(word));
    let private = private || flagged || id.starts_with('G') || looks_private(&name) || looks_private(&id);
    // Of a public channel only the name of today counts: its old one may be somebody else's by now.
    let aliases = std::iter::once(name_normalized).chain(previous_names).filter(|name| private && !name.is_empty());
    ListedChannel { private, aliases: aliases.collect(), id, name, help, folder: String::new(), members }
}

/// A list of an export; one that is not there is empty, one that cannot be read is told and `None`.
fn list<T: serde::de::DeserializeOwned>(
    archive: &mut Archive,
    name: &'static str,
    listing: &mut Listing,
    findings: &mut Vec<Diagnostic>,
) -> Option<Vec<T>> {
    let Some(bytes) = archive.read(name) else { return Some(Vec::new()) };
    let read = bytes.map_err(|error| error.to_string()).and_then(|bytes| {
        listing.read.push((name, Fingerprint::of(&bytes)));
        raw::list(&bytes).map_err(|error| error.to_string())
    });
    match read {
        Ok((items, _)) => Some(items),
        Err(error) => {
            findings.push(
                Diagnostic::error(
                    "salon-export",
                    msgf!(ja: "「{name}」を読み取れません（{error}）", en: "`{name}` cannot be read ({error})"),
                )
                .help(msg!(ja: "Slack からもう一度書き出してください", en: "export again from Slack")),
            );
            None
        }
    }
}

fn people(archive: &mut Archive, listing: &mut Listing, findings: &mut Vec<Diagnostic>) {
    let file = ["users.json", "org_users.json"].into_iter().find(|name| archive.has(name));
    if file.is_none() {
        findings.push(warn(msg!(
            ja: "参加者の一覧（users.json）がないため、名前を確かめられません",
            en: "there is no list of people (users.json); names cannot be looked for")));
    }
    let users: Vec<raw::RawUser> = file.and_then(|file| list(archive, file, listing, findings)).unwrap_or_default();
    let mut teams: BTreeMap<&str, usize> = BTreeMap::new();
    for user in &users {
        if !user.team_id.is_empty() {
            *teams.entry(&user.team_id).or_default() += 1;
        }
    }
    let most = teams.iter().max_by_key(|(_, count)| **count).map(|(team, _)| (*team).to_owned());
    listing.workspace = most.unwrap_or_default();
    for user in users.into_iter().filter(|user| !user.id.is_empty()) {
        let person = person(&user);
        if !user.profile.bot_id.is_empty() {
            listing
                .people
                .insert(user.profile.bot_id.clone(), Person { id: user.profile.bot_id.clone(), ..person.clone() });
        }
        listing.people.insert(user.id.clone(), person);
    }
}

/// Who is in which public channel and user group. Who is in a private one is nobody's business.
fn read_groups(archive: &mut Archive, all: &[ListedChannel], listing: &mut Listing, findings: &mut Vec<Diagnostic>) {
    let groups: Vec<raw::RawGroup> = list(archive, "usergroups.json", listing, findings).unwrap_or_default();
    let channels =
        all.iter().filter(|listed| !listed.private).map(|listed| (format!("#{}", listed.name), &listed.members));
    for (name, members) in channels.chain(groups.iter().map(|group| (format!("@{}", group.handle), &group.users))) {
        for member in members {
            if let Some(person) = listing.people.get_mut(member) {
                person.groups.push(name.clone());
            }
        }
    }
}

/// What is kept of a person: a name to show, which is never the real one, and all names for matching.
pub(crate) fn person(user: &raw::RawUser) -> Person {
    let raw::RawProfile { display_name, real_name, first_name, last_name, .. } = &user.profile;
    let shown = if user.is_forgotten { "退会したメンバー".to_owned() } else { shown(display_name, &user.id) };
    let mut names: Vec<String> = [display_name, real_name, &user.real_name, first_name, last_name, &user.name]
        .into_iter()
        .map(|name| name.trim().to_owned())
        .filter(|name| name.chars().count() > 1)
        .collect();
    names.sort();
    names.dedup();
    Person { id: user.id.clone(), shown, names, bot: user.is_bot, groups: Vec::new() }
}

/// The display name, or that there is none.
pub(crate) fn shown(display: &str, id: &str) -> String {
    if display.trim().is_empty() { format!("（名前なし {id}）") } else { display.trim().to_owned() }
}

/// The folders of the archive that hold JSON.
fn folder_list(archive: &Archive) -> Vec<String> {
    let mut folders: Vec<String> = archive
        .names()
        .filter(|name| name.ends_with(".json"))
        .filter_map(|name| Some(name.split_once('/')?.0.to_owned()))
        .collect();
    folders.dedup();
    folders
}

fn select(
    all: Vec<ListedChannel>,
    selection: &Selection,
    private: &mut usize,
) -> Result<Vec<ListedChannel>, Box<Diagnostic>> {
    let is = |listed: &ListedChannel, wanted: &str| {
        let wanted = wanted.trim_start_matches('#');
        listed.id == wanted || nfc(&listed.name) == nfc(wanted) || listed.folder == wanted
    };
    for wanted in &selection.named {
        let Some(listed) = all.iter().find(|listed| is(listed, wanted)) else {
            let names = all
                .iter()
                .filter(|listed| !listed.private)
                .map(|listed| listed.name.as_str())
                .collect::<Vec<_>>()
                .join("、");
            return Err(Box::new(
                Diagnostic::error(
                    "no-channel",
                    msgf!(ja: "チャンネル「{wanted}」はありません", en: "there is no channel `{wanted}`"),
                )
                .help(msgf!(ja: "この書き出しのチャンネル：{names}", en: "channels of this export: {names}")),
            ));
        };
        if listed.private && !selection.private {
            return Err(Box::new(
                Diagnostic::error(
                    "private-channel",
                    msgf!(
                    ja: "「{wanted}」は限られた人だけの会話です",
                    en: "`{wanted}` is a private conversation"),
                )
                .help(msg!(
                    ja: "参加している全員の了解があるときだけ、`--private-with-consent` を付けてください",
                    en: "only with the consent of everyone in it: add `--private-with-consent`")),
            ));
        }
    }
    let configured = |listed: &ListedChannel| {
        selection.configured.is_empty() || selection.configured.iter().any(|wanted| is(listed, wanted))
    };
    let wanted = |listed: &ListedChannel| {
        if selection.named.is_empty() {
            !listed.private && configured(listed)
        } else {
            selection.named.iter().any(|wanted| is(listed, wanted))
        }
    };
    let (chosen, others): (Vec<_>, Vec<_>) = all.into_iter().partition(wanted);
    *private = others.iter().filter(|listed| listed.private).count();
    Ok(chosen)
}
