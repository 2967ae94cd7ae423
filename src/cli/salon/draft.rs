//! `shirube salon draft`: a conversation as a page that the editor goes on writing. Never writes over one.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use crate::cli::salon::{Outcome, room};
use crate::{
    base::{atomic_file, path::SourcePath, secret::Key},
    cli::{Context, FINE},
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Level},
        format::Format,
    },
    salon::{
        attachment,
        context::SalonContext,
        conversation::Conversation,
        draft::{self, Picture},
        gate, inbox, key, ledger,
        people::Role,
        record::{Draft, DraftGate, Origin, Record, Speaker},
        records::Post,
        withdrawn,
    },
    text::normalize::decode,
};

/// 会話から質問と答えのページを作る / Writes a page from a conversation
#[derive(clap::Args)]
pub(super) struct Args {
    /// 会話の番号 / The id
    id: String,
    /// 使う答えの番号（省くと候補のすべて） / The numbers of the answers
    #[arg(long, value_delimiter = ',', value_name = "1,3")]
    answers: Vec<usize>,
    /// 書き出すファイル / The file to write
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// ページの隣に置く写真（`shirube salon show` の番号） / A picture to put beside the page
    #[arg(long = "file", value_name = "F1", requires = "from")]
    files: Vec<String>,
    /// 写真が入っている書き出し / The export that holds the picture
    #[arg(long, value_name = "EXPORT")]
    from: Option<PathBuf>,
    /// 担当者（site.toml の [salon.reviewers] の名前） / Who drafts
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let room = room(context)?;
    let talk = room.conversation(&args.id)?;
    let key = room.key()?;
    let out_of_it = room.withdrawn(&key, &talk);
    let answers = chosen(&talk, &args.answers, &out_of_it)?;
    let id = talk.thread.id.clone();
    let by = room.drafter(args.by.as_deref())?;
    if let Some(page) = room.pages.get(&id) {
        let fresh = room.item(&id).is_some_and(|item| !item.gone.is_empty());
        return if fresh {
            without(context, &room, &talk, page, (&key, by), &out_of_it)
        } else {
            there_already(context, &room, args, &talk, page, (&answers, &out_of_it))
        };
    }
    if out_of_it.contains(talk.root.author.as_str()) {
        return Err(Box::new(withdrawn_asker()));
    }
    let out = out(context, args, &id);
    if out.exists() {
        return Err(taken(&out));
    }
    let mut replaced: BTreeMap<String, u64> = BTreeMap::new();
    for finding in std::iter::once(talk.root)
        .chain(answers.iter().copied())
        .flat_map(|message| &message.findings)
        .filter(|finding| matches!(finding.level, 'N' | 'B'))
    {
        *replaced.entry(finding.kind.clone()).or_default() += 1;
    }
    let pictures = pictures(args, &talk, &answers, &out)?;
    let named: Vec<Picture> = pictures.iter().map(|(picture, ..)| picture.clone()).collect();
    let text = draft::page(&talk, &answers, &named, &|text| room.replaced(&talk, text));
    let path = SourcePath::new(&relative(context, &out));
    let warned = room.warned(&path, &id, &text);

    let mut book = ledger::open(&context.root, Some(&key))?;
    for (_, file, bytes) in &pictures {
        create(file, bytes)?;
    }
    create(&out, text.as_bytes())?;
    let workspace = &room.inbox.meta.workspace;
    let speakers: BTreeMap<&str, Role> =
        answers.iter().map(|message| (message.author.as_str(), talk.role(message))).collect();
    let subject =
        |id: &str, role: Role| Speaker { subject: key::subject_ref(&key, workspace, id), role: role.name().to_owned() };
    let subjects = std::iter::once((talk.root.author.as_str(), Role::Asker))
        .chain(speakers.into_iter().filter(|(id, _)| *id != talk.root.author));
    book.append(Record::Draft(Draft {
        at: context.now,
        by,
        item: id.clone(),
        source: origin(&room, &key, &talk),
        subjects: subjects.filter(|(id, _)| !id.is_empty()).map(|(id, role)| subject(id, role)).collect(),
        gate: DraftGate { replaced, warn: warned.clone(), ..room.draft_gate() },
    }))?;
    inbox::remember(&context.root, &id, &talk.labels)?;
    tell_made(context, &out, &id, &warned);
    let (document, tree) = room.document(&path, &text);
    context.console.report(&gate::told(&document), &tree, Format::Human);
    Ok(FINE)
}

/// Where an item comes from, as the ledger says it.
fn origin(room: &SalonContext, key: &Key, talk: &Conversation<'_>) -> Origin {
    let thread = key::thread_ref(key, &room.inbox.meta.workspace, &talk.channel.id, &talk.root.ts.to_string());
    Origin { thread, channel: "public".to_owned() }
}

fn out(context: &Context, args: &Args, id: &str) -> PathBuf {
    match &args.out {
        Some(out) if out.is_absolute() => out.clone(),
        Some(out) => context.root.join(out),
        None => context.root.join("content/qa").join(format!("{}.md", id.to_lowercase())),
    }
}

fn taken(out: &Path) -> Box<Diagnostic> {
    let shown = out.display();
    Box::new(
        Diagnostic::error("file-exists", msgf!(ja: "「{shown}」は、もうあります。書き換えていません", en: "`{shown}` exists already; it was not touched"))
            .help(msg!(ja: "`--out content/qa/別の名前.md` のように、別の名前を指定してください", en: "give another name, like `--out content/qa/another.md`")),
    )
}

/// The answers by their numbers, in the order given; else the proposed ones, best first. Nobody's who is `out` of it.
fn chosen<'a>(
    talk: &Conversation<'a>,
    numbers: &[usize],
    out: &BTreeSet<&str>,
) -> Result<Vec<&'a Post>, Box<Diagnostic>> {
    let stays = |message: &&Post| !out.contains(message.author.as_str());
    if numbers.is_empty() {
        return Ok(talk.suggested().into_iter().filter(stays).collect());
    }
    let one = |number: &usize| {
        if talk.at(*number).is_some_and(|message| !stays(&message)) {
            return Err(Box::new(
                Diagnostic::error(
                    "subject-withdrawn",
                    msgf!(ja: "{number}番の返信を書いた人は、公開を取り下げています", en: "whoever wrote reply {number} has withdrawn"),
                )
                .help(msg!(ja: "ほかの返信を選んでください", en: "choose other replies")),
            ));
        }
        talk.at(*number).filter(|_| *number > 0).ok_or_else(|| {
            let most = talk.replies.len();
            Box::new(
                Diagnostic::error(
                    "no-answer",
                    msgf!(ja: "{number}番の返信はありません", en: "there is no reply {number}"),
                )
                .help(msgf!(ja: "1番から{most}番までの番号を指定してください", en: "give numbers from 1 to {most}")),
            )
        })
    };
    numbers.iter().map(one).collect()
}

/// A picture, the file it goes to and its bytes.
type Copied = (Picture, PathBuf, Vec<u8>);

/// The pictures that are wanted, each with the file it goes to and its bytes.
fn pictures(
    args: &Args,
    talk: &Conversation<'_>,
    answers: &[&Post],
    out: &Path,
) -> Result<Vec<Copied>, Box<Diagnostic>> {
    let Some(export) = &args.from else { return Ok(Vec::new()) };
    let messages = || std::iter::once(talk.root).chain(answers.iter().copied());
    let one = |(number, id): (usize, &String)| {
        let found =
            messages().find_map(|message| message.files.iter().find(|file| file.id == *id).map(|file| (message, file)));
        let (message, file) = found.ok_or_else(|| {
            Box::new(
                Diagnostic::error("no-attachment", msgf!(ja: "添付「{id}」は、質問にも、選んだ答えにもありません", en: "neither the question nor a chosen answer has the file `{id}`"))
                    .help(msg!(ja: "`shirube salon show ID` で番号を確かめてください", en: "see the ids with `shirube salon show ID`")),
            )
        })?;
        let bytes = attachment::picture(export, file)?;
        let ending = SourcePath::new(&file.name).extension();
        let stem = out.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let name = format!("{stem}-{}.{ending}", number + 1);
        Ok((Picture { of: message.ts, name: name.clone(), alt: file.alt.clone() }, out.with_file_name(name), bytes))
    };
    args.files.iter().enumerate().map(one).collect()
}

/// There is a page already: it stays as it is, and what it lacks is printed to paste.
fn there_already(
    context: &Context,
    room: &SalonContext,
    args: &Args,
    talk: &Conversation<'_>,
    page: &SourcePath,
    (answers, out_of_it): (&[&Post], &BTreeSet<&str>),
) -> Outcome {
    if args
        .out
        .as_ref()
        .is_some_and(|_| SourcePath::new(&relative(context, &out(context, args, &talk.thread.id))) != *page)
    {
        return Err(Box::new(
            Diagnostic::error(
                "page-elsewhere",
                msgf!(ja: "この会話のページは、もう「{page}」にあります", en: "this conversation's page is `{page}`"),
            )
            .help(msg!(ja: "`--out` を付けずに実行してください", en: "leave out `--out`")),
        ));
    }
    let console = context.console;
    console.say(&msgf!(ja: "この会話のページは、もう「{page}」にあります。書き換えていません。", en: "This conversation's page is `{page}`; it was not touched."));
    let (new, _) = talk.unseen();
    let wanted: Vec<&Post> = if args.answers.is_empty() {
        new.into_iter().filter(|message| !out_of_it.contains(message.author.as_str())).collect()
    } else {
        answers.to_vec()
    };
    if !wanted.is_empty() {
        console.say(&msg!(ja: "次の答えを、ページに貼り付けられます：", en: "These answers may be pasted into it:"));
        console.line(&draft::answers(talk, &wanted, &[], &|text| room.replaced(talk, text)));
    }
    Ok(FINE)
}

/// Somebody who speaks in the page has withdrawn: the page may come back without them, and the editor hears what to cut.
fn without(
    context: &Context,
    room: &SalonContext,
    talk: &Conversation<'_>,
    page: &SourcePath,
    (key, by): (&Key, String),
    out: &BTreeSet<&str>,
) -> Outcome {
    let id = talk.thread.id.clone();
    let item = room.item(&id).cloned().unwrap_or_default();
    let before = item.draft.map_or_else(Vec::new, |draft| draft.subjects);
    let stays = |(subject, _): &(String, String)| !item.gone.contains(subject) && !item.left.contains(subject);
    ledger::open(&context.root, Some(key))?.append(Record::Draft(Draft {
        at: context.now,
        by,
        item: id.clone(),
        source: origin(room, key, talk),
        subjects: before.into_iter().filter(stays).map(|(subject, role)| Speaker { subject, role }).collect(),
        gate: room.draft_gate(),
    }))?;
    let console = context.console;
    console.say(&msgf!(
        ja: "取り下げた人を除いて、下書きし直したことを台帳に記録しました（{id}）。「{page}」は書き換えていません。",
        en: "The ledger now has a draft without whoever withdrew ({id}). `{page}` was not touched."));
    let text =
        room.tree.get(page).and_then(|source| decode(&source.bytes)).map_or_else(Default::default, |(text, _)| text);
    let (document, tree) = room.document(page, &text);
    let places = withdrawn::places(&document, talk, out);
    if !places.is_empty() {
        console.report(&[withdrawn::finding(Level::Warning, &document, &places)], &tree, Format::Human);
    }
    console.say(&msgf!(
        ja: "次に：その人の答えを消し、ほかの答えがその人の話に触れていないか読み直してから、\n  shirube salon approve {page} --by 担当 --basis purpose_61",
        en: "Next: cut that person's answers, see that no other answer speaks of them, then\n  shirube salon approve {page} --by NAME --basis purpose_61"));
    Ok(FINE)
}

fn withdrawn_asker() -> Diagnostic {
    Diagnostic::error("subject-withdrawn", msg!(ja: "質問した人が、公開を取り下げています", en: "whoever asked has withdrawn")).help(msg!(
            ja: "この会話からはページを作れません。質問を役場の言葉で書いた、`source` のないページなら作れます",
            en: "no page can be drafted from this conversation; a page in the office's own words, without `source`, may be written"))
}

fn relative(context: &Context, path: &Path) -> String {
    path.strip_prefix(&context.root).unwrap_or(path).to_string_lossy().into_owned()
}

fn create(out: &Path, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    atomic_file::create(out, bytes).map_err(|error| {
        if error.kind() == std::io::ErrorKind::AlreadyExists {
            return taken(out);
        }
        let shown = out.display();
        Box::new(Diagnostic::error(
            "output-failed",
            msgf!(ja: "「{shown}」に書き込めませんでした（{error}）", en: "writing `{shown}` failed ({error})"),
        ))
    })
}

fn tell_made(context: &Context, out: &Path, id: &str, warned: &BTreeMap<String, u64>) {
    let shown = relative(context, out);
    let console = context.console;
    console.say(&msgf!(ja: "「{shown}」を作りました（{id}）。", en: "Wrote `{shown}` ({id})."));
    if !warned.is_empty() {
        let all = warned.iter().map(|(kind, count)| format!("{kind} {count}")).collect::<Vec<_>>().join("、");
        console.say(&msgf!(ja: "個人が分かるかもしれない所があります：{all}。読み直してください。", en: "Some places may tell who somebody is: {all}. Read them again."));
    }
    console.say(&msgf!(
        ja: "次に：題名、話題、短い答えを書き、本文を自分の言葉に言いかえ（元の文のままでは承認できません）、読み直してから、\n  shirube salon approve {shown} --by 担当 --basis purpose_61",
        en: "Next: write title, topics and short answer, put the text in your own words (a post's own words are not approved), read it again, then\n  shirube salon approve {shown} --by NAME --basis purpose_61"));
}
