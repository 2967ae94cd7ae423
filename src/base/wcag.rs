//! The success criteria of WCAG up to level AA, as JIS X 8341-3 takes them over. Facts of the standards, and of the
//! pages that this program makes; whether a site meets one is never decided here.

use Ground::{Always, Media, Never};

/// When a criterion concerns a site.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ground {
    /// Every site.
    Always,
    /// Sites whose pages may hold sound or moving pictures.
    Media,
    /// Pages of this program never hold what it is about, unless HTML of others is let in: time limits, log-ins,
    /// dragging.
    Never,
}

/// A success criterion.
#[derive(Debug)]
pub struct Criterion {
    /// Its number: 1.4.3.
    pub number: &'static str,
    /// `A` or `AA`.
    pub level: &'static str,
    /// The version of WCAG that it came with.
    pub since: &'static str,
    /// When it concerns a site.
    pub ground: Ground,
    /// Whether a machine can find faults against it; no machine can say that it is met.
    pub machine: bool,
    /// Its name in Japanese.
    pub ja: &'static str,
}

/// The version of WCAG that a standard rests on, by its name: JIS X 8341-3:2016 and ISO/IEC 40500:2012 are WCAG 2.0,
/// ISO/IEC 40500:2025 is WCAG 2.2.
pub fn version(standard: &str) -> &'static str {
    match standard {
        name if name.contains("2.2") || name.contains("40500:2025") => "2.2",
        name if name.contains("2.1") => "2.1",
        _ => "2.0",
    }
}

/// The criteria of a version up to a level, by number. 4.1.1 left with WCAG 2.2.
pub fn criteria(version: &str, level: &str) -> impl Iterator<Item = &'static Criterion> {
    let (version, level) = (version.to_owned(), level.to_owned());
    CRITERIA.iter().filter(move |it| {
        it.since <= version.as_str() && it.level.len() <= level.len() && !(version == "2.2" && it.number == "4.1.1")
    })
}

const fn row(
    number: &'static str,
    level: &'static str,
    since: &'static str,
    ground: Ground,
    machine: bool,
    ja: &'static str,
) -> Criterion {
    Criterion { number, level, since, ground, machine, ja }
}

static CRITERIA: &[Criterion] = &[
    row("1.1.1", "A", "2.0", Always, true, "非テキストコンテンツ"),
    row("1.2.1", "A", "2.0", Media, false, "音声だけ及び映像だけ（収録済み）"),
    row("1.2.2", "A", "2.0", Media, false, "キャプション（収録済み）"),
    row("1.2.3", "A", "2.0", Media, false, "音声解説又はメディアに対する代替コンテンツ（収録済み）"),
    row("1.2.4", "AA", "2.0", Media, false, "キャプション（ライブ）"),
    row("1.2.5", "AA", "2.0", Media, false, "音声解説（収録済み）"),
    row("1.3.1", "A", "2.0", Always, true, "情報及び関係性"),
    row("1.3.2", "A", "2.0", Always, false, "意味のある順序"),
    row("1.3.3", "A", "2.0", Always, false, "感覚的な特徴"),
    row("1.3.4", "AA", "2.1", Always, true, "表示の向き"),
    row("1.3.5", "AA", "2.1", Never, false, "入力目的の特定"),
    row("1.4.1", "A", "2.0", Always, true, "色の使用"),
    row("1.4.2", "A", "2.0", Media, false, "音声の制御"),
    row("1.4.3", "AA", "2.0", Always, true, "コントラスト（最低限レベル）"),
    row("1.4.4", "AA", "2.0", Always, true, "テキストのサイズ変更"),
    row("1.4.5", "AA", "2.0", Always, false, "文字画像"),
    row("1.4.10", "AA", "2.1", Always, true, "リフロー"),
    row("1.4.11", "AA", "2.1", Always, true, "非テキストのコントラスト"),
    row("1.4.12", "AA", "2.1", Always, true, "テキストの間隔"),
    row("1.4.13", "AA", "2.1", Never, false, "ホバー又はフォーカスで表示されるコンテンツ"),
    row("2.1.1", "A", "2.0", Always, true, "キーボード"),
    row("2.1.2", "A", "2.0", Always, true, "キーボードトラップなし"),
    row("2.1.4", "A", "2.1", Never, false, "文字キーのショートカット"),
    row("2.2.1", "A", "2.0", Never, false, "タイミング調整可能"),
    row("2.2.2", "A", "2.0", Media, true, "一時停止、停止及び非表示"),
    row("2.3.1", "A", "2.0", Media, false, "3回のせん（閃）光、又はいき（閾）値以下"),
    row("2.4.1", "A", "2.0", Always, true, "ブロックスキップ"),
    row("2.4.2", "A", "2.0", Always, true, "ページタイトル"),
    row("2.4.3", "A", "2.0", Always, true, "フォーカス順序"),
    row("2.4.4", "A", "2.0", Always, false, "リンクの目的（コンテキスト内）"),
    row("2.4.5", "AA", "2.0", Always, true, "複数の手段"),
    row("2.4.6", "AA", "2.0", Always, false, "見出し及びラベル"),
    row("2.4.7", "AA", "2.0", Always, true, "フォーカスの可視化"),
    row("2.4.11", "AA", "2.2", Always, true, "隠されないフォーカス（最低限）"),
    row("2.5.1", "A", "2.1", Never, false, "ポインタのジェスチャ"),
    row("2.5.2", "A", "2.1", Always, false, "ポインタのキャンセル"),
    row("2.5.3", "A", "2.1", Always, true, "名前（name）のラベル"),
    row("2.5.4", "A", "2.1", Never, false, "動きによる起動"),
    row("2.5.7", "AA", "2.2", Never, false, "ドラッグ動作"),
    row("2.5.8", "AA", "2.2", Always, true, "ターゲットのサイズ（最低限）"),
    row("3.1.1", "A", "2.0", Always, true, "ページの言語"),
    row("3.1.2", "AA", "2.0", Always, true, "一部分の言語"),
    row("3.2.1", "A", "2.0", Always, true, "フォーカス時"),
    row("3.2.2", "A", "2.0", Always, false, "入力時"),
    row("3.2.3", "AA", "2.0", Always, true, "一貫したナビゲーション"),
    row("3.2.4", "AA", "2.0", Always, false, "一貫した識別性"),
    row("3.2.6", "A", "2.2", Always, true, "一貫したヘルプ"),
    row("3.3.1", "A", "2.0", Never, false, "エラーの特定"),
    row("3.3.2", "A", "2.0", Always, true, "ラベル又は説明"),
    row("3.3.3", "AA", "2.0", Never, false, "エラー修正の提案"),
    row("3.3.4", "AA", "2.0", Never, false, "エラー回避（法的、金融及びデータ）"),
    row("3.3.7", "A", "2.2", Never, false, "冗長な入力項目"),
    row("3.3.8", "AA", "2.2", Never, false, "アクセシブルな認証（最低限）"),
    row("4.1.1", "A", "2.0", Always, true, "構文解析"),
    row("4.1.2", "A", "2.0", Always, true, "名前（name）、役割（role）及び値（value）"),
    row("4.1.3", "AA", "2.1", Always, true, "ステータスメッセージ"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_version_has_as_many_criteria_as_its_text() {
        for (version, count) in [("2.0", 38), ("2.1", 50), ("2.2", 55)] {
            assert_eq!(criteria(version, "AA").count(), count, "{version}");
        }
        assert_eq!(criteria("2.0", "A").count(), 25);
        assert!(CRITERIA.windows(2).all(|pair| key(&pair[0]) < key(&pair[1])), "in the order of their numbers");
    }

    fn key(it: &Criterion) -> Vec<u32> {
        it.number.split('.').filter_map(|part| part.parse().ok()).collect()
    }

    #[test]
    fn a_standard_names_its_version() {
        for (standard, expected) in [
            ("JIS X 8341-3:2016", "2.0"),
            ("JIS X 8341-3:2016（ISO/IEC 40500:2012）", "2.0"),
            ("WCAG 2.1", "2.1"),
            ("WCAG 2.2", "2.2"),
            ("ISO/IEC 40500:2025", "2.2"),
        ] {
            assert_eq!(version(standard), expected, "{standard}");
        }
    }
}
