//! `--help` speaks one language: every command is walked in both, and no word of the other one is seen.
use clap::Command;
use shirube::{cli, report::message::Lang};

use crate::support::room::{Room, said, seal};

/// The words after the program's name that lead to each command.
fn paths(command: &Command, before: &[String], all: &mut Vec<Vec<String>>) {
    all.push(before.to_vec());
    for inner in command.get_subcommands() {
        paths(inner, &[before, &[inner.get_name().to_owned()]].concat(), all);
    }
}

fn is_japanese(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ff9f}'))
}

/// Words of a help text in English, or of the library that prints it.
const ENGLISH: [&str; 12] = [
    "Usage",
    "Options",
    "OPTIONS",
    "Commands",
    "COMMAND",
    "Arguments",
    "Print",
    "possible",
    "default",
    "The ",
    "help:",
    " / ",
];

#[test]
fn every_help_is_in_one_language() {
    let room = Room::new();
    let mut all = Vec::new();
    paths(&cli::command(Lang::En), &[], &mut all);
    assert!(all.len() > 13, "{all:?}");
    for path in all {
        for (lang, flag) in [("ja", "--help"), ("en", "--help"), ("ja", "-h"), ("en", "-h")] {
            let args: Vec<&str> = path.iter().map(String::as_str).chain([flag, "--lang", lang]).collect();
            let said = room.run(&args);
            assert_eq!((said.code, said.err.as_str()), (0, ""), "{args:?}");
            let headings = match lang {
                "ja" => ["使い方: shirube", "オプション:"],
                _ => ["Usage: shirube", "Options:"],
            };
            assert!(headings.iter().all(|heading| said.out.contains(heading)), "{args:?}\n{}", said.out);
            for line in said.out.lines() {
                if lang == "en" {
                    assert!(!is_japanese(line), "{args:?}: {line}");
                } else {
                    assert!(!ENGLISH.iter().any(|word| line.contains(word)), "{args:?}: {line}");
                }
            }
            // What something is for is said of every command and every option, in whole words.
            assert!(said.out.lines().next().is_some_and(|line| line.chars().count() > 3), "{args:?}\n{}", said.out);
        }
    }
}

#[test]
fn every_help_text_has_both_languages() {
    fn walk(ja: &Command, en: &Command) {
        let about = |command: &Command| command.get_about().map(ToString::to_string).unwrap_or_default();
        assert!(is_japanese(&about(ja)) && about(en).is_ascii(), "{}: {} / {}", ja.get_name(), about(ja), about(en));
        for (one, other) in ja.get_arguments().zip(en.get_arguments()) {
            let help = |arg: &clap::Arg| arg.get_help().map(ToString::to_string).unwrap_or_default();
            let (words, twin) = (help(one), help(other));
            let name = format!("{} --{}", ja.get_name(), one.get_id());
            assert!(is_japanese(&words) && !twin.is_empty() && !is_japanese(&twin), "{name}: {words} / {twin}");
        }
        ja.get_subcommands().zip(en.get_subcommands()).for_each(|(ja, en)| walk(ja, en));
    }
    walk(&cli::command(Lang::Ja), &cli::command(Lang::En));
}

#[test]
fn help_says_what_can_be_given() {
    let room = Room::new();
    let japanese = room.run(&["check", "--help"]).out;
    assert!(japanese.contains("結果の形（human、short、json、github、sarif。省くと human）"), "{japanese}");
    let english = room.run(&["check", "--help", "--lang", "en"]).out;
    assert!(english.contains("The findings' form (human, short, json, github, sarif; default: human)"), "{english}");
    let place = |option: &str| japanese.find(option).unwrap_or_else(|| panic!("{japanese}"));
    let order = ["--fix", "--format", "--lang", "--now", "--root", "--help"].map(place);
    assert!(order.is_sorted(), "a command's own options come first: {japanese}");
    assert!(japanese.starts_with("内容を点検する\n\n使い方: shirube check [オプション]\n"), "{japanese}");
    assert!(english.starts_with("Checks the content\n\nUsage: shirube check [OPTIONS]\n"), "{english}");
}

#[test]
fn a_command_that_lacks_its_second_word_shows_its_help_in_the_language_of_the_reader() {
    // Without the day that a sealed room adds: an option would be something to parse.
    let run = |args: &[&str], locale: &str| {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_shirube"));
        said(seal(&mut program).args(args).env("LANG", locale).output().unwrap())
    };
    for (args, locale, words) in [
        (&[][..], "ja_JP.UTF-8", "使い方: shirube [オプション] <コマンド>"),
        (&[], "", "使い方: shirube [オプション] <コマンド>"),
        (&[], "en_GB.UTF-8", "Usage: shirube [OPTIONS] <COMMAND>"),
    ] {
        let said = run(args, locale);
        assert!(said.code == 2 && said.out.contains(words), "{args:?}: {}{}", said.out, said.err);
    }
}

#[test]
fn wrong_usage_is_told_in_one_language() {
    let room = Room::new();
    for args in [
        &["biuld"][..],
        &["build", "--ot", "x"],
        &["check", "--format", "xml"],
        &["salon", "approve"],
        &["salon", "approve", "a.md", "--by", "x", "--basis", "none"],
        &["salon", "approve", "a.md", "--by", "x", "--basis", "own_work", "--given-on", "x"],
        &["salon", "draft", "7F", "--file", "F1"],
        &["serve", "--port", "x"],
        &["why"],
        &["zzzzzz"],
    ] {
        for lang in ["ja", "en"] {
            let said = room.run(&[args, &["--lang", lang]].concat());
            assert_eq!((said.code, said.out.as_str()), (2, ""), "{args:?}: {}", said.err);
            assert_eq!(is_japanese(&said.err), lang == "ja", "{args:?}: {}", said.err);
            for word in ["Usage", "tip:", "required arguments", "possible values", "For more information"] {
                assert!(!said.err.contains(word), "{args:?}: {}", said.err);
            }
        }
    }
}
