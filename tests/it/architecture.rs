//! The floors, the lists and the sizes that ARCHITECTURE promises, read from the source itself.
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Which modules stand on which floor; a lower one never imports an upper one.
const FLOORS: &[&[&str]] = &[
    &["hash", "key", "text", "atomic", "value", "picture", "criteria"],
    &["say", "diagnostic", "progress", "source"],
    &["config", "config_read", "config_accessibility", "embedded", "darkroom", "report", "console"],
    &["load"],
    &["model"],
    &["tracked", "memo", "privacy"],
    &["render"],
    &["check"],
    &["pipeline", "tally"],
    &["emit", "serve", "salon"],
    &["cli"],
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found: Vec<_> = walkdir::WalkDir::new(root().join(folder))
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|e| e == ending))
        .filter(|entry| !entry.path().components().any(|part| part.as_os_str() == "node_modules"))
        .map(|entry| (entry.path().strip_prefix(root()).unwrap().to_owned(), fs::read_to_string(entry.path()).unwrap()))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{folder} holds no .{ending} file");
    found
}

fn floor_of(module: &str) -> usize {
    FLOORS.iter().position(|floor| floor.contains(&module)).unwrap_or_else(|| panic!("`{module}` stands on no floor"))
}

/// The module that a file of `src` belongs to: `src/load/cjk.rs` is `load`.
fn module_of(path: &Path) -> String {
    let part = path.components().nth(1).unwrap().as_os_str().to_string_lossy().into_owned();
    part.trim_end_matches(".rs").to_owned()
}

/// The first names after `crate::` in a source text, braces opened.
fn imports(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or(text);
    let mut names = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find("crate::") {
        let here = rest[..at].ends_with('$');
        rest = &rest[at + 7..];
        if here {
            continue;
        }
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut name = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => names.push(std::mem::take(&mut name)),
                    c if depth == 0 => name.push(c),
                    _ => {}
                }
            }
            names.push(name);
        } else {
            names.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    let first = |name: String| name.trim().split("::").next().unwrap_or_default().to_owned();
    // `msg!` and `msgf!` are macros of the crate root, which stand on the floor of `say`.
    names.into_iter().map(first).filter(|name| !name.is_empty() && name != "tell").collect()
}

#[test]
fn a_lower_floor_never_imports_an_upper_one() {
    let mut seen = 0;
    for (path, text) in files("src", "rs") {
        let module = module_of(&path);
        if matches!(module.as_str(), "lib" | "main") {
            continue;
        }
        for import in imports(&text) {
            seen += 1;
            assert!(
                floor_of(&import) <= floor_of(&module),
                "{} (floor {}) imports `{import}` (floor {})",
                path.display(),
                floor_of(&module),
                floor_of(&import)
            );
        }
    }
    assert!(seen > 200, "the reader of imports saw only {seen}");
}

/// The gate is handed texts: it knows no site, no page and no output, so that everybody can ask it.
#[test]
fn the_privacy_gate_sees_texts_and_nothing_else() {
    let allowed = ["privacy", "config", "diagnostic", "hash", "key", "say", "source", "text"];
    for (path, text) in files("src/privacy", "rs") {
        for import in imports(&text) {
            assert!(allowed.contains(&import.as_str()), "{} imports `{import}`", path.display());
        }
        assert!(!text.contains("SourceTree"), "{} reads a site's files", path.display());
    }
}

#[test]
fn every_file_is_one_thing_of_at_most_400_lines() {
    for (path, text) in files("src", "rs") {
        let lines = text.lines().count();
        assert!(lines <= 400, "{} has {lines} lines", path.display());
        assert!(text.starts_with("//!"), "{} does not say what it is for", path.display());
    }
}

/// The files that may touch the disk, the clock, the environment or the terminal.
const IMPURE: &[(&str, &[&str])] = &[
    (
        "std::fs",
        &[
            "src/source.rs",
            "src/atomic.rs",
            "src/darkroom.rs",
            "src/emit.rs",
            "src/salon/",
            "src/serve/shared.rs",
            "src/cli/",
        ],
    ),
    ("SystemTime", &["src/source.rs", "src/darkroom.rs", "src/cli/mod.rs"]),
    ("Instant::now", &["src/pipeline.rs", "src/serve/", "src/cli/build.rs"]),
    ("std::env", &["src/console.rs", "src/cli/mod.rs", "src/salon/key.rs", "src/salon/git.rs"]),
    ("println!", &[]),
    ("std::process", &["src/serve/", "src/main.rs", "src/salon/git.rs"]),
    ("std::net", &[]),
    ("thread_rng", &[]),
];

#[test]
fn load_resolve_and_render_are_pure() {
    for (path, text) in files("src", "rs") {
        let shown = path.display().to_string().replace('\\', "/");
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
        for (word, allowed) in IMPURE {
            let uses = code.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(word));
            // `use std::{fs, …}` counts as well.
            let grouped = *word == "std::fs"
                && code.contains("use std::{")
                && code
                    .split("use std::{")
                    .nth(1)
                    .is_some_and(|group| group.split("};").next().unwrap().split(',').any(|part| part.trim() == "fs"));
            let may = allowed.iter().any(|allowed| shown.starts_with(allowed));
            assert!(may || !(uses || grouped), "{shown} uses `{word}`");
        }
    }
}

#[test]
fn only_the_theme_knows_the_template_engine() {
    for (path, text) in files("src", "rs") {
        let shown = path.display().to_string().replace('\\', "/");
        let may = shown.starts_with("src/render/");
        assert!(may || !text.contains("tera::"), "{shown} names the template engine");
    }
}

/// The lists and their folders: every file of the folder is in the list, and the other way round.
#[test]
fn folders_and_lists_agree() {
    for (folder, list) in [
        ("src/check/rules", "rules!["),
        ("src/render/kinds", "kinds!["),
        ("src/render/site", "outputs!["),
        ("src/privacy/detectors", "detectors!["),
        ("src/cli/salon", "commands!["),
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
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
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
            assert!(!text.contains(forbidden), "{} holds `{forbidden}`", path.display());
        }
        assert!(!text.contains("<script>"), "{} holds an inline script", path.display());
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
                    assert!(known(key), "{} asks for `{key}`, which ja.toml lacks", path.display());
                }
            }
        }
    }
    assert!(asked > 80);
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
    for folder in ["src", "tests", "themes"] {
        for ending in ["rs", "sh", "py", "mjs", "json", "html", "toml"] {
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
