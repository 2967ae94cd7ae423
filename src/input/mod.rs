//! Floor 2: the files that a site is made from.

pub mod embedded;
pub mod source_tree;
