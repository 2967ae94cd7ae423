//! The theme's templates: the engine, what a template's context holds, what templates may ask and do.
//!
//! - **In**: the files of the theme, a page.
//! - **Out**: text, and what is wrong with a template.
//! - **Never**: register a clock or chance; print without escaping.
//! - **Read first**: [`engine`].
//! - **One more**: a function is an entry in [`functions`], a filter one in [`filters`].
//! - **Tests**: `tests/it/sites.rs`.

pub mod context;
pub mod engine;
pub mod filters;
pub mod functions;
