//! `SLACK_ID`: ids, mentions and links of Slack, which lead members to the post.

use std::sync::LazyLock;

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Bad, Good, Warned},
        Shape::Token,
        Trigger::{Holds, Shape},
        Triggers, all, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    score::{Found, Words},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::SlackId,
    triggers: Triggers::any(&[Shape(Token), Holds(&["<@", "<#", "<!", ".slack.com"])]),
    words: Words {
        context: &["Slack", "slack", "スラック", "ユーザー", "投稿", "チャンネル", "メンション"],
        veto: &["型番", "品番"],
    },
    find: find_slack_id,
    examples: &[
        Bad("⟦<@U00000000A1>⟧さんの話です。"),
        Bad("⟦<#C00000000B2|雑談>⟧をご覧ください。"),
        Bad("⟦<!subteam^S00000000C3|@staff>⟧へ。"),
        Bad("⟦https://example-salon.slack.com/archives/C00000000B2/p1700000000000100⟧にあります。"),
        Bad("⟦https://app.slack.com/client/T00000000D4/C00000000B2⟧です。"),
        Bad("番号⟦p1700000000000200⟧の発言です。"),
        Bad("ユーザー⟦U03GHJKLM45⟧の投稿です。"),
        Warned("部品は⟦U03GHJKLM45⟧です。"),
        Good("型番はU03GHJKLM45です。"),
        Good("Slackの使い方は https://slack.com/intl/ja-jp/help をご覧ください。"),
        Good("UNIVERSAL DESIGNとBARRIERFREEの町です。"),
    ],
};

static SURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"<[@#!][A-Za-z^]*[A-Z0-9]{6,}(?:\|[^<>]*)?>|<!(?:subteam\^[A-Z0-9]+|here|channel|everyone)(?:\|[^<>]*)?>",
        r"|(?:https?://)?(?:[a-z0-9-]+\.slack\.com/(?:archives|team|files|messages|services|client)",
        r"|(?:files|join|app)\.slack\.com/)[0-9A-Za-z/_.?=&~%#-]*",
    ))
});
static MOMENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"p1[0-9]{15}"));
static BARE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[UWCDGTFSB][A-Z0-9]{8,11}"));

fn find_slack_id(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    out.extend(all(&SURE, block).map(|range| Found::new(range, 120, Severity::Block).certain()));
    out.extend(
        all(&MOMENT, block)
            .filter(|range| block.stands_alone(range))
            .map(|range| Found::new(range, 85, Severity::Block)),
    );
    for range in all(&BARE, block).filter(|range| block.stands_alone(range)) {
        let rest = &block.text[range.start + 1..range.end];
        let digits = rest.bytes().filter(u8::is_ascii_digit).count();
        if digits >= 2 && rest.len() - digits >= 2 {
            out.push(Found::new(range, 50, Severity::Block));
        }
    }
}
