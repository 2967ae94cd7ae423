//! The rules: one file each, and one word in the list below.
//!
//! - **In**: a document or the site.
//! - **Out**: diagnostics with a place, a help and perhaps a fix.
//! - **Never**: offer a safe fix that has more than one meaning.
//! - **Read first**: [`heading_skip`].
//! - **One more**: a file with a `RULE` (code, level, why, how, examples), and one word in the list. A rule about words
//!   is a `Check::Pattern` such as [`half_width_kana`], or a `Check::Prose` such as [`long_sentence`].
//! - **Tests**: `tests/it/rules.rs` runs the examples and applies every fix.

pub(crate) mod adjacent_links;
pub(crate) mod alias_form;
pub(crate) mod alias_taken;
pub(crate) mod alt_repeats_text;
pub(crate) mod answer_heading;
pub(crate) mod answer_role;
pub(crate) mod area_map;
pub(crate) mod case_twins;
pub(crate) mod circled_number;
pub(crate) mod clock_time;
pub(crate) mod color_only;
pub(crate) mod compat_char;
pub(crate) mod contact_missing;
pub(crate) mod cost_row;
pub(crate) mod day_order;
pub(crate) mod dead_link;
pub(crate) mod double_negative;
pub(crate) mod duplicate_title;
pub(crate) mod duplicate_url;
pub(crate) mod edited_after_verified;
pub(crate) mod emoji_label;
pub(crate) mod empty_link;
pub(crate) mod era_abbreviation;
pub(crate) mod era_without_year;
pub(crate) mod event_calendar;
pub(crate) mod event_end;
pub(crate) mod event_uid;
pub(crate) mod fake_heading;
pub(crate) mod fake_list;
pub(crate) mod field_form;
pub(crate) mod field_missing;
pub(crate) mod file_link;
pub(crate) mod filename_alt;
pub(crate) mod fiscal_year_past;
pub(crate) mod full_width_alnum;
pub(crate) mod half_width_kana;
pub(crate) mod heading_skip;
pub(crate) mod heading_text;
pub(crate) mod heavy_image;
pub(crate) mod heavy_keigo;
pub(crate) mod house_word;
pub(crate) mod last_checked;
pub(crate) mod link_to_unpublished;
pub(crate) mod long_alt;
pub(crate) mod long_sentence;
pub(crate) mod long_title;
pub(crate) mod missing_alt;
pub(crate) mod missing_words;
pub(crate) mod month_day_slash;
pub(crate) mod no_weight;
pub(crate) mod note_mark_only;
pub(crate) mod numeric_date;
pub(crate) mod outdated_word;
pub(crate) mod output_name;
pub(crate) mod part_lang;
pub(crate) mod personal_data;
pub(crate) mod place_contradicts;
pub(crate) mod plain_email;
pub(crate) mod plain_phone;
pub(crate) mod position_only;
pub(crate) mod position_outside;
pub(crate) mod publish_ended;
pub(crate) mod quasi_identifiers;
pub(crate) mod raw_url_link;
pub(crate) mod relative_date;
pub(crate) mod review_due;
pub(crate) mod roman_numeral;
pub(crate) mod same_text_links;
pub(crate) mod search_query;
pub(crate) mod search_words;
pub(crate) mod second_h1;
pub(crate) mod self_description;
pub(crate) mod short_weekday;
pub(crate) mod site_image;
pub(crate) mod site_link;
pub(crate) mod source_form;
pub(crate) mod source_lost;
pub(crate) mod spaced_letters;
pub(crate) mod spaced_word;
pub(crate) mod stale_translation;
pub(crate) mod static_place;
pub(crate) mod support_ended;
pub(crate) mod table_file;
pub(crate) mod tag_joined;
pub(crate) mod tag_spelling;
pub(crate) mod text_in_image;
pub(crate) mod theme_contrast;
pub(crate) mod theme_setting;
pub(crate) mod title_comment;
pub(crate) mod unapproved;
pub(crate) mod unknown_key;
pub(crate) mod unknown_kind;
pub(crate) mod unknown_language;
pub(crate) mod unknown_topic;
pub(crate) mod unused_file;
pub(crate) mod url_scheme;
pub(crate) mod vague_link;
pub(crate) mod wave_range;

use crate::check::Rule;

/// Declares the rules: one module and one entry each.
macro_rules! rules {
    ($($name:ident),* $(,)?) => {
        /// Every rule, in the order in which they run; where two of their edits overlap, the first one's is made first.
        pub static RULES: &[Rule] = &[$($name::RULE),*];
    };
}

rules![
    half_width_kana,
    full_width_alnum,
    circled_number,
    compat_char,
    roman_numeral,
    spaced_letters,
    spaced_word,
    numeric_date,
    month_day_slash,
    short_weekday,
    clock_time,
    wave_range,
    era_abbreviation,
    era_without_year,
    fake_list,
    fake_heading,
    color_only,
    position_only,
    note_mark_only,
    plain_phone,
    plain_email,
    long_sentence,
    double_negative,
    heavy_keigo,
    house_word,
    outdated_word,
    relative_date,
    part_lang,
    dead_link,
    link_to_unpublished,
    url_scheme,
    empty_link,
    missing_alt,
    second_h1,
    heading_skip,
    unknown_key,
    unknown_kind,
    field_form,
    field_missing,
    cost_row,
    table_file,
    review_due,
    fiscal_year_past,
    support_ended,
    last_checked,
    edited_after_verified,
    answer_role,
    duplicate_url,
    no_weight,
    unknown_topic,
    tag_spelling,
    unapproved,
    source_form,
    source_lost,
    alias_form,
    alias_taken,
    output_name,
    case_twins,
    site_image,
    theme_contrast,
    theme_setting,
    area_map,
    site_link,
    event_calendar,
    event_uid,
    search_words,
    search_query,
    personal_data,
    quasi_identifiers,
    self_description,
    vague_link,
    same_text_links,
    adjacent_links,
    raw_url_link,
    file_link,
    filename_alt,
    long_alt,
    alt_repeats_text,
    text_in_image,
    heavy_image,
    heading_text,
    long_title,
    duplicate_title,
    day_order,
    event_end,
    position_outside,
    tag_joined,
    answer_heading,
    unused_file,
    static_place,
    publish_ended,
    stale_translation,
    unknown_language,
    missing_words,
    contact_missing,
    place_contradicts,
    emoji_label,
    title_comment,
];
