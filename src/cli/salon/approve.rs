//! `shirube salon approve`: lets exactly what a page says now out into the public site.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use crate::cli::salon::{Context, FINDINGS, FINE, Outcome, PreviewBuild, open_salon, page_file, report_broken_ledger};
use crate::{
    base::{path::SourcePath, secret::Key},
    msg, msgf,
    report::{ask::ask_each, diagnostic::Diagnostic, format::Format, message::Message},
    salon::{
        approval::SalonPolicy,
        approval_request::ApprovalRequest,
        approve::{self, OpenPage, Standing},
        built_site::BuiltSite,
        context::SalonContext,
        ledger_record::{Approve, Basis, CopyrightBasis, Flags, Scope},
        words::is_word,
    },
    text::date::Date,
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
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = read_day)]
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
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = read_day)]
    next_review: Option<Date>,
}

fn read_day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "2027-09-30".to_owned())
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let preview = PreviewBuild::make(context, context.preview()?);
    let built = preview.site(context);
    if report_broken_ledger(context, &built) {
        return Ok(FINDINGS);
    }
    let policy = SalonPolicy::of(&built.site().config().all);
    policy.admit(&args.by)?;
    let key = built.require_key()?;
    let request = read_request(args)?;
    let salon = open_salon(context)?;
    approve::admit(&built, &salon)?;
    let (mut approved, mut is_refused) = (Vec::new(), false);
    // A page that is named twice is approved once.
    let tree = &preview.snapshot.tree;
    let paths: BTreeSet<SourcePath> =
        args.files.iter().map(|file| page_file(context, tree, file)).collect::<Result<_, _>>()?;
    for path in paths {
        match judge_page(context, &built, &salon, (&key, &policy), &path, request.clone()) {
            Answer::Approved(record) => approved.push((path, *record)),
            Answer::Already => {}
            Answer::Refused => is_refused = true,
        }
    }
    if is_refused {
        context.console.note(
            &msg!(ja: "承認しませんでした。ページも台帳も変わっていません。", en: "Nothing was approved; pages and ledger are unchanged."),
        );
        return Ok(FINDINGS);
    }
    approve::record_approvals(&context.root, &key, approved.iter().map(|(_, record)| record))?;
    for (path, Approve { item, lang, version, .. }) in &approved {
        let title = built.title(path);
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

/// Looks at one page, asks what has to be asked, and prints what there is to say of it.
fn judge_page(
    context: &Context,
    built: &BuiltSite<'_>,
    salon: &SalonContext,
    (key, policy): (&Key, &SalonPolicy),
    path: &SourcePath,
    mut request: ApprovalRequest,
) -> Answer {
    let console = context.console;
    let report = |findings: &[Diagnostic]| console.report(findings, &built.snapshot.tree, Format::Human);
    match approve::find_standing(built, salon, path) {
        Standing::NeedsNone => {
            console.note(&msgf!(
                ja: "「{path}」はサロンのページではないので、承認はいりません",
                en: "`{path}` is not from the salon and needs no approval"));
            Answer::Already
        }
        Standing::Approved => {
            console.say(&msgf!(ja: "もう承認されています：{path}", en: "already approved: {path}"));
            Answer::Already
        }
        Standing::Refused(findings) => {
            report(&findings);
            Answer::Refused
        }
        Standing::Open(page) => {
            // Shown before it is asked about: the count alone says nothing.
            report(&page.told);
            ask_reasons(context, salon, &page, &mut request);
            let judged = page.judge(salon, key, &request, policy);
            report(&judged.findings);
            judged.value.map_or(Answer::Refused, |record| Answer::Approved(Box::new(record)))
        }
    }
}

/// Asks a person at the terminal for each place that the gate warns of and no option explains.
fn ask_reasons(context: &Context, salon: &SalonContext, page: &OpenPage<'_>, request: &mut ApprovalRequest) {
    let path = &page.path;
    let questions: Vec<(usize, Message)> = page
        .find_unacknowledged(request)
        .into_iter()
        .map(|(hit, line, words)| {
            let (kind, words) = (hit.kind, salon.masked(words.trim()));
            let question = msgf!(
                ja: "{path}:{line}：人を特定できるかもしれません［{kind}］\n  {words}\nそのまま公開してよければ、理由を英字の一語で（やめるときは Enter）：",
                en: "{path}:{line}: this may point to a person [{kind}]\n  {words}\nIf it may be published as it is, \
                    say why in a word (Enter: no):");
            (hit.range.start, question)
        })
        .collect();
    request.answered.extend(ask_each(&context.console, questions, is_word));
}

fn read_request(args: &Args) -> Result<ApprovalRequest, Box<Diagnostic>> {
    let mut acknowledged = BTreeMap::new();
    for given in &args.acknowledge {
        let (kind, reason) = given.split_once('=').filter(|(kind,
            reason)| is_word(kind) && is_word(reason)).ok_or_else(|| {
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
        answered: BTreeMap::new(),
        next_review: args.next_review,
        policy: args.policy.clone(),
    })
}
