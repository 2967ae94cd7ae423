//! The floors, the lists and the sizes that `lib.rs` and `docs/architecture.md` promise, read from the source itself.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use crate::support::imports::{circles, files, graph, is_of_tests, module_of, paths_of, root};

/// A floor of the table in `lib.rs`.
struct Floor {
    number: usize,
    rooms: Vec<String>,
    /// Whether its rooms may import each other.
    apart: bool,
}

/// The table of floors, as the crate's page shows it.
fn floors() -> Vec<Floor> {
    let page = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let rows = page
        .lines()
        .filter_map(|line| line.strip_prefix("//! | "))
        .filter(|row| row.starts_with(|c: char| c.is_ascii_digit()));
    let read = |row: &str| {
        let mut cells = row.split('|').map(str::trim);
        let number = cells.next().unwrap().parse().unwrap();
        let rooms = cells
            .next()
            .unwrap()
            .split_whitespace()
            .map(|room| room.trim_matches(['[', ']', '`']).to_owned())
            .collect();
        Floor { number, rooms, apart: cells.next().unwrap().starts_with("side doors") }
    };
    let floors: Vec<_> = rows.map(read).collect();
    assert!(floors.len() > 8 && floors.is_sorted_by_key(|floor| floor.number), "the table of lib.rs cannot be read");
    floors
}

#[test]
fn every_room_stands_on_a_floor_and_every_floor_has_its_rooms() {
    let mut told: Vec<String> = floors().into_iter().flat_map(|floor| floor.rooms).collect();
    told.sort();
    let entries = fs::read_dir(root().join("src")).unwrap().map(|entry| entry.unwrap());
    let mut there: Vec<String> = Vec::new();
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type().unwrap().is_dir() {
            there.push(name);
        } else {
            assert!(matches!(name.as_str(), "lib.rs" | "main.rs"), "src/{name} stands in no folder");
        }
    }
    there.sort();
    assert_eq!(told, there);
}

#[test]
fn a_lower_floor_never_imports_an_upper_one_and_side_doors_never_each_other() {
    let floors = floors();
    let floor_of = |room: &str| floors.iter().find(|floor| floor.rooms.iter().any(|name| name == room));
    let mut seen = 0;
    for (path, text) in files("src", "rs") {
        let module = module_of(&path);
        let Some(own) = module.first() else { continue };
        let here = floor_of(own).unwrap();
        for import in
            paths_of(&module, &text).iter().filter(|import| import.first().is_some_and(|first| first == "crate"))
        {
            // A macro of the crate's root belongs to `report`.
            let room = import
                .get(1)
                .map_or("report", |name| if matches!(name.as_str(), "msg" | "msgf") { "report" } else { name });
            let there = floor_of(room).unwrap_or_else(|| panic!("{path} imports `{room}`, which stands on no floor"));
            seen += 1;
            assert!(
                there.number <= here.number,
                "{path} (floor {}) imports `{room}` (floor {})",
                here.number,
                there.number
            );
            assert!(
                !here.apart || there.number < here.number || room == own,
                "{path} imports `{room}`, another side door"
            );
        }
    }
    assert!(seen > 1000, "the reader of imports saw only {seen}");
}

/// Two files of one folder may need each other where neither makes sense alone; the first one's page says why.
#[test]
fn no_circle_but_a_pair_that_explains_itself() {
    let graph = graph();
    assert!(graph.values().map(BTreeSet::len).sum::<usize>() > 500, "the reader of imports saw too little");
    for circle in circles(&graph) {
        let folder = |path: &String| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
        let is_pair = circle.len() == 2 && circle.iter().map(folder).collect::<BTreeSet<_>>().len() == 1;
        assert!(is_pair, "a circle: {circle:?}");
        let explains = |path: &String| fs::read_to_string(root().join(path)).unwrap().contains("//! A pair with `");
        assert!(circle.iter().any(explains), "{circle:?} need each other and do not say why (`//! A pair with …`)");
    }
}

#[test]
fn the_reader_of_imports_sees_every_way_to_write_one() {
    let module = ["a".to_owned(), "b".to_owned()];
    let text = "use std::{env, fs::{self, File}};\npub(crate) use crate::{c::{D, e as f}, g};\nuse super::h;\n\
                fn x() { let _ = std::net::UdpSocket::bind; crate::i::j(); \"use crate::no;\"; } // use crate::no;\n";
    let seen: Vec<String> = paths_of(&module, text).iter().map(|path| path.join("::")).collect();
    for wanted in [
        "std::env",
        "std::fs",
        "std::fs::File",
        "crate::c::D",
        "crate::c::e",
        "crate::g",
        "crate::a::h",
        "std::net::UdpSocket::bind",
        "crate::i::j",
    ] {
        assert!(seen.iter().any(|path| path == wanted), "{wanted} is not among {seen:?}");
    }
    assert!(!seen.iter().any(|path| path.contains("no")), "{seen:?}");
}

#[test]
fn every_file_is_one_thing_of_at_most_400_lines_of_120_columns() {
    for (path, text) in files("src", "rs").into_iter().chain(files("tests/it", "rs")) {
        let lines = text.lines().count();
        assert!(lines <= 400, "{path} has {lines} lines");
        assert!(text.starts_with("//!"), "{path} does not say what it is for");
        let widest = text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
        assert!(widest <= 120, "{path} has a line of {widest} columns");
    }
}

/// What every folder's page tells whoever comes to change something.
#[test]
fn every_folder_says_what_comes_in_what_it_never_does_and_where_to_begin() {
    for (path, text) in files("src", "rs").into_iter().filter(|(path, _)| path.ends_with("/mod.rs")) {
        let page: String = text.lines().take_while(|line| line.starts_with("//!")).collect();
        for part in ["**In**", "**Out**", "**Never**", "**Read first**", "**One more**", "**Tests**"] {
            assert!(page.contains(part), "{path} has no {part}");
        }
    }
}

/// A module that a macro declares is seen by nobody's formatter.
#[test]
fn modules_are_declared_where_cargo_fmt_sees_them() {
    for (path, text) in files("src", "rs") {
        assert!(!text.contains("mod $"), "{path} declares modules in a macro");
    }
}

/// The files that may touch the disk, the clock, the environment or the terminal.
const IMPURE: &[(&str, &[&str])] = &[
    (
        "crate::base::os",
        &[
            "src/base/",
            "src/authoring/rename.rs",
            "src/input/",
            "src/image/cache.rs",
            "src/output/",
            "src/publish/record.rs",
            "src/publish/release.rs",
            "src/publish/deliver.rs",
            "src/publish/approval.rs",
            "src/publish/targets/",
            "src/salon/",
            "src/serve/",
            "src/external/known.rs",
            "src/cli/",
        ],
    ),
    ("std::fs", &["src/base/os/"]),
    (
        "std::time::SystemTime",
        &["src/base/os/", "src/input/scanned.rs", "src/image/cache.rs", "src/publish/targets/s3/", "src/cli/mod.rs"],
    ),
    ("std::time::Instant", &["src/pipeline/", "src/serve/", "src/cli/build.rs"]),
    // Addresses as values, and the preview on the machine's own address; only a publication connects anywhere.
    (
        "std::net",
        &[
            "src/privacy/detectors/ip_address.rs",
            "src/publish/targets/ftps/",
            "src/publish/targets/sftp/fake.rs",
            "src/serve/",
        ],
    ),
    (
        "std::env",
        &[
            "src/base/os/",
            "src/report/console.rs",
            "src/cli/mod.rs",
            "src/cli/publish/credentials.rs",
            "src/publish/targets/sftp/ssh.rs",
            "src/cli/publish/mod.rs",
            "src/salon/git.rs",
            "src/salon/key.rs",
        ],
    ),
    ("std::process", &["src/base/os/", "src/publish/targets/", "src/salon/git.rs", "src/serve/", "src/main.rs"]),
];

#[test]
fn load_resolve_and_render_are_pure() {
    for (path, text) in files("src", "rs").into_iter().filter(|(path, _)| !is_of_tests(path)) {
        let paths: Vec<String> = paths_of(&module_of(&path), &text).iter().map(|path| path.join("::")).collect();
        for (name, allowed) in IMPURE {
            let uses = paths.iter().any(|path| path == name || path.starts_with(&format!("{name}::")));
            assert!(!uses || allowed.iter().any(|allowed| path.starts_with(allowed)), "{path} uses `{name}`");
        }
        assert!(!text.contains("thread_rng"), "{path} uses chance");
    }
}

#[test]
fn only_the_theme_knows_the_template_engine() {
    for (path, text) in files("src", "rs") {
        assert!(path.starts_with("src/render/") || !text.contains("tera::"), "{path} names the template engine");
    }
}

/// The lists and their folders: every file of the folder is in the list, and the other way round.
#[test]
fn folders_and_lists_agree() {
    for (folder, list) in [
        ("src/check/rules", "rules!["),
        ("src/report/codes", "groups!["),
        ("src/render/page_kinds", "kinds!["),
        ("src/render/outputs", "outputs!["),
        ("src/privacy/detectors", "detectors!["),
        ("src/cli/salon", "commands!["),
        ("src/publish/targets", "targets!["),
    ] {
        let index = fs::read_to_string(root().join(folder).join("mod.rs")).unwrap();
        let listed = index
            .split(list)
            .last()
            .and_then(|rest| rest.split(']').next())
            .unwrap_or_else(|| panic!("{folder} has no {list}"));
        let mut listed: Vec<_> =
            listed.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
        listed.sort();
        let mut present: Vec<_> = fs::read_dir(root().join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().replace(".rs", ""))
            .filter(|name| name != "mod")
            .collect();
        present.sort();
        assert_eq!(listed, present, "{folder}");
    }
}

/// A session that no test asks for would be kept for nothing.
#[test]
fn every_session_belongs_to_a_test() {
    let tests: String = files("tests/it", "rs").into_iter().map(|(_, text)| text).collect();
    for (path, _) in files("tests/sessions", "txt") {
        let name = path.rsplit('/').next().unwrap().trim_end_matches(".txt");
        assert!(tests.contains(&format!("\"{name}\"")), "{name}");
    }
}

#[test]
fn rule_codes_are_unique_and_in_kebab_case() {
    let mut codes = BTreeMap::new();
    for rule in shirube::check::rules::RULES {
        assert!(rule.code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{}", rule.code);
        assert!(
            !rule.why.ja.is_empty() && !rule.why.en.is_empty() && !rule.how.ja.is_empty() && !rule.how.en.is_empty(),
            "{}",
            rule.code
        );
        *codes.entry(rule.code).or_insert(0) += 1;
    }
    assert!(codes.values().all(|count| *count == 1), "{codes:?}");
}

#[test]
fn templates_escape_everything_and_hold_no_script() {
    let mut seen = 0;
    for (path, text) in files("themes", "html") {
        seen += 1;
        for forbidden in ["| safe", "|safe", " style=\"", " onclick", " onload", "javascript:", "now()", "get_random"] {
            assert!(!text.contains(forbidden), "{} holds `{forbidden}`", path);
        }
        assert!(!text.contains("<script>"), "{} holds an inline script", path);
    }
    assert!(seen > 8);
    let names: Vec<_> = walkdir::WalkDir::new(root().join("themes/shirube/templates"))
        .into_iter()
        .filter_map(Result::ok)
        .filter(|e| e.file_type().is_file())
        .map(|e| e.path().to_owned())
        .collect();
    // The engine escapes by the ending of the name: any other ending would not be escaped.
    assert!(names.iter().all(|path| path.extension().is_some_and(|e| e == "html" || e == "xml")), "{names:?}");
}

/// A word that is missing would be shown by its name.
#[test]
fn every_word_that_is_asked_for_is_in_the_theme() {
    let words = fs::read_to_string(root().join("themes/shirube/strings/ja.toml")).unwrap();
    let known = |key: &str| words.lines().any(|line| line.split('=').next().is_some_and(|name| name.trim() == key));
    let mut asked = 0;
    for (path, text) in files("themes/shirube/templates", "html").into_iter().chain(files("src/render", "rs")) {
        for before in ["t(key=\"", "words(\""] {
            for rest in text.split(before).skip(1) {
                let (key, after) = rest.split_once('"').unwrap();
                // A key that goes on is put together: `tone_` and a tone.
                if after.starts_with(')') || after.starts_with(", lang") {
                    asked += 1;
                    assert!(known(key), "{} asks for `{key}`, which ja.toml lacks", path);
                }
            }
        }
    }
    assert!(asked > 80);
}

/// What `Cargo.toml` leaves out because nothing is there: examples in the documentation, and tests in `main.rs`.
#[test]
fn no_test_stands_where_none_is_run() {
    for (path, text) in files("src", "rs") {
        assert!(path != "src/main.rs" || !text.contains("#[test]"), "{path} holds a test");
        let mut inside = false;
        let documentation = text.lines().map(str::trim_start);
        for words in documentation.filter_map(|line| line.strip_prefix("//!").or_else(|| line.strip_prefix("///"))) {
            assert!(inside || !words.starts_with("     "), "{path} holds an example: {words}");
            let fence = words.trim();
            if fence.starts_with("```") || fence.starts_with("~~~") {
                assert!(inside || fence == "```text", "{path} holds an example: {words}");
                inside = !inside;
            }
        }
    }
}

#[test]
fn only_the_promised_names_stand_at_the_top() {
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "src",
        "content",
        "themes",
        "site.toml",
        "tests",
        "README.md",
        "LICENSE",
        "deny.toml",
        "clippy.toml",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "docs",
    ];
    let made = ["target", "public", "data", "salon"];
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(
            name.starts_with('.') || allowed.contains(&name.as_str()) || made.contains(&name.as_str()),
            "{name} stands at the top level"
        );
    }
}

#[test]
fn the_sources_name_no_registry() {
    let hosts = ["crates", "npmjs", "pypi", "debian"]
        .map(|name| format!("{name}.{}", if name == "crates" { "io" } else { "org" }));
    for folder in ["src", "tests", "themes", "docs", ".github"] {
        for ending in ["rs", "sh", "py", "mjs", "json", "html", "toml", "md", "yml"] {
            let here: Vec<_> = walkdir::WalkDir::new(root().join(folder))
                .into_iter()
                .filter_entry(|e| e.file_name() != "node_modules")
                .filter_map(Result::ok)
                .filter(|e| e.path().extension().is_some_and(|e| e == ending))
                .collect();
            for entry in here {
                let text = fs::read_to_string(entry.path()).unwrap_or_default();
                assert!(
                    !hosts.iter().any(|host| text.contains(host.as_str())),
                    "{} names a registry",
                    entry.path().display()
                );
            }
        }
    }
}
