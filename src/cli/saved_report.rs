//! `--save FILE`: the findings as a file that any program for texts opens, Notepad and Excel among them.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use crate::{
    base::atomic_file,
    msg, msgf,
    report::{
        console::Console,
        diagnostic::Diagnostic,
        format::{self, Format, Report},
        io_cause::io_cause,
        message::Message,
        quoted::Texts,
    },
};

/// The endings of names that a report may have. A page or a table must never be lost to a slip of the hand.
const ENDINGS: [&str; 3] = ["txt", "log", "json"];

/// What Windows knows a text in UTF-8 by.
const BOM: &str = "\u{feff}";

/// Where to keep the findings.
#[derive(clap::Args)]
pub(super) struct Args {
    /// 結果をファイルにも書く（結果.txt など。メモ帳で開けます） / Writes the findings to a file as well, for example report.txt
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
}

impl Args {
    /// Writes the findings where that was asked for, and says where they are.
    pub(super) fn write(
        &self,
        console: Console,
        report: Report<'_>,
        texts: &dyn Texts,
        format: Format,
    ) -> Result<(), Box<Diagnostic>> {
        let Some(file) = &self.save else { return Ok(()) };
        let shown = file.display();
        if !has_ending(file) {
            let message = msgf!(
                ja: "結果を「{shown}」には書けません",
                en: "the findings cannot be written to `{shown}`");
            return Err(Box::new(Diagnostic::error("usage", message).help(msg!(
                ja: "名前の終わりを .txt、.log か .json にしてください。例：`--save 結果.txt`",
                en: "let the name end in .txt, .log or .json, for example `--save report.txt`"))));
        }
        let text = format::render_all(report, texts, format, console.tongue, false);
        let text = match format {
            format if format.is_result() => text,
            _ => format!("{BOM}{text}{}\n", format::summary(report.findings, console.tongue, true)),
        };
        atomic_file::write(file, text.as_bytes()).map_err(|error| {
            let Message { ja, en } = io_cause(&error);
            let message = msgf!(
                ja: "結果を「{shown}」に書き込めませんでした（{ja}）",
                en: "the findings could not be written to `{shown}` ({en})");
            Box::new(Diagnostic::error("output-failed", message))
        })?;
        if !format.is_result() {
            console.note(&msgf!(ja: "結果を「{shown}」に書きました。", en: "The findings are in `{shown}`."));
        }
        Ok(())
    }
}

fn has_ending(file: &Path) -> bool {
    let ending = file.extension().and_then(OsStr::to_str).unwrap_or_default();
    ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
}
