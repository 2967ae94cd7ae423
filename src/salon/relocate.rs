//! Inbox and key go where nobody else sees them.
//!
//! Must never leave two inboxes to choose from: until the guide says otherwise the old one is the truth, afterwards the
//! new one.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::{
    base::{
        atomic_file,
        os::{
            fs,
            private_place::{self, PRIVATE, Place},
        },
    },
    report::diagnostic::Diagnostic,
    salon::{
        inbox::InboxWriter,
        place::{elsewhere, private_files, unknown},
    },
};

/// Moves inbox and key into the user's own folder, or finishes a move that was ended; returns the folder.
pub fn relocate(root: &Path) -> Result<PathBuf, Box<Diagnostic>> {
    let failed = |error: io::Error| unknown(&error);
    let place = match private_place::find_place(root).map_err(failed)? {
        Place::Elsewhere(computer) => return Err(Box::new(elsewhere(&computer))),
        Place::User(place) => place,
        Place::Guide => {
            // Nobody imports meanwhile, and a write that was ended is finished first.
            let writer = InboxWriter::open(root)?;
            let (id, place) = private_place::prepare_place().map_err(failed)?;
            copy(root, &place).map_err(failed)?;
            private_place::point_to(root, &id).map_err(failed)?;
            drop(writer);
            place
        }
    };
    remove_copied(root, &place).map_err(failed)?;
    Ok(place)
}

/// Copies every file of inbox and key, and compares it.
fn copy(root: &Path, place: &Path) -> io::Result<()> {
    for file in private_files(root)? {
        let bytes = fs::read(root.join(&file))?;
        atomic_file::write_private(&place.join(&file), &bytes)?;
        if fs::read(place.join(&file))? != bytes {
            return Err(io::Error::other(file.display().to_string()));
        }
    }
    Ok(())
}

/// Removes from the guide what was moved. What differs by now was put there since: it is kept in the new place too.
fn remove_copied(root: &Path, place: &Path) -> io::Result<()> {
    let files = private_files(root)?;
    for file in &files {
        let bytes = fs::read(root.join(file))?;
        if fs::read_if_there(place.join(file))?.is_none_or(|moved| moved != bytes) {
            atomic_file::write_private(&place.join("from-guide").join(file), &bytes)?;
        }
        fs::remove_file(root.join(file))?;
    }
    fs::clear_away(root.join(PRIVATE[0]));
    Ok(())
}
