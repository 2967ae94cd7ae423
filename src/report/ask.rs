//! Asking people: what is asked goes through [`Ask`], so that every answer can be tried.
//!
//! Must never take silence, an end of input or another word for a yes.

use crate::report::message::Message;

/// Somebody who can be asked.
pub trait Ask {
    /// The answer without the spaces around it, empty for none; `None` where there is nobody to ask.
    fn ask(&self, question: &Message) -> Option<String>;
    /// The same, typed unseen.
    fn ask_unseen(&self, question: &Message) -> Option<String>;
}

/// Whether somebody says yes.
pub fn agrees(person: &dyn Ask, question: &Message) -> bool {
    let answer = person.ask(question);
    answer.is_some_and(|answer| matches!(answer.as_str(), "y" | "Y" | "yes" | "はい"))
}

/// The answers to questions one after another, as long as each is one that may be given; the first that is not ends it.
pub fn ask_each<T>(
    person: &dyn Ask,
    questions: impl IntoIterator<Item = (T, Message)>,
    may_be: impl Fn(&str) -> bool,
) -> Vec<(T, String)> {
    let mut answers = Vec::new();
    for (about, question) in questions {
        match person.ask(&question).filter(|answer| may_be(answer)) {
            Some(answer) => answers.push((about, answer)),
            None => break,
        }
    }
    answers
}

#[cfg(test)]
pub(crate) mod script {
    use std::cell::RefCell;

    use super::*;
    use crate::report::message::Lang;

    /// Somebody who gives these answers, and then none; remembers what was asked.
    pub(crate) struct Script {
        answers: RefCell<Vec<Option<&'static str>>>,
        pub(crate) asked: RefCell<Vec<String>>,
    }

    impl Script {
        pub(crate) fn of(answers: &[Option<&'static str>]) -> Self {
            Self { answers: RefCell::new(answers.iter().rev().copied().collect()), asked: RefCell::default() }
        }
    }

    impl Ask for Script {
        fn ask(&self, question: &Message) -> Option<String> {
            self.asked.borrow_mut().push(question.in_lang(Lang::Ja).to_owned());
            self.answers.borrow_mut().pop().flatten().map(str::to_owned)
        }

        fn ask_unseen(&self, question: &Message) -> Option<String> {
            self.ask(question)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{script::Script, *};
    use crate::msg;

    #[test]
    fn only_a_yes_is_a_yes() {
        for (answer, is_yes) in [
            (Some("y"), true),
            (Some("Y"), true),
            (Some("yes"), true),
            (Some("はい"), true),
            (Some("n"), false),
            (Some("いいえ"), false),
            (Some(""), false),
            (Some("yy"), false),
            (Some("はいはい"), false),
            (Some("publish"), false),
            (None, false),
        ] {
            assert_eq!(agrees(&Script::of(&[answer]), &msg!(ja: "？", en: "?")), is_yes, "{answer:?}");
        }
    }

    #[test]
    fn the_first_answer_that_is_none_ends_the_questions() {
        let questions = || [1, 2, 3].map(|number| (number, msg!(ja: "？", en: "?")));
        for (answers, wanted, asked) in [
            (vec![Some("a"), Some("b"), Some("c")], vec![1, 2, 3], 3),
            (vec![Some("a"), Some(""), Some("c")], vec![1], 2),
            (vec![Some("not a word"), Some("b")], vec![], 1),
            (vec![None], vec![], 1),
        ] {
            let person = Script::of(&answers);
            let given = ask_each(&person, questions(), |answer| !answer.is_empty() && !answer.contains(' '));
            assert_eq!(given.iter().map(|(number, _)| *number).collect::<Vec<_>>(), wanted);
            assert_eq!(person.asked.borrow().len(), asked);
        }
    }
}
