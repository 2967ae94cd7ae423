//! Slack's export as the salon's import knows it.

use std::{collections::BTreeMap, path::Path};

use crate::{
    report::diagnostic::{Diagnostic, Reported},
    salon::{
        slack::{
            archive::Archive,
            export::read_channels,
            listing::{Listing, read_lists},
        },
        transcript::{Importer, Person, Selection, SharedFile, Transcript},
    },
};

/// An opened export of Slack.
pub(crate) struct SlackExport(Archive);

impl Importer for SlackExport {
    type Listing = Listing;

    fn is_person_id(word: &str) -> bool {
        (9..=12).contains(&word.len())
            && word.starts_with(['U', 'W'])
            && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    }

    fn open(path: &Path) -> Result<Reported<Self>, Box<Diagnostic>> {
        let Reported { value, findings } = Archive::open(path)?;
        Ok(Reported { value: Self(value), findings })
    }

    fn list(&mut self, selection: &Selection) -> Result<Reported<Listing>, Box<Diagnostic>> {
        read_lists(&mut self.0, selection)
    }

    fn people(listing: &Listing) -> &BTreeMap<String, Person> {
        &listing.people
    }

    fn read(&mut self, listing: Listing) -> Result<Reported<Transcript>, Box<Diagnostic>> {
        read_channels(&mut self.0, listing)
    }

    fn read_file(&mut self, file: &SharedFile) -> Option<Vec<u8>> {
        let (upload, attached) = (format!("__uploads/{}/", file.id), format!("/attachments/{}-", file.id));
        let holds = |name: &&str| name.starts_with(&upload) || name.contains(&attached);
        let name = self.0.names().find(holds)?.to_owned();
        self.0.read(&name)?.ok()
    }
}
