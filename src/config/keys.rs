//! Every key of the first level of `site.toml`.
//!
//! The reader reads nothing that does not stand here, in `table_keys` or in `theme_keys`, tells of keys that do
//! not, and judges every value by its form. `docs/site-toml.md` is made from these tables.

use crate::{
    config::{
        key::{Form, Key},
        publish::PUBLISH,
        table_keys::{ACCESSIBILITY, BUILD, CONTACT, HTML, LANGUAGE, MUNICIPALITY, OPEN_DATA, SALON, TOPIC},
        theme_keys::{BANNER, FOOTER, FOOTER_NOTE, HOME, THEME},
    },
    msg,
};

/// The keys of the first level. From `consult` on they are the theme's, in `theme_keys`.
pub const KEYS: &[Key] = &[
    Key::new(
        "title",
        Form::Text,
        "\"灯野町 移住ガイド\"",
        msg!(
        ja: "ガイドの名前。どのページの上にも、検索結果にも出ます",
        en: "The guide's name, at the top of every page and in search results"),
    ),
    Key::new(
        "description",
        Form::Text,
        "\"灯野町での暮らしを、町民の声といっしょに伝えます。\"",
        msg!(
        ja: "ガイドの説明。1文か2文。リンクを貼ったときなどに出ます",
        en: "One or two sentences about the guide, shown with links to it"),
    ),
    Key::new(
        "base_url",
        Form::Text,
        "\"https://www.town.example.jp/iju/\"",
        msg!(
        ja: "公開するURL。https:// から書きます。サブフォルダーでもかまいません",
        en: "Where the guide is published, from https:// on; a sub-folder is fine"),
    )
    .or("\"http://127.0.0.1/\""),
    Key::new(
        "language",
        Form::Text,
        "\"ja\"",
        msg!(
        ja: "ふだんの言語",
        en: "The main language, as in HTML's `lang`"),
    )
    .or("\"ja\""),
    Key::new(
        "image",
        Form::Text,
        "\"machi.jpg\"",
        msg!(
        ja: "LINEなどにリンクを貼ったときに出る画像。content フォルダーの中の場所",
        en: "The picture that links show elsewhere; a path in content/"),
    ),
    Key::new(
        "image_alt",
        Form::Text,
        "\"丘から見た町の中心\"",
        msg!(
        ja: "その画像に何が写っているか",
        en: "What that picture shows"),
    ),
    Key::new(
        "area_map",
        Form::Text,
        "\"chiku/chizu.svg\"",
        msg!(
        ja: "地区の地図（SVG）。content フォルダーの中の場所。`<g id=\"areas\">` の中の形の `id` が、同じフォルダーにある地区のページの名前です",
        en: "The map of the areas, an SVG in content/; the ids of the paths in `<g id=\"areas\">` are the names of the \
             areas' pages beside it"),
    ),
    Key::new(
        "municipality",
        Form::Table(MUNICIPALITY),
        "",
        msg!(
        ja: "ガイドを出す自治体",
        en: "The municipality that publishes the guide"),
    ),
    Key::new(
        "theme",
        Form::TableOrText(THEME),
        "",
        msg!(
        ja: "見た目。テーマの名前だけなら、`theme = \"machi\"` と書いてもかまいません",
        en: "The looks; with nothing but a theme's name, `theme = \"machi\"` will do"),
    ),
    Key::new(
        "contacts",
        Form::Tables(CONTACT),
        "iju",
        msg!(
        ja: "相談先。ページの `contact:` に記号を書きます。はじめの一つが、書かないときの相談先です",
        en: "Desks to ask; a page names one in `contact:`, and the first one serves where none is named"),
    ),
    Key::new(
        "facts",
        Form::Pairs,
        "\"除雪の目安\" = \"積雪15センチ\"",
        msg!(
        ja: "いくつものページに出る値。本文と設定に `{{除雪の目安}}` と書くと、ここの値が入ります。`除雪の目安_en` は英語のページの値です。\
             窓口の電話などは、`{{iju.phone}}` で入ります",
        en: "What several pages say: `{{NAME}}` in their texts and settings is its value; `NAME_en` is what English \
             pages say. What `[contacts.iju]` says needs no fact: `{{iju.phone}}`"),
    ),
    Key::new(
        "topics",
        Form::Tables(TOPIC),
        "housing",
        msg!(
        ja: "話題。ページの `topics:` に記号を書きます。書いた順に並びます",
        en: "Topics, in their order; a page names them in `topics:`"),
    ),
    Key::new(
        "languages",
        Form::Tables(LANGUAGE),
        "en",
        msg!(
        ja: "ほかの言語。`en` なら `名前.en.md`、`easy` なら `名前.easy.md` のファイルがそのページです",
        en: "Other languages; the pages of `en` are the files `NAME.en.md`"),
    ),
    Key::new(
        "accessibility",
        Form::Table(ACCESSIBILITY),
        "",
        msg!(
        ja: "ウェブアクセシビリティ方針。書くと、方針のページができます",
        en: "What is declared about accessibility; with it there is a page of the policy"),
    ),
    Key::new(
        "opendata",
        Form::Table(OPEN_DATA),
        "",
        msg!(
        ja: "施設とイベントを公開データ（CSV）として配るときに書きます",
        en: "Publishes facilities and events as open data (CSV)"),
    ),
    Key::new("build", Form::Table(BUILD), "", msg!(ja: "書き出し方", en: "How the site is written")),
    Key::new(
        "html",
        Form::Table(HTML),
        "",
        msg!(
        ja: "本文に書くHTML",
        en: "HTML in texts"),
    ),
    Key::new(
        "check",
        Form::Pairs,
        "heading-skip = \"warning\"",
        msg!(
        ja: "点検の厳しさを変えます。指摘の名前 = \"off\"（出さない）、\"hint\"、\"warning\"、\"error\" のどれか",
        en: "Other levels for findings: code = \"off\", \"hint\", \"warning\" or \"error\""),
    ),
    Key::new(
        "salon",
        Form::Table(SALON),
        "",
        msg!(
        ja: "サロンの取り込みと承認",
        en: "Import and approval of what comes from the salon"),
    ),
    Key::new(
        "publish",
        Form::Tables(PUBLISH),
        "production",
        msg!(
        ja: "公開先。`shirube publish 名前` で公開します。パスワードは書けません",
        en: "Places for `shirube publish NAME`; never a password"),
    ),
    Key::new(
        "consult",
        Form::Target,
        "\"content/soudan/_index.md\"",
        msg!(
        ja: "「相談する」の行き先。なければ、そのページの相談先へ移ります",
        en: "Where the button 相談する leads; without it, to the page's own contact"),
    ),
    Key::new(
        "footer",
        Form::Items(FOOTER),
        "[{ label = \"このサイトについて\", label_en = \"About\", url = \"content/shiru/about.md\" }]",
        msg!(
        ja: "ページのいちばん下に並ぶリンク",
        en: "The links at the foot of every page"),
    ),
    Key::new(
        "footer_note",
        Form::Table(FOOTER_NOTE),
        "",
        msg!(
        ja: "どのページの下にも出る一言",
        en: "A note at the foot of every page"),
    ),
    Key::new(
        "home",
        Form::Table(HOME),
        "",
        msg!(
        ja: "トップページ",
        en: "The top page"),
    ),
    Key::new(
        "banner",
        Form::Table(BANNER),
        "",
        msg!(
        ja: "緊急のお知らせ。`title` があるあいだ、どのページの上にも出ます",
        en: "An emergency notice at the top of every page, while it has a `title`"),
    ),
    Key::new(
        "menu",
        Form::Free,
        "[]",
        msg!(
        ja: "自分のテーマのメニューのための項目。はじめのテーマは使いません",
        en: "For the menu of a theme of your own; the first theme does not use it"),
    ),
    Key::new(
        "extra",
        Form::Free,
        "{ slogan = \"雪とくらす\" }",
        msg!(
        ja: "自分のテーマで使う自由な項目",
        en: "Whatever a theme of your own wants to know"),
    ),
];
