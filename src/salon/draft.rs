//! `draft`: a conversation as a page that the editor goes on writing. Never writes over one.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::{Path, PathBuf},
};

use crate::{
    base::{atomic_file, os::fs, path::SourcePath, resolve::resolve, secret::Key},
    input::scanned::is_scanned,
    ledger::{content_hash, notes::Role, read::Item},
    msg, msgf,
    report::{diagnostic::Diagnostic, io_cause::io_cause, message::Message},
    salon::{
        attachment,
        context::SalonContext,
        conversation::Conversation,
        draft_page::{self, Picture},
        gate, ignore_private, inbox, key, ledger,
        ledger_record::{Draft, DraftGate, Origin, Record, Speaker},
        not_written,
        objections::NOBODY,
        title::find_title,
        transcript::Post,
        withdrawn,
    },
    text::{normalize::decode, span::Span},
};

/// What a person says who drafts.
#[derive(Clone, Default, Debug)]
pub struct DraftRequest {
    /// The conversation's public id.
    pub id: String,
    /// The numbers of the answers; empty: the proposed ones.
    pub answers: Vec<usize>,
    /// The file to write; `None`: by the id, in `content/qa/`.
    pub out: Option<PathBuf>,
    /// Ids of pictures to put beside the page.
    pub files: Vec<String>,
    /// The export that holds the pictures.
    pub from: Option<PathBuf>,
    /// Who drafts; `None`: the only reviewer there is.
    pub by: Option<String>,
}

/// What came of it.
#[derive(Clone, PartialEq, Debug)]
pub enum Drafted {
    /// A new page.
    Made {
        /// The page, below the site's root.
        page: String,
        /// Its text.
        text: String,
        /// How many places of each type are left to a person.
        warned: BTreeMap<String, u64>,
        /// What it tells of its speakers together, and whom it calls by a word that nobody knows.
        told: Vec<Diagnostic>,
    },
    /// There is a page already, which was not touched.
    There {
        /// The page.
        page: SourcePath,
        /// Answers that may be pasted into it; empty if there are none.
        answers: String,
    },
    /// Somebody has withdrawn: the ledger has a draft without them, the page was not touched.
    Without {
        /// The page.
        page: SourcePath,
        /// Where it still holds what they wrote.
        places: Vec<Span>,
    },
}

/// A draft in the making.
struct Drafting<'a> {
    salon: &'a SalonContext,
    request: &'a DraftRequest,
    talk: Conversation<'a>,
    key: Key,
    /// Who has withdrawn from the conversation.
    out_of_it: BTreeSet<String>,
    by: String,
}

/// Writes a page from a conversation, or says what the page that is there lacks.
pub fn draft(salon: &SalonContext, request: &DraftRequest) -> Result<Drafted, Box<Diagnostic>> {
    let talk = salon.conversation(&request.id)?;
    let key = salon.key()?;
    salon.admit()?;
    let out_of_it = salon.withdrawn(&key, &talk).into_iter().map(str::to_owned).collect();
    let mut drafting = Drafting { salon, request, talk, key, out_of_it, by: String::new() };
    let answers = drafting.choose_answers()?;
    drafting.by = salon.drafter(request.by.as_deref())?;
    let id = &drafting.talk.thread.id;
    let Some(page) = salon.pages.get(id) else { return drafting.make_page(&answers) };
    let out = salon.opted_out(&key);
    let speaks = |item: &Item| !item.gone.is_empty() || item.subjects().iter().any(|subject| out.contains(*subject));
    if salon.item(id).is_some_and(speaks) {
        drafting.leave_people_out(page)
    } else {
        drafting.offer_answers(page, &answers)
    }
}

impl<'a> Drafting<'a> {
    fn is_out(&self, post: &Post) -> bool {
        self.out_of_it.contains(&post.author)
    }

    /// The answers by their numbers, in the order given; else the proposed ones, best first. Nobody's who is out of it.
    fn choose_answers(&self) -> Result<Vec<&'a Post>, Box<Diagnostic>> {
        if self.request.answers.is_empty() {
            return Ok(self.talk.suggested().into_iter().filter(|post| !self.is_out(post)).collect());
        }
        self.request.answers.iter().map(|number| self.choose_answer(*number)).collect()
    }

    fn choose_answer(&self, number: usize) -> Result<&'a Post, Box<Diagnostic>> {
        match self.talk.at(number).filter(|_| number > 0) {
            _ if self.talk.at(number).is_some_and(|post| self.is_out(post)) => Err(withdrawn_author(number)),
            Some(post) => Ok(post),
            None => Err(no_answer(number, self.talk.replies.len())),
        }
    }

    fn make_page(&self, answers: &[&Post]) -> Result<Drafted, Box<Diagnostic>> {
        let Self { salon, request, talk, key, by, .. } = self;
        if self.is_out(talk.root) {
            return Err(withdrawn_asker());
        }
        let id = &talk.thread.id;
        let out = file_of(salon.root(), request, id)?;
        if fs::is_there(&out).unwrap_or(false) {
            return Err(taken(&out));
        }
        let pictures = self.read_pictures(answers, &out)?;
        let named: Vec<Picture> = pictures.iter().map(|(picture, ..)| picture.clone()).collect();
        let title = find_title(&salon.without_personal(&talk.root.markdown));
        let gate = |text: &str| salon.replaced(talk, text);
        let text = draft_page::compose_page(talk, title.as_deref(), answers, &named, &gate);
        let page = below(salon.root(), &out);
        let path = SourcePath::new(&page);
        let warned = salon.warned(&path, id, &text);

        ignore_private(salon.root()).map_err(|error| not_written(".gitignore", &error))?;
        let mut book = ledger::open(salon.root(), Some(key))?;
        for (_, file, bytes) in &pictures {
            create(file, bytes)?;
        }
        create(&out, text.as_bytes())?;
        let gate = DraftGate { replaced: count_replaced(talk, answers), warn: warned.clone(), ..salon.draft_gate() };
        book.append(Record::Draft(Draft {
            at: salon.now(),
            by: by.clone(),
            item: id.clone(),
            source: self.origin(),
            page: content_hash::hash_path(&path),
            subjects: self.speakers(answers),
            gate,
        }))?;
        inbox::remember(salon.root(), id, &talk.labels)?;
        let mut told = gate::told(&salon.document(&path, &text).0);
        told.extend(salon.report_unknown(&path, id, &text));
        Ok(Drafted::Made { page, text, warned, told })
    }

    /// The people of the question and of the answers, as the ledger names them.
    fn speakers(&self, answers: &[&Post]) -> Vec<Speaker> {
        let Self { salon, talk, key, .. } = self;
        let asker = talk.root.author.as_str();
        let roles: BTreeMap<&str, Role> =
            answers.iter().map(|post| (post.author.as_str(), talk.role(post))).filter(|(id, _)| *id != asker).collect();
        let speaker = |(id, role): (&str, Role)| Speaker {
            subject: key::subject_ref(key, &salon.inbox.meta.workspace, id),
            role: role.name().to_owned(),
        };
        std::iter::once((asker, Role::Asker)).chain(roles).filter(|(id, _)| !id.is_empty()).map(speaker).collect()
    }

    /// Where an item comes from, as the ledger says it.
    fn origin(&self) -> Origin {
        let Self { salon, talk, key, .. } = self;
        let thread = key::thread_ref(key, &salon.inbox.meta.workspace, &talk.channel.id, &talk.root.id);
        Origin { thread, channel: "public".to_owned() }
    }

    /// The pictures that are wanted, each with the file it goes to and its bytes.
    fn read_pictures(&self, answers: &[&Post], out: &Path) -> Result<Vec<Copied>, Box<Diagnostic>> {
        let Some(export) = &self.request.from else { return Ok(Vec::new()) };
        let posts: Vec<&Post> = std::iter::once(self.talk.root).chain(answers.iter().copied()).collect();
        let numbered = self.request.files.iter().enumerate();
        numbered.map(|(number, id)| read_picture(export, &posts, id, number + 1, out)).collect()
    }

    /// Records a draft of a page that is there, with these speakers.
    fn record_again(&self, page: &SourcePath, speakers: Vec<(String, String)>) -> Result<(), Box<Diagnostic>> {
        let Self { salon, talk, key, by, .. } = self;
        ledger::open(salon.root(), Some(key))?.append(Record::Draft(Draft {
            at: salon.now(),
            by: by.clone(),
            item: talk.thread.id.clone(),
            source: self.origin(),
            page: content_hash::hash_path(page),
            subjects: speakers.into_iter().map(|(subject, role)| Speaker { subject, role }).collect(),
            gate: salon.draft_gate(),
        }))
    }

    /// There is a page already: it stays as it is, and what it lacks is offered to paste.
    fn offer_answers(&self, page: &SourcePath, answers: &[&Post]) -> Result<Drafted, Box<Diagnostic>> {
        let Self { salon, request, talk, .. } = self;
        let asked = file_of(salon.root(), request, &talk.thread.id)?;
        if request.out.is_some() && SourcePath::new(&below(salon.root(), &asked)) != *page {
            return Err(elsewhere(page));
        }
        let wanted: Vec<&Post> = if request.answers.is_empty() {
            talk.unseen().0.into_iter().filter(|post| !self.is_out(post)).collect()
        } else {
            answers.to_vec()
        };
        let answers = draft_page::compose_answers(talk, &wanted, &[], &|text| salon.replaced(talk, text));
        let drafted = salon.item(&talk.thread.id).and_then(|item| item.draft.as_ref());
        if let Some(draft) = drafted.filter(|draft| draft.by == NOBODY && request.by.is_some()) {
            // Nobody knew who drafted it; whoever says so now must not approve it.
            self.record_again(page, draft.subjects.clone())?;
        }
        Ok(Drafted::There { page: page.clone(), answers })
    }

    /// Somebody who speaks in the page has withdrawn: the page may come back without them, and the editor hears what
    /// to cut.
    fn leave_people_out(&self, page: &SourcePath) -> Result<Drafted, Box<Diagnostic>> {
        let Self { salon, talk, key, .. } = self;
        let item = salon.item(&talk.thread.id).cloned().unwrap_or_default();
        let mut speakers = item.draft.map_or_else(Vec::new, |draft| draft.subjects);
        let out = salon.opted_out(key);
        speakers.retain(|(subject, _)| {
            !item.gone.contains(subject) && !item.left.contains(subject) && !out.contains(subject)
        });
        self.record_again(page, speakers)?;
        let text = salon.tree.get(page).and_then(|source| decode(&source.bytes));
        let text = text.map_or_else(Default::default, |(text, _)| text);
        let out: BTreeSet<&str> = self.out_of_it.iter().map(String::as_str).collect();
        let places = withdrawn::places(&salon.document(page, &text).0, talk, &out);
        Ok(Drafted::Without { page: page.clone(), places })
    }
}

/// A picture, the file it goes to and its bytes.
type Copied = (Picture, PathBuf, Vec<u8>);

fn read_picture(
    export: &Path,
    posts: &[&Post],
    id: &str,
    number: usize,
    out: &Path,
) -> Result<Copied, Box<Diagnostic>> {
    let found = posts.iter().find_map(|post| post.files.iter().find(|file| file.id == *id).map(|file| (post, file)));
    let (post, file) = found.ok_or_else(|| no_attachment(id))?;
    let bytes = attachment::picture(export, file)?;
    let ending = SourcePath::new(&file.name).extension();
    let stem = out.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let name = format!("{stem}-{number}.{ending}");
    Ok((Picture { of: post.id.clone(), name: name.clone(), alt: file.alt.clone() }, out.with_file_name(name), bytes))
}

/// How many values of a type the gate replaces in these posts.
fn count_replaced(talk: &Conversation<'_>, answers: &[&Post]) -> BTreeMap<String, u64> {
    let posts = std::iter::once(talk.root).chain(answers.iter().copied());
    let found = posts.flat_map(|post| &post.findings).filter(|finding| matches!(finding.level, 'N' | 'B'));
    let mut replaced = BTreeMap::new();
    found.for_each(|finding| *replaced.entry(finding.kind.clone()).or_default() += 1);
    replaced
}

/// The file to write: a page below `content/`, wherever the way there leads through.
fn file_of(root: &Path, request: &DraftRequest, id: &str) -> Result<PathBuf, Box<Diagnostic>> {
    let by_id = || PathBuf::from("content/qa").join(format!("{}.md", id.to_lowercase()));
    let out = request.out.clone().unwrap_or_else(by_id);
    let file = resolve(&root.join(&out));
    let inside = file.strip_prefix(resolve(root)).ok().map(Path::to_owned);
    let is_page = |path: &PathBuf| {
        path.starts_with("content") && is_scanned(path) && SourcePath::new(&path.to_string_lossy()).is_page()
    };
    inside.filter(is_page).map(|path| root.join(path)).ok_or_else(|| not_a_page(&out))
}

fn not_a_page(out: &Path) -> Box<Diagnostic> {
    let shown = out.display();
    Box::new(
        Diagnostic::error(
            "output-folder",
            msgf!(
            ja: "下書きは「{shown}」には書けません。ページになるのは content フォルダーの中の .md ファイルだけです",
            en: "no draft is written to `{shown}`: only .md files in the content folder are pages"),
        )
        .help(msg!(
            ja: "`--out content/qa/別の名前.md` のように指定してください",
            en: "give a name like `--out content/qa/another.md`")),
    )
}

fn below(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned()
}

fn create(out: &Path, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    atomic_file::create(out, bytes).map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            return taken(out);
        }
        let (shown, Message { ja, en }) = (out.display(), io_cause(&error));
        Box::new(Diagnostic::error(
            "output-failed",
            msgf!(ja: "「{shown}」に書き込めませんでした（{ja}）", en: "writing `{shown}` failed ({en})"),
        ))
    })
}

fn taken(out: &Path) -> Box<Diagnostic> {
    let shown = out.display();
    Box::new(
        Diagnostic::error(
            "file-exists",
            msgf!(
            ja: "「{shown}」は、もうあります。書き換えていません",
            en: "`{shown}` exists already; it was not touched"),
        )
        .help(msg!(
            ja: "`--out content/qa/別の名前.md` のように、別の名前を指定してください",
            en: "give another name, like `--out content/qa/another.md`")),
    )
}

fn elsewhere(page: &SourcePath) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(
            "page-elsewhere",
            msgf!(ja: "この会話のページは、もう「{page}」にあります", en: "this conversation's page is `{page}`"),
        )
        .help(msg!(ja: "`--out` を付けずに実行してください", en: "leave out `--out`")),
    )
}

fn withdrawn_author(number: usize) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(
            "subject-withdrawn",
            msgf!(
            ja: "{number}番の返信を書いた人は、公開を取り下げたか、公開しないことになっています（`publish = false`）",
            en: "whoever wrote reply {number} has withdrawn, or is not to be published (`publish = false`)"),
        )
        .help(msg!(ja: "ほかの返信を選んでください", en: "choose other replies")),
    )
}

fn no_answer(number: usize, most: usize) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error("no-answer", msgf!(ja: "{number}番の返信はありません", en: "there is no reply {number}"))
            .help(msgf!(ja: "1番から{most}番までの番号を指定してください", en: "give numbers from 1 to {most}")),
    )
}

fn no_attachment(id: &str) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(
            "no-attachment",
            msgf!(
            ja: "添付「{id}」は、質問にも、選んだ答えにもありません",
            en: "neither the question nor a chosen answer has the file `{id}`"),
        )
        .help(msg!(
            ja: "`shirube salon show ID` で番号を確かめてください",
            en: "see the ids with `shirube salon show ID`")),
    )
}

fn withdrawn_asker() -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(
            "subject-withdrawn",
            msg!(
            ja: "質問した人が、公開を取り下げたか、公開しないことになっています（`publish = false`）",
            en: "whoever asked has withdrawn, or is not to be published (`publish = false`)"),
        )
        .help(msg!(
            ja: "この会話からはページを作れません。同じことを役場が自分の言葉で案内するページなら、ふつうのページとして書けます",
            en: "no page can be drafted from this conversation; the office may write an ordinary page on the subject \
                in its own words")),
    )
}
