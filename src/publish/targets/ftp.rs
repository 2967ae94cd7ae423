//! `ftp`: the few servers that have nothing better. The password and every file can be read on the way, so site.toml
//! has to say that this is known, and each publication says it again.

use std::path::Path;

use crate::{
    config::publish::Publish,
    msg, msgf,
    publish::{
        credentials::Credentials,
        targets::{Connections, Kind, ftps},
    },
    report::diagnostic::Diagnostic,
};

pub(super) const KIND: Kind = Kind { is_secret: false, ..Kind::remote("ftp", open, admit) };

fn admit(root: &Path, settings: &Publish) -> Result<(), Box<Diagnostic>> {
    ftps::admit(root, settings)?;
    if settings.allow_plaintext {
        return Ok(());
    }
    let name = &settings.name;
    let finding = Diagnostic::error(
        "publish-settings",
        msgf!(
            ja: "公開先 `[publish.{name}]` の `ftp` では、パスワードが途中で読まれます",
            en: "with `ftp` of `[publish.{name}]` the password can be read on the way"),
    );
    Err(Box::new(finding.help(msg!(
        ja: "`kind = \"ftps\"` か `\"sftp\"` を試してください。どちらも受け付けないサーバーにだけ、`allow_plaintext = true` と書きます",
        en: "try `kind = \"ftps\"` or `\"sftp\"`; where the host takes neither, write `allow_plaintext = true`"))))
}

fn open(_: &Path, settings: &Publish, credentials: &dyn Credentials) -> Connections {
    ftps::open_with(settings, credentials, None)
}
