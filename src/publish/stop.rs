//! What ends a publication before its end, and what the program's exit status says of it.

use crate::{
    msg, msgf,
    publish::store::{Fault, FaultKind},
    report::{diagnostic::Diagnostic, message::Message},
};

/// Findings, a guard, an approval: nothing was written.
pub const REFUSED: u8 = 1;
/// The settings, or what this computer remembers.
pub const CONFIGURATION: u8 = 2;
/// What was published is not what visitors get.
pub const UNVERIFIED: u8 = 4;
/// Somebody else publishes, or has published meanwhile.
pub const LOCKED: u8 = 5;
/// The place cannot be entered or its manifest not read: nothing was written.
pub const UNREADABLE: u8 = 6;
/// Interrupted: the same command continues.
pub const INTERRUPTED: u8 = 7;

/// The end of a publication, with its reason.
#[derive(Clone, PartialEq, Debug)]
pub struct Stop {
    /// The exit status.
    pub exit: u8,
    /// Why.
    pub finding: Box<Diagnostic>,
}

impl Stop {
    /// Stops with a finding.
    pub fn new(exit: u8, finding: Diagnostic) -> Self {
        Self { exit, finding: Box::new(finding) }
    }

    /// The place did not do what it was asked for while files were sent.
    pub fn interrupted(path: &str, fault: &Fault) -> Self {
        let Message { ja, en } = &fault.message;
        let finding = Diagnostic::error(
            "publish-interrupted",
            msgf!(
                ja: "「{path}」で公開が止まりました：{ja}",
                en: "publishing stopped at `{path}`: {en}"),
        );
        Self::new(INTERRUPTED, finding.help(how_to_go_on(fault.kind)))
    }

    /// What lies there is not what was sent.
    pub fn unlike(path: &str) -> Self {
        let finding = Diagnostic::error(
            "publish-unlike",
            msgf!(
                ja: "公開先の「{path}」が、送ったものと違います",
                en: "`{path}` at the target is not what was sent"),
        );
        Self::new(
            UNVERIFIED,
            finding.help(msg!(
                ja: "ほかの人や道具が書きかえていないかを確かめて、もう一度実行してください",
                en: "ask whether somebody or some tool changes files there, then run it again")),
        )
    }

    /// The place could not be looked at before anything was written.
    pub fn unreadable(path: &str, reason: &Message) -> Self {
        let Message { ja, en } = reason;
        let finding = Diagnostic::error(
            "publish-unreadable",
            msgf!(
                ja: "公開先の「{path}」を読み取れないため、何も書き込みませんでした：{ja}",
                en: "`{path}` of the target cannot be read, so nothing was written: {en}"),
        );
        let help = msg!(
            ja: "つながりと公開先の場所を確かめて、もう一度実行してください。続くときは `shirube publish doctor` で調べられます",
            en: "check the connection and the target's path, then run it again; `shirube publish doctor` looks \
                closer");
        Self::new(UNREADABLE, finding.help(help))
    }
}

fn how_to_go_on(kind: FaultKind) -> Message {
    match kind {
        FaultKind::Denied => msg!(
            ja: "書き込みの許可を直してから、同じ命令をもう一度実行してください。続きから公開されます",
            en: "mend the permissions, then run the same command again; it goes on where it stopped"),
        FaultKind::Full => msg!(
            ja: "空きを作ってから、同じ命令をもう一度実行してください。それまでは前のサイトが見えます",
            en: "make room, then run the same command again; until then the old site is seen"),
        FaultKind::Passing => msg!(
            ja: "同じ命令をもう一度実行してください。続きから公開されます",
            en: "run the same command again; it goes on where it stopped"),
    }
}
