//! Profiles: those of the program know their own headers, a site's own are read with what is wrong in them.

use super::*;

#[test]
fn the_own_profiles_know_their_own_headers() {
    let profiles = Profiles::new([]).value;
    assert_eq!(profiles.all.len(), 8);
    for (name, profile) in &profiles.all {
        let header: Vec<String> = profile.columns.iter().map(|(header, _)| header.clone()).collect();
        assert_eq!(profiles.of(&header), Some(profile), "{name}");
        assert!(name.ends_with(profile.sort.name()), "{name}");
        assert!(
            profile.columns.iter().all(|(_, field)| field.bytes().all(|c| c.is_ascii_lowercase() || c == b'_')),
            "{name}"
        );
    }
    for field in field::KNOWN {
        assert!(
            profiles.iter().any(|profile| profile.fields.values().any(|name| name == field.0)),
            "{} is in no profile",
            field.0
        );
    }
}

#[test]
fn a_site_adds_and_replaces_profiles() {
    let path = SourcePath::new("data/profiles/recommended-facility.toml");
    let own = "title = \"a\"\nsort = \"facility\"\n[columns]\n\"施設\" = \"name\"\n\"場所\" = \"address\"\n\"TEL\" \
        = \"phone\"\n";
    let profiles = Profiles::new([(&path, own)]);
    assert!(profiles.findings.is_empty());
    let header = ["施設", "場所", "ＴＥＬ", "ほか"].map(str::to_owned);
    assert_eq!(profiles.value.of(&header).map(|profile| profile.title.as_str()), Some("a"));
    assert_ne!(profiles.value.fingerprint, Profiles::new([]).value.fingerprint);
    for (bad, words) in [
        ("sort = \"x\"", "`sort`"),
        ("sort = \"event\"\n[columns]\n\"a\" = \"fee\"\n", "`name`"),
        ("sort = \"event\"\n[columns]\n\"a\" = \"name\"\n\"b\" = \"fees\"\n", "`fees` という項目"),
        ("sort = \"event\"\n[columns]\n\"a\" = \"name\"\n[colums]\n", "`colums` という設定"),
        ("sort = \"event\"\n[columns]\n\"a\" = 3\n", "文字"),
        ("[[", "読み取れません"),
    ] {
        let found = Profiles::new([(&path, bad)]);
        let said = found.findings.iter().map(|finding| &*finding.message.ja).collect::<Vec<_>>().join(" ");
        assert!(found.findings[0].code == "csv-profile" && said.contains(words), "{bad}: {said}");
        assert_eq!(found.value.get("recommended-facility").map(|profile| profile.columns.len() > 10), Some(true));
    }
    let fees = Profiles::new([(&path, "sort = \"event\"\n[columns]\n\"a\" = \"name\"\n\"b\" = \"fees\"\n")]);
    assert!(fees.findings[0].help[0].ja.contains("`fee`"), "{:?}", fees.findings[0].help);
}

#[test]
fn a_refused_header_is_told_what_it_lacks() {
    let profiles = Profiles::new([]).value;
    let refusal = |header: &str| {
        let header: Vec<String> = header.split(',').map(str::to_owned).collect();
        assert_eq!(profiles.of(&header), None, "{header:?}");
        profiles.refusal(&header)
    };
    assert_eq!(refusal("店,時価,色"), None);
    let told = refusal("施設,住所,電話番号,色").unwrap();
    assert_eq!(
        (told.known.as_slice(), told.unknown.as_slice()),
        (&["住所".to_owned(), "電話番号".to_owned()][..], &["施設".to_owned(), "色".to_owned()][..])
    );
    assert_eq!(told.reason, Reason::NoName("名称".to_owned()));
    assert_eq!(refusal("名称,住所,色").unwrap().reason, Reason::TooFew);
    assert_eq!(refusal("名称,住所,電話番号,一,二,三,四").unwrap().reason, Reason::LessThanHalf);
}
