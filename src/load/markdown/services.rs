//! Services of others whose films, maps and forms people put into pages: what an address of theirs is, and where the
//! address of a frame leads that is to be opened by itself.
//!
//! Nothing is asked of them: all that is known is known from the address.

use crate::base::url::{decode, encode_query};

/// A service.
#[derive(Debug)]
pub(super) struct Service {
    /// The theme's word for what one finds there.
    pub(super) words: &'static str,
    /// Its name in messages.
    pub(super) name: &'static str,
    /// The hosts, and how the path begins there.
    places: &'static [(&'static str, &'static str)],
    /// The address to open in the place of a frame's.
    open: fn(&Address<'_>) -> Option<String>,
}

/// An address in its parts.
struct Address<'a> {
    /// In small letters, without `www.`.
    host: String,
    /// As it is written.
    written: &'a str,
    /// With the slash at its beginning.
    path: &'a str,
    query: Vec<(&'a str, &'a str)>,
    /// Everything from the path on.
    rest: &'a str,
}

static SERVICES: [Service; 7] = [
    Service {
        words: "card_youtube",
        name: "YouTube",
        places: &[("youtube.com", "/"), ("m.youtube.com", "/"), ("youtu.be", "/"), ("youtube-nocookie.com", "/embed/")],
        open: open_film,
    },
    Service {
        words: "card_google_maps",
        name: "Google マップ",
        places: &[
            ("google.com", "/maps"),
            ("google.co.jp", "/maps"),
            ("maps.google.com", "/"),
            ("maps.google.co.jp", "/"),
            ("maps.app.goo.gl", "/"),
            ("goo.gl", "/maps"),
        ],
        open: open_map,
    },
    Service { words: "card_gsi_maps", name: "地理院地図", places: &[("maps.gsi.go.jp", "/")], open: as_it_is },
    Service {
        words: "card_openstreetmap",
        name: "OpenStreetMap",
        places: &[("openstreetmap.org", "/"), ("osm.org", "/")],
        open: open_street_map,
    },
    Service {
        words: "card_google_forms",
        name: "Google フォーム",
        places: &[("docs.google.com", "/forms"), ("forms.gle", "/")],
        open: |address| Some(without(address, &["embedded", "usp"])),
    },
    Service { words: "card_logo_form", name: "LoGoフォーム", places: &[("logoform.jp", "/")], open: as_it_is },
    Service {
        words: "card_microsoft_forms",
        name: "Microsoft Forms",
        places: &[("forms.office.com", "/"), ("forms.cloud.microsoft", "/"), ("forms.microsoft.com", "/")],
        open: |address| Some(without(address, &["embed"])),
    },
];

/// The service of an address; `None` of any other, and of a front page.
pub(super) fn find_service(url: &str) -> Option<&'static Service> {
    let address = read_address(url)?;
    if address.rest.trim_matches('/').is_empty() {
        return None;
    }
    let holds = |(host, path): &&(&str, &str)| {
        let rest = address.path.strip_prefix(path);
        *host == address.host
            && rest.is_some_and(|rest| path.ends_with('/') || rest.is_empty() || rest.starts_with('/'))
    };
    SERVICES.iter().find(|service| service.places.iter().any(|place| holds(&place)))
}

impl Service {
    /// The address to open in the place of a frame's, which many services show in frames alone.
    pub(super) fn opened(&self, frame: &str) -> Option<String> {
        (self.open)(&read_address(frame)?)
    }
}

/// The host of an address, as it is shown.
pub(super) fn host_of(url: &str) -> &str {
    let rest = url.split_once("//").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

fn read_address(url: &str) -> Option<Address<'_>> {
    let rest = url.strip_prefix("https:").or_else(|| url.strip_prefix("http:")).unwrap_or(url).strip_prefix("//")?;
    let at = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (written, rest) = rest.split_at(at);
    let host = written.to_ascii_lowercase();
    // Nobody's name, and no port, stands before or behind the host of a service.
    if host.contains(['@', ':']) {
        return None;
    }
    let host = host.strip_prefix("www.").map(str::to_owned).unwrap_or(host);
    let asked = rest.split('#').next().unwrap_or_default();
    let (path, query) = asked.split_once('?').unwrap_or((asked, ""));
    let parts = query.split('&').filter(|part| !part.is_empty());
    let query = parts.map(|part| part.split_once('=').unwrap_or((part, ""))).collect();
    Some(Address { host, written, path: if path.is_empty() { "/" } else { path }, query, rest })
}

impl Address<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    /// Two numbers of a value that are separated by commas.
    fn numbers(&self, name: &str) -> Option<Vec<f64>> {
        decode(self.get(name)?).split(',').map(|number| number.trim().parse().ok()).collect()
    }
}

fn as_it_is(address: &Address<'_>) -> Option<String> {
    Some(format!("https://{}{}", address.written, address.rest))
}

/// The address without some of what is asked of it.
fn without(address: &Address<'_>, names: &[&str]) -> String {
    let kept = address.query.iter().filter(|(name, _)| !names.contains(name));
    let kept: Vec<String> = kept
        .map(|(name, value)| if value.is_empty() { (*name).to_owned() } else { format!("{name}={value}") })
        .collect();
    let mark = if kept.is_empty() { "" } else { "?" };
    format!("https://{}{}{mark}{}", address.written, address.path, kept.join("&"))
}

fn open_film(address: &Address<'_>) -> Option<String> {
    let Some(id) = address.path.strip_prefix("/embed/").or_else(|| address.path.strip_prefix("/v/")) else {
        return as_it_is(address);
    };
    let id = id.trim_end_matches('/');
    let is_id =
        |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if id == "videoseries" {
        let list = address.get("list").filter(|list| is_id(list))?;
        return Some(format!("https://www.youtube.com/playlist?list={list}"));
    }
    let start = address.get("start").filter(|start| start.bytes().all(|digit| digit.is_ascii_digit()));
    let start = start.map_or_else(String::new, |start| format!("&t={start}"));
    is_id(id).then(|| format!("https://www.youtube.com/watch?v={id}{start}"))
}

fn open_map(address: &Address<'_>) -> Option<String> {
    match address.path {
        "/maps/embed" => {
            let parts: Vec<&str> = address.get("pb")?.split('!').collect();
            let place = parts.iter().filter_map(|part| part.strip_prefix("1s")).map(decode).find(|id| is_place(id));
            if let Some(place) = place {
                return Some(format!("https://www.google.com/maps?ftid={place}"));
            }
            let number = |name: &str| parts.iter().find_map(|part| part.strip_prefix(name)?.parse::<f64>().ok());
            let (lng, lat) = (number("2d")?, number("3d")?);
            Some(format!("https://www.google.com/maps/@{lat},{lng},16z"))
        }
        path if path.starts_with("/maps/embed/") => {
            let words = decode(&address.get("q").or_else(|| address.get("center"))?.replace('+', " "));
            Some(format!("https://www.google.com/maps/search/?api=1&query={}", encode_query(&words)))
        }
        path if path.starts_with("/maps/d/") && path.ends_with("/embed") => {
            let map = address.get("mid")?;
            Some(format!("https://www.google.com/maps/d/viewer?mid={map}"))
        }
        _ => Some(without(address, &["output"]))
            .filter(|_| address.get("output").is_some())
            .or_else(|| as_it_is(address)),
    }
}

/// Whether a text is the number of a place: `0x6018…:0x27…`.
fn is_place(id: &str) -> bool {
    let is_number = |part: &str| {
        part.strip_prefix("0x")
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|c| c.is_ascii_hexdigit()))
    };
    id.split_once(':').is_some_and(|(first, second)| is_number(first) && is_number(second))
}

fn open_street_map(address: &Address<'_>) -> Option<String> {
    if address.path != "/export/embed.html" {
        return as_it_is(address);
    }
    if let Some(&[lat, lon]) = address.numbers("marker").as_deref() {
        return Some(format!("https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=16/{lat}/{lon}"));
    }
    let &[west, south, east, north] = address.numbers("bbox")?.as_slice() else { return None };
    // A hundred-thousandth of a degree is a metre.
    let middle = |a: f64, b: f64| format!("{:.5}", f64::midpoint(a, b));
    Some(format!("https://www.openstreetmap.org/#map=15/{}/{}", middle(south, north), middle(west, east)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_are_known_by_their_addresses() {
        for (url, name) in [
            ("https://www.youtube.com/watch?v=abc_DEF-123", Some("YouTube")),
            ("https://youtu.be/abc_DEF-123?si=x", Some("YouTube")),
            ("https://m.youtube.com/watch?v=a", Some("YouTube")),
            ("http://youtube.com/@machi", Some("YouTube")),
            ("//www.youtube-nocookie.com/embed/a", Some("YouTube")),
            ("https://www.google.com/maps/place/x/@43.1,141.2,15z", Some("Google マップ")),
            ("https://www.google.co.jp/maps?q=x", Some("Google マップ")),
            ("https://maps.app.goo.gl/AbC", Some("Google マップ")),
            ("https://goo.gl/maps/AbC", Some("Google マップ")),
            ("https://maps.google.co.jp/?q=x", Some("Google マップ")),
            ("https://maps.gsi.go.jp/#15/43.1/141.2/&base=std", Some("地理院地図")),
            ("https://www.openstreetmap.org/#map=15/43.1/141.2", Some("OpenStreetMap")),
            ("https://docs.google.com/forms/d/e/x/viewform", Some("Google フォーム")),
            ("https://forms.gle/abc", Some("Google フォーム")),
            ("https://logoform.jp/form/abcd/123", Some("LoGoフォーム")),
            ("https://forms.office.com/r/abc", Some("Microsoft Forms")),
            ("https://forms.cloud.microsoft/r/abc", Some("Microsoft Forms")),
            ("https://www.youtube.com/", None),
            ("https://www.google.com/search?q=maps", None),
            ("https://www.google.com/mapsx", None),
            ("https://docs.google.com/document/d/x", None),
            ("https://goo.gl/abc", None),
            ("https://youtube.com.example.jp/watch?v=a", None),
            ("https://youtube.com@example.jp/watch", None),
            ("https://example.jp/?u=https://youtu.be/a", None),
            ("https://www.youtube-nocookie.com/a", None),
            ("youtu.be/a", None),
        ] {
            assert_eq!(find_service(url).map(|service| service.name), name, "{url}");
        }
    }

    #[test]
    fn the_address_of_a_frame_is_one_that_opens() {
        for (frame, opened) in [
            ("https://www.youtube.com/embed/a-_1?si=x&start=30", Some("https://www.youtube.com/watch?v=a-_1&t=30")),
            ("//www.youtube-nocookie.com/embed/a1", Some("https://www.youtube.com/watch?v=a1")),
            ("https://www.youtube.com/embed/videoseries?list=PL1", Some("https://www.youtube.com/playlist?list=PL1")),
            ("https://www.youtube.com/embed/", None),
            (
                "https://www.google.com/maps/embed?pb=!1m14!1m8!1m3!1d100!2d141.25!3d43.5!3m2!1i1024!2i768!4f13.1",
                Some("https://www.google.com/maps/@43.5,141.25,16z"),
            ),
            (
                "https://www.google.com/maps/embed?pb=!1m18!1d1!2d141.25!3d43.5!1s0x5f0a%3A0x1b!2z54Gv!5e0",
                Some("https://www.google.com/maps?ftid=0x5f0a:0x1b"),
            ),
            (
                "https://www.google.com/maps/embed/v1/place?key=K&q=%E7%81%AF%E9%87%8E+1",
                Some("https://www.google.com/maps/search/?api=1&query=%E7%81%AF%E9%87%8E%201"),
            ),
            ("https://www.google.com/maps/d/u/0/embed?mid=1", Some("https://www.google.com/maps/d/viewer?mid=1")),
            ("https://maps.google.com/maps?q=a&output=embed", Some("https://maps.google.com/maps?q=a")),
            ("https://www.google.com/maps/embed", None),
            (
                "https://www.openstreetmap.org/export/embed.html?bbox=141.0%2C43.0%2C141.5%2C43.5&layer=mapnik",
                Some("https://www.openstreetmap.org/#map=15/43.25000/141.25000"),
            ),
            (
                "https://www.openstreetmap.org/export/embed.html?bbox=1,2,3,4&marker=43.5%2C141.25",
                Some("https://www.openstreetmap.org/?mlat=43.5&mlon=141.25#map=16/43.5/141.25"),
            ),
            (
                "https://docs.google.com/forms/d/e/x/viewform?embedded=true",
                Some("https://docs.google.com/forms/d/e/x/viewform"),
            ),
            (
                "https://forms.office.com/Pages/ResponsePage.aspx?id=a&embed=true",
                Some("https://forms.office.com/Pages/ResponsePage.aspx?id=a"),
            ),
            (
                "https://maps.gsi.go.jp/#15/43.1/141.2/&base=std",
                Some("https://maps.gsi.go.jp/#15/43.1/141.2/&base=std"),
            ),
        ] {
            let service = find_service(frame).unwrap_or_else(|| panic!("{frame}"));
            assert_eq!(service.opened(frame).as_deref(), opened, "{frame}");
        }
    }
}
