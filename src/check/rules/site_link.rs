//! `site-link`: site.toml の行き先がない / a link of site.toml leads nowhere.

use crate::{
    base::{path::SourcePath, url::Url, value::Value},
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    config::target::Target,
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Level},
        message::Message,
    },
    site::{
        Site,
        query::{Answer, Query},
        setting_target::SettingTarget,
    },
};

pub(super) const RULE: Rule = Rule {
    code: "site-link",
    level: Level::Error,
    fixed: true,
    what: msg!(
        ja: "site.toml に書いた行き先がありません",
        en: "A link of site.toml leads nowhere"),
    why: msg!(
        ja: "「相談する」やページの下のリンクは、どのページにも出ます。行き先がないと、どのページからも開けません。",
        en: "These links stand on every page; one that leads nowhere is broken everywhere."),
    how: msg!(
        ja: "ページなら `content/soudan/_index.md` のようにファイルの場所を、ほかのサイトなら `https://` から書きます。`mailto:`、`tel:` も使えます。",
        en: "Write a page's file like `content/soudan/_index.md`, or another site from `https://` on; `mailto:` and \
             `tel:` work too."),
    examples: &[
        Good(
            "---\ntitle: 水道\n---\n=== site.toml\ntitle = \"例\"\nbase_url = \"https://example.jp/\"\n\
             consult = \"content/a.md\"\nfooter = [{ label = \"a\", url = \"a/\" }, { label = \"b\", url = \
             \"https://example.jp/\" }, { label = \"c\", url = \"tel:+81160001000\" }]\n",
        ),
        Bad("---\ntitle: 水道\n---\n=== site.toml\ntitle = \"例\"\nbase_url = \"https://example.jp/\"\n\
             consult = \"content/b.md\"\n          ^^^^^^^^^^^^^^ 「content/b.md」がありません\n"),
        Bad("---\ntitle: 水道\n---\n=== site.toml\ntitle = \"例\"\nbase_url = \"https://example.jp/\"\n\
             footer = [{ label = \"a\", url = \"b/\" }]\n                               ^^^^ 「b/」がありません\n"),
        Bad("---\ntitle: 水道\n---\n=== site.toml\ntitle = \"例\"\nbase_url = \"https://example.jp/\"\n\
             [banner]\ntitle = \"雪\"\nurl = \"www.example.jp\"\n      ^^^^^^^^^^^^^^^^ 行き先になりません\n"),
    ],
    check: Check::Site(check_site_link),
};

fn check_site_link(site: &Site, findings: &mut Vec<Diagnostic>) {
    for target in &site.config().targets {
        findings.extend(find_fault(site, target));
    }
}

fn find_fault(site: &Site, target: &Target) -> Option<Diagnostic> {
    match SettingTarget::read(&target.written) {
        SettingTarget::Address(_) | SettingTarget::Anchor(_) => None,
        SettingTarget::Unusable => Some(unusable(target)),
        SettingTarget::Page(path, anchor) => no_page(site, target, &path, &anchor),
        SettingTarget::Route(path, _) => {
            let url = Url::new(path.as_str());
            let slashed = Url::new(format!("{}/", path.trim_end_matches('/')));
            let has = |url| matches!(site.ask(&Query::Route { url }), Answer::Target(_));
            (!has(url) && !has(slashed)).then(|| {
                missing(target).help(msg!(
                    ja: "ページなら `content/soudan/_index.md` のように、Markdownファイルの場所を書いてください",
                    en: "for a page write its Markdown file, like `content/soudan/_index.md`"))
            })
        }
    }
}

fn no_page(site: &Site, target: &Target, path: &SourcePath, anchor: &str) -> Option<Diagnostic> {
    let asked = Query::Target { path: path.clone(), anchor: anchor.to_owned(), lang: 0 };
    if let Answer::Target(found) = site.ask(&asked) {
        let no_heading = || {
            report(
                target,
                msgf!(
                ja: "「{path}」に「{anchor}」という見出しはありません",
                en: "`{path}` has no heading `{anchor}`"),
            )
            .help(msg!(ja: "`#` から後を直すか、消してください", en: "correct what follows `#`, or remove it"))
        };
        return (!found.anchor_found).then(no_heading);
    }
    if let Answer::Words(_) = site.ask(&Query::Hidden { path: path.clone() }) {
        let Target { key, written, .. } = target;
        let hidden = report(
            target,
            msgf!(
            ja: "`{key}` の行き先「{written}」は公開されていません",
            en: "`{written}`, where `{key}` leads, is not published"),
        );
        return Some(hidden.help(msg!(
            ja: "そのページを公開するか、行き先を直してください",
            en: "publish the page, or write another one")));
    }
    let from = SourcePath::new("content/_index.md");
    let near = match site.ask(&Query::Candidates { from, path: path.clone() }) {
        Answer::Value(Value::List(all)) => all.first().and_then(|pair| match pair {
            Value::List(pair) => Some(format!("content/{}", pair.first()?.as_text()?)),
            _ => None,
        }),
        _ => None,
    };
    Some(match near {
        Some(near) => missing(target)
            .help(msgf!(ja: "`{near}` のことではありませんか", en: "did you mean `{near}`?"))
            .offer(target.at, format!("\"{near}\"")),
        None => missing(target).help(msg!(
            ja: "ファイルの名前を確かめて直すか、この行を消してください",
            en: "correct the file's name, or remove the line")),
    })
}

fn unusable(target: &Target) -> Diagnostic {
    let Target { key, written, .. } = target;
    let finding = report(
        target,
        msgf!(
        ja: "`{key}` の「{written}」は行き先になりません",
        en: "`{written}`, where `{key}` leads, cannot be followed"),
    );
    if written.starts_with("www.") {
        let right = format!("https://{written}");
        return finding
            .help(msgf!(ja: "`{right}` と書いてください", en: "write `{right}`"))
            .offer(target.at, format!("\"{right}\""));
    }
    finding.help(msg!(
        ja: "`content/soudan/_index.md` のようなページのファイルか、`https://`、`mailto:`、`tel:` で始まる行き先を書いてください",
        en: "write a page's file like `content/soudan/_index.md`, or an address that begins with `https://`, \
             `mailto:` or `tel:`"))
}

fn missing(target: &Target) -> Diagnostic {
    let Target { key, written, .. } = target;
    report(
        target,
        msgf!(
        ja: "`{key}` の行き先「{written}」がありません",
        en: "`{written}`, where `{key}` leads, is not there"),
    )
}

fn report(target: &Target, message: Message) -> Diagnostic {
    Diagnostic::new(RULE.level, RULE.code, message).at(&SourcePath::new("site.toml"), target.at)
}
