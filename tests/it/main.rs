//! All tests of the whole program in one binary, so that the library is linked once; `cargo nextest run NAME` runs one.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::too_many_lines, reason = "a test tells a story from beginning to end")]

mod approval;
mod approval_commands;
mod architecture;
mod cli;
mod codes;
mod docs;
mod fixes;
mod growth;
mod help;
mod incremental;
mod kinds;
mod lists;
mod open_data;
mod pictures;
mod places;
mod privacy;
mod privacy_roster;
mod privacy_site;
mod rendered;
mod routes;
mod rules;
mod salon_again;
mod salon_archive;
mod salon_cases;
mod salon_fixture;
mod salon_git;
mod salon_key;
mod salon_kill;
mod salon_markup;
mod salon_picture;
mod salon_quasi;
mod salon_threads;
mod salon_upgrade;
mod salon_walk;
mod salon_withdrawn;
mod serve;
mod sites;
mod situations;
mod soak;
mod support;
mod themes;
