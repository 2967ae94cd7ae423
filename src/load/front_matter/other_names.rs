//! Names by which people call keys that have another one: in Japanese, in other generators. What stands under such a
//! name is not read, so that whoever wrote it must be told the right one.

use crate::load::front_matter::folded::folded;

/// A name, and the key that is meant.
pub(super) struct OtherName {
    /// As people write it.
    pub(super) name: &'static str,
    /// The key's own name.
    pub(super) key: &'static str,
    /// Whether nothing else can be meant, so that the name may be put right without asking.
    pub(super) is_sure: bool,
}

const fn sure(name: &'static str, key: &'static str) -> OtherName {
    OtherName { name, key, is_sure: true }
}

const fn likely(name: &'static str, key: &'static str) -> OtherName {
    OtherName { name, key, is_sure: false }
}

/// Every one of them.
pub(super) const NAMES: &[OtherName] = &[
    sure("題名", "title"),
    sure("タイトル", "title"),
    sure("表題", "title"),
    sure("見出し", "title"),
    likely("件名", "title"),
    likely("名前", "title"),
    sure("題名の読み", "kana"),
    sure("読み", "kana"),
    sure("よみ", "kana"),
    sure("よみがな", "kana"),
    sure("読み仮名", "kana"),
    sure("ふりがな", "kana"),
    sure("フリガナ", "kana"),
    sure("説明", "description"),
    sure("説明文", "description"),
    sure("概要", "description"),
    sure("要約", "description"),
    sure("紹介文", "description"),
    likely("リード", "description"),
    sure("種類", "kind"),
    sure("種別", "kind"),
    sure("ページの種類", "kind"),
    sure("公開した日", "date"),
    sure("日付", "date"),
    sure("作成日", "date"),
    sure("掲載日", "date"),
    sure("更新日", "updated"),
    sure("最終更新", "updated"),
    sure("最終更新日", "updated"),
    sure("修正日", "updated"),
    sure("並び順", "weight"),
    sure("順番", "weight"),
    sure("順序", "weight"),
    sure("表示順", "weight"),
    sure("話題", "topics"),
    sure("トピック", "topics"),
    likely("分類", "topics"),
    likely("カテゴリ", "topics"),
    likely("カテゴリー", "topics"),
    sure("タグ", "tags"),
    likely("キーワード", "tags"),
    sure("下書き", "draft"),
    likely("非公開", "draft"),
    likely("公開", "publish_from"),
    likely("公開日", "publish_from"),
    sure("公開開始", "publish_from"),
    sure("公開開始日", "publish_from"),
    sure("公開の始まり", "publish_from"),
    sure("公開終了", "publish_until"),
    sure("公開終了日", "publish_until"),
    sure("公開の終わり", "publish_until"),
    likely("公開期限", "publish_until"),
    likely("掲載期限", "publish_until"),
    sure("確かめる日", "review_by"),
    sure("見直し日", "review_by"),
    sure("見直しの日", "review_by"),
    sure("確認期限", "review_by"),
    likely("期限", "review_by"),
    sure("URLの名前", "slug"),
    sure("スラッグ", "slug"),
    sure("前のURL", "aliases"),
    likely("別名", "aliases"),
    sure("画像", "image"),
    sure("写真", "image"),
    sure("サムネイル", "image"),
    likely("担当", "contact"),
    likely("担当課", "contact"),
    likely("担当者", "contact"),
    likely("担当部署", "contact"),
    sure("相談先", "contact"),
    sure("問い合わせ先", "contact"),
    sure("問合せ先", "contact"),
    sure("お問い合わせ", "contact"),
    sure("連絡先", "contact"),
    sure("やさしい日本語", "lang_level"),
    sure("自由な項目", "extra"),
    // Those of other generators.
    sure("publishdate", "publish_from"),
    sure("pubdate", "publish_from"),
    sure("expirydate", "publish_until"),
    sure("unpublishdate", "publish_until"),
    sure("lastmod", "updated"),
    sure("modified", "updated"),
    likely("category", "topics"),
    likely("categories", "topics"),
    likely("keywords", "tags"),
    likely("summary", "description"),
    likely("permalink", "slug"),
    likely("order", "weight"),
];

/// The key that is meant by a name; `folded` as names are compared.
pub(super) fn find(name: &str) -> Option<&'static OtherName> {
    NAMES.iter().find(|other| folded(other.name) == name)
}
