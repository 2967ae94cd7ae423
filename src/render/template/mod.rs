//! The theme's templates: the engine and what templates may ask.
//!
//! - **In**: the files of the theme, a context.
//! - **Out**: text, and what is wrong with a template.
//! - **Never**: register a clock or chance; print without escaping.
//! - **Read first**: [`engine`].
//! - **One more**: a function is an entry in [`functions`], documented in `docs/themes.md`.
//! - **Tests**: `tests/it/sites.rs`.

pub mod engine;
pub mod functions;
