//! `shirube theme eject FILE`: a file of the theme, written into the site to be changed.

use crate::{
    authoring::eject::{find_part, is_new_language, list_parts, original, take_out},
    base::{
        atomic_file,
        path::SourcePath,
        resolve::{find_on_disk, resolve},
    },
    cli::{Context, FINE, Outcome},
    config::types::Config,
    input::source_tree::SourceTree,
    msg, msgf,
    report::{diagnostic::Diagnostic, io_cause::io_cause, message::Message},
};

/// 見た目（テーマ）のファイルを扱う / Works with the files of the theme
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// テーマのファイルを1つ、自分で直せるように取り出す / Takes a file of the theme out, to be changed
    Eject(Eject),
}

#[derive(clap::Args)]
struct Eject {
    /// 取り出すファイル（省くと、取り出せるものの一覧） / The file to take out (without it: a list of all)
    #[arg(value_name = "FILE")]
    file: Option<String>,
    /// 取り出さずに、いまの版のファイルを表示する / Only prints the file as this version has it
    #[arg(long, requires = "file")]
    print: bool,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let Command::Eject(args) = &args.command;
    let tree = SourceTree::scan(&context.root, &SourceTree::default());
    let (theme, languages) = read_settings(&tree)?;
    let Some(file) = &args.file else {
        list(context, &tree, &theme);
        return Ok(FINE);
    };
    let inner = find_part(file, &languages)?;
    if args.print {
        let bytes = original(&inner);
        let Ok(text) = std::str::from_utf8(&bytes) else {
            let message = msgf!(ja: "「{inner}」は画像なので、表示できません", en: "`{inner}` is a picture");
            return Err(Box::new(Diagnostic::error("usage", message)));
        };
        context.console.line(text.trim_end());
        return Ok(FINE);
    }
    let (path, bytes) = take_out(&tree, &theme, &inner);
    write(context, &path, &bytes)?;
    context.console.line(path.as_str());
    let words = if is_new_language(&inner) {
        msg!(
            ja: "英語の言葉から、新しい言語のファイルを作りました。訳した行から、先頭の「# 」を消してください。残りの数は `shirube check` が知らせます。",
            en: "A file for the new language was made from the English words. Translate, and take away the `# ` before \
                 each line; `shirube check` tells how many are left.")
    } else if inner.starts_with("strings/") {
        msg!(
            ja: "変える言葉の行だけを残し、ほかの行は消してください。ない行は、元の言葉のままになります。",
            en: "Keep the lines of the words you change and remove the others: they stay as they are.")
    } else {
        msg!(
            ja: "このファイルを直すと、ページの見た目が変わります。`shirube serve` を動かしたまま保存すると、すぐに見られます。",
            en: "Pages follow what you change in this file; with `shirube serve` you see it at once.")
    };
    context.console.note(&words);
    context.console.note(&msgf!(
        ja: "元に戻すには「{path}」を消します。新しい版で元のファイルが変わったときは、`shirube check` が知らせます。",
        en: "To go back, remove `{path}`. When a later version has another original, `shirube check` tells."));
    Ok(FINE)
}

/// The theme of the site, without which nobody knows where its files are looked for, and its languages.
fn read_settings(tree: &SourceTree) -> Result<(String, Vec<String>), Box<Diagnostic>> {
    let text = tree.get(&SourcePath::new("site.toml")).map(|source| String::from_utf8_lossy(&source.bytes));
    let config = Config::read(text.as_deref());
    let languages = config.value.languages.iter().map(|language| language.code.clone()).collect();
    let name = config.value.theme.name;
    if !config.value.readable {
        return Err(config.findings.into_iter().next().map_or_else(unnamed, Box::new));
    }
    let is_folder =
        SourcePath::new("themes/x").join(&name).is_some_and(|path| path.as_str() == format!("themes/{name}"));
    if is_folder && !name.is_empty() { Ok((name, languages)) } else { Err(unnamed()) }
}

fn unnamed() -> Box<Diagnostic> {
    let message = msg!(
        ja: "site.toml の `theme` が、フォルダーの名前ではありません",
        en: "`theme` in site.toml is no name of a folder");
    Box::new(Diagnostic::error("usage", message))
}

fn list(context: &Context, tree: &SourceTree, theme: &str) {
    context.console.say(&msg!(
        ja: "取り出して直せるファイル（`shirube theme eject ファイル`）：",
        en: "Files that can be taken out and changed (`shirube theme eject FILE`):"));
    let parts = list_parts(tree, theme);
    let width = parts.iter().map(|part| part.inner.len()).max().unwrap_or_default();
    for part in &parts {
        let Message { ja, en } = &part.about;
        let (taken, taken_en) = if part.is_taken { ("（取り出しずみ）", " (taken out)") } else { ("", "") };
        let name = format!("{:width$}", part.inner);
        context.console.say(&msgf!(ja: "  {name}  {ja}{taken}", en: "  {name}  {en}{taken_en}"));
    }
}

/// Writes a file that is not there yet, and nothing behind a link out of the guide.
fn write(context: &Context, path: &SourcePath, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    let usage = |message: Message| Box::new(Diagnostic::error("usage", message));
    let file = find_on_disk(&context.root, path);
    if file.as_ref().is_ok_and(|file| !resolve(file).starts_with(resolve(&context.root))) {
        return Err(usage(msgf!(
            ja: "「{path}」は、リンクでガイドの外につながっています。外には書き込みません",
            en: "`{path}` leads out of the guide by a link; nothing is written there")));
    }
    file.and_then(|file| atomic_file::create(&file, bytes)).map_err(|error| {
        if error.kind() == std::io::ErrorKind::AlreadyExists {
            let message = msgf!(ja: "「{path}」は、もうあります", en: "`{path}` is there already");
            return Box::new((*usage(message)).help(msgf!(
                ja: "そのファイルを直してください。元に戻すには、消します。いまの版の元のファイルは、最後に `--print` を付けると見られます",
                en: "change that file; to go back, remove it. `--print` shows this version's original")));
        }
        let Message { ja, en } = io_cause(&error);
        let message = msgf!(ja: "「{path}」を書けませんでした（{ja}）", en: "`{path}` could not be written ({en})");
        Box::new(Diagnostic::error("output-failed", message))
    })
}
