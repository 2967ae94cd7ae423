//! `event`: 行事 / something to come to, on a day.

use serde_json::json;

use crate::render::page_kinds::{Choice, Field, Form, Kind};
use crate::{
    incremental::tracked::here,
    render::{
        fields::zoned,
        structured::{Node, Shown},
        template::functions::base_url,
    },
    say,
};

pub(super) const KIND: Kind = Kind {
    fields: &[
        Field::new("status", Form::Choice(STATUS), say!(ja: "状況", en: "Status"), "{今|いま}の ようす"),
        Field::new("start", Form::DayTime, say!(ja: "日時", en: "When"), "いつ").required("2026-10-03T10:00"),
        Field::new("end", Form::DayTime, say!(ja: "終わり", en: "End"), "いつまで").required("2026-10-03T15:00"),
        Field::new("start_before", Form::DayTime, say!(ja: "変更前の日時", en: "Before the change"), "{前|まえ}の {予定|よてい}"),
        Field::new("place", Form::Text, say!(ja: "場所", en: "Where"), "どこで").required("灯野町役場2階"),
        Field::new("address", Form::Text, say!(ja: "住所", en: "Address"), "{住所|じゅうしょ}"),
        Field::new("online", Form::Flag, say!(ja: "オンライン", en: "Online"), "インターネット"),
        Field::new("audience", Form::Text, say!(ja: "対象", en: "For whom"), "だれが"),
        Field::new("fee", Form::Text, say!(ja: "料金", en: "Fee"), "お{金|かね}"),
        Field::new("capacity", Form::Text, say!(ja: "定員", en: "Places"), "{何人|なんにん}まで"),
        Field::new("apply", Form::Text, say!(ja: "申込方法", en: "How to apply"), "{申|もう}し{込|こ}みかた"),
        Field::new("apply_until", Form::DayTime, say!(ja: "締切", en: "Apply by"), "いつまでに {申|もう}し{込|こ}むか"),
        Field::new("organizer", Form::Text, say!(ja: "主催", en: "Organiser"), "{開|ひら}く {人|ひと}").required("灯野町"),
        Field::new("contact", Form::Contact, say!(ja: "担当課", en: "Contact"), "").required("iju"),
    ],
    structured: Some(event),
    ..Kind::new("event", "event.html")
};

const STATUS: &[Choice] = &[
    Choice { words: say!(ja: "予定", en: "Planned"), easy: "あります" },
    Choice { words: say!(ja: "中止", en: "Cancelled"), easy: "なくなりました" },
    Choice { words: say!(ja: "延期", en: "Postponed"), easy: "ほかの {日|ひ}に なります" },
    Choice { words: say!(ja: "変更", en: "Changed"), easy: "{変|か}わりました" },
    Choice { words: say!(ja: "満員", en: "Full"), easy: "いっぱいです" },
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
    let offer = if free { json!({ "@type": "Offer", "price": 0, "priceCurrency": "JPY", "url": url }) } else { json!(null) };
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
                format!("https://schema.org/{}", if online { "OnlineEventAttendanceMode" } else { "OfflineEventAttendanceMode" }),
            )
            .with("location", place)
            .with("organizer", Node::new("Organization").with("name", shown.text("fields.organizer")))
            .with("offers", offer),
    )
}
