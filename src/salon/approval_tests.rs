//! What an approval refuses, and what it records.

use super::*;
use crate::{
    base::path::SourcePath,
    config::types::Config,
    input::source_tree::SourceTree,
    ledger::read::{Draft, Item},
    load::page,
    salon::{
        draft_page::{NO_ALT, NO_TITLE},
        gate::{Hit, PrivacyReview},
        ledger_record::Flags,
        objections::NOBODY,
    },
    site::approval::{self, Evidence},
};

const TEXT: &str = "---\nkind: qa\ntitle: 冬の暖房費\nreview_by: 2027-09-30\nsource: salon:7F3K2M9QPA\n---\n\n## 市民 \
    {.answer role=resident month=2026-05}\n\n月に2万円です。\n";

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn wish() -> ApprovalRequest {
    ApprovalRequest {
        by: "iju-b".to_owned(),
        basis: Basis::Purpose61,
        scope: Scope::Paraphrase,
        via: "form".to_owned(),
        given_on: None,
        evidence: None,
        copyright: None,
        moral_rights_waiver: false,
        flags: Flags::default(),
        merged_from: 1,
        acknowledged: BTreeMap::new(),
        answered: BTreeMap::new(),
        next_review: None,
        policy: None,
    }
}

fn item() -> Item {
    let subjects = vec![("M7WD2HQ5R3XN6TJA".to_owned(), "resident".to_owned())];
    Item { draft: Some(Draft { at: None, by: "iju-a".to_owned(), subjects }), ..Item::default() }
}

fn hit(kind: &'static str, severity: Severity) -> PrivacyReview {
    PrivacyReview { hits: vec![Hit { range: 0..3, kind, severity }], ..PrivacyReview::default() }
}

/// The codes of what is said about an approval, and whether there is one.
fn said(
    text: &str,
    item: Option<&Item>,
    review: &PrivacyReview,
    wish: &ApprovalRequest,
    house: &SalonPolicy,
) -> (Vec<&'static str>, bool) {
    let path = SourcePath::new("content/qa/a.md");
    let mut tree = SourceTree::default();
    tree.insert(path.as_str(), text);
    let config = Config::default();
    let print = tree.get(&path).unwrap().fingerprint;
    let document = page::load(
        &path,
        &tree.get(&path).unwrap().bytes,
        &page::Options::new(&config, crate::render::page_kinds::NATURES),
        print,
        "qa/a".to_owned(),
        None,
    );
    let documents = [(path.clone(), std::sync::Arc::new(document))].into();
    let pages = approval::from_salon(&documents, &tree);
    let evidence = Evidence { config: &config, approvals: &Default::default(), opted_out: None };
    let judged = pages[0].judge(&pages[0].content(), evidence);
    let page = PageForApproval { document: pages[0].document, judged: &judged, item, review };
    let reported = approve(page, wish, house, day("2026-11-20"));
    (reported.findings.iter().map(|finding| finding.code).collect(), reported.value.is_some())
}

fn house() -> SalonPolicy {
    SalonPolicy { policy: "2026-04".to_owned(), ..SalonPolicy::default() }
}

#[test]
fn personal_data_is_refused_or_acknowledged() {
    let of = |review: &PrivacyReview, wish: &ApprovalRequest| said(TEXT, Some(&item()), review, wish, &house());
    assert_eq!(of(&PrivacyReview::default(), &wish()), (vec![], true));
    for severity in [Severity::Never, Severity::Block] {
        let all = ApprovalRequest { acknowledged: [("PHONE".to_owned(), "consented".to_owned())].into(), ..wish() };
        assert_eq!(of(&hit("PHONE", severity), &all), (vec!["personal-data"], false), "nothing lifts it");
    }
    let warned = hit("SCHOOL_GRADE", Severity::Warn);
    assert_eq!(of(&warned, &wish()), (vec!["unacknowledged"], false));
    let other = ApprovalRequest { acknowledged: [("WORKPLACE".to_owned(), "generalised".to_owned())].into(), ..wish() };
    assert_eq!(of(&warned, &other), (vec!["unacknowledged"], false));
    let explained =
        ApprovalRequest { acknowledged: [("SCHOOL_GRADE".to_owned(), "generalised".to_owned())].into(), ..wish() };
    assert_eq!(of(&warned, &explained), (vec![], true));
    assert_eq!(of(&hit("CORPORATE_NUMBER", Severity::Info), &wish()), (vec![], true));
    // A person at the terminal is asked for each place.
    let mut twice = warned.clone();
    twice.hits.push(Hit { range: 9..12, ..twice.hits[0].clone() });
    let mut asked = wish();
    assert_eq!(asked.unacknowledged(&twice).len(), 2);
    asked.answered.insert(0, "generalised".to_owned());
    assert_eq!(of(&twice, &asked), (vec!["unacknowledged"], false));
    asked.answered.insert(9, "public_figure".to_owned());
    assert_eq!(of(&twice, &asked), (vec![], true));
}

#[test]
fn what_is_missing_is_told_all_at_once() {
    let none = PrivacyReview::default();
    let of = |text: &str, item: Option<&Item>, wish: &ApprovalRequest, house: &SalonPolicy| {
        said(text, item, &none, wish, house)
    };
    assert_eq!(
        of(&TEXT.replace("冬の暖房費", NO_TITLE), Some(&item()), &wish(), &house()),
        (vec!["placeholder"], false)
    );
    assert_eq!(
        of(&format!("{TEXT}\n![{NO_ALT}](a.jpg)\n"), Some(&item()), &wish(), &house()),
        (vec!["placeholder"], false)
    );
    let bare = TEXT.replace("review_by: 2027-09-30\n", "");
    assert_eq!(
        of(&bare, None, &wish(), &SalonPolicy::default()),
        (vec!["approve-field", "approve-field", "no-draft-record"], false)
    );
    let given = ApprovalRequest { next_review: Some(day("2027-01-01")), policy: Some("2026-04".to_owned()), ..wish() };
    assert_eq!(of(&bare, Some(&item()), &given, &SalonPolicy::default()), (vec![], true));
    let consent = ApprovalRequest { basis: Basis::Consent6921, ..wish() };
    assert_eq!(of(TEXT, Some(&item()), &consent, &house()), (vec!["approve-field"], false));
    let proven = ApprovalRequest { given_on: Some(day("2026-09-12")), evidence: Some("E-0031".to_owned()), ..consent };
    assert_eq!(of(TEXT, Some(&item()), &proven, &house()), (vec![], true));
    for (given_on, evidence) in [("2026-09-12", ""), ("2026-09-12", "-"), ("2026-11-21", "E-0031")] {
        let wrong =
            ApprovalRequest { given_on: Some(day(given_on)), evidence: Some(evidence.to_owned()), ..proven.clone() };
        assert_eq!(of(TEXT, Some(&item()), &wrong, &house()), (vec!["approve-field"], false), "{given_on} {evidence}");
        let unasked = ApprovalRequest { basis: Basis::Purpose61, ..wrong };
        assert_eq!(
            of(TEXT, Some(&item()), &unasked, &house()),
            (vec!["approve-field"], false),
            "{given_on} {evidence}"
        );
    }
    let left = Item { gone: ["M7WD2HQ5R3XN6TJA".to_owned()].into(), ..item() };
    assert_eq!(of(TEXT, Some(&left), &wish(), &house()), (vec!["subject-withdrawn"], false));
}

#[test]
fn one_person_is_told_and_may_be_refused() {
    let none = PrivacyReview::default();
    let own = ApprovalRequest { by: "iju-a".to_owned(), ..wish() };
    assert_eq!(said(TEXT, Some(&item()), &none, &own, &house()), (vec!["same-person"], true));
    assert_eq!(
        said(TEXT, Some(&item()), &none, &own, &SalonPolicy { four_eyes: true, ..house() }),
        (vec!["same-person"], false)
    );
    let four_eyes = SalonPolicy { four_eyes: true, ..house() };
    assert_eq!(said(TEXT, Some(&item()), &none, &wish(), &four_eyes), (vec![], true));
    let small = ApprovalRequest { by: "IJU-A".to_owned(), ..wish() };
    assert_eq!(said(TEXT, Some(&item()), &none, &small, &four_eyes), (vec!["same-person"], false));
    let nobody = Item { draft: item().draft.map(|draft| Draft { by: NOBODY.to_owned(), ..draft }), ..item() };
    assert_eq!(said(TEXT, Some(&nobody), &none, &wish(), &four_eyes), (vec!["same-person"], false));
    assert_eq!(said(TEXT, Some(&nobody), &none, &wish(), &house()), (vec![], true));
    let now = TEXT.replace("2026-05", "2026-11");
    assert_eq!(said(&now, Some(&item()), &none, &wish(), &house()), (vec!["recent-answer"], true));
}

#[test]
fn a_reviewer_is_a_key_and_never_a_name() {
    let of = |toml: &str| SalonPolicy::of(&Config::read(Some(toml)).value.all);
    assert_eq!(of("[salon]\npolicy = \"2026-04\""), house());
    assert_eq!(
        of("[salon]\nfour_eyes = true\nreviewers = [\"iju-a\"]"),
        of("[salon]\nfour_eyes = \"yes\"\n[salon.reviewers]\niju-a = \"課\"")
    );
    assert!(of("[salon]\nreviewers = \"iju-a\"").admit("iju-a").is_err(), "a form that nobody reads lets nobody in");
    let open = SalonPolicy::default();
    let closed = SalonPolicy { reviewers: Some(vec!["iju-a".to_owned()]), ..SalonPolicy::default() };
    assert!(open.admit("iju-a").is_ok() && closed.admit("iju-a").is_ok());
    for name in ["佐藤", "佐藤花子", "iju b", "U0123ABCD", "a@example.jp", ""] {
        assert!(open.admit(name).is_err(), "{name}");
    }
    assert!(closed.admit("iju-b").unwrap_err().help[0].ja.contains("iju-a"));
}
