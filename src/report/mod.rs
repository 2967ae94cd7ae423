//! Floor 1: what is said to people: messages in both languages, findings, their forms, the terminal.

pub mod console;
pub mod diagnostic;
pub mod format;
pub mod message;
pub mod progress;
