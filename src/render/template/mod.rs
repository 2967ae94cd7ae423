//! The theme's templates: the engine and what templates may ask.

pub mod engine;
pub mod functions;
