//! The theme's files, layered: the site's own theme, the one it extends, and the theme that the program carries.
//!
//! The same path wins from the top: templates, assets and strings alike. Nothing here understands a template.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    sync::Arc,
};

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
        url::Url,
        value::Value,
    },
    config::theme::DEFAULT_THEME,
    image::inspect,
    input::source_tree::SourceTree,
    msgf,
    report::diagnostic::Diagnostic,
    site::{ejected, language::SiteLanguage},
    text::language::carried,
};

/// The theme as rendering sees it.
#[derive(Debug, Default)]
pub struct ThemeFiles {
    /// Templates by name (`guide.html`): the file and its text.
    pub templates: BTreeMap<String, (SourcePath, String)>,
    /// The names of the templates that the program carries: no editor can mend them.
    pub embedded: BTreeSet<String>,
    /// Assets by path (`css/site.css`).
    pub assets: BTreeMap<String, Asset>,
    /// Words by language code (`ja`, `en`), then key.
    pub strings: BTreeMap<String, BTreeMap<String, String>>,
    /// The code of the language whose words serve where others are missing.
    pub default_code: String,
    /// Fingerprint of the templates.
    pub fingerprint: Fingerprint,
    /// What is wrong with the theme's files as files.
    pub findings: Vec<Diagnostic>,
}

/// A file that pages load.
#[derive(Debug)]
pub struct Asset {
    /// The file it comes from.
    pub source: SourcePath,
    /// Its bytes, references inside CSS rewritten.
    pub bytes: Arc<[u8]>,
    /// Its URL, with the fingerprint in the name.
    pub url: Url,
}

/// The style sheet that the settings of a site stand behind.
pub const STYLE_SHEET: &str = "css/site.css";

/// Layers the theme `name` of `tree` over what it extends and over `embedded`; `settings` are what site.toml has its
/// style sheet end with.
pub fn layer(tree: &SourceTree, embedded: &SourceTree, (name, settings): (&str, &str), language: &str) -> ThemeFiles {
    let names = chain(tree, name);
    let mut findings: Vec<Diagnostic> = names.iter().filter_map(|name| find_no_folder(tree, name)).collect();
    let mut layers: Vec<(&SourceTree, String)> = names.into_iter().map(|name| (tree, name)).collect();
    layers.push((embedded, DEFAULT_THEME.to_owned()));

    let mut files = ThemeFiles { default_code: language.to_owned(), ..ThemeFiles::default() };
    let mut raw_assets: BTreeMap<String, (SourcePath, Arc<[u8]>)> = BTreeMap::new();
    for (tree, name) in &layers {
        let prefix = format!("themes/{name}/");
        for (path, source) in
            tree.files.range(SourcePath::new(&prefix)..).take_while(|(path, _)| path.as_str().starts_with(&prefix))
        {
            let inner = &path.as_str()[prefix.len()..];
            let own = std::ptr::eq(*tree, embedded);
            if !own {
                findings.extend(ejected::find_outdated(path, &source.bytes, embedded));
            }
            if let Some(template) = inner.strip_prefix("templates/") {
                let Ok(text) = std::str::from_utf8(&source.bytes) else { continue };
                files.add_template(template, path, text, own);
            } else if let Some(asset) = inner.strip_prefix("assets/") {
                raw_assets.entry(asset.to_owned()).or_insert_with(|| (path.clone(), source.bytes.clone()));
            } else if let Some(code) = inner.strip_prefix("strings/").and_then(|name| name.strip_suffix(".toml")) {
                add_strings(&mut files, code, path, &source.bytes);
            }
        }
    }
    clean_pictures(&mut raw_assets, &mut findings);
    findings.append(&mut files.findings);
    files.findings = findings;
    if let Some((_, bytes)) = raw_assets.get_mut(STYLE_SHEET).filter(|_| !settings.is_empty()) {
        *bytes = [&**bytes, b"\n", settings.as_bytes()].concat().into();
    }
    files.assets = assets(raw_assets);
    let mut digest = Digest::new();
    for (name, (_, text)) in &files.templates {
        digest.part(name).part(text);
    }
    files.fingerprint = digest.finish();
    files
}

/// The themes whose files are looked for below `themes/` of the site, from the top: the one of site.toml, those that it
/// extends, and the default one.
pub fn chain(tree: &SourceTree, name: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut next = Some(name.to_owned());
    while let Some(name) = next.take().filter(|name| !names.contains(name)) {
        let settings = SourcePath::new(&format!("themes/{name}/theme.toml"));
        next = text_of(tree, &settings)
            .and_then(|text| toml::from_str::<toml::Table>(text).ok())
            .and_then(|table| Some(table.get("extends")?.as_str()?.to_owned()));
        names.push(name);
    }
    if !names.iter().any(|name| name == DEFAULT_THEME) {
        names.push(DEFAULT_THEME.to_owned());
    }
    names
}

fn find_no_folder(tree: &SourceTree, name: &str) -> Option<Diagnostic> {
    let is_there = tree.below(&format!("themes/{name}/")).next().is_some();
    (!is_there && name != DEFAULT_THEME).then(|| {
        Diagnostic::error(
            "no-theme",
            msgf!(
            ja: "テーマ「{name}」のフォルダーがありません",
            en: "there is no theme folder `{name}`"),
        )
        .in_file(&SourcePath::new("site.toml"))
        .help(msgf!(
            ja: "`themes/{name}/` を作るか、site.toml の `theme` を消してください",
            en: "make `themes/{name}/`, or remove `theme` from site.toml"))
    })
}

impl ThemeFiles {
    /// Adds a template that no layer above has; `own` is one that the program carries.
    fn add_template(&mut self, name: &str, path: &SourcePath, text: &str, own: bool) {
        if !self.templates.contains_key(name) {
            self.embedded.extend(own.then(|| name.to_owned()));
            self.templates.insert(name.to_owned(), (path.clone(), text.to_owned()));
        }
    }

    /// The theme's words for `key`; those of the default language where a translation is missing.
    pub fn words(&self, language: &SiteLanguage, key: &str) -> Option<&str> {
        let main = || [self.default_code.as_str(), "ja"].iter().find_map(|code| self.strings.get(*code)?.get(key));
        self.own_words(language, key).or_else(|| main().map(String::as_str))
    }

    /// The theme's words for `key` in a language itself: by its code, by its tag, or by what these mean.
    pub fn own_words(&self, language: &SiteLanguage, key: &str) -> Option<&str> {
        let code = if language.code.is_empty() { &self.default_code } else { &language.code };
        let files = [code.to_ascii_lowercase(), language.tag.to_ascii_lowercase()];
        let meant = || carried(code).or_else(|| carried(&language.tag)).map(|language| language.code);
        let given = |file: &str| self.strings.get(file)?.get(key).map(String::as_str);
        // Plain Japanese has words of its own, and its tag is that of Japanese.
        let files = &files[..if code == "easy" { 1 } else { 2 }];
        files.iter().find_map(|file| given(file)).or_else(|| given(meant()?))
    }
}

fn text_of<'a>(tree: &'a SourceTree, path: &SourcePath) -> Option<&'a str> {
    std::str::from_utf8(&tree.get(path)?.bytes).ok()
}

fn add_strings(files: &mut ThemeFiles, code: &str, path: &SourcePath, bytes: &[u8]) {
    let read = crate::load::data::load(path, &String::from_utf8_lossy(bytes));
    files.findings.extend(read.findings);
    let words = files.strings.entry(code.to_ascii_lowercase()).or_default();
    if let Value::Map(map) = read.value {
        for (key, value) in map {
            if let Value::Text(text) = value {
                words.entry(key).or_insert(text);
            }
        }
    }
}

/// Takes what cameras and programs write into pictures out of them, as it is done beside pages.
fn clean_pictures(assets: &mut BTreeMap<String, (SourcePath, Arc<[u8]>)>, findings: &mut Vec<Diagnostic>) {
    for (source, bytes) in assets.values_mut() {
        if let Some(read) = inspect::load(source, bytes, Fingerprint::default()) {
            findings.extend(read.findings);
            *bytes = read.value.bytes;
        }
    }
}

/// Names assets by content. Style sheets come last, because their own names depend on the files they refer to.
fn assets(raw: BTreeMap<String, (SourcePath, Arc<[u8]>)>) -> BTreeMap<String, Asset> {
    let mut assets = BTreeMap::new();
    let (sheets, others): (Vec<_>, Vec<_>) = raw.into_iter().partition(|(path, _)| path.ends_with(".css"));
    for (path, (source, bytes)) in others.into_iter().chain(sheets) {
        let bytes = match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "css" => rewrite(&path, &bytes, &assets),
            "js" | "mjs" => without_margins(&bytes),
            _ => bytes,
        };
        let hash = Fingerprint::of(&bytes).short();
        let named = path
            .rsplit_once('.')
            .map_or_else(|| format!("{path}.{hash}"), |(stem, ending)| format!("{stem}.{hash}.{ending}"));
        assets.insert(path, Asset { source, bytes, url: Url::new(format!("/assets/{named}")) });
    }
    assets
}

/// A script without indentation and lines of comments: a tenth of what a phone would fetch. One with a text that goes
/// over several lines is left as it is.
fn without_margins(bytes: &Arc<[u8]>) -> Arc<[u8]> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.clone() };
    if text.lines().any(|line| line.matches('`').count() % 2 == 1 || line.ends_with('\\')) {
        return bytes.clone();
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect::<String>().into_bytes().into()
}

/// Replaces `url(…)` references to other assets by their fingerprinted names.
fn rewrite(path: &str, bytes: &Arc<[u8]>, assets: &BTreeMap<String, Asset>) -> Arc<[u8]> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.clone() };
    if !text.contains("url(") {
        return bytes.clone();
    }
    let here = SourcePath::new(path);
    let from = Url::new(format!("/assets/{path}"));
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some(at) = rest.find("url(") {
        let (before, after) = rest.split_at(at + 4);
        out.push_str(before);
        let Some(end) = after.find(')') else { break };
        let target = after[..end].trim().trim_matches(['"', '\'']);
        match here.join(target).and_then(|target| assets.get(target.as_str())) {
            Some(asset) => drop(write!(out, "\"{}\"", asset.url.relative(&from))),
            None => out.push_str(&after[..end]),
        }
        rest = &after[end..];
    }
    out.push_str(rest);
    out.into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_lose_their_margins_and_nothing_else() {
        for (script, packed) in [
            ("// about\na(\n  b, // one\n);\n", "a(\nb, // one\n);\n"),
            ("const a = `\n  b\n`;\n", "const a = `\n  b\n`;\n"),
            ("const a = `x`;\n\n  b();", "const a = `x`;\nb();\n"),
            ("const a = \"x\\\n  y\";", "const a = \"x\\\n  y\";"),
        ] {
            assert_eq!(String::from_utf8_lossy(&without_margins(&script.as_bytes().into())), packed);
        }
    }

    fn japanese() -> SiteLanguage {
        SiteLanguage {
            code: String::new(),
            tag: "ja".to_owned(),
            label: String::new(),
            title: String::new(),
            root: Url::root(),
        }
    }

    #[test]
    fn the_upper_layer_wins_and_css_follows_its_files() {
        let embedded = SourceTree::of([
            ("themes/shirube/templates/guide.html", "default"),
            ("themes/shirube/templates/base.html", "default"),
            ("themes/shirube/assets/a.svg", "<svg/>"),
            ("themes/shirube/assets/css/site.css", "a{background:url(\"../a.svg\")}b{background:url(data:x)}"),
            ("themes/shirube/strings/zh-hans.toml", "home = \"首页\""),
            ("themes/shirube/strings/zh-Hant.toml", "home = \"首頁\""),
            ("themes/shirube/strings/ja.toml", "skip = \"本文へ移動\"\nhome = \"トップ\""),
        ]);
        let tree = SourceTree::of([
            ("themes/mine/theme.toml", "extends = \"parent\""),
            ("themes/mine/templates/guide.html", "mine"),
            ("themes/mine/strings/ja.toml", "skip = \"本文へ\""),
            ("themes/parent/templates/guide.html", "parent"),
            ("themes/parent/templates/qa.html", "parent"),
        ]);
        let files = layer(&tree, &embedded, ("mine", "b{--c:0}"), "ja");
        let text = |name: &str| files.templates[name].1.clone();
        assert_eq!(
            (text("guide.html"), text("qa.html"), text("base.html")),
            ("mine".into(), "parent".into(), "default".into())
        );
        let language =
            |code: &str, tag: &str| SiteLanguage { code: code.to_owned(), tag: tag.to_owned(), ..japanese() };
        for (code, tag, key, words) in [
            ("", "ja", "skip", "本文へ"),
            ("en", "en", "home", "トップ"),
            ("zh-TW", "zh-TW", "home", "首頁"),
            ("cn", "zh-Hans", "home", "首页"),
            ("zh", "zh-Hans", "skip", "本文へ"),
        ] {
            assert_eq!(files.words(&language(code, tag), key), Some(words), "{code}");
        }
        let (svg, css) = (&files.assets["a.svg"], &files.assets["css/site.css"]);
        let name = svg.url.as_str().rsplit('/').next().expect("a URL has a last part");
        assert_eq!(
            String::from_utf8_lossy(&css.bytes),
            format!("a{{background:url(\"../{name}\")}}b{{background:url(data:x)}}\nb{{--c:0}}")
        );
        assert!(files.findings.is_empty());
    }
}
