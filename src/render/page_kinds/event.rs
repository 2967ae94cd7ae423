//! `event`: 行事 / something to come to, on a day.

use serde_json::json;

use crate::{
    incremental::tracked::here,
    load::{nature::Nature, tables::DatasetKind},
    msg,
    render::{
        moments::zoned,
        node::{Node, Shown},
        page_kind::{Choice, Field, FieldForm, PageKind},
        reference::base_url,
    },
};

pub(super) const KIND: PageKind = PageKind {
    fields: &[
        Field::new("status", FieldForm::Choice(STATUS), msg!(ja: "状況", en: "Status"), "{今|いま}の ようす"),
        Field::new("start", FieldForm::DayTime, msg!(ja: "日時", en: "When"), "いつ").required("2026-10-03T10:00"),
        Field::new("end", FieldForm::DayTime, msg!(ja: "終わり", en: "End"), "いつまで").required("2026-10-03T15:00"),
        Field::new(
            "start_before",
            FieldForm::DayTime,
            msg!(ja: "変更前の日時", en: "Before the change"),
            "{前|まえ}の {予定|よてい}",
        ),
        Field::new("place", FieldForm::Text, msg!(ja: "場所", en: "Where"), "どこで").required("灯野町役場2階"),
        Field::new("address", FieldForm::Text, msg!(ja: "住所", en: "Address"), "{住所|じゅうしょ}"),
        Field::new("online", FieldForm::Flag, msg!(ja: "オンライン", en: "Online"), "インターネット"),
        Field::new("audience", FieldForm::Text, msg!(ja: "対象", en: "For whom"), "だれが"),
        Field::new("fee", FieldForm::Text, msg!(ja: "料金", en: "Fee"), "お{金|かね}"),
        Field::new("capacity", FieldForm::Text, msg!(ja: "定員", en: "Places"), "{何人|なんにん}まで"),
        Field::new("apply", FieldForm::Text, msg!(ja: "申込方法", en: "How to apply"), "{申|もう}し{込|こ}みかた"),
        Field::new(
            "apply_until",
            FieldForm::DayTime,
            msg!(ja: "締切", en: "Apply by"),
            "いつまでに {申|もう}し{込|こ}むか",
        ),
        Field::new("organizer", FieldForm::Text, msg!(ja: "主催", en: "Organiser"), "{開|ひら}く {人|ひと}")
            .required("灯野町"),
        Field::new("contact", FieldForm::Contact, msg!(ja: "担当課", en: "Contact"), "").required("iju"),
        Field::new(
            "calendar",
            FieldForm::Calendar,
            msg!(
            ja: "予定表の控え。`shirube check --fix` が書きます。ファイルの名前や日時を変えても、予定表に入れた人に変更が届きます",
            en: "For calendars, written by `shirube check --fix`: whoever has the event is told of its changes"),
            "",
        ),
    ],
    structured: Some(event),
    nature: Nature { dataset: Some(DatasetKind::Event), ..Nature::ORDINARY },
    ..PageKind::new("event", "event.html")
};

const STATUS: &[Choice] = &[
    Choice { words: msg!(ja: "予定", en: "Planned"), easy: "あります" },
    Choice { words: msg!(ja: "中止", en: "Cancelled"), easy: "なくなりました" },
    Choice { words: msg!(ja: "延期", en: "Postponed"), easy: "ほかの {日|ひ}に なります" },
    Choice { words: msg!(ja: "変更", en: "Changed"), easy: "{変|か}わりました" },
    Choice { words: msg!(ja: "満員", en: "Full"), easy: "いっぱいです" },
];

fn event(shown: &Shown<'_>) -> Option<Node> {
    let start = shown.text("fields.start");
    if start.is_empty() {
        return None;
    }
    let url = here().url.absolute(&base_url());
    let (status, before) = match shown.text("fields.status") {
        "中止" => ("EventCancelled", ""),
        "延期" => ("EventPostponed", ""),
        "変更" => ("EventRescheduled", shown.text("fields.start_before")),
        _ => ("EventScheduled", ""),
    };
    let online = shown.is("fields.online");
    let place = if online {
        Node::new("VirtualLocation").with("url", url.as_str())
    } else {
        let address = shown.text("fields.address");
        let address = if address.is_empty() {
            json!(null)
        } else {
            Node::new("PostalAddress").with("streetAddress", address).with("addressCountry", "JP").into()
        };
        Node::new("Place").with("name", shown.text("fields.place")).with("address", address)
    };
    let fee = shown.text("fields.fee");
    let free = fee.starts_with("無料") || fee.starts_with("Free");
    let offer =
        if free { json!({ "@type": "Offer", "price": 0, "priceCurrency": "JPY", "url": url }) } else { json!(null) };
    Some(
        Node::new("Event")
            .with("name", shown.text("title"))
            .with("description", shown.text("description"))
            .with("url", url.as_str())
            .with("startDate", zoned(start))
            .with("endDate", zoned(shown.text("fields.end")))
            .with("previousStartDate", zoned(before))
            .with("eventStatus", format!("https://schema.org/{status}"))
            .with(
                "eventAttendanceMode",
                format!(
                    "https://schema.org/{}",
                    if online { "OnlineEventAttendanceMode" } else { "OfflineEventAttendanceMode" }
                ),
            )
            .with("location", place)
            .with("organizer", Node::new("Organization").with("name", shown.text("fields.organizer")))
            .with("offers", offer),
    )
}
