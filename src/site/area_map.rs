//! The map of the areas: the named shapes of one drawing.

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
    },
    load::shapes::{Shapes, read_shapes},
    site::{inputs::Inputs, resolve::files::site_image},
    text::normalize::decode,
};

/// The map that site.toml names.
#[derive(Debug, Default)]
pub struct AreaMap {
    /// Its file; `None`: site.toml names none, or there is none.
    pub path: Option<SourcePath>,
    /// What is drawn in it.
    pub shapes: Shapes,
}

/// Stands for all that the map is made from.
pub(super) fn print(inputs: &Inputs<'_>) -> Fingerprint {
    let name = &inputs.config.area_map;
    let source = site_image(name).and_then(|path| inputs.tree.get(&path));
    Digest::new().part(name).option(source.map(|source| source.fingerprint.to_string())).finish()
}

impl AreaMap {
    /// Reads the map.
    pub(super) fn new(inputs: &Inputs<'_>) -> Self {
        let path = site_image(&inputs.config.area_map).filter(|path| inputs.tree.get(path).is_some());
        let text = path.as_ref().and_then(|path| Some(decode(&inputs.tree.get(path)?.bytes)?.0.into_owned()));
        Self { path, shapes: text.map_or_else(Shapes::default, |text| read_shapes(&text)) }
    }

    /// The place in the site of the page of a shape: it stands beside the map and has the shape's name.
    pub(super) fn place_of(&self, id: &str) -> Option<String> {
        let path = self.path.as_ref()?.as_str().strip_prefix("content/")?;
        Some(format!("{}{id}", &path[..path.rfind('/').map_or(0, |at| at + 1)]))
    }
}
