//! A file of the default theme that a site has taken out to change it: the line in it that says of which original it is
//! a copy, so that a later version of the program can tell that the original is another one.

use crate::{
    base::{hash::Fingerprint, path::SourcePath},
    config::theme::DEFAULT_THEME,
    input::source_tree::SourceTree,
    msg, msgf,
    report::diagnostic::Diagnostic,
    text::span::Span,
};

/// What the line begins with; behind it stand the file within the theme and the print of its text.
const MARK: &str = "shirube theme eject ";
/// The line is looked for in this many lines: a template's first may have to be its `extends`.
const LINES: usize = 3;

/// The print of an original, whatever the ends of its lines are.
fn print_of(text: &str) -> String {
    Fingerprint::of(text.replace("\r\n", "\n")).to_string()[..16].to_owned()
}

/// What becomes of a file, with the line in it that says of which original it is a copy; pictures, which hold no notes,
/// are as they are.
pub fn with_record(inner: &str, origin: &str, bytes: &[u8], embedded: &SourceTree) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_owned() };
    let (open, close) = match inner.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => ("{#- ", " -#}"),
        "css" => ("/* ", " */"),
        "js" => ("// ", ""),
        "toml" => ("# ", ""),
        _ => return bytes.to_owned(),
    };
    let print = original(origin, embedded).map(print_of).unwrap_or_default();
    let line = format!("{open}{MARK}{origin} {print}（元に戻すには、このファイルを消します）{close}\n");
    let head = if text.starts_with("{% extends") { text.find('\n').map_or(text.len(), |end| end + 1) } else { 0 };
    [&text[..head], &line, &text[head..]].concat().into_bytes()
}

/// The text of a file of the default theme.
fn original<'a>(inner: &str, embedded: &'a SourceTree) -> Option<&'a str> {
    let source = embedded.get(&SourcePath::new(&format!("themes/{DEFAULT_THEME}/{inner}")))?;
    std::str::from_utf8(&source.bytes).ok()
}

/// Tells that the original of a file is another one in this version of the program.
pub fn find_outdated(path: &SourcePath, bytes: &[u8], embedded: &SourceTree) -> Option<Diagnostic> {
    let text = std::str::from_utf8(bytes).ok()?;
    let head: usize = text.split_inclusive('\n').take(LINES).map(str::len).sum();
    let start = text[..head].find(MARK)? + MARK.len();
    let (inner, rest) = text[start..head].split_once(' ')?;
    let digits = rest.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(rest.len());
    let (written, at) = (&rest[..digits], start + inner.len() + 1);
    let span = Span::new(at, at + digits);
    let Some(original) = original(inner, embedded) else {
        let finding = Diagnostic::warning(
            "ejected-older",
            msgf!(
                ja: "元のファイル「{inner}」は、この版のテーマにはありません",
                en: "this version's theme has no file `{inner}` any more"),
        );
        return Some(finding.at(path, span).help(msg!(
            ja: "このファイルが使われているか確かめ、使っていなければ消してください",
            en: "see whether the file is still used, and remove it if it is not")));
    };
    let print = print_of(original);
    (written != print).then(|| {
        Diagnostic::warning(
            "ejected-older",
            msgf!(
                ja: "取り出したあとで、元のファイル「{inner}」が新しい版で変わりました",
                en: "the original of this file, `{inner}`, is another one in this version"),
        )
        .at(path, span)
        .help(msgf!(
            ja: "`shirube theme eject {inner} --print` でいまの元のファイルを見て、変わったところを取り入れたら、\
                 この控えを {print} に書き換えてください。自分の変更が要らなければ、このファイルを消してください",
            en: "see the original with `shirube theme eject {inner} --print`, take over what is new, then write \
                 {print} here; remove the file if your own changes are not needed"))
        .offer(span, print)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_knows_its_original() {
        for (inner, original) in [
            ("templates/a.html", "<p>町</p>\n"),
            ("templates/b.html", "{% extends \"a.html\" %}\n{% block main %}{% endblock main %}\n"),
            ("assets/css/site.css", "a { color: red }\n"),
            ("assets/js/page.js", "a();\n"),
            ("strings/ja.toml", "a = \"b\"\r\nc = \"d\"\r\n"),
        ] {
            let path = SourcePath::new(&format!("themes/machi/{inner}"));
            let program = |text: &str| SourceTree::of([(format!("themes/shirube/{inner}"), text)]);
            let copy = with_record(inner, inner, original.as_bytes(), &program(original));
            let changed = String::from_utf8(copy.clone()).unwrap().replace('町', "市");
            assert!(find_outdated(&path, &copy, &program(original)).is_none(), "{inner}");
            assert!(find_outdated(&path, changed.as_bytes(), &program(original)).is_none(), "{inner}");
            let other_ends = original.replace("\r\n", "\n");
            assert!(find_outdated(&path, &copy, &program(&other_ends)).is_none(), "{inner}");
            let finding = find_outdated(&path, &copy, &program("new")).expect("the original is another one");
            let edit = finding.fix.expect("the new print is offered");
            let mut mended = String::from_utf8(copy.clone()).unwrap();
            mended.replace_range(edit.span.range(), &edit.text);
            assert!(find_outdated(&path, mended.as_bytes(), &program("new")).is_none(), "{mended}");
            assert!(find_outdated(&path, &copy, &SourceTree::default()).is_some(), "{inner}");
            assert!(find_outdated(&path, original.as_bytes(), &program("new")).is_none(), "{inner}");
        }
        let picture = [0xff, 0xd8, 0xff];
        let name = "assets/img/share.jpg";
        assert_eq!(with_record(name, name, &picture, &SourceTree::default()), picture);
    }
}
