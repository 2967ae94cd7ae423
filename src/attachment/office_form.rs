//! What the form of Office documents tells beside their words: who worked on them, which slides are not shown.

use std::collections::BTreeSet;

use crate::{
    attachment::{
        package::Package,
        reading::Reading,
        xml::{self, Node},
    },
    msg,
};

/// Attributes that name who wrote, changed or opened something.
const PEOPLE: [&str; 6] = ["author", "displayName", "userName", "user", "lastEditedBy", "initials"];
/// Elements whose name is a person's.
const NAMED: [&str; 5] = ["cmAuthor", "author", "chgData", "userInfo", "customWorkbookView"];

/// Reads who worked on a part.
pub(super) fn read_people(text: &str, reading: &mut Reading) {
    let mut people = BTreeSet::new();
    xml::walk(text, |node| {
        let Node::Open(element, attributes) = node else { return };
        let own = |key: &str| PEOPLE.contains(&key) || key == "name" && NAMED.contains(&element);
        people.extend(attributes.iter().filter(|(key, _)| own(key)).map(|(_, value)| value.to_owned()));
    });
    for one in people {
        reading.property(msg!(ja: "編集した人", en: "who worked on it"), &one);
    }
}

/// The slides that lie in a package and are in no list: whoever opens it does not see them.
pub(super) fn unlisted_slides(package: &mut Package<'_>, reading: &mut Reading) -> Vec<String> {
    let (mut ids, mut listed) = (BTreeSet::new(), BTreeSet::new());
    if !package.has("ppt/presentation.xml") {
        return Vec::new();
    }
    xml::walk(&package.text("ppt/presentation.xml", reading), |node| {
        if let Node::Open("sldId", attributes) = node {
            ids.extend(attributes.iter().filter(|(key, _)| *key == "id").map(|(_, value)| value.to_owned()));
        }
    });
    xml::walk(&package.text("ppt/_rels/presentation.xml.rels", reading), |node| {
        if let Node::Open("Relationship", attributes) = node
            && ids.contains(attributes.get("Id"))
        {
            listed.insert(attributes.get("Target").rsplit('/').next().unwrap_or_default().to_owned());
        }
    });
    let is_slide = |name: &String| name.starts_with("ppt/slides/") && name.ends_with(".xml");
    let files =
        package.names().into_iter().filter(is_slide).filter_map(|name| Some(name.rsplit('/').next()?.to_owned()));
    files.filter(|file| !listed.contains(file)).collect()
}

/// Whether a slide is left out when slides are shown.
pub(super) fn is_hidden_slide(text: &str) -> bool {
    let mut hidden = false;
    xml::walk(text, |node| {
        if let Node::Open("sld", attributes) = node {
            hidden |= matches!(attributes.get("show"), "0" | "false");
        }
    });
    hidden
}

/// Whether somebody has written into a slide's notes: what programs put there themselves is no note.
pub(super) fn has_notes(text: &str) -> bool {
    let (mut own, mut in_text, mut found) = (true, false, false);
    xml::walk(text, |node| match node {
        Node::Open("sp", _) => own = true,
        Node::Open("ph", attributes) => {
            own = !matches!(attributes.get("type"), "sldNum" | "sldImg" | "hdr" | "ftr" | "dt");
        }
        Node::Open("t", _) => in_text = true,
        Node::Close("t") => in_text = false,
        Node::Text(words) => found |= own && in_text && !words.trim().is_empty(),
        _ => {}
    });
    found
}
