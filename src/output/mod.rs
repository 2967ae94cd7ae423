//! Floor 9: a build's outputs as a folder.

pub mod execute;
