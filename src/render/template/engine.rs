//! The template engine: the theme's templates, compiled once, and what goes wrong in them told as findings.
//!
//! `now` and random functions must never be registered: a page is a function of the site alone.
//!
//! A pair with `render`: the engine makes what a job is for, and a job is made by the engine.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use tera::{ErrorKind, Tera};

use crate::{
    base::{hash::Fingerprint, path::SourcePath},
    msg, msgf,
    render::template::{filters, functions},
    report::diagnostic::Diagnostic,
    site::theme_files::ThemeFiles,
    text::{
        normalize::nearest,
        span::{Span, floor_char_boundary},
    },
};

/// The bytes of an output, or the findings that say why there are none.
pub type Made = (Option<Arc<[u8]>>, Vec<Diagnostic>);

/// The compiled theme.
pub struct Engine {
    tera: Arc<Tera>,
    files: Arc<ThemeFiles>,
    /// What is wrong with the templates; while there is something, pages cannot be rendered.
    pub findings: Vec<Diagnostic>,
    /// Fingerprint of the templates it was compiled from.
    pub fingerprint: Fingerprint,
}

impl Engine {
    /// Compiles the theme, unless this process has compiled the same templates before.
    pub fn new(files: Arc<ThemeFiles>) -> Self {
        let (tera, findings) = match recall(files.fingerprint) {
            Some(tera) => (tera, Vec::new()),
            None => compile(&files),
        };
        Self { tera, fingerprint: files.fingerprint, files, findings }
    }

    /// Renders a template; `from` is the content file that it shows, for messages.
    pub fn render(&self, template: &str, context: BTreeMap<&'static str, tera::Value>, from: &str) -> Made {
        let mut page = tera::Context::new();
        for (name, value) in context {
            page.insert_value(name, value);
        }
        let mut bytes = Vec::with_capacity(16 * 1024);
        match self.tera.render_to(template, &page, &mut bytes) {
            Ok(()) => (Some(bytes.into()), Vec::new()),
            // The fault is in the templates and told there, once.
            Err(_) if !self.findings.is_empty() => (None, Vec::new()),
            Err(error) => {
                let path = self
                    .files
                    .templates
                    .get(template)
                    .map_or_else(|| SourcePath::new(template), |(path, _)| path.clone());
                (None, vec![report_template_error(&error, &self.files, template, &path, from)])
            }
        }
    }
}

/// The themes that were compiled last, oldest first, by the fingerprint of their templates' names and texts. Only what
/// has no fault: a finding names files, and the same text may lie in another file.
static COMPILED: Mutex<Vec<(Fingerprint, Arc<Tera>)>> = Mutex::new(Vec::new());
/// How many themes are kept: a second build of a site, and an edit that is taken back.
const KEPT: usize = 4;

fn recall(templates: Fingerprint) -> Option<Arc<Tera>> {
    let compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    compiled.iter().find(|(print, _)| *print == templates).map(|(_, tera)| tera.clone())
}

fn keep(templates: Fingerprint, tera: &Arc<Tera>) {
    let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    compiled.retain(|(print, _)| *print != templates);
    compiled.push((templates, tera.clone()));
    let extra = compiled.len().saturating_sub(KEPT);
    compiled.drain(..extra);
}

/// Compiles all templates together. Only if that fails is each parsed alone, so that one run tells every fault.
fn compile(files: &ThemeFiles) -> (Arc<Tera>, Vec<Diagnostic>) {
    let texts = files.templates.iter().map(|(name, (path, text))| (name.as_str(), path, text.as_str()));
    let mut tera = registered();
    if tera.add_raw_templates(texts.clone().map(|(name, _, text)| (name, text))).is_ok() {
        let tera = Arc::new(tera);
        keep(files.fingerprint, &tera);
        return (tera, Vec::new());
    }
    let mut findings = Vec::new();
    let mut good: Vec<(&str, &str)> = Vec::new();
    for (name, path, text) in texts {
        match registered().add_raw_template(name, text) {
            Err(error) if matches!(error.kind(), ErrorKind::SyntaxError(_)) => {
                findings.push(report_template_error(&error, files, name, path, ""))
            }
            _ => good.push((name, text)),
        }
    }
    let mut tera = registered();
    if let Err(error) = tera.add_raw_templates(good) {
        findings.push(report_template_error(&error, files, "", &SourcePath::new("themes"), ""));
    }
    (Arc::new(tera), findings)
}

fn registered() -> Tera {
    let mut tera = Tera::new();
    functions::register(&mut tera);
    filters::register(&mut tera);
    tera
}

/// An error of the engine as a finding: our words, our frame, the nearest name.
fn report_template_error(
    error: &tera::Error,
    files: &ThemeFiles,
    template: &str,
    path: &SourcePath,
    from: &str,
) -> Diagnostic {
    let report = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report,
        _ => return from_text(&error.to_string(), files, template, path, from),
    };
    if files.embedded.contains(report.filename()) {
        return report_own_template(report.message(), from);
    }
    let (path, text) =
        files.templates.get(report.filename()).map_or((path.clone(), ""), |(path, text)| (path.clone(), text.as_str()));
    let range = &report.span().range;
    let span = Span::new(floor_char_boundary(text, range.start), floor_char_boundary(text, range.end));
    tell_apart(report.message(), text, span, from).at(&path, span).about(format!(
        "{path}:{}:{}",
        span.start,
        report.message()
    ))
}

/// Some errors come as text only; their second line names file, line and column.
fn from_text(message: &str, files: &ThemeFiles, template: &str, path: &SourcePath, from: &str) -> Diagnostic {
    let first = message.lines().next().unwrap_or_default().trim_start_matches("error: ");
    let place = message.lines().nth(1).and_then(|line| line.split_once("--> ")).map(|(_, place)| place.trim());
    let mut parts = place.unwrap_or_default().rsplitn(3, ':');
    let mut number = || parts.next().and_then(|part| part.parse::<usize>().ok());
    let (column, line) = (number().unwrap_or(1), number().unwrap_or(1));
    let name = parts.next().unwrap_or(template);
    if files.embedded.contains(name) {
        return report_own_template(first, from);
    }
    let (path, text) =
        files.templates.get(name).map_or((path.clone(), ""), |(path, text)| (path.clone(), text.as_str()));
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let start = start + text[start..].chars().take(column - 1).map(char::len_utf8).sum::<usize>();
    let span = Span::new(start, text[start..].chars().next().map_or(start, |c| start + c.len_utf8()));
    tell_apart(first, text, span, from).at(&path, span).about(format!("{path}:{start}:{first}"))
}

/// A fault in a template that the program carries, which no editor can mend: it is told of what was shown.
fn report_own_template(message: &str, from: &str) -> Diagnostic {
    let shown = SourcePath::new(if from.is_empty() { "site.toml" } else { from });
    Diagnostic::error(
        "template-error",
        msgf!(ja: "このページを表示できません：{message}", en: "the page cannot be rendered: {message}"),
    )
    .in_file(&shown)
    .help(msg!(
        ja: "このファイルと site.toml の、ほかの指摘を先に直してください。直しても出るときは、プログラムの不具合です",
        en: "mend the other findings of this file and of site.toml first; if this one stays, it is a \
             fault of the program"))
    .about(format!("{from}:{message}"))
}

/// Words for the commonest faults, and the engine's own for the rest.
fn tell_apart(message: &str, text: &str, span: Span, from: &str) -> Diagnostic {
    let shown = if from.is_empty() { String::new() } else { format!("（`{from}` の表示中）") };
    let shown_en = if from.is_empty() { String::new() } else { format!(" (while showing `{from}`)") };
    let named = |prefix: &str| message.strip_prefix(prefix).and_then(|rest| rest.split_once('`'));
    let unknown =
        named("Field `").or_else(|| named("Variable `")).filter(|(_, rest)| rest.starts_with(" is not defined"));
    let Some((name, rest)) = unknown else {
        return Diagnostic::error(
            "template-error",
            msgf!(
            ja: "テンプレートを表示できません{shown}：{message}",
            en: "the template cannot be rendered{shown_en}: {message}"),
        );
    };
    let whole = expression(text, span, name);
    let finding = Diagnostic::error(
        "template-error",
        msgf!(
        ja: "テンプレートに `{whole}` という値はありません{shown}",
        en: "the template has no value `{whole}`{shown_en}"),
    );
    let known: Vec<&str> =
        rest.split_once(": ").map_or(Vec::new(), |(_, names)| names.split(", ").map(str::trim).collect());
    match nearest(name, known.iter().copied()) {
        Some(near) => {
            let near = format!("{}{near}", whole.strip_suffix(name).unwrap_or_default());
            finding.help(msgf!(ja: "`{near}` のことではありませんか", en: "did you mean `{near}`?"))
        }
        None => {
            let all = known.join("、");
            finding.help(msgf!(ja: "使える名前：{all}", en: "names to use: {all}"))
        }
    }
}

/// The dotted name around a span, up to the part that is unknown: `page.titel`.
fn expression(text: &str, span: Span, name: &str) -> String {
    let part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let at = text[span.start..].find(name).map_or(span.start, |at| span.start + at);
    let before = &text[..at];
    let start = before.rfind(|c| !part(c)).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    format!("{}{name}", &before[start..])
}
