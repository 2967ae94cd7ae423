//! `IP_ADDRESS`: addresses of machines.

use std::{
    net::{Ipv4Addr, Ipv6Addr},
    sync::LazyLock,
};

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Good, Warned},
        Shape::DottedNumbers,
        Trigger::Shape,
        Triggers, all, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    score::{Found, Words},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::IpAddress,
    triggers: Triggers::any(&[Shape(DottedNumbers)]),
    words: Words {
        context: &["サーバー", "サーバ", "アクセス", "IP", "接続", "ログ"],
        veto: &["バージョン", "version", "Version", "版", "Ver", "ver.", "節", "章", "第"],
    },
    find: find_ip_address,
    examples: &[
        Warned("ログには⟦203.0.113.45⟧とあります。"),
        Warned("アクセスは⟦2001:db8::1:2⟧からでした。"),
        Good("ルーターは192.168.0.1で開きます。"),
        Good("アプリのバージョンは4.11.2.1です。"),
        Good("仕様書の8.2.4.1をご覧ください。9:00から17:00まで。"),
    ],
};

static V4: LazyLock<Regex> = LazyLock::new(|| pattern(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}"));
static V6: LazyLock<Regex> = LazyLock::new(|| pattern(r"[0-9A-Fa-f]{1,4}(?::{1,2}[0-9A-Fa-f]{1,4}){2,7}(?:::)?"));

fn find_ip_address(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    for range in all(&V4, block).filter(|range| block.stands_alone(range)) {
        let Ok(address) = block.text[range.clone()].parse::<Ipv4Addr>() else { continue };
        // Numbers of sections are small; addresses of homes are not.
        let small = address.octets().iter().all(|part| *part < 32);
        let inner = address.is_private()
            || address.is_loopback()
            || address.is_link_local()
            || address.is_unspecified()
            || address.is_broadcast();
        if !inner && address.octets()[0] != 255 {
            out.push(Found::new(range, if small { 30 } else { 60 }, Severity::Warn));
        }
    }
    for range in all(&V6, block) {
        let text = &block.text[range.clone()];
        let loopback = text.parse::<Ipv6Addr>().map(|address| address.is_loopback() || address.is_unicast_link_local());
        if text.parse::<Ipv6Addr>().is_ok()
            && loopback == Ok(false)
            && block.left(range.start).is_none_or(|c| !c.is_ascii_alphanumeric() && c != ':')
        {
            out.push(Found::new(range, 60, Severity::Warn));
        }
    }
}
