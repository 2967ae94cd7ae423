//! `facility`: 施設 / a public place: where it is, how to get there, when it is open.

use serde_json::{Value as Json, json};

use crate::{
    load::{
        nature::Nature,
        tables::{DatasetKind, hours},
    },
    msg,
    render::{
        node::{Node, Shown},
        page_kind::{Field, FieldForm, PageKind},
    },
};

pub(super) const KIND: PageKind = PageKind {
    fields: &[
        Field::new("kana", FieldForm::Common, msg!(ja: "読み", en: "Reading"), "{読|よ}みかた")
            .required("ちょうりつとしょかん"),
        Field::new("type", FieldForm::Text, msg!(ja: "種別", en: "Kind of place"), "どんな ところ").required("図書館"),
        Field::new("address", FieldForm::Text, msg!(ja: "住所", en: "Address"), "{住所|じゅうしょ}")
            .required("灯野町中央3番地"),
        Field::new("building", FieldForm::Text, msg!(ja: "建物", en: "Building"), "{建物|たてもの}"),
        Field::new("lat", FieldForm::Number, msg!(ja: "緯度", en: "Latitude"), "").required("37.6017"),
        Field::new("lng", FieldForm::Number, msg!(ja: "経度", en: "Longitude"), "").required("135.9021"),
        Field::new("access", FieldForm::Text, msg!(ja: "行き方", en: "Getting there"), "{行|い}き{方|かた}"),
        Field::new("phone", FieldForm::Text, msg!(ja: "電話", en: "Telephone"), "{電話|でんわ}")
            .required("0160-00-3001"),
        Field::new("days", FieldForm::Text, msg!(ja: "開く曜日", en: "Days"), "{開|あ}いて いる {日|ひ}")
            .required("火水木金土日"),
        Field::new("hours", FieldForm::Text, msg!(ja: "開く時間", en: "Hours"), "{開|あ}いて いる {時間|じかん}")
            .required("09:30-18:00"),
        Field::new("hours_note", FieldForm::Text, msg!(ja: "開く日と時間の注意", en: "Note on hours"), ""),
        Field::new("parking", FieldForm::Text, msg!(ja: "駐車場", en: "Parking"), "{車|くるま}を {止|と}める ところ"),
        Field::new(
            "barrier_free",
            FieldForm::Text,
            msg!(ja: "バリアフリー", en: "Access"),
            "{車|くるま}いす・トイレなど",
        ),
        Field::new("nickname", FieldForm::Text, msg!(ja: "通称", en: "Also called"), ""),
        Field::new("url", FieldForm::Link, msg!(ja: "公式ページ", en: "Official page"), "{町|まち}の ページ"),
    ],
    structured: Some(build_place),
    nature: Nature { dataset: Some(DatasetKind::Facility), ..Nature::ORDINARY },
    ..PageKind::new("facility", "facility.html")
};

/// Words of a kind of place, and what schema.org calls it; the first that occurs counts.
const TYPES: [(&[&str], &str); 11] = [
    (&["役場", "役所", "支所", "town hall"], "CityHall"),
    (&["図書館", "library"], "Library"),
    (&["病院", "hospital"], "Hospital"),
    (&["診療所", "医院", "clinic"], "MedicalClinic"),
    (&["保育", "こども園", "託児", "nursery", "child care"], "ChildCare"),
    (&["学校", "school"], "School"),
    (&["公園", "広場", "park"], "Park"),
    (&["博物館", "資料館", "museum"], "Museum"),
    (&["体育館", "プール", "gym"], "SportsActivityLocation"),
    (&["宿", "inn"], "LodgingBusiness"),
    (&["コワーキング", "店", "直売所", "coworking", "shop"], "LocalBusiness"),
];

/// The days of the week, from Monday.
const WEEK: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn build_place(shown: &Shown<'_>) -> Option<Node> {
    let words = shown.text("fields.type").to_lowercase();
    let kind = TYPES
        .iter()
        .find(|(all, _)| all.iter().any(|word| words.contains(word)))
        .map_or("CivicStructure", |(_, kind)| kind);
    let geo = match (shown.number("fields.lat"), shown.number("fields.lng")) {
        (Some(lat), Some(lng)) => Json::from(Node::new("GeoCoordinates").with("latitude", lat).with("longitude", lng)),
        _ => Json::Null,
    };
    Some(
        Node::new(kind)
            .with("name", shown.text("title"))
            .with("address", shown.text("fields.address"))
            .with("geo", geo)
            .with("telephone", shown.text("fields.phone"))
            .with("openingHoursSpecification", opening(shown))
            .with("url", shown.text("fields.url")),
    )
}

fn opening(shown: &Shown<'_>) -> Json {
    let days = hours::days(shown.text("fields.days"));
    match hours::span(shown.text("fields.hours")) {
        Some((opens, closes)) if !days.is_empty() => {
            let days: Vec<Json> =
                days.into_iter().map(|day| json!(format!("https://schema.org/{}", WEEK[day]))).collect();
            Json::from(
                Node::new("OpeningHoursSpecification")
                    .with("dayOfWeek", days)
                    .with("opens", opens)
                    .with("closes", closes),
            )
        }
        _ => Json::Null,
    }
}
