//! The keys that every page may have: what each holds, where it goes, what it is for. The reader reads no other key,
//! and `docs/front-matter.md` is made from this table. Keys of one kind alone stand with the kind.

use crate::{load::document::Meta, msg, report::message::Message, text::date::Date};

/// A key of every page.
#[derive(Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What it is called in messages.
    pub label: Message,
    /// Its form, and where its value goes.
    pub form: Form,
    /// A value, as it is written.
    pub example: &'static str,
    /// What it is for.
    pub about: Message,
}

/// What a key holds, and where its value goes.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// Words.
    Text(fn(&mut Meta) -> &mut String),
    /// A day.
    Day(fn(&mut Meta) -> &mut Option<Date>),
    /// A whole number.
    Number(fn(&mut Meta) -> &mut Option<i64>),
    /// true or false.
    Flag(fn(&mut Meta) -> &mut bool),
    /// A list of words, or one word.
    List(fn(&mut Meta) -> &mut Vec<String>),
    /// Keys of the site's own.
    Extra,
}

/// The names of [`TABLE`].
pub(super) const fn names() -> [&'static str; TABLE.len()] {
    let mut names = [""; TABLE.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = TABLE[at].name;
        at += 1;
    }
    names
}

/// Every key, in the order of the page that describes them.
pub const TABLE: &[Key] = &[
    Key {
        name: "title",
        label: msg!(ja: "題名", en: "the title"),
        form: Form::Text(|meta| &mut meta.title),
        example: "冬の暖房費",
        about: msg!(
            ja: "題名。必ず書きます（本文が `# 見出し` で始まるときは、それが題名になります）",
            en: "The title; must be there, unless the text begins with a `# heading`"),
    },
    Key {
        name: "description",
        label: msg!(ja: "説明", en: "the description"),
        form: Form::Text(|meta| &mut meta.description),
        example: "一戸建てと集合住宅の、ひと月の暖房費の目安です。",
        about: msg!(
            ja: "1文か2文の説明。検索結果や、リンクを貼ったときに出ます",
            en: "One or two sentences for search results and links"),
    },
    Key {
        name: "kind",
        label: msg!(ja: "ページの種類", en: "the page kind"),
        form: Form::Text(|meta| &mut meta.kind),
        example: "guide",
        about: msg!(
            ja: "ページの種類。書かなければ、トップの `_index.md` は home、区分の `_index.md` は section、ほかは guide です",
            en: "The page kind; without it: home for the top `_index.md`, section for that of a folder, else guide"),
    },
    Key {
        name: "date",
        label: msg!(ja: "公開した日", en: "the day of publication"),
        form: Form::Day(|meta| &mut meta.date),
        example: "2026-04-01",
        about: msg!(ja: "はじめて公開した日", en: "When the page was first published"),
    },
    Key {
        name: "updated",
        label: msg!(ja: "更新日", en: "the day of the last change"),
        form: Form::Day(|meta| &mut meta.updated),
        example: "2026-10-01",
        about: msg!(ja: "内容を直した日", en: "When its content last changed"),
    },
    Key {
        name: "weight",
        label: msg!(ja: "並び順", en: "the order"),
        form: Form::Number(|meta| &mut meta.weight),
        example: "10",
        about: msg!(
            ja: "並び順。小さい数ほど前で、書かないページは後ろです",
            en: "The order among its neighbours; smaller comes first, pages without it last"),
    },
    Key {
        name: "kana",
        label: msg!(ja: "題名の読み", en: "the title's reading"),
        form: Form::Text(|meta| &mut meta.kana),
        example: "ふゆのだんぼうひ",
        about: msg!(ja: "題名の読み。五十音順に並べるときに使います", en: "The title's reading in kana, for sorting"),
    },
    Key {
        name: "topics",
        label: msg!(ja: "話題", en: "topics"),
        form: Form::List(|meta| &mut meta.topics),
        example: "[winter, housing]",
        about: msg!(ja: "話題。site.toml の `[topics]` の記号", en: "Topics, by their keys in site.toml's `[topics]`"),
    },
    Key {
        name: "tags",
        label: msg!(ja: "タグ", en: "tags"),
        form: Form::List(|meta| &mut meta.tags),
        example: "[灯油, 断熱]",
        about: msg!(ja: "自由なタグ", en: "Labels of your own"),
    },
    Key {
        name: "draft",
        label: msg!(ja: "下書き", en: "draft"),
        form: Form::Flag(|meta| &mut meta.draft),
        example: "true",
        about: msg!(
            ja: "`true` のあいだは公開しません（`serve` では、印を付けて表示します）",
            en: "While it is `true` the page is not published; `serve` shows it with a mark"),
    },
    Key {
        name: "publish_from",
        label: msg!(ja: "公開の始まり", en: "the first public day"),
        form: Form::Day(|meta| &mut meta.publish_from),
        example: "2026-12-01",
        about: msg!(
            ja: "公開を始める日。その日からの `build` で載ります",
            en: "The first day on which a build publishes the page"),
    },
    Key {
        name: "publish_until",
        label: msg!(ja: "公開の終わり", en: "the last public day"),
        form: Form::Day(|meta| &mut meta.publish_until),
        example: "2027-03-31",
        about: msg!(ja: "公開する最後の日", en: "The last day on which a build publishes it"),
    },
    Key {
        name: "review_by",
        label: msg!(ja: "確かめる日", en: "the day of review"),
        form: Form::Day(|meta| &mut meta.review_by),
        example: "2027-09-30",
        about: msg!(
            ja: "内容を確かめ直す日。過ぎると知らせます",
            en: "By when somebody looks at the page again; you are told when it has passed"),
    },
    Key {
        name: "slug",
        label: msg!(ja: "URLの名前", en: "the URL's last part"),
        form: Form::Text(|meta| &mut meta.slug),
        example: "danbou",
        about: msg!(
            ja: "URLの最後の部分。書かなければファイルの名前です",
            en: "The last part of the URL; without it, the file's name"),
    },
    Key {
        name: "aliases",
        label: msg!(ja: "前のURL", en: "old URLs"),
        form: Form::List(|meta| &mut meta.aliases),
        example: "[/kurashi/danbou/]",
        about: msg!(ja: "前のURL。新しいURLへ案内します", en: "Old URLs, which lead to the new one"),
    },
    Key {
        name: "image",
        label: msg!(ja: "画像", en: "the picture"),
        form: Form::Text(|meta| &mut meta.image),
        example: "fuyu.jpg",
        about: msg!(
            ja: "ページの画像。ページの隣のファイル。LINEなどにリンクを貼ったときに出ます",
            en: "The page's picture, a file beside it, which links show elsewhere"),
    },
    Key {
        name: "contact",
        label: msg!(ja: "相談先", en: "the contact"),
        form: Form::Text(|meta| &mut meta.contact),
        example: "iju",
        about: msg!(
            ja: "相談先。site.toml の `[contacts]` の記号。書かなければ、はじめの一つです",
            en: "The desk to ask, a key of site.toml's `[contacts]`; without it, the first one"),
    },
    Key {
        name: "lang_level",
        label: msg!(ja: "やさしい日本語", en: "the language level"),
        form: Form::Text(|meta| &mut meta.lang_level),
        example: "easy",
        about: msg!(
            ja: "やさしい日本語で書いたページに、印として `easy` と書けます（表示は変わりません）",
            en: "`easy` marks a page in plain Japanese; it changes nothing that is shown"),
    },
    Key {
        name: "extra",
        label: msg!(ja: "自由な項目", en: "your own keys"),
        form: Form::Extra,
        example: "{ mood: よい }",
        about: msg!(ja: "自分のテーマで使う自由な項目", en: "Whatever a theme of your own wants to know"),
    },
];
