//! What a person is asked before something personal may go out. Nobody is asked twice about the same text.

use std::collections::BTreeSet;

use crate::{
    base::secret::sha256,
    msg,
    report::{
        ask::{Ask, agrees},
        diagnostic::Diagnostic,
    },
};

/// A warning, and a fingerprint of the text that it is about: another text is another question.
pub struct Warning<'a> {
    /// What is told.
    pub finding: &'a Diagnostic,
    /// The text's fingerprint.
    pub text: String,
}

impl Warning<'_> {
    fn print(&self) -> String {
        sha256(format!("{}\0{}", self.finding.fingerprint(), self.text))
    }
}

/// Shows each warning that nobody has let pass yet to a person, where there is one, and asks. Remembers in `answered`
/// what may go out, and returns the warnings that may not.
pub fn ask_to_pass<'a, E>(
    warnings: Vec<Warning<'a>>,
    answered: &mut BTreeSet<String>,
    person: Option<&dyn Ask>,
    mut show: impl FnMut(&Diagnostic),
    mut remember: impl FnMut(&BTreeSet<String>) -> Result<(), E>,
) -> Result<Vec<Warning<'a>>, E> {
    let mut open = Vec::new();
    for warning in warnings {
        let print = warning.print();
        if answered.contains(&print) {
            continue;
        }
        let may_pass = person.is_some_and(|person| {
            show(warning.finding);
            agrees(person, &msg!(ja: "このまま公開してよいですか [y/N]", en: "publish it as it is? [y/N]"))
        });
        if may_pass {
            answered.insert(print);
            remember(answered)?;
        } else {
            open.push(warning);
        }
    }
    Ok(open)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::ask::script::Script;

    #[test]
    fn every_warning_is_asked_about_once_and_only_a_yes_lets_it_pass() {
        let findings = ["a", "b"].map(|at| {
            Diagnostic::warning("personal-data", msg!(ja: "人かもしれません", en: "may be a person"))
                .help(crate::msgf!(ja: "{at}", en: "{at}"))
        });
        let warnings = |texts: [&str; 2]| {
            let made = findings.iter().zip(texts);
            made.map(|(finding, text)| Warning { finding, text: text.to_owned() }).collect::<Vec<_>>()
        };
        let mut answered = BTreeSet::new();
        let mut ask = |texts, person: Option<&Script>| {
            let (mut shown, mut saved) = (0, 0);
            let open = ask_to_pass(
                warnings(texts),
                &mut answered,
                person.map(|person| person as &dyn Ask),
                |_| shown += 1,
                |_| {
                    saved += 1;
                    Ok::<(), ()>(())
                },
            );
            let open = open.unwrap().into_iter().map(|warning| warning.text).collect::<Vec<_>>();
            (open, shown, saved)
        };
        let none = Vec::<String>::new;
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        // Nobody is there; somebody says no; the input ends; another word is no yes.
        assert_eq!(ask(["1", "2"], None), (words(&["1", "2"]), 0, 0));
        assert_eq!(ask(["1", "2"], Some(&Script::of(&[Some("n"), Some("N")]))), (words(&["1", "2"]), 2, 0));
        assert_eq!(ask(["1", "2"], Some(&Script::of(&[None, Some("")]))), (words(&["1", "2"]), 2, 0));
        assert_eq!(ask(["1", "2"], Some(&Script::of(&[Some("ok"), Some("公開")]))), (words(&["1", "2"]), 2, 0));
        // One yes is remembered at once and for this text alone.
        assert_eq!(ask(["1", "2"], Some(&Script::of(&[Some("y"), Some("n")]))), (words(&["2"]), 2, 1));
        assert_eq!(ask(["1", "2"], Some(&Script::of(&[Some("はい")]))), (none(), 1, 1));
        assert_eq!(ask(["1", "2"], None), (none(), 0, 0));
        assert_eq!(ask(["3", "2"], None), (words(&["3"]), 0, 0));
    }
}
