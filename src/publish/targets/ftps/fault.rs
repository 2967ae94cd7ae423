//! What an answer of the server means: whether it helps to try again, and what to say.

use suppaftp::{FtpError, types::Response};

use crate::{
    msg, msgf,
    publish::store::{Fault, FaultKind},
    report::message::Message,
};

/// What a server's number says beside its kind.
const FULL: [u32; 2] = [452, 552];

/// The three digits of an answer, also of those that the library does not know.
fn code_of(answer: &Response) -> u32 {
    let digits = answer.body.get(..3).and_then(|digits| std::str::from_utf8(digits).ok());
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(answer.status.code())
}

/// Whether the server understood and refused; what it means depends on what was asked.
pub(super) fn is_refusal(error: &FtpError) -> bool {
    matches!(error, FtpError::UnexpectedResponse(answer) if matches!(code_of(answer), 521 | 550 | 551 | 553))
}

/// Whether the server does not know a command.
pub(super) fn is_unknown_command(error: &FtpError) -> bool {
    matches!(error, FtpError::UnexpectedResponse(answer) if matches!(code_of(answer), 500 | 501 | 502 | 504))
}

/// A fault in words.
pub(super) fn fault(error: &FtpError) -> Fault {
    match error {
        FtpError::UnexpectedResponse(answer) => refused(code_of(answer), &text_of(answer)),
        FtpError::SecureError(why) => Fault {
            kind: FaultKind::Denied,
            message: msgf!(ja: "暗号の接続ができません（{why}）", en: "TLS failed ({why})"),
        },
        error => Fault {
            kind: FaultKind::Passing,
            message: msgf!(ja: "つながりが切れました（{error}）", en: "the connection was lost ({error})"),
        },
    }
}

/// The words of an answer without its line ends.
fn text_of(answer: &Response) -> String {
    String::from_utf8_lossy(&answer.body).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn refused(code: u32, text: &str) -> Fault {
    let kind = match code {
        code if FULL.contains(&code) => FaultKind::Full,
        400..=499 | 0 => FaultKind::Passing,
        _ => FaultKind::Denied,
    };
    let message = match code {
        425 | 522 => msgf!(
            ja: "ファイルのための接続を開けません（{text}）。`tls_max = \"1.2\"` のままにし、続くときは `connections = 1` にしてください",
            en: "the connection for files cannot be opened ({text}); keep `tls_max = \"1.2\"`, and if it goes on write \
                `connections = 1`"),
        430 | 530 => msgf!(
            ja: "ログインできません（{text}）。名前とパスワード、接続元の制限を確かめてください。何度も試すと締め出されることがあります",
            en: "the login was refused ({text}); check name, password and address filters. Do not try often: some \
                hosts shut out whoever fails"),
        550 | 553 => msgf!(
            ja: "サーバーが断りました（{text}）。さくらのレンタルサーバでは「国外IPアドレスフィルタ」が原因のことがあります",
            en: "the host refused it ({text})"),
        _ => msgf!(ja: "サーバーの返事：{text}", en: "the host answers: {text}"),
    };
    Fault { kind, message }
}

/// Something is neither seen nor proven to be missing.
pub(super) fn unclear() -> Fault {
    Fault {
        kind: FaultKind::Denied,
        message: msg!(
            ja: "あるのかないのか分かりません。ログインはできましたが、フォルダーの中を見られません。さくらのレンタルサーバでは「国外IPアドレスフィルタ」が原因のことがあります",
            en: "nobody can tell whether it is there: the login worked, and the folder cannot be looked into"),
    }
}

/// A word that says what cannot be done.
pub(super) fn denied(message: Message) -> Fault {
    Fault { kind: FaultKind::Denied, message }
}

#[cfg(test)]
mod tests {
    use suppaftp::Status;

    use super::*;

    #[test]
    fn a_number_says_whether_it_helps_to_try_again() {
        for (text, kind) in [
            ("421 too many", FaultKind::Passing),
            ("425 no data", FaultKind::Passing),
            ("426 cut", FaultKind::Passing),
            ("452 full", FaultKind::Full),
            ("522 session reuse", FaultKind::Denied),
            ("530 no", FaultKind::Denied),
            ("550 no", FaultKind::Denied),
            ("552 quota", FaultKind::Full),
        ] {
            let error = FtpError::UnexpectedResponse(Response::new(Status::Unknown, text.as_bytes().to_vec()));
            assert_eq!(fault(&error).kind, kind, "{text}");
            assert_eq!(is_refusal(&error), text == "550 no", "{text}");
        }
        assert_eq!(fault(&FtpError::BadResponse).kind, FaultKind::Passing);
    }
}
