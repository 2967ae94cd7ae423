//! `shirube salon approve`: lets exactly what a page says now out into the public site.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use crate::cli::salon::{Context, FINDINGS, FINE, Outcome, PreviewBuild, look, page_file};
use crate::{
    base::path::SourcePath,
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Level},
        format::Format,
    },
    salon::{
        approval::{self, ApprovalRequest, Page, SalonPolicy},
        context::SalonContext,
        gate::{PrivacyReview, QUASI},
        inbox, key, ledger,
        record::{Approve, Basis, CopyrightBasis, Flags, Record, Scope},
        verbatim, withdrawn,
        words::is_word,
    },
    site::approval::Verdict,
    text::{date::Date, normalize::decode},
};

/// ページの公開を承認する / Approves pages for publication
#[derive(clap::Args)]
pub(super) struct Args {
    /// 承認するページ / The pages
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// 承認する人の記号（名前は書きません） / The reviewer's key, never a name
    #[arg(long, value_name = "NAME")]
    by: String,
    /// 公開の根拠 / The legal basis
    #[arg(long, value_enum)]
    basis: Basis,
    /// 注意を承知した理由（種類=理由） / Why a warning may stand
    #[arg(long, value_name = "TYPE=REASON")]
    acknowledge: Vec<String>,
    /// 同意の範囲 / How far the consent goes
    #[arg(long, value_enum, default_value = "paraphrase")]
    scope: Scope,
    /// 同意の受け方 / How the consent was given
    #[arg(long, value_name = "WORD", default_value = "form")]
    via: String,
    /// 同意の日 / When the consent was given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    given_on: Option<Date>,
    /// 同意書の文書番号 / The number under which the consent is filed
    #[arg(long, value_name = "NUMBER")]
    evidence: Option<String>,
    /// 著作権の根拠（省くと公開の根拠から決まります） / The right to the words
    #[arg(long, value_enum)]
    copyright: Option<CopyrightBasis>,
    /// 著作者人格権を行使しない約束がある / The moral rights are waived
    #[arg(long)]
    moral_rights_waiver: bool,
    /// 子どもに関わる / It touches a child
    #[arg(long)]
    minor: bool,
    /// 同意していない人に関わる / It touches somebody who was not asked
    #[arg(long)]
    third_party: bool,
    /// いくつの質問をまとめたか / How many threads it was made from
    #[arg(long, value_name = "N", default_value_t = 1)]
    merged_from: u64,
    /// 利用のきまりの版（省くと site.toml の [salon] policy） / The version of the terms
    #[arg(long, value_name = "VERSION")]
    policy: Option<String>,
    /// 次に確かめる日（省くとページの review_by） / The day of the next review
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    next_review: Option<Date>,
}

fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "2027-09-30".to_owned())
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let sight = match look(context, context.preview()?)? {
        Ok(sight) => sight,
        Err(code) => return Ok(code),
    };
    let site = sight.snapshot.site.as_ref().expect("a build makes a site");
    let house = SalonPolicy::of(&site.config().all);
    house.admit(&args.by)?;
    let key = sight.key.ok_or_else(key::missing)?;
    let wish = wish(args)?;
    let room = crate::cli::salon::room(context)?;
    let mut records = Vec::new();
    let mut refused = false;
    // A page that is named twice is approved once.
    let paths: BTreeSet<SourcePath> =
        args.files.iter().map(|file| page_file(context, &sight.snapshot.tree, file)).collect::<Result<_, _>>()?;
    for path in paths {
        match one(context, &sight, &room, &path, wish.clone(), &house)? {
            Answer::Approved(record) => records.push((path, record)),
            Answer::Already => {}
            Answer::Refused => refused = true,
        }
    }
    // All or none: of a list that was meant as a whole, half is a surprise.
    if refused {
        context.console.note(
            &msg!(ja: "承認しませんでした。ページも台帳も変わっていません。", en: "Nothing was approved; pages and ledger are unchanged."),
        );
        return Ok(FINDINGS);
    }
    let mut ledger = ledger::open(&context.root, Some(&key))?;
    for (path, record) in records {
        let (item, lang, version) = (record.item.clone(), record.lang.clone(), record.version);
        ledger.append(Record::Approve(*record))?;
        inbox::remember(&context.root, &item, &BTreeMap::new())?;
        let title =
            sight.snapshot.site.as_ref().and_then(|site| site.pages().iter().find(|page| page.document.path == path));
        let title = title.map_or("", |page| &page.card.title);
        context.console.say(&msgf!(
            ja: "承認しました：{path}「{title}」（{item}、{lang}、{version}回目）",
            en: "approved: {path} \"{title}\" ({item}, {lang}, version {version})"));
    }
    Ok(FINE)
}

enum Answer {
    Approved(Box<Approve>),
    Already,
    Refused,
}

/// Looks at one page; tells what there is to tell of it.
fn one(
    context: &Context,
    sight: &PreviewBuild,
    room: &SalonContext,
    path: &SourcePath,
    mut wish: ApprovalRequest,
    house: &SalonPolicy,
) -> Result<Answer, Box<Diagnostic>> {
    let (snapshot, console) = (&sight.snapshot, context.console);
    let site = snapshot.site.as_ref().expect("a build makes a site");
    let Some(judged) = snapshot.judged.get(path) else {
        let message = msgf!(ja: "「{path}」には `source` がないので、承認はいりません", en: "`{path}` has no `source` and needs no approval");
        console.note(&message);
        return Ok(Answer::Already);
    };
    if judged.verdict == Verdict::Approved {
        console.say(&msgf!(ja: "もう承認されています：{path}", en: "already approved: {path}"));
        return Ok(Answer::Already);
    }
    let errors = snapshot
        .findings
        .iter()
        .filter(|finding| finding.level == Level::Error && finding.places.iter().any(|place| place.file == *path));
    let mut findings: Vec<Diagnostic> = errors.cloned().collect();
    let page =
        site.pages().iter().chain(site.broken().iter()).find(|page| page.document.path == *path && !page.card.fallback);
    if let Some(page) = page.filter(|_| findings.is_empty()) {
        let text = decode(&page.document.source).map_or_else(Default::default, |(text, _)| text);
        let review = room.review(&page.document, &judged.item);
        // Told before it is asked about: the count alone says nothing.
        let shown =
            |finding: &&Diagnostic| finding.code == QUASI && finding.places.iter().any(|place| place.file == *path);
        console.report(
            &snapshot.findings.iter().filter(shown).cloned().collect::<Vec<_>>(),
            &snapshot.tree,
            Format::Human,
        );
        ask(context, path, &review, &mut wish);
        let item = snapshot.approvals().items.get(&judged.item);
        let reported = approval::approve(
            Page { document: &page.document, judged, item, review: &review },
            &wish,
            house,
            context.now,
        );
        let mut findings = reported.findings;
        if let (Some(key), Ok(talk)) = (&sight.key, room.conversation(&judged.item)) {
            let places = withdrawn::places(&page.document, &talk, &room.withdrawn(key, &talk));
            findings.extend((!places.is_empty()).then(|| withdrawn::finding(Level::Error, &page.document, &places)));
        }
        if wish.scope != Scope::Verbatim {
            findings.extend(
                room.conversation(&judged.item).into_iter().flat_map(|talk| verbatim::findings(path, &text, &talk)),
            );
        }
        console.report(&findings, &snapshot.tree, Format::Human);
        let fine = findings.iter().all(|finding| finding.level != Level::Error);
        return Ok(reported
            .value
            .filter(|_| fine)
            .map_or(Answer::Refused, |record| Answer::Approved(Box::new(record))));
    }
    if findings.is_empty() {
        // Left out for a reason of its own, such as a section above that is missing.
        let message =
            msgf!(ja: "「{path}」は、いまサイトのページではありません", en: "`{path}` is no page of the site now");
        findings.push(Diagnostic::error("no-such-page", message));
    }
    console.report(&findings, &snapshot.tree, Format::Human);
    Ok(Answer::Refused)
}

/// Asks a person at the terminal for what the gate warns of and no option explains.
fn ask(context: &Context, path: &SourcePath, review: &PrivacyReview, wish: &mut ApprovalRequest) {
    for (kind, count) in approval::unacknowledged(review, |kind| wish.acknowledged.contains_key(kind)) {
        let answer = context.console.ask(&msgf!(
            ja: "{path}：人を特定できるかもしれない所が {count} か所あります［{kind}］。そのまま公開してよければ、理由を英字の一語で（やめるときは Enter）：",
            en: "{path}: {count} places may point to a person [{kind}]. If it may be published as it is, say why in a word (Enter: no):"));
        match answer {
            Some(reason) if is_word(&reason) => drop(wish.acknowledged.insert(kind.to_owned(), reason)),
            _ => return,
        }
    }
}

fn wish(args: &Args) -> Result<ApprovalRequest, Box<Diagnostic>> {
    let mut acknowledged = BTreeMap::new();
    for given in &args.acknowledge {
        let (kind, reason) = given.split_once('=').filter(|(kind, reason)| is_word(kind) && is_word(reason)).ok_or_else(|| {
            let message = msgf!(ja: "`--acknowledge` を読み取れません：{given}", en: "`--acknowledge` cannot be read: {given}");
            Box::new(Diagnostic::error("usage", message).help(msg!(
                ja: "`--acknowledge SCHOOL_GRADE=generalised` のように、種類と、英字の一語の理由を書いてください",
                en: "write type and reason, like `--acknowledge SCHOOL_GRADE=generalised`")))
        })?;
        acknowledged.insert(kind.to_owned(), reason.to_owned());
    }
    Ok(ApprovalRequest {
        by: args.by.clone(),
        basis: args.basis,
        scope: args.scope,
        via: args.via.clone(),
        given_on: args.given_on,
        evidence: args.evidence.clone(),
        copyright: args.copyright,
        moral_rights_waiver: args.moral_rights_waiver,
        flags: Flags { minor: args.minor, third_party: args.third_party },
        merged_from: args.merged_from,
        acknowledged,
        next_review: args.next_review,
        policy: args.policy.clone(),
    })
}
