//! The keys of the tables of `site.toml` about looks: the theme itself, and what stands at the head and the foot of
//! pages.

use crate::{
    config::key::{Form, Key},
    msg,
};

pub(super) const THEME: &[Key] = &[
    Key::new(
        "name",
        Form::Text,
        "\"shirube\"",
        msg!(
        ja: "使うテーマ。themes フォルダーの中のフォルダー名です",
        en: "The theme: a folder in themes/"),
    )
    .or("\"shirube\""),
    Key::new(
        "accent",
        Form::Color,
        "\"#0b5e8a\"",
        msg!(
        ja: "町の色。上の帯、ボタン、ページの下、線と記号に使います。読みにくい色は、近い色を添えて知らせます",
        en: "The town's colour, of bands, buttons, the foot, lines and icons. One that is hard to read is told, with \
             the nearest that is not"),
    ),
    Key::new(
        "accent_dark",
        Form::Color,
        "\"#8cc8ea\"",
        msg!(
        ja: "暗い画面での、線と記号の色。なければ、`accent` から作ります",
        en: "The colour of lines and icons on dark screens; without it, made from `accent`"),
    ),
    Key::new(
        "logo",
        Form::Text,
        "\"logo.svg\"",
        msg!(
        ja: "ガイドの名前の横に出るしるし（ロゴ、町章）。content フォルダーの中の場所",
        en: "The picture beside the guide's name; a path in content/"),
    ),
    Key::new(
        "logo_dark",
        Form::Text,
        "\"logo-dark.svg\"",
        msg!(
        ja: "暗い画面でのロゴ。なければ、同じものを白い地に出します",
        en: "The same for dark screens; without it, the same picture on white"),
    ),
    Key::new(
        "logo_has_name",
        Form::Flag,
        "true",
        msg!(
        ja: "ロゴにガイドの名前が入っているか。`true` なら、横に名前を出しません",
        en: "Whether the logo holds the guide's name, so that it is not written beside it"),
    )
    .or("false"),
    Key::new(
        "fonts",
        Form::List,
        "[\"BIZ UDPGothic\", \"Yu Gothic\"]",
        msg!(
        ja: "使いたいフォントの名前。読む人の機器に入っているものだけが使われ、なければテーマのフォントになります",
        en: "Fonts to be tried first. Only those that readers' devices have are used; else the theme's"),
    ),
];

pub(super) const FOOTER: &[Key] = &[
    Key::new("label", Form::Text, "\"このサイトについて\"", msg!(ja: "リンクの言葉", en: "Its words")).must(),
    Key::new(
        "label_*",
        Form::Text,
        "\"About\"",
        msg!(
        ja: "ほかの言語での言葉（`label_en` など）",
        en: "Its words in another language (`label_en` …)"),
    ),
    Key::new("url", Form::Target, "\"content/shiru/about.md\"", msg!(ja: "行き先", en: "Where it leads")).must(),
];

pub(super) const FOOTER_NOTE: &[Key] = &[
    Key::new("text", Form::Text, "\"灯野町は架空の町です。\"", msg!(ja: "一言", en: "The note")),
    Key::new(
        "text_*",
        Form::Text,
        "\"Touno is a fictional town.\"",
        msg!(
        ja: "ほかの言語での一言（`text_en` など）",
        en: "The note in another language (`text_en` …)"),
    ),
];

pub(super) const HOME: &[Key] = &[
    Key::new(
        "tasks",
        Form::Items(TASK),
        "[{ label = \"住む家をさがしたい\", note = \"賃貸、空き家\", path = \"content/sumai/_index.md\" }]",
        msg!(
        ja: "トップページの「したいこと」。なければ、区分が並びます",
        en: "The tasks of the top page; without them its sections"),
    ),
    Key::new(
        "facts",
        Form::Items(FACT),
        "[{ label = \"人口\", value = \"8,240人\", path = \"content/shiru/machi.md\" }]",
        msg!(
        ja: "トップページに並べる町の数字",
        en: "The town in figures, on the top page"),
    ),
];

const FACT: &[Key] = &[
    Key::new("label", Form::Text, "\"人口\"", msg!(ja: "何の数字か", en: "What it counts")).must(),
    Key::new(
        "label_*",
        Form::Text,
        "\"People\"",
        msg!(
        ja: "ほかの言語での言葉（`label_en` など）",
        en: "The same in another language (`label_en` …)"),
    ),
    Key::new("value", Form::Text, "\"8,240人\"", msg!(ja: "数字と単位", en: "The figure, with its unit")).must(),
    Key::new(
        "value_*",
        Form::Text,
        "\"8,240\"",
        msg!(
        ja: "ほかの言語での数字（`value_en` など）",
        en: "The same in another language (`value_en` …)"),
    ),
    Key::new("path", Form::Target, "\"content/shiru/machi.md\"", msg!(ja: "くわしいページ", en: "Where to read more")),
];

const TASK: &[Key] = &[
    Key::new(
        "label",
        Form::Text,
        "\"住む家をさがしたい\"",
        msg!(
        ja: "したいこと。なければ、ページの題名",
        en: "The task; without it the page's title"),
    ),
    Key::new(
        "label_*",
        Form::Text,
        "\"Find a home\"",
        msg!(
        ja: "ほかの言語での言葉（`label_en` など）",
        en: "The same in another language (`label_en` …)"),
    ),
    Key::new("note", Form::Text, "\"賃貸、空き家\"", msg!(ja: "その下の一言", en: "A few words below it")),
    Key::new(
        "note_*",
        Form::Text,
        "\"Rentals, vacant houses\"",
        msg!(
        ja: "ほかの言語での一言（`note_en` など）",
        en: "The same in another language (`note_en` …)"),
    ),
    Key::new("path", Form::Target, "\"content/sumai/_index.md\"", msg!(ja: "行き先", en: "Where it leads")).must(),
];

pub(super) const BANNER: &[Key] = &[
    Key::new("title", Form::Text, "\"大雪のお知らせ\"", msg!(ja: "お知らせの題", en: "Its title")),
    Key::new(
        "title_*",
        Form::Text,
        "\"Heavy snow\"",
        msg!(
        ja: "ほかの言語での題（`title_en` など）",
        en: "Its title in another language (`title_en` …)"),
    ),
    Key::new("text", Form::Text, "\"バスが止まっています。\"", msg!(ja: "お知らせの文", en: "Its text")),
    Key::new(
        "text_*",
        Form::Text,
        "\"Buses are not running.\"",
        msg!(
        ja: "ほかの言語での文（`text_en` など）",
        en: "Its text in another language (`text_en` …)"),
    ),
    Key::new(
        "updated",
        Form::TextOrDay,
        "2026-12-03",
        msg!(
        ja: "いつのお知らせか",
        en: "When it was written"),
    ),
    Key::new("url", Form::Target, "\"content/shiru/bosai.md\"", msg!(ja: "くわしいページ", en: "Where to read more")),
    Key::new("label", Form::Text, "\"くわしく\"", msg!(ja: "そのリンクの言葉", en: "The words of that link")),
    Key::new(
        "label_*",
        Form::Text,
        "\"Read more\"",
        msg!(
        ja: "ほかの言語でのリンクの言葉（`label_en` など）",
        en: "The words of that link in another language (`label_en` …)"),
    ),
];
