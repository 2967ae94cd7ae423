//! Which conversations come first, which answer, and which questions wait: scored on conversations that people have
//! labelled. `sh tests/salon/score` prints the scores; what is held out may never be tuned on.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write as _,
};

use serde_json::{Value, json};
use shirube::salon::{
    candidates,
    conversation::{Conversation, ThreadPosts},
    inbox::Inbox,
    people::People,
};

use crate::support::salon_world::{Salon, Workspace, at};

const LABELLED: &str = include_str!("../salon/conversations.txt");

/// A conversation with what an editor says of it.
#[derive(Default)]
struct Labelled {
    label: String,
    place: String,
    posts: Vec<Labelling>,
}

/// A post of it.
struct Labelling {
    author: char,
    is_best: bool,
    text: String,
}

fn read_labelled() -> Vec<Labelled> {
    let mut all: Vec<Labelled> = Vec::new();
    for line in LABELLED.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        match line.chars().next().filter(char::is_ascii_digit) {
            None => {
                let (label, place) = line.split_once(' ').unwrap();
                all.push(Labelled { label: label.to_owned(), place: place.to_owned(), posts: Vec::new() });
            }
            Some(author) => {
                let (mark, text) = line.split_once(' ').unwrap();
                let post = Labelling { author, is_best: mark.ends_with('*'), text: text.replace("\\n", "\n") };
                all.last_mut().unwrap().posts.push(post);
            }
        }
    }
    all
}

/// A day lies between two conversations; some minutes between two posts.
fn minute(conversation: usize, post: usize) -> u64 {
    (conversation * 24 * 60 + post * 4) as u64
}

fn message(labelled: &Labelled, conversation: usize, number: usize) -> Value {
    let post = &labelled.posts[number];
    let mut text = post.text.clone();
    let mut message =
        json!({"type": "message", "user": format!("U{}", post.author), "ts": at(minute(conversation, number))});
    if let Some(rest) = text.strip_prefix("[bot] ") {
        text = rest.to_owned();
        message = json!({"type": "message", "subtype": "bot_message", "bot_id": "B1", "ts": message["ts"]});
    }
    if let Some((rest, reaction)) = text.clone().split_once(" [+") {
        let (name, by) = reaction.trim_end_matches(']').split_once(' ').unwrap();
        // Who thanks reacts to the post before; the score needs no more than that somebody did.
        message["reactions"] = json!([{"name": name, "users": [format!("U{by}")], "count": 1}]);
        text = rest.to_owned();
    }
    if let Some(rest) = text.strip_suffix(" [pic]") {
        text = rest.to_owned();
        message["files"] =
            json!([{"id": "F1", "name": "a.png", "mimetype": "image/png", "mode": "hosted", "url_private": "x"}]);
    }
    for number in 1..=9 {
        text = text.replace(&format!("@{number}"), &format!("<@U{number}>"));
    }
    text = text.replace("@channel", "<!channel>");
    if labelled.place.contains('a') && number == 0 {
        text = format!("<!channel> {text}");
    }
    message["text"] = json!(text);
    if !labelled.place.contains('f') {
        message["thread_ts"] = json!(at(minute(conversation, 0)));
    }
    message
}

fn imported(all: &[Labelled]) -> Inbox {
    let mut workspace = Workspace::new(&["移住相談", "雑談"]);
    for (conversation, labelled) in all.iter().enumerate() {
        let channel = if labelled.place.contains('h') { "移住相談" } else { "雑談" };
        for number in 0..labelled.posts.len() {
            workspace.raw(channel, message(labelled, conversation, number));
        }
    }
    let salon = Salon::new();
    salon.import(&workspace);
    salon.inbox()
}

/// Every third conversation.
fn is_held_out(place: usize) -> bool {
    place.is_multiple_of(3)
}

/// How well a part of the conversations is ranked.
#[derive(Debug)]
struct Scores {
    first: usize,
    usable: usize,
    good: usize,
    good_first: usize,
    flat_first: usize,
    best_first: usize,
    most_suggested: usize,
    open: usize,
    open_found: usize,
}

/// The conversation of a question, by its time.
fn place_of(id: &str) -> usize {
    let seconds: u64 = id.split('.').next().unwrap().parse().unwrap();
    ((seconds - crate::support::salon_world::START) / 60 / 24 / 60) as usize
}

fn score(all: &[Labelled], inbox: &Inbox, is_part: impl Fn(usize) -> bool, first: usize) -> Scores {
    let people = People::default();
    let found = candidates::find(inbox, &people);
    let ranked: Vec<usize> = found
        .answered
        .iter()
        .map(|candidate| place_of(candidate.root.as_str()))
        .filter(|place| is_part(*place))
        .collect();
    let unanswered: BTreeSet<usize> =
        found.unanswered.iter().map(|candidate| place_of(candidate.root.as_str())).collect();
    let with = |label: &str| (0..all.len()).filter(|place| is_part(*place) && all[*place].label == label).collect();
    let (good, open): (BTreeSet<usize>, BTreeSet<usize>) = (with("good"), with("open"));
    let top = &ranked[..first.min(ranked.len())];
    let mut scores = Scores {
        first: top.len(),
        usable: top.iter().filter(|place| matches!(all[**place].label.as_str(), "good" | "edit")).count(),
        good: good.len(),
        good_first: top.iter().filter(|place| good.contains(place)).count(),
        flat_first: top.iter().filter(|place| all[**place].place.contains('f')).count(),
        best_first: 0,
        most_suggested: 0,
        open: open.len(),
        open_found: open.intersection(&unanswered).count(),
    };
    let posts = ThreadPosts::of(inbox);
    for thread in inbox.threads.values().filter(|thread| good.contains(&place_of(thread.root.as_str()))) {
        let talk = Conversation::of(inbox, &people, &posts, thread).unwrap();
        let suggested = talk.suggested();
        let conversation = place_of(thread.root.as_str());
        let best = all[conversation].posts.iter().position(|post| post.is_best).unwrap();
        scores.best_first +=
            usize::from(suggested.first().is_some_and(|post| post.id.as_str() == at(minute(conversation, best))));
        scores.most_suggested = scores.most_suggested.max(suggested.len());
    }
    scores
}

fn report(all: &[Labelled], inbox: &Inbox) -> (Scores, Scores) {
    let tuned = score(all, inbox, |place| !is_held_out(place), 40);
    let held_out = score(all, inbox, is_held_out, 20);
    let mut out = std::io::stdout().lock();
    let labels = all.iter().fold(BTreeMap::<&str, usize>::new(), |mut counts, one| {
        *counts.entry(&one.label).or_default() += 1;
        counts
    });
    let _ = writeln!(out, "{} conversations: {labels:?}", all.len());
    for (name, scores) in [("tuned on", &tuned), ("held out", &held_out)] {
        let Scores { first, usable, good, good_first, flat_first, best_first, most_suggested, open, open_found } =
            scores;
        let _ = writeln!(
            out,
            "{name}: of the first {first}: {usable} usable, {good_first} of {good} good ones, {flat_first} without a \
             thread; best answer first in {best_first} of {good}, at most {most_suggested} suggested; \
             {open_found} of {open} unanswered questions kept",
        );
    }
    (tuned, held_out)
}

#[test]
fn the_right_questions_are_on_top() {
    let all = read_labelled();
    assert!(all.len() >= 300, "{}", all.len());
    let inbox = imported(&all);
    let (tuned, held_out) = report(&all, &inbox);
    if std::env::var("SALON_RANKED").is_ok() {
        let found = candidates::find(&inbox, &People::default());
        let mut out = std::io::stdout().lock();
        // What is held out is not shown: nobody tunes on what nobody sees.
        for candidate in found.answered.iter().filter(|candidate| !is_held_out(place_of(candidate.root.as_str()))) {
            let one = &all[place_of(candidate.root.as_str())];
            let text: String = one.posts[0].text.chars().take(50).collect();
            let _ = writeln!(
                out,
                "{:4} {:5}{:3} {} {:?}",
                candidate.score,
                one.label,
                one.place,
                text.replace('\n', " "),
                candidate.signals
            );
        }
    }
    for (name, scores) in [("tuned on", &tuned), ("held out", &held_out)] {
        assert!(scores.usable * 4 >= scores.first * 3, "{name}: three quarters are usable: {scores:?}");
        assert!(scores.good_first * 5 >= scores.good * 4, "{name}: four fifths of the good ones: {scores:?}");
        assert!(scores.best_first * 10 >= scores.good * 7, "{name}: the best answer first: {scores:?}");
        assert!(scores.most_suggested <= 4, "{name}: few answers: {scores:?}");
        assert!(scores.open_found * 10 >= scores.open * 9, "{name}: questions that wait: {scores:?}");
    }
}
