//! Slack's export, read.

pub mod archive;
pub mod convert;
pub mod export;
pub mod folder_names;
pub mod listing;
pub mod markup;
pub mod raw;
