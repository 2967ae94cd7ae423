//! Which module imports which, read from the `use` lines and the written paths of `src/`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The folder of Cargo.toml.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files with an ending below a folder of the project, with their texts; never none.
pub fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let is_wanted =
        |path: &Path| path.extension().is_some_and(|e| e == ending) && !path.iter().any(|part| part == "node_modules");
    let paths =
        walkdir::WalkDir::new(root().join(folder)).into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path);
    let name = |path: &PathBuf| path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
    let mut found: Vec<_> =
        paths.filter(|path| is_wanted(path)).map(|path| (name(&path), fs::read_to_string(&path).unwrap())).collect();
    found.sort();
    assert!(!found.is_empty(), "{folder} holds no .{ending} file");
    found
}

/// The module of a file: `src/load/page.rs` is `[load, page]`, `src/load/mod.rs` is `[load]`.
pub fn module_of(path: &str) -> Vec<String> {
    let mut parts: Vec<String> =
        path.trim_start_matches("src/").trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    parts.retain(|part| !matches!(part.as_str(), "mod" | "lib" | "main"));
    parts
}

/// A source text without comments, string literals and its inline test module: what is left is code.
pub fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '/' if rest.peek() == Some(&'/') => {
                rest.by_ref().find(|c| *c == '\n');
                out.push('\n');
            }
            '"' => {
                while let Some(c) = rest.next() {
                    match c {
                        '\\' => drop(rest.next()),
                        '"' => break,
                        _ => {}
                    }
                }
                out.push_str("\"\"");
            }
            // A quotation mark as a character is no beginning of a literal.
            '\'' if rest.peek() == Some(&'"') => drop(rest.next()),
            c => out.push(c),
        }
    }
    out
}

/// Every path that a file names in a `use` or writes out, from the crate's root or another crate's name:
/// `[crate, load, page]`, `[std, fs]`. `use` groups are opened, `super::` and `self::` are followed.
pub fn paths_of(module: &[String], text: &str) -> BTreeSet<Vec<String>> {
    let code = code(text);
    let mut found = BTreeSet::new();
    let mut rest = code.as_str();
    while let Some(at) = rest.find("use ") {
        let begins = rest[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || c == ')');
        rest = &rest[at + 4..];
        if begins {
            let tree = rest.split(';').next().unwrap_or_default();
            open(&mut Vec::new(), tree, &mut found);
        }
    }
    for start in ["crate::", "super::", "std::"] {
        for (at, _) in code.match_indices(start) {
            let written: String =
                code[at..].chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':')).collect();
            let before = code[..at].chars().next_back();
            if before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | ':' | '$')) {
                found.insert(written.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect());
            }
        }
    }
    found.into_iter().filter_map(|path| absolute(module, path)).collect()
}

/// Opens a `use` tree into paths.
fn open(above: &mut Vec<String>, tree: &str, found: &mut BTreeSet<Vec<String>>) {
    let tree = tree.trim();
    let (path, group) = tree.split_once('{').map_or((tree, None), |(path, group)| (path, Some(group)));
    let path = path.split(" as ").next().unwrap_or_default();
    let own: Vec<String> =
        path.split("::").map(str::trim).filter(|part| !part.is_empty() && *part != "self").map(str::to_owned).collect();
    let count = own.len();
    above.extend(own);
    match group {
        None => drop(found.insert(above.clone())),
        Some(group) => {
            for part in split(group.trim_end().trim_end_matches('}')) {
                open(above, part, found);
            }
        }
    }
    above.truncate(above.len() - count);
}

/// The parts of a group, at its commas and not at those of groups inside it.
fn split(group: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&group[from..]);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// A path from the crate's root; `None` for what leads out of it.
fn absolute(module: &[String], path: Vec<String>) -> Option<Vec<String>> {
    let supers = path.iter().take_while(|part| *part == "super").count();
    if supers == 0 {
        return Some(path);
    }
    let kept = module.len().checked_sub(supers)?;
    Some(
        std::iter::once("crate".to_owned())
            .chain(module[..kept].iter().cloned())
            .chain(path[supers..].iter().cloned())
            .collect(),
    )
}

/// Which file of `src/` imports which others. A module and its parent's list of modules are no import.
pub fn graph() -> BTreeMap<String, BTreeSet<String>> {
    let sources = files("src", "rs");
    let by_module: BTreeMap<Vec<String>, &String> = sources.iter().map(|(path, _)| (module_of(path), path)).collect();
    let file_of = |path: &[String]| {
        // The longest beginning that is a module; the root's own items belong to no room.
        (1..=path.len()).rev().find_map(|length| by_module.get(&path[..length])).map(|path| (*path).clone())
    };
    let of = |(path, text): &(String, String)| {
        let paths = paths_of(&module_of(path), text);
        let inside = paths.iter().filter(|path| path.first().is_some_and(|first| first == "crate"));
        let imports = inside.filter_map(|path| file_of(&path[1..])).filter(|other| other != path).collect();
        (path.clone(), imports)
    };
    sources.iter().filter(|(path, _)| !is_of_tests(path)).map(of).collect()
}

/// Whether a file holds unit tests only.
pub fn is_of_tests(path: &str) -> bool {
    path.ends_with("tests.rs")
}

/// The files that import each other in circles, each circle once.
pub fn circles(graph: &BTreeMap<String, BTreeSet<String>>) -> Vec<BTreeSet<String>> {
    let reach = |from: &String| {
        let mut seen = BTreeSet::new();
        let mut next: Vec<&String> = graph[from].iter().collect();
        while let Some(file) = next.pop() {
            if seen.insert(file.clone()) {
                next.extend(graph.get(file).into_iter().flatten());
            }
        }
        seen
    };
    let reached: BTreeMap<&String, BTreeSet<String>> = graph.keys().map(|file| (file, reach(file))).collect();
    let circle = |file: &String| -> BTreeSet<String> {
        reached[file]
            .iter()
            .filter(|other| reached.get(other).is_some_and(|back| back.contains(file)))
            .cloned()
            .collect()
    };
    let all: BTreeSet<BTreeSet<String>> = graph.keys().map(circle).filter(|circle| circle.len() > 1).collect();
    all.into_iter().collect()
}
