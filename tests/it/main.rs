//! All tests of the whole program in one binary, so that the library is linked once; `cargo nextest run NAME` runs
//! one.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::too_many_lines, reason = "a test tells a story from beginning to end")]
#![allow(clippy::disallowed_methods, reason = "a test makes and looks at its files itself")]

mod approval;
mod approval_commands;
mod architecture;
mod attachment_cases;
mod attachments;
mod broken_twin;
mod by_day;
mod cli;
mod codes;
mod docs;
mod eject;
mod emit;
mod external;
mod fixes;
mod growth;
mod help;
mod hostile;
mod incremental;
mod keep_going;
mod kinds;
mod languages;
mod left_aside;
mod linter;
mod lists;
mod new_page;
mod offices;
mod open_data;
mod own_addresses;
mod pictures;
mod places;
mod privacy;
mod privacy_cases;
mod privacy_prose;
mod privacy_roster;
mod privacy_site;
mod publish;
#[cfg(unix)]
mod publish_ftps;
#[cfg(all(unix, not(target_os = "macos")))]
mod publish_keys;
mod publish_kill;
mod publish_lost;
#[cfg(unix)]
mod publish_s3;
#[cfg(unix)]
mod publish_sftp;
mod publish_stops;
#[cfg(unix)]
mod publish_web;
mod rename;
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
mod salon_list;
mod salon_lost;
mod salon_markup;
mod salon_names;
mod salon_people;
mod salon_picture;
mod salon_quasi;
mod salon_ranking;
mod salon_readme;
mod salon_sources;
mod salon_threads;
mod salon_truth;
mod salon_upgrade;
mod salon_walk;
mod salon_withdrawn;
mod sample_facts;
mod search;
mod serve;
mod serve_limits;
mod shared_cases;
mod sites;
mod situations;
mod soak;
mod static_files;
mod support;
mod table_docs;
mod telephones;
mod theme_settings;
mod themes;
mod unreadable;
mod writing_docs;
