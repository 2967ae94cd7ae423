//! What an export holds: its channels with their folders, its people. Private conversations stay private unless they
//! are named and consent is stated.

use std::collections::BTreeMap;

use crate::salon::{
    slack::{
        archive::Archive,
        folder_names::{Found, channel_of},
        raw,
    },
    transcript::{Person, Selection, UNLISTED},
};
use crate::{
    msg, msgf,
    report::diagnostic::{Diagnostic, Reported},
    text::normalize::nfc,
};

/// A channel to import.
#[derive(Clone, Debug, Default)]
pub(crate) struct ListedChannel {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) private: bool,
    /// Whether its name or purpose says that questions are asked there.
    pub(crate) help: bool,
    /// Its folder in the archive; empty if it holds no message.
    pub(crate) folder: String,
}

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
}

/// Folders that hold files, not messages.
const NO_CHANNEL: [&str; 2] = ["__uploads", "attachments"];

/// Reads the lists and finds the folders.
pub(crate) fn read_lists(archive: &mut Archive, selection: &Selection) -> Result<Reported<Listing>, Box<Diagnostic>> {
    let mut findings = Vec::new();
    let mut all = Vec::new();
    for (file, private) in [("channels.json", false), ("groups.json", true), ("dms.json", true), ("mpims.json", true)] {
        let channels: Vec<raw::RawChannel> = list(archive, file, &mut findings);
        all.extend(
            channels.into_iter().filter(|channel| !channel.id.is_empty()).map(|channel| listed(channel, private)),
        );
    }
    let mut listing = Listing::default();
    people(archive, &mut listing, &mut findings);
    for folder in folders(archive) {
        if NO_CHANNEL.contains(&folder.as_str()) {
            continue;
        }
        if folder.starts_with("FC_") || folder.starts_with("FC:") {
            listing.canvases += 1;
            continue;
        }
        match channel_of(&folder, all.iter().map(|listed| listed.name.as_str())) {
            Some((name, found)) => {
                let name = name.to_owned();
                if found == Found::Garbled {
                    findings.push(warn(msgf!(
                        ja: "フォルダー「{folder}」は文字化けした「{name}」として読みました",
                        en: "the folder `{folder}` was read as `{name}`, garbled by an archive program")));
                }
                let own = all.iter_mut().find(|listed| listed.name == name && listed.folder.is_empty());
                if let Some(listed) = own {
                    listed.folder = folder;
                }
            }
            None => {
                let private = looks_private(&folder);
                if !private {
                    findings.push(warn(msgf!(
                        ja: "フォルダー「{folder}」は一覧にないチャンネルです。フォルダーの名前で取り込みました",
                        en: "no list names the folder `{folder}`; it was imported under its name")));
                }
                all.push(ListedChannel {
                    id: format!("{UNLISTED}{}", nfc(&folder)),
                    name: nfc(&folder).into_owned(),
                    private,
                    help: false,
                    folder,
                });
            }
        }
    }
    listing.channels = select(all, selection, &mut listing.private)?;
    Ok(Reported { value: listing, findings })
}

fn warn(message: crate::report::message::Message) -> Diagnostic {
    Diagnostic::warning("salon-export", message)
}

fn listed(channel: raw::RawChannel, private: bool) -> ListedChannel {
    let raw::RawChannel { id, name, is_private, is_im, is_mpim, purpose } = channel;
    // A conversation of two has no name; its folder is its id.
    let name = if name.is_empty() { id.clone() } else { name };
    let help =
        ["相談", "質問", "よろず", "question"].iter().any(|word| name.contains(word) || purpose.value.contains(word));
    ListedChannel {
        private: private || is_private || is_im || is_mpim || looks_private(&name),
        id,
        name,
        help,
        folder: String::new(),
    }
}

fn looks_private(folder: &str) -> bool {
    let direct = folder.starts_with('D')
        && folder.len() >= 9
        && folder.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    direct || folder.starts_with("mpdm-")
}

/// A list of an export; one that is not there is empty, one that cannot be read is told.
fn list<T: serde::de::DeserializeOwned>(archive: &mut Archive, name: &str, findings: &mut Vec<Diagnostic>) -> Vec<T> {
    let Some(bytes) = archive.read(name) else { return Vec::new() };
    let read =
        bytes.map_err(|error| error.to_string()).and_then(|bytes| raw::list(&bytes).map_err(|error| error.to_string()));
    match read {
        Ok((items, _)) => items,
        Err(error) => {
            findings.push(
                Diagnostic::error(
                    "salon-export",
                    msgf!(ja: "「{name}」を読み取れません（{error}）", en: "`{name}` cannot be read ({error})"),
                )
                .help(msg!(ja: "Slack からもう一度書き出してください", en: "export again from Slack")),
            );
            Vec::new()
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
    let users: Vec<raw::RawUser> = file.map_or(Vec::new(), |file| list(archive, file, findings));
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
    Person { id: user.id.clone(), shown, names, bot: user.is_bot }
}

/// The display name, or that there is none.
pub(crate) fn shown(display: &str, id: &str) -> String {
    if display.trim().is_empty() { format!("（名前なし {id}）") } else { display.trim().to_owned() }
}

/// The folders of the archive that hold JSON.
fn folders(archive: &Archive) -> Vec<String> {
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
        listed.id == wanted || nfc(&listed.name) == nfc(wanted)
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
