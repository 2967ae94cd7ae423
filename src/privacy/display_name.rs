//! The forms in which people are called who have a display name: of `山田 花子（Hanako）@灯野` 山田, 花子, 山田花子, やまだ,
//! はなこ, Hanako and more. Each says where it counts: a short form or an ordinary word is a name only beside 敬称.

use std::collections::BTreeMap;

use crate::{
    privacy::{
        common_words::{is_common_part, without_remarks},
        folded::fold,
        names::{
            is_given, is_given_kana, is_given_latin, is_surname, is_surname_kana, is_surname_latin, is_word_too,
            split_kana, split_latin,
        },
        nickname_readings::read_nickname,
        normalized::NormalizedText,
        person,
        person_words::is_word,
        readings::{given_readings, kana_of, latin_of, surname_readings},
    },
    text::japanese::{is_kana, is_kanji},
};

/// Where a form of a name counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Counts {
    /// Wherever it stands.
    Alone,
    /// Beside 敬称 or behind `@`.
    Named,
    /// Beside 敬称 that friends use.
    AmongFriends,
}

/// What divides a display name into names and remarks.
fn divides(c: char) -> bool {
    "/|@()[]{}<>【】〔〕「」『』《》〈〉&+,、:;#=~〜※\"“”".contains(c)
        || matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// What divides a name into its parts.
fn divides_name(c: char) -> bool {
    c.is_whitespace() || matches!(c, '_' | '-' | '.' | '・' | '·')
}

/// 敬称 that people give themselves.
const OWN_TITLES: [&str; 9] = ["ちゃん", "さん", "くん", "君", "さま", "様", "先生", "たん", "氏"];

/// The forms of a display name, folded. `common`: the whole is an ordinary word; `town`: the municipality's name.
pub(crate) fn forms(name: &str, common: bool, town: &str) -> BTreeMap<String, Counts> {
    let plain = NormalizedText::new(name).text;
    let mut forms = Forms { all: BTreeMap::new(), town };
    let counts = if common { Counts::Named } else { Counts::Alone };
    forms.add_word(plain.trim(), counts);
    let mut place = false;
    let mut first = true;
    for (at, group) in plain.split_inclusive(divides).enumerate() {
        let divider = group.chars().next_back().filter(|c| divides(*c));
        let text = group.trim_end_matches(divides).trim();
        // What stands behind `@` is where somebody lives.
        if !text.is_empty() {
            first &= !forms.group(text, at > 0 && (place || !first), &plain);
        }
        place = divider == Some('@');
    }
    forms.all
}

struct Forms<'a> {
    all: BTreeMap<String, Counts>,
    town: &'a str,
}

impl Forms<'_> {
    /// Adds a form, unless it is short and a word that people are not called by.
    fn add(&mut self, form: &str, counts: Counts) {
        if counts != Counts::Named || form.chars().count() >= 4 || !is_word(form) && !is_word(&fold(form)) {
            self.add_word(form, counts);
        }
    }

    /// Adds a form, if it is long enough to be looked for; where it counts is never more than its length allows.
    fn add_word(&mut self, form: &str, counts: Counts) {
        let folded = fold(form);
        let count = folded.chars().count();
        if folded.is_empty() || folded.chars().all(|c| c.is_ascii_digit()) {
            return;
        }
        let kana = folded.chars().all(is_kana);
        let (alone, named) = match () {
            () if kana || folded.is_ascii() => (3, 2),
            () => (2, 1),
        };
        if count < named {
            return;
        }
        let counts = if count < alone { counts.max(Counts::Named) } else { counts };
        // とーさん is とうさん: folding drops the long vowel where it is written as one.
        let short = without_long_vowels(&folded);
        for form in [Some(folded), short].into_iter().flatten() {
            let known = self.all.entry(form).or_insert(counts);
            *known = (*known).min(counts);
        }
    }

    /// Adds what stands between two dividers of a display name: a name, or a remark behind one. Returns whether it was
    /// more than a place or a year.
    fn group(&mut self, text: &str, remark: bool, whole: &str) -> bool {
        let name = without_remarks(text, self.town);
        if name.is_empty() {
            if is_surname(text) || is_given(text) {
                self.add(text, Counts::Named);
            }
            return false;
        }
        let same_person = is_reading_of(name, whole);
        let alone = |part: &str, first: bool| {
            let listed = looks_like_name(part) && !is_word_too(part);
            let long = part.chars().count() >= 4 && part.chars().all(is_kana);
            let sure = if remark { listed && (same_person || is_full(part)) } else { first || listed || long };
            if sure && !is_common_part(part) { Counts::Alone } else { Counts::Named }
        };
        let common_remark = remark && (is_word(name) || is_common_part(name));
        if common_remark {
            return true;
        }
        for part in [text, name] {
            if remark {
                self.add(part, alone(part, true));
            } else {
                self.add_word(part, alone(part, true));
            }
            self.with_particle(part, alone(part, true));
        }
        if !remark {
            for reading in read_nickname(name) {
                self.add(&reading, if reading.chars().count() > 4 { Counts::Alone } else { Counts::Named });
            }
            self.ends(name);
        }
        let core = OWN_TITLES.iter().find_map(|title| name.strip_suffix(title)).unwrap_or(name);
        if core != name && !is_word(core.trim_start_matches('お')) {
            self.add(core, if looks_like_name(core) { alone(core, false) } else { Counts::Named });
        }
        let tokens: Vec<&str> = core.split(divides_name).map(str::trim).filter(|token| !token.is_empty()).collect();
        if let [a, b] = tokens[..]
            && looks_like_name(a)
            && looks_like_name(b)
        {
            self.add(&format!("{a}{b}"), Counts::Alone);
            self.add(&format!("{b}{a}"), Counts::Alone);
        }
        for (number, token) in tokens.iter().enumerate() {
            let token = without_remarks(token, self.town);
            if tokens.len() > 1 && !is_word(token) && token.chars().count() > 1 {
                self.add(token, alone(token, false));
            }
            self.persons(token);
            if number == 0 && !remark {
                self.short(token);
            }
        }
        true
    }

    /// Adds surname and given name apart, as they are written, read and spelt.
    fn persons(&mut self, token: &str) {
        for part in words_of_latin(token) {
            if part.len() >= 3 && part.len() < token.len() {
                self.add(part, if part.len() >= 4 && looks_like_name(part) { Counts::Alone } else { Counts::Named });
            }
        }
        let small = token.to_lowercase();
        let pair = person::split(token)
            .or_else(|| mixed(token))
            .or_else(|| token.chars().all(is_kana).then(|| split_kana(token)).flatten())
            .or_else(|| split_latin(&small));
        if let Some((surname, given)) = pair {
            for part in [surname, given] {
                let word = is_word_too(part) || is_common_part(part) || part.is_ascii() && part.len() < 4;
                self.add(part, if word { Counts::Named } else { Counts::Alone });
            }
            for (surname, given) in read_all(surname, surname_readings(surname), given) {
                self.add(&format!("{surname}{given}"), Counts::Alone);
                if let (Some(surname), Some(given)) = (latin_of(&surname), latin_of(&given)) {
                    self.add(&format!("{surname}{given}"), Counts::Alone);
                    self.add(&format!("{given}{surname}"), Counts::Alone);
                }
            }
            self.read(surname, surname_readings(surname));
            self.read(given, given_readings(given));
        } else {
            self.read(token, surname_readings(token));
            self.read(token, given_readings(token));
        }
        if token.is_ascii() {
            self.add(&kana_of(&small).unwrap_or_default(), Counts::Named);
        }
        let kana = fold(token);
        if let Some(latin) = latin_of(&kana).filter(|_| !kana.is_empty()) {
            self.add(&latin, if latin.len() >= 6 { Counts::Alone } else { Counts::Named });
        }
    }

    /// Adds the readings of a name, and what friends make of them.
    fn read(&mut self, name: &str, readings: &[&str]) {
        if !name.chars().all(is_kanji) {
            return;
        }
        for reading in readings.iter().take(4) {
            self.add(reading, Counts::Named);
            if let Some(latin) = latin_of(reading) {
                self.add(&latin, Counts::Named);
                self.add(&latin.replace("ou", "o").replace("oo", "o").replace("uu", "u"), Counts::Named);
            }
            if let Some((end, _)) = reading.char_indices().nth(2) {
                self.add(&reading[..end], Counts::AmongFriends);
            }
        }
    }

    /// Adds the short forms that a nickname is called by: its beginning, as long as it is of one script.
    fn short(&mut self, token: &str) {
        let folded = fold(token);
        let Some(first) = folded.chars().next() else { return };
        let same = |c: &char| script(*c) == script(first);
        let run: Vec<char> = folded.chars().take_while(same).collect();
        if script(first) == Script::Kana {
            for length in 2..=run.len() {
                let form: String = run[..length].iter().collect();
                if length == 2 {
                    self.add(&form, Counts::AmongFriends);
                } else if form != folded && !(is_word(&form) || length < 4 && is_common_part(&form)) {
                    self.add(&form, Counts::Named);
                }
            }
        } else if run.len() >= 2 && run.len() < folded.chars().count() {
            let form: String = run.iter().collect();
            if !is_common_part(&form) && !is_word(&form) {
                self.add(&form, Counts::Named);
            }
        }
    }

    /// Adds the last part of a nickname behind Latin letters, and its first kanji with its last part: DJかまど is かまどさん,
    /// 薪割り王子 is 薪王子.
    fn ends(&mut self, name: &str) {
        let mut starts = Vec::new();
        let mut before = None;
        for (at, c) in name.char_indices() {
            if before != Some(script(c)) {
                starts.push(at);
            }
            before = Some(script(c));
        }
        let (Some(last), Some(first)) = (starts.last(), name.chars().next()) else { return };
        let last = &name[*last..];
        let word = is_word(last) || is_common_part(last);
        if starts.len() == 2 && first.is_ascii_alphabetic() && last.chars().count() >= 3 && !word {
            self.add(last, Counts::Named);
        }
        if starts.len() >= 3 && is_kanji(first) && last.chars().count() >= 2 && last.chars().all(is_kanji) {
            self.add(&format!("{first}{last}"), Counts::Named);
        }
    }

    /// Adds a name with a の more or less: 薪割り王子 and 薪割りの王子.
    fn with_particle(&mut self, name: &str, counts: Counts) {
        if name.chars().count() < 4 {
            return;
        }
        let without = name.replace('の', "");
        if without.len() < name.len() && without.chars().count() >= 4 {
            self.add(&without, counts);
        }
        let chars: Vec<(usize, char)> = name.char_indices().collect();
        for pair in chars.windows(2) {
            let ((_, before), (at, after)) = (pair[0], pair[1]);
            let word = script(before) != script(after) && script(after) != Script::Kana || before.is_ascii();
            if word && before != 'の' && is_japanese(before) && is_japanese(after) {
                self.add(&format!("{}の{}", &name[..at], &name[at..]), counts);
            }
        }
    }
}

/// A name in kana without the う of its long vowels; `None`: it has none.
fn without_long_vowels(folded: &str) -> Option<String> {
    const LONG: &str = "おこそとのほもよろごぞどぼぽょ";
    let chars: Vec<char> = folded.chars().collect();
    let is_long = |at: usize| chars[at] == 'う' && at > 0 && LONG.contains(chars[at - 1]);
    let kept: String = (0..chars.len()).filter(|at| !is_long(*at)).map(|at| chars[at]).collect();
    (kept.len() < folded.len() && kept.chars().count() >= 4).then_some(kept)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Kana,
    Kanji,
    Other,
}

fn script(c: char) -> Script {
    match c {
        c if is_kana(c) => Script::Kana,
        c if is_kanji(c) => Script::Kanji,
        _ => Script::Other,
    }
}

fn is_japanese(c: char) -> bool {
    script(c) != Script::Other
}

/// The words of Latin letters that capitals divide: HanakoYamada.
fn words_of_latin(token: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    let bytes = token.as_bytes();
    let latin = token.is_ascii();
    let ends = (1..=token.len()).filter(move |at| {
        latin && (*at == bytes.len() || bytes[*at].is_ascii_uppercase() && bytes[*at - 1].is_ascii_lowercase())
    });
    ends.map(move |end| &token[std::mem::replace(&mut from, end)..end])
}

/// A listed surname in kanji with a listed given name in kana.
fn mixed(token: &str) -> Option<(&str, &str)> {
    let (surname, given) = token.split_at(person::kanji_end(token, 0));
    (is_surname(surname) && given.chars().count() >= 2 && is_given_kana(given)).then_some((surname, given))
}

/// A full name in every reading of its parts.
fn read_all(surname: &str, readings: &[&str], given: &str) -> Vec<(String, String)> {
    let of = |name: &str, readings: &[&str]| match readings {
        [] if name.chars().all(is_kana) => vec![fold(name)],
        readings => readings.iter().take(3).map(|reading| (*reading).to_owned()).collect(),
    };
    let given = of(given, given_readings(given));
    let surname = of(surname, readings);
    surname.iter().flat_map(|surname| given.iter().map(|given| (surname.clone(), given.clone()))).collect()
}

/// Whether a name is a listed surname, given name or both.
fn looks_like_name(name: &str) -> bool {
    let count = name.chars().count();
    if count < 2 {
        return false;
    }
    let latin = || is_surname_latin(name) || is_given_latin(name);
    is_surname(name) || is_given(name) || is_surname_kana(name) || is_given_kana(name) || latin() || is_full(name)
}

/// Whether a name is a listed surname with a listed given name.
fn is_full(name: &str) -> bool {
    let parts: Vec<&str> = name.split(divides_name).filter(|part| !part.is_empty()).collect();
    match parts[..] {
        [one] => {
            person::split(one).is_some()
                || mixed(one).is_some()
                || one.chars().all(is_kana) && split_kana(one).is_some()
                || one.is_ascii() && split_latin(&one.to_lowercase()).is_some()
        }
        [a, b] => {
            let pair = |a: &str, b: &str| {
                is_surname(a) && is_given(b)
                    || is_surname_kana(a) && is_given_kana(b)
                    || is_surname_latin(a) && is_given_latin(b)
            };
            pair(a, b) || pair(b, a)
        }
        _ => false,
    }
}

/// Whether a name in a remark is that of the same person in another script: 佐藤 of `K.Sato / 佐藤`.
fn is_reading_of(name: &str, whole: &str) -> bool {
    let whole = fold(whole);
    let token = name.split(divides_name).next().unwrap_or_default();
    let (surname, given) = person::split(token).unwrap_or((token, token));
    let read = surname_readings(surname).iter().chain(given_readings(given));
    let spelt = |reading: &&str| {
        let latin = latin_of(reading).unwrap_or_default();
        let short = latin.replace("ou", "o").replace("oo", "o").replace("uu", "u");
        whole.contains(*reading) || latin.len() > 2 && (whole.contains(&latin) || whole.contains(&short))
    };
    let own = fold(name);
    let back = latin_of(&own).filter(|latin| latin.len() > 2).is_some_and(|latin| whole.contains(&latin));
    let latin = name.is_ascii()
        && (looks_like_name(name)
            || kana_of(&own).is_some_and(|kana| kana.chars().count() > 1 && whole.contains(&kana)));
    read.take(12).any(spelt) || back || latin
}
