//! What speaks against an approval: everything that is missing, open or in doubt, in words.
//!
//! Must never leave out an objection because there is another one.

use std::collections::BTreeSet;

use crate::{
    base::path::SourcePath,
    ledger::read::Item,
    load::document::Document,
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Level},
        message::Message,
    },
    salon::{
        approval_request::{ApprovalRequest, PageForApproval},
        draft_page::{NO_ALT, NO_TITLE},
        gate::{Hit, Severity},
        ledger_record::{Basis, Scope},
    },
    text::{date::Date, span::Span},
};

/// Who drafts where nobody says it.
pub const NOBODY: &str = "editor";

/// Everything that speaks against an approval, errors and warnings.
pub(super) fn objections(
    page: PageForApproval<'_>,
    request: &ApprovalRequest,
    four_eyes: bool,
    (terms, next_review): (&str, Option<Date>),
    now: Date,
) -> Vec<Diagnostic> {
    let path = &page.document.path;
    let mut findings = open_data(path, &page.review.hits);
    findings.extend(unexplained(path, &request.unacknowledged(page.review)));
    findings.extend(placeholders(page.document));
    findings.extend(missing(path, request, terms, next_review));
    findings.extend(not_yet(path, request, now));
    findings.extend(recent(page.document, now));
    match (page.item, page.item.and_then(|item| item.draft.as_ref())) {
        (Some(item), Some(draft)) => {
            findings.extend(gone(path, item));
            if draft.by.eq_ignore_ascii_case(&request.by) {
                findings.push(same_person(path, four_eyes));
            } else if four_eyes && draft.by == NOBODY {
                findings.push(unknown_drafter(path, &page.judged.item));
            }
        }
        _ => findings.push(no_draft(path)),
    }
    findings
}

fn open_data(path: &SourcePath, hits: &[Hit]) -> Vec<Diagnostic> {
    let open = hits.iter().filter(|hit| matches!(hit.severity, Severity::Never | Severity::Block));
    let finding = |hit: &Hit| {
        let kind = hit.kind;
        Diagnostic::error(
            "personal-data",
            msgf!(ja: "個人情報のようです［{kind}］", en: "this looks like personal data [{kind}]"),
        )
        .at(path, Span::from(hit.range.clone()))
        .help(msg!(
                ja: "消すか、言い換えてから、もう一度承認してください",
                en: "remove it or put it in other words, then approve again"))
    };
    open.map(finding).collect()
}

/// One finding for every type that nobody has explained, at all its places.
fn unexplained(path: &SourcePath, open: &[&Hit]) -> Vec<Diagnostic> {
    let kinds: BTreeSet<&str> = open.iter().map(|hit| hit.kind).collect();
    let finding = |kind: &str| {
        let places = || open.iter().filter(move |hit| hit.kind == kind);
        let count = places().count();
        let finding = Diagnostic::error(
            "unacknowledged",
            msgf!(
            ja: "人を特定できるかもしれない所が {count} か所あります［{kind}］",
            en: "{count} places may point to a person [{kind}]"),
        );
        places().fold(finding, |finding, hit| finding.at(path, Span::from(hit.range.clone()))).help(msgf!(
            ja: "そのまま公開してよければ、理由を一語で添えてください：`--acknowledge {kind}=generalised`",
            en: "if it may be published as it is, say why in a word: `--acknowledge {kind}=generalised`"))
    };
    kinds.into_iter().map(finding).collect()
}

fn placeholders(document: &Document) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let help = msg!(ja: "（ ）の所を書いてから、もう一度承認してください", en: "fill it in, then approve again");
    if document.meta.title.contains(NO_TITLE) {
        let message = msg!(ja: "題名がまだ付いていません", en: "the page has no title yet");
        findings.push(
            Diagnostic::error("placeholder", message)
                .at(&document.path, document.place("title").value)
                .help(help.clone()),
        );
    }
    for link in document.links.iter().filter(|link| link.text.contains(NO_ALT)) {
        let message = msg!(ja: "画像の説明がまだ付いていません", en: "a picture is not described yet");
        findings.push(Diagnostic::error("placeholder", message).at(&document.path, link.span).help(help.clone()));
    }
    findings
}

fn missing(path: &SourcePath, request: &ApprovalRequest, policy: &str, next_review: Option<Date>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut need = |absent: bool, message: Message, help: Message| {
        if absent {
            findings.push(Diagnostic::error("approve-field", message).in_file(path).help(help));
        }
    };
    need(
        policy.is_empty(),
        msg!(ja: "利用のきまりの版が分かりません", en: "the version of the terms is not known"),
        msg!(
            ja: "site.toml の `[salon]` に `policy = \"2026-04\"` のように書くか、`--policy 2026-04` を付けてください",
            en: "write `policy = \"2026-04\"` below `[salon]` in site.toml, or add `--policy 2026-04`"),
    );
    need(
        next_review.is_none(),
        msg!(ja: "次に確かめる日が決まっていません", en: "there is no day of the next review"),
        msg!(
            ja: "ページに `review_by: 2027-09-30` のように書くか、`--next-review 2027-09-30` を付けてください",
            en: "write `review_by: 2027-09-30` in the page, or add `--next-review 2027-09-30`"),
    );
    // The very words, or a name, need the writer's own yes, whatever the page's basis is.
    let asked = request.basis == Basis::Consent6921 || request.scope != Scope::Paraphrase;
    let is_blank = |text: &str| !text.contains(|c: char| c.is_alphanumeric());
    let is_filed = request.evidence.as_deref().is_some_and(|number| !is_blank(number));
    let unproven = asked && (request.given_on.is_none() || !is_filed) || request.evidence.is_some() && !is_filed;
    need(
        unproven,
        msg!(ja: "同意の日と文書番号がありません", en: "the day of the consent and its filing number are missing"),
        msg!(
            ja: "`--given-on 2026-09-12 --evidence E-0031` のように付けてください",
            en: "add them, like `--given-on 2026-09-12 --evidence E-0031`"),
    );
    findings
}

/// A consent that nobody can have given yet.
fn not_yet(path: &SourcePath, request: &ApprovalRequest, now: Date) -> Option<Diagnostic> {
    let day = request.given_on.filter(|day| *day > now)?;
    Some(
        Diagnostic::error(
            "approve-field",
            msgf!(
            ja: "同意の日 {day} は、今日（{now}）より後です",
            en: "the day of the consent, {day}, is after today ({now})"),
        )
        .in_file(path)
        .help(msg!(
            ja: "`--given-on` に、本人が同意した日を書いてください",
            en: "give the day on which the person agreed as `--given-on`")),
    )
}

fn recent(document: &Document, now: Date) -> Option<Diagnostic> {
    let month = format!("{:04}-{:02}", now.year, now.month);
    let last = document.answers.iter().filter_map(|answer| answer.attributes.get("month")).max()?;
    (*last >= month).then(|| {
        Diagnostic::warning(
            "recent-answer",
            msg!(
                ja: "答えが今月のものです。サロンの人には、誰の話か分かるかもしれません",
                en: "an answer is of this month; people in the salon may know whose it is"),
        )
        .in_file(&document.path)
        .help(msg!(ja: "急がなければ、ひと月ほど置いてから公開してください", en: "if there is no hurry, publish it a month later"))
    })
}

fn gone(path: &SourcePath, item: &Item) -> Option<Diagnostic> {
    (!item.gone.is_empty()).then(|| {
        Diagnostic::error(
            "subject-withdrawn",
            msg!(ja: "このページに出ている人が、公開を取り下げています", en: "somebody who speaks in this page has withdrawn"),
        )
        .in_file(path)
        .help(msg!(
            ja: "その人の答えを消してから、`salon draft` で、その人を除いて下書きし直してください",
            en: "remove that person's answers, then draft it again with `salon draft`, without the person"))
    })
}

fn same_person(path: &SourcePath, four_eyes: bool) -> Diagnostic {
    let level = if four_eyes { Level::Error } else { Level::Warning };
    Diagnostic::new(
        level,
        "same-person",
        msg!(ja: "下書きした人と承認する人が同じです", en: "whoever drafted the page approves it"),
    )
    .in_file(path)
    .help(msg!(
        ja: "できれば、ほかの人が承認してください。台帳には、同じ人だったことが残ります",
        en: "let somebody else approve it where you can; the ledger says that it was one person"))
}

fn unknown_drafter(path: &SourcePath, item: &str) -> Diagnostic {
    Diagnostic::error(
        "same-person",
        msg!(
        ja: "だれが下書きしたか、台帳に記録がありません",
        en: "the ledger does not say who drafted the page"),
    )
    .in_file(path)
    .help(msgf!(
        ja: "下書きした人が `shirube salon draft {item} --by 担当` を実行して記録してから、ほかの人が承認してください",
        en: "let whoever drafted it run `shirube salon draft {item} --by NAME`, then let somebody else approve it"))
}

fn no_draft(path: &SourcePath) -> Diagnostic {
    Diagnostic::error(
        "no-draft-record",
        msg!(ja: "このページの下書きの記録が、台帳にありません", en: "the ledger has no record of this page's draft"),
    )
    .in_file(path)
    .help(msg!(
        ja: "`source` を書き換えていないか、台帳が新しいかを確かめてください。サロンのページは `shirube salon draft` で作ります",
        en: "see whether `source` was changed and whether the ledger is the newest; pages from the salon are made by \
            `shirube salon draft`"))
}
