//! The questions in words, for those who want to know why a page was made again.

use crate::{msg, msgf, report::message::Message, site::query::Query};

impl Query {
    /// What the question is about, for people.
    pub fn in_words(&self) -> Message {
        match self {
            Query::Page { path, .. } => msgf!(ja: "ページ {path} の見出しや説明", en: "the card of {path}"),
            Query::Children { of, number } => {
                msgf!(ja: "{of} の下のページ一覧（{number}ページ目）", en: "the list below {of}, part {number}")
            }
            Query::Sections { .. } => msgf!(ja: "区分の一覧（メニュー）", en: "the sections (menu)"),
            Query::Ancestors { of } => {
                msgf!(ja: "{of} の上のページ（現在位置）", en: "the pages above {of} (breadcrumb)")
            }
            Query::Siblings { of } => msgf!(ja: "{of} の前後のページ", en: "the pages before and after {of}"),
            Query::Latest { kind, count, .. } => latest(kind, *count),
            Query::Feed { of, .. } => msgf!(ja: "{of} の新着", en: "the newest pages of {of}"),
            Query::Events { .. } => msg!(ja: "行事の一覧", en: "the events"),
            Query::Term { key, number, .. } => {
                msgf!(ja: "「{key}」のページ一覧（{number}ページ目）", en: "the list of `{key}`, part {number}")
            }
            Query::Terms { taxonomy, .. } => {
                let name = taxonomy.name();
                msgf!(ja: "{name} の一覧", en: "the list of {name}")
            }
            Query::Kin { kind, .. } => msgf!(ja: "種類 {kind} のすべてのページ", en: "all pages of kind `{kind}`"),
            Query::Related { of } => msgf!(ja: "{of} と同じことを扱うページ", en: "the pages on the matter of {of}"),
            Query::AreaMap { .. } => msg!(ja: "地区の地図の形", en: "the shapes of the area map"),
            Query::Groups { kind, by, .. } => {
                msgf!(ja: "種類 {kind} のページを {by} で分けた一覧", en: "pages of kind `{kind}` by {by}")
            }
            Query::Questions { list, number, .. } => {
                let (topic, tone) = (&list.topic, &list.tone);
                msgf!(
                    ja: "質問の一覧（話題：{topic}、受けとめ：{tone}、{number}ページ目）",
                    en: "the questions (topic `{topic}`, tone `{tone}`), part {number}")
            }
            Query::Choices { .. } => msg!(ja: "質問の一覧の絞り込み", en: "what the questions can be narrowed to"),
            Query::Backlinks { to } => msgf!(ja: "{to} へリンクしているページ", en: "the pages that link to {to}"),
            Query::Translations { of } => msgf!(ja: "{of} のほかの言語のページ", en: "{of} in other languages"),
            Query::Target { path, anchor, .. } if anchor.is_empty() => {
                msgf!(ja: "リンク先 {path}", en: "the link target {path}")
            }
            Query::Target { path, anchor, .. } => {
                msgf!(ja: "リンク先 {path} の「{anchor}」", en: "the link target {path}#{anchor}")
            }
            Query::Hidden { path } | Query::Candidates { path, .. } | Query::Anchors { path, .. } => {
                msgf!(ja: "{path} の有無", en: "whether {path} exists")
            }
            Query::Route { url } => msgf!(ja: "URL {url}", en: "the URL {url}"),
            Query::File { path } | Query::Data { path } | Query::Table { path } => {
                msgf!(ja: "ファイル {path}", en: "the file {path}")
            }
            Query::Register { sort } => {
                let name = sort.name();
                msgf!(ja: "公開データ（{name}）", en: "the open data ({name})")
            }
            Query::Asset { path } => msgf!(ja: "テーマの {path}", en: "the theme's {path}"),
            Query::Setting { key } => msgf!(ja: "site.toml の {key}", en: "{key} in site.toml"),
            Query::Words { key, .. } => msgf!(ja: "テーマの言葉 {key}", en: "the theme's word {key}"),
            Query::Contact { key, .. } if key.is_empty() => msg!(ja: "はじめの相談先", en: "the first contact"),
            Query::Contact { key, .. } => msgf!(ja: "相談先 {key}", en: "the contact {key}"),
            Query::Today => msg!(ja: "今日の日付", en: "today's date"),
        }
    }
}

/// The newest pages of a kind, which may be empty for every kind; `usize::MAX` of them are all.
fn latest(kind: &str, count: usize) -> Message {
    match (kind, count) {
        ("", usize::MAX) => msg!(ja: "すべてのページ", en: "all pages"),
        ("", _) => msgf!(ja: "新しいページ{count}件", en: "the newest {count} pages"),
        (_, usize::MAX) => msgf!(ja: "種類 {kind} のすべてのページ", en: "all pages of kind `{kind}`"),
        _ => msgf!(ja: "新しいページ{count}件（種類：{kind}）", en: "the newest {count} pages of kind `{kind}`"),
    }
}
