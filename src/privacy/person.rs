//! Where a name begins and ends, seen from what stands beside it.

use std::ops::Range;

use crate::{
    privacy::{
        common_words::is_common,
        foreign,
        names::{
            is_common_surname, is_given, is_given_kana, is_given_latin, is_place, is_surname, is_surname_kana,
            is_surname_latin, is_word_too, split_kana,
        },
        person_words::{
            BRANDS, CALLED_SINGLES, HONORIFICS, OLD, RARE_SINGLES, SHRINES, is_called_in_katakana, is_grammar,
            is_typical, is_word,
        },
        steps::count,
        surname_shape::is_like_surname,
    },
    text::japanese::{is_kanji, is_wide},
};

/// A name beside a word that says so.
pub(crate) struct Name {
    pub(crate) range: Range<usize>,
    /// Whether it is a surname or a full name; else a given name or kana, which may be a word.
    pub(crate) sure: bool,
}

/// How many characters of one run are looked at: far more than any name has. A longer run is a name no more, and what
/// stands in it must not be read again for every word beside it.
const REACH: usize = 24;

/// Where the kanji that begin at a byte end; of a run longer than [`REACH`], where that ends.
pub(crate) fn kanji_end(text: &str, at: usize) -> usize {
    run_end(text, at, is_kanji)
}

/// Where the kana that begin at a byte end; of a run longer than [`REACH`], where that ends.
pub(crate) fn kana_end(text: &str, at: usize) -> usize {
    run_end(text, at, is_letter)
}

fn run_end(text: &str, at: usize, is: fn(char) -> bool) -> usize {
    let run = text[at..].chars().take(REACH).take_while(|c| is(*c));
    at + run.inspect(|_| count(1)).map(char::len_utf8).sum::<usize>()
}

/// Where the run begins that ends a text; of one longer than [`REACH`], so far from its end. None if there is none.
pub(crate) fn run_start(text: &str, is: fn(char) -> bool) -> Option<usize> {
    let run = text.char_indices().rev().take(REACH).take_while(|(_, c)| is(*c));
    run.inspect(|_| count(1)).last().map(|(at, _)| at)
}

/// Whether a character is kana that a name is written with.
pub(crate) fn is_letter(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | 'ー')
}

/// Whether a character is katakana that a name is written with.
pub(crate) fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー')
}

/// Divides kanji into a listed surname and a listed given name, the longest surname first.
pub(crate) fn split(text: &str) -> Option<(&str, &str)> {
    [4, 3, 2, 1].into_iter().find_map(|length| {
        let at = text.char_indices().nth(length)?.0;
        let (surname, given) = text.split_at(at);
        let fits = (2..=3).contains(&given.chars().count())
            || (given.chars().count() == 1 && length == 2 && is_typical_single(given));
        (fits && is_surname(surname) && is_given(given)).then_some((surname, given))
    })
}

/// A given name of one kanji that is no ending of a place or an office.
pub(crate) fn is_typical_single(given: &str) -> bool {
    "誠健翔蓮葵湊恵薫茜翼豊稔茂清進勇隆剛亮聡哲修涼徹渉瞳渚梓楓遥".contains(given)
}

/// Whether a word at a byte is 敬称 and not the beginning of another word.
pub(crate) fn is_honorific(text: &str, at: usize, word: &str) -> bool {
    let rest = &text[at + word.len()..];
    let next = rest.chars().next();
    match word {
        "さん" => {
            let word = ["宅跡", "ざん", "さい", "ぽ", "ぷ", "ごく", "すう", "ばし", "びき", "ぞう"]
                .iter()
                .any(|word| rest.starts_with(word));
            // 秋田さんま is a fish, 秋田さんまで a limit.
            let fish = next == Some('ま')
                && !["まで", "また", "まだ", "まと"].iter().any(|particle| rest.starts_with(particle));
            !word && !fish
        }
        "氏" => !next.is_some_and(|c| "神名子族姓".contains(c)),
        "様" => !next.is_some_and(|c| "子々式相態変".contains(c)),
        // けんちゃん汁 is a soup.
        "ちゃん" => !next.is_some_and(|c| "汁鍋焼漬餅飯煮".contains(c)),
        "君" | "先生" | "さま" | "くん" => true,
        "宛" => !next.is_some_and(|c| "名先所行".contains(c)),
        "あて" => next.is_none_or(|c| "にのでへ、。）)」".contains(c)),
        _ => word.ends_with(|c| !is_kanji(c)) || !next.is_some_and(is_kanji),
    }
}

/// The name that ends at a byte, where 敬称 begins.
pub(crate) fn before(text: &str, at: usize, honorific: &str) -> Option<Name> {
    if !is_honorific(text, at, honorific) {
        return None;
    }
    let behind = &text[at + honorific.len()..];
    let text = &text[..at];
    let at = text.trim_end_matches([' ', '　', '」', '』']).len();
    if text.len() - at > 3 {
        return None;
    }
    let text = &text[..at];
    let last = text.chars().next_back()?;
    if is_kanji(last) {
        // 金さん銀さん and 遠山の金さん are nobody's neighbours.
        let stage = text.ends_with('金') && (behind.starts_with("銀さん") || text.ends_with("の金"));
        // お諏訪さん is a shrine.
        let shrine = run_start(text, is_kanji).is_some_and(|start| text[..start].ends_with('お'));
        if stage || shrine { None } else { kanji(text, honorific) }
    } else if is_letter(last) || last == '・' {
        kana(text, honorific)
    } else if last.is_ascii_alphabetic() {
        latin(text, honorific)
    } else if matches!(last, ')' | '）') {
        bracketed(text, honorific)
    } else {
        None
    }
}

/// A surname with a given name or a reading in brackets: 山田（太郎）さん.
fn bracketed(text: &str, honorific: &str) -> Option<Name> {
    let open = text.char_indices().rev().take(14).find(|(_, c)| matches!(c, '(' | '（'))?.0;
    let head = &text[..open];
    let last = head.chars().next_back()?;
    // 一（はじめ）さん: the reading says that the kanji are a name.
    let reading = text[open..].trim_matches(['(', ')', '（', '）']);
    if is_kanji(last) && (is_given_kana(reading) || is_surname_kana(reading)) && !is_word(reading) {
        let start = run_start(head, is_kanji)?;
        return Some(Name { range: start..text.len(), sure: true });
    }
    let honorific = if honorific.ends_with('家') { honorific } else { "" };
    let name = if is_kanji(last) {
        kanji(head, honorific)
    } else if is_letter(last) {
        kana(head, honorific)
    } else {
        None
    };
    name.map(|name| Name { range: name.range.start..text.len(), sure: name.sure })
}

/// A word of Latin letters before 敬称.
fn latin(text: &str, honorific: &str) -> Option<Name> {
    let start = run_start(text, |c| c.is_alphabetic() && !is_wide(c))?;
    let name = &text[start..];
    let capital = name.starts_with(char::is_uppercase);
    let listed = is_surname_latin(name) || is_given_latin(name);
    let foreign = foreign::is_given(name) || foreign::is_surname(name);
    let word = capital && name.chars().skip(1).all(char::is_lowercase) && !BRANDS.contains(&name);
    let personal = matches!(honorific, "さん" | "様" | "さま" | "氏" | "くん" | "君" | "ちゃん" | "先生" | "");
    let fits = name.len() > 2 && (listed || personal && !honorific.is_empty() && word || personal && foreign);
    (fits && !honorific.starts_with('家'))
        .then_some(Name { range: start..text.len(), sure: capital && (listed || foreign) })
}

/// Whether a word behind a name says what somebody is: then a place may stand before it.
fn is_office(honorific: &str) -> bool {
    const PERSONAL: [&str; 18] = [
        "",
        "さん",
        "様",
        "さま",
        "氏",
        "先生",
        "くん",
        "君",
        "ちゃん",
        "殿",
        "夫妻",
        "ご夫妻",
        "夫婦",
        "ご夫婦",
        "一家",
        "ご一家",
        "サン",
        "サマ",
    ];
    !PERSONAL.contains(&honorific) && !matches!(honorific, "チャン" | "クン")
}

/// The name in kanji that ends a text.
pub(crate) fn kanji(text: &str, honorific: &str) -> Option<Name> {
    let start = run_start(text, is_kanji).unwrap_or(text.len());
    let run = &text[start..];
    let address = matches!(honorific, "さん" | "氏" | "先生" | "君" | "くん");
    if address && foreign::is_kanji(run) {
        return Some(Name { range: start..text.len(), sure: true });
    }
    let shrine = matches!(honorific, "様" | "さま") && SHRINES.contains(&run);
    if is_word(run) || shrine {
        return None;
    }
    // The whole run, or its end: 自治会役員小林さん.
    let ends = |length: usize| run.char_indices().rev().nth(length - 1).map(|(at, _)| start + at);
    for length in [6, 5, 4, 3] {
        let Some(from) = ends(length) else { continue };
        if split(&text[from..]).is_some() && (from == start || length > 3) {
            return Some(Name { range: from..text.len(), sure: true });
        }
    }
    // A surname, a space and a given name.
    let given = is_given(run) || is_typical_single(run) || CALLED_SINGLES.contains(run);
    if given && !run.is_empty() && text[..start].ends_with([' ', '　']) {
        let head = text[..start].trim_end_matches([' ', '　']);
        let from = run_start(head, is_kanji);
        if let Some(from) = from.filter(|from| {
            let surname = &head[*from..];
            is_surname(surname) || is_like_surname(surname) || foreign::is_kanji(surname)
        }) {
            return Some(Name { range: from..text.len(), sure: true });
        }
    }
    let office = is_office(honorific);
    for length in [3, 2, 1] {
        let Some(from) = ends(length) else { continue };
        let name = &text[from..];
        let alone = from == start;
        if is_surname(name)
            && !is_word(name)
            // 豆腐屋さん is a shop: what ends in 屋 is a surname only alone.
            && (alone || (length > 1 && !office && !name.ends_with('屋') && is_common_surname(name)))
            && !(office && (length == 1 || is_place(name)))
        {
            return Some(Name { range: from..text.len(), sure: true });
        }
    }
    let personal = matches!(
        honorific,
        "さん" | "様" | "さま" | "氏" | "くん" | "君" | "殿" | "夫妻" | "ご夫妻" | "一家" | "ご一家"
    );
    if personal && is_like_surname(run) {
        return Some(Name { range: start..text.len(), sure: true });
    }
    // One rare kanji, or one that men of a village are called by: 轟くん, 源さん.
    // 文左衛門さん: no ending of anything else.
    if personal
        && ["衛門", "兵衛", "之助", "之丞", "太夫"].iter().any(|end| run.len() > end.len() && run.ends_with(end))
    {
        return Some(Name { range: start..text.len(), sure: true });
    }
    let one = run.chars().count() == 1 && matches!(honorific, "さん" | "くん" | "君" | "様" | "さま" | "氏" | "ちゃん");
    if one && (RARE_SINGLES.contains(run) || CALLED_SINGLES.contains(run) || is_typical_single(run)) {
        return Some(Name { range: start..text.len(), sure: RARE_SINGLES.contains(run) });
    }
    // A given name alone, beside 敬称 that people use with one.
    let close =
        matches!(honorific, "さん" | "くん" | "君" | "ちゃん" | "様" | "さま" | "先生") || OLD.contains(&honorific);
    (close && run.chars().count() >= 2 && is_given(run)).then_some(Name { range: start..text.len(), sure: false })
}

fn kana(text: &str, honorific: &str) -> Option<Name> {
    // 親せきの家: a house, an office and a title follow kanji.
    let house = matches!(honorific, "宅" | "宛" | "あて" | "んち");
    // ヨネばあちゃん, of a name in katakana alone: kana before it are the sentence.
    let old = OLD.contains(&honorific);
    let known = matches!(
        honorific,
        "" | "さん" | "様" | "さま" | "くん" | "君" | "ちゃん" | "氏" | "先生" | "殿" | "サン" | "チャン"
    );
    let whole = run_start(text, is_letter).is_some_and(|start| text[start..].chars().count() >= 3 && start == 0);
    if !(house || known || old && (whole || text.ends_with(is_katakana))) {
        return None;
    }
    let end = text.len();
    let katakana = run_start(text, |c| is_katakana(c) || matches!(c, '・' | '=')).unwrap_or(end);
    if katakana < end {
        let name = text[katakana..].trim_start_matches('・');
        let range = end - name.len()..end;
        if name.split(['・', '=']).filter(|part| part.chars().count() >= 2).count() >= 2 {
            return Some(Name { range, sure: true });
        }
        let full = split_kana(name).is_some() && name.chars().count() >= 5;
        if !house && (full || foreign::is_kana(name)) {
            return Some(Name { range, sure: true });
        }
        let count = name.chars().count();
        let listed = !is_word(name) && count >= 2 && (is_surname_kana(name) || !house && is_given_kana(name));
        // アイリーンさん: whoever it is, no list has everybody.
        let called = !house && !old && is_called_in_katakana(name, honorific);
        let sure = count >= 3 && is_surname_kana(name) || called && honorific == "氏";
        return (listed || called).then_some(Name { range, sure });
    }
    if house {
        return None;
    }
    let start = run_start(text, is_letter).unwrap_or(end);
    let close = matches!(honorific, "くん" | "ちゃん");
    for (at, _) in text[start..].char_indices() {
        let name = &text[start + at..];
        let count = name.chars().count();
        // What stands before has to end a word: nothing, or a particle.
        let edge = at == 0
            || text[..start + at].ends_with(['の', 'と', 'は', 'が', 'も', 'や', 'で', 'に', 'へ', 'を'])
            || ["より", "から"].iter().any(|word| text[..start + at].ends_with(word));
        let listed =
            (count >= 3 && is_surname_kana(name)) || (count >= if close { 2 } else { 3 } && is_given_kana(name));
        if !edge || is_word(name) || is_word(name.trim_start_matches('お')) {
            continue;
        }
        if count >= 5 && split_kana(name).is_some_and(|(surname, _)| surname.chars().count() >= 3) {
            return Some(Name { range: start + at..end, sure: true });
        }
        if listed {
            // さとう はなこ
            let head =
                text[..start].strip_suffix([' ', '　']).filter(|_| at == 0 && is_given_kana(name)).unwrap_or_default();
            let from = run_start(head, is_letter);
            if let Some(from) = from.filter(|from| is_surname_kana(&head[*from..])) {
                return Some(Name { range: from..end, sure: true });
            }
            return Some(Name { range: start + at..end, sure: count >= 3 && is_surname_kana(name) });
        }
    }
    None
}

/// A run of kanji that is a surname and a given name and nothing else, or a surname with a given name behind a space or
/// in kana.
pub(crate) fn run(text: &str, start: usize) -> Option<Range<usize>> {
    let end = kanji_end(text, start);
    let whole = &text[start..end];
    let length = whole.chars().count();
    let plain = |surname: &str, given: &str| is_common_surname(surname) && !is_place(surname) || is_typical(given);
    // 東貴志コミュニティセンター: katakana that follow at once belong to the name of a facility.
    let title = ["サン", "クン", "チャン", "サマ"].iter().any(|title| text[end..].starts_with(title));
    if text[end..].starts_with(is_katakana) && !title && kana_end(text, end) - end > 12 {
        return None;
    }
    if (3..=7).contains(&length)
        && let Some((surname, given)) = split(whole)
        && plain(surname, given)
        && !(surname.chars().count() == 1 && length == 3 && !is_typical(given))
    {
        return Some(start..end);
    }
    if length > 3 || !is_surname(whole) {
        return None;
    }
    let rest = &text[end..];
    let spaces = rest.chars().take_while(|c| matches!(c, ' ' | '　' | '\n')).count();
    let next = text.len() - rest.trim_start_matches([' ', '　', '\n']).len();
    if (1..=2).contains(&spaces) {
        let stop = kanji_end(text, next);
        let given = &text[next..stop];
        let (count, line) = (given.chars().count(), rest.starts_with('\n'));
        if is_given(given) && plain(whole, given) && (count > 1 || !line && length > 1) {
            return Some(start..stop);
        }
    }
    let particle = |rest: &str| {
        rest.starts_with(['に', 'は', 'が', 'を', 'と', 'も', 'の', 'へ', '、', '。', '\n']) || rest.is_empty()
    };
    // 高橋みさき: kana behind a surname are a given name only where something ends it.
    if spaces > 2 {
        return None;
    }
    let ends = ["です", "と申", "といい", "と言い", "さん", "くん", "ちゃん", "様"];
    let edge =
        |rest: &str| rest.is_empty() || rest.starts_with([' ', '　', '\n', '、', '。', ')', '(', '（', '）', '」']);
    let fits = |at: &usize| {
        let rest = &text[*at..];
        *at >= next + 6
            && !HONORIFICS.contains(&&text[next..*at])
            && is_given_kana(&text[next..*at])
            && (ends.iter().any(|end| rest.starts_with(end))
                || (spaces > 0 && edge(rest))
                || (spaces == 0
                    && length > 1
                    && particle(rest)
                    && !is_word_too(whole)
                    && !(is_common(&text[next..*at]) && edge(rest))
                    && !is_grammar(&text[next..*at])))
    };
    let stop = (next..=kana_end(text, next)).rev().filter(|at| text.is_char_boundary(*at)).find(fits)?;
    Some(start..stop)
}
