//! Pictures from the page to the folder: every file that a page names is there, nothing of the camera is, and nothing
//! is made twice.
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::Arc,
    time::{Duration, SystemTime},
};

use crate::support::{TestSite, camera, page};
use shirube::{
    base::url::OutPath,
    image::cache::ImageCache,
    output::{emit::emit, wanted::Wanted},
    pipeline::{self, Snapshot},
    report::progress::Progress,
};

const SECRET: &[u8] = b"SECRET-PLACE-OR-OWNER";

fn photo(width: u32, height: u32, seed: u32) -> Vec<u8> {
    camera::photo(width, height, seed, SECRET)
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

/// A site, built and written with a darkroom of its own.
struct Written {
    site: TestSite,
    folder: tempfile::TempDir,
}

impl Written {
    fn new(files: &[(&str, &str)], pictures: &[(&str, Vec<u8>)]) -> Self {
        let mut site = TestSite::new(files);
        for (path, bytes) in pictures {
            site.tree.insert(path, bytes);
        }
        Self { site, folder: tempfile::tempdir().unwrap() }
    }

    /// Builds from nothing and writes into `name`; how many originals were examined and variants developed.
    fn write(&mut self, name: &str) -> (usize, usize) {
        let darkroom = ImageCache::of(self.folder.path());
        self.site.snapshot = pipeline::build_watched(
            &Snapshot::default(),
            &self.site.tree,
            self.site.options,
            &Progress::default(),
            &darkroom,
        );
        let site = self.site.snapshot.site.clone().unwrap();
        let wanted = Wanted {
            outputs: &self.site.snapshot.outputs,
            pictures: site.pictures(),
            stay: &BTreeSet::new(),
            withheld: &BTreeSet::new(),
            keep: &[],
            removals: 0,
        };
        let report = emit(&self.folder.path().join(name), wanted, &darkroom, &Progress::default()).unwrap();
        assert!(report.findings.is_empty(), "{:?}", report.findings);
        darkroom.tidy(site.pictures().values());
        (darkroom.examined(), darkroom.developed())
    }

    fn files(&self, name: &str) -> BTreeMap<String, Vec<u8>> {
        files(&self.folder.path().join(name))
    }
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries =
        walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
    entries.map(|entry| (name(entry.path()), fs::read(entry.path()).unwrap())).collect()
}

/// The files below `img/` that a page names.
fn named(html: &str) -> BTreeSet<String> {
    let parts = html.split(['"', ' ', ',']).filter_map(|part| part.split_once("img/").map(|(_, name)| name.to_owned()));
    parts.filter(|name| name.contains('-') && !name.contains("share.") || name.ends_with("-share.jpg")).collect()
}

#[test]
fn a_page_shows_variants_and_every_one_of_them_is_written() {
    let text = "![雪の駅](eki.jpg \"冬の駅\")\n\n![飾り](eki.jpg)\n\n![線](sen.svg)";
    let mut site = Written::new(
        &[
            ("content/a.md", &page("title: 例\nimage: eki.jpg", text)),
            ("content/sen.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"),
        ],
        &[("content/eki.jpg", photo(1000, 640, 0))],
    );
    site.write("public");
    let html = site.site.html("/a/");
    for part in [
        "<picture><source type=\"image/avif\" srcset=\"../img/",
        "-480.avif 480w, ../img/",
        "-960.avif 960w, ../img/",
        "-1000.avif 1000w\" sizes=\"(min-width: 48rem) 45rem, 100vw\"><img src=\"../img/",
        "-960.jpg\" alt=\"雪の駅\" width=\"1000\" height=\"640\" fetchpriority=\"high\" decoding=\"async\"></picture>",
        "alt=\"\" width=\"1000\" height=\"640\" loading=\"lazy\" decoding=\"async\"></picture>",
        "<img src=\"../sen-",
        ".svg\" alt=\"線\"",
        "-share.jpg\">\n<meta property=\"og:image:width\" content=\"1200\">\n<meta property=\"og:image:height\" \
            content=\"630\">\n<meta property=\"og:image:alt\" content=\"雪の駅\">",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    let files = site.files("public");
    let shown: BTreeSet<_> = files.keys().filter_map(|name| name.strip_prefix("img/")).map(str::to_owned).collect();
    assert_eq!(named(&html), shown);
    assert_eq!(shown.len(), 5, "three widths, one for older browsers, one to share: {shown:?}");
    assert!(!files.contains_key("eki.jpg"), "nothing links to the original");
    for (name, bytes) in &files {
        assert!(!holds(bytes, SECRET), "{name}");
        match name.rsplit('.').next() {
            Some("avif") => assert_eq!(&bytes[4..12], b"ftypavif", "{name}"),
            Some("jpg") if name.starts_with("img/") => drop(camera::read_jpeg(bytes)),
            _ => {}
        }
    }
    assert!(!files_of_cache(&site).values().any(|bytes| holds(bytes, SECRET)));
}

fn files_of_cache(site: &Written) -> BTreeMap<String, Vec<u8>> {
    files(&site.folder.path().join(".shirube/cache/images"))
}

#[test]
fn a_linked_original_is_published_whole_without_its_metadata() {
    let mut site = Written::new(
        &[("content/a.md", &page("title: 例", "[大きな写真](eki.jpg)"))],
        &[("content/eki.jpg", photo(600, 400, 0))],
    );
    assert_eq!(site.write("public"), (1, 0));
    let original = &site.files("public")[site.site.published("content/eki.jpg").unwrap().as_str()];
    assert!(!holds(original, SECRET) && camera::read_jpeg(original).0 == 600);
    // Shown instead of linked to: a text alone decides what is published.
    site.site.build();
    site.site.write("content/a.md", page("title: 例", "![大きな写真](eki.jpg)"));
    site.site.assert_clean();
    assert!(!site.site.has("/eki.jpg") && site.site.snapshot.site.as_ref().unwrap().pictures().len() == 3);
}

#[test]
fn nothing_is_made_twice() {
    let mut site = Written::new(
        &[
            ("content/a.md", &page("title: 例", "![駅](eki.jpg)")),
            ("content/b.md", &page("title: 例二", "![駅](eki.jpg)と![町](machi.jpg)")),
        ],
        &[("content/eki.jpg", photo(500, 40, 0)), ("content/machi.jpg", photo(300, 40, 1))],
    );
    assert_eq!(site.write("public"), (2, 3 + 2));
    assert_eq!(site.write("public"), (0, 0), "the second run");
    assert_eq!(site.write("anew"), (0, 0), "into an empty folder");
    assert_eq!(site.files("public"), site.files("anew"));
    // A text makes no picture; a picture makes its own variants only.
    site.site.tree.insert("content/a.md", page("title: 例", "別の文です。\n\n![駅](eki.jpg)"));
    assert_eq!(site.write("public"), (0, 0));
    site.site.tree.insert("content/machi.jpg", photo(300, 40, 2));
    assert_eq!(site.write("public"), (1, 2));
    // What lies in the folder is enough, when nothing is remembered; entries that somebody broke are not believed.
    let before = site.files("public");
    for name in files_of_cache(&site).keys() {
        fs::write(site.folder.path().join(".shirube/cache/images").join(name), "broken").unwrap();
    }
    assert_eq!(site.write("public"), (2, 0));
    assert_eq!(site.write("again"), (0, 5));
    assert_eq!((site.files("public"), site.files("again")), (before.clone(), before));
}

#[test]
fn what_nobody_asks_for_is_forgotten_after_a_month() {
    let mut site = Written::new(
        &[("content/a.md", &page("title: 例", "![駅](eki.jpg)"))],
        &[("content/eki.jpg", photo(300, 40, 0))],
    );
    site.write("public");
    let cache = site.folder.path().join(".shirube/cache/images");
    let asked = files_of_cache(&site);
    fs::write(cache.join("gone"), "").unwrap();
    fs::write(cache.join("new"), "").unwrap();
    for name in asked.keys().map(String::as_str).chain(["gone"]) {
        let file = fs::File::options().write(true).open(cache.join(name)).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(40 * 24 * 60 * 60)).unwrap();
    }
    assert_eq!(site.write("public"), (0, 0), "the facts and the variants of this site stay");
    let left: Vec<_> = asked.into_keys().chain(["new".to_owned()]).collect();
    assert_eq!(files_of_cache(&site).into_keys().collect::<BTreeSet<_>>(), left.into_iter().collect());
}

#[test]
fn a_picture_may_come_change_move_and_go() {
    let mut site = TestSite::new(&[
        ("content/a.md", &page("title: 例", "![駅](eki.jpg)")),
        ("content/b/_index.md", &page("title: 例二", "![駅](eki.jpg)")),
        ("content/c.md", &page("title: 例三", "文です。")),
    ]);
    assert!(site.codes().contains(&"dead-link"));
    let variants = |site: &TestSite| site.snapshot.site.as_ref().unwrap().pictures().len();
    // Two of one name are two pictures; two of the same bytes are one.
    for (path, bytes, rendered, count) in [
        ("content/a/eki.jpg", None, &[][..], 0),
        ("content/eki.jpg", Some(photo(300, 40, 0)), &["/a/"], 2),
        ("content/b/eki.jpg", Some(photo(300, 40, 1)), &["/b/"], 4),
        ("content/b/eki.jpg", Some(photo(300, 40, 0)), &["/b/"], 2),
        ("content/eki.jpg", Some(photo(500, 40, 0)), &["/a/"], 5),
        ("content/eki.jpg", Some(b"nothing".to_vec()), &["/a/"], 2),
        ("content/eki.jpg", Some(photo(300, 40, 2)), &["/a/"], 4),
        ("content/eki.jpg", None, &["/a/"], 2),
        ("content/Eki.jpg", Some(photo(300, 40, 2)), &[], 2),
    ] {
        match bytes {
            Some(bytes) => site.tree.insert(path, bytes),
            None => drop(site.tree.remove(path)),
        }
        site.build();
        site.assert_rendered(rendered);
        assert_eq!(variants(&site), count, "{path}");
        site.assert_clean();
    }
}

/// Pictures of other programs: for presses, in passes, without colours, moving.
#[test]
fn pictures_of_other_programs_are_shown_too() {
    let fixture = |name: &str| {
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pictures").join(name)).unwrap()
    };
    let red = |[r, g, b]: [u8; 3]| r > 130 && g < 80 && b < 80;
    let grey = |[r, g, b]: [u8; 3]| r.abs_diff(g) < 4 && g.abs_diff(b) < 4 && r < 100;
    for (name, colour) in
        [("progressive.jpg", &red as &dyn Fn([u8; 3]) -> bool), ("cmyk.jpg", &red), ("grey.jpg", &grey)]
    {
        let mut site = Written::new(
            &[("content/a.md", &page("title: 例", "![旗](hata.jpg)"))],
            &[("content/hata.jpg", fixture(name))],
        );
        assert_eq!(site.write("public"), (1, 2), "{name}");
        let files = site.files("public");
        let (width, _, samples) =
            camera::read_jpeg(files.iter().find(|(path, _)| path.ends_with("-48.jpg")).unwrap().1);
        let at = (7 * width + 10) * 3;
        assert!(colour([samples[at], samples[at + 1], samples[at + 2]]), "{name}: {:?}", &samples[at..at + 3]);
    }
    // What moves goes on moving.
    let site = TestSite::new(&[("content/a.md", &page("title: 例", "![旗](hata.png)"))])
        .write("content/hata.png", fixture("moving.png"))
        .html("/a/");
    assert!(site.contains(".png\" alt=\"旗\" width=\"48\" height=\"32\"") && !site.contains("<picture>"), "{site}");
}

#[test]
fn without_a_place_to_remember_the_same_bytes_come_out() {
    let files = &[("content/a.md", &*page("title: 例", "![駅](eki.jpg)"))];
    let mut site = Written::new(files, &[("content/eki.jpg", photo(500, 40, 0))]);
    site.write("public");
    let mut other = Written::new(files, &[("content/eki.jpg", photo(500, 40, 0))]);
    // A file where the folder would have to be.
    fs::write(other.folder.path().join(".shirube"), "").unwrap();
    other.write("public");
    assert_eq!(site.files("public"), other.files("public"));
}

#[test]
fn broken_and_giant_pictures_are_findings_and_never_a_panic() {
    let whole = photo(300, 200, 0);
    let (mut flawed, truncated) = (whole.clone(), whole[..whole.len() / 2].to_vec());
    // A table of the decoder's that says nonsense: only a look at the pixels can tell.
    let table = flawed.windows(2).position(|pair| pair == [0xff, 0xc4]).unwrap();
    flawed[table + 5..table + 21].fill(0xff);
    let mut giant = whole.clone();
    let frame = giant.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    giant[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
    for (bytes, code) in [
        (flawed, "image-damaged"),
        (truncated, "image-damaged"),
        (giant, "image-large"),
        (b"\xff\xd8\xff".to_vec(), "image-damaged"),
    ] {
        let mut site = TestSite::new(&[("content/a.md", &page("title: 例", "![駅](eki.jpg)"))]);
        site.write("content/eki.jpg", &bytes);
        site.assert_clean();
        assert!(site.codes().contains(&code), "{code}: {:?}", site.codes());
        assert!(site.html("/a/").contains(".jpg\" alt=\"駅\""), "{code}");
        let shown = site
            .snapshot
            .outputs
            .get(site.published("content/eki.jpg").unwrap_or(&OutPath::new("eki.jpg")))
            .and_then(|entry| entry.value.bytes.clone());
        assert!(!holds(shown.as_deref().unwrap_or_default(), SECRET), "{code}");
        assert!(site.snapshot.site.as_ref().unwrap().pictures().is_empty());
    }
}

#[test]
fn the_picture_for_links_is_the_pages_else_the_sites_else_the_themes() {
    let config = "title = \"例\"\nbase_url = \"https://example.jp/\"\n";
    let mut site = TestSite::new(&[
        ("content/a.md", &page("title: 例\nimage: own.jpg", "文です。")),
        ("content/b.md", &page("title: 例二", "文です。")),
        ("content/c.md", &page("title: 例三\nimage: small.jpg", "文です。")),
    ]);
    site.tree.insert("content/own.jpg", photo(700, 400, 0));
    site.tree.insert("content/small.jpg", photo(300, 200, 0));
    site.tree.insert("content/site.jpg", photo(640, 480, 1));
    let shared = |site: &TestSite| {
        ["/a/", "/b/", "/c/"].map(|url| {
            let html = site.html(url);
            let image = html.split("property=\"og:image\" content=\"").nth(1).unwrap();
            assert!(html.contains("content=\"summary_large_image\""));
            Arc::<str>::from(image.split('"').next().unwrap())
        })
    };
    site.build();
    let [own, b, c] = shared(&site);
    assert!(own.starts_with("https://example.jp/img/") && own.ends_with("-share.jpg"), "{own}");
    assert!(b == c && b.contains("share.") && site.has(b.strip_prefix("https://example.jp").unwrap()), "{b} {c}");
    site.write("site.toml", format!("{config}image = \"site.jpg\"\n"));
    let [same, b, c] = shared(&site);
    assert!(same == own && b == c && b.ends_with("-share.jpg") && b != own, "{b} {c}");
    assert!(
        site.html("/b/").contains("og:image:alt\" content=\"例二\"")
            && !site.html("/404.html").contains("og:description")
    );
    site.write(
        "site.toml",
        format!("{config}image = \"site.jpg\"\nimage_alt = \"丘から見た町\"\ndescription = \"町の案内です。\"\n"),
    );
    assert!(site.html("/404.html").contains("og:description\" content=\"町の案内です。\""));
    assert!(
        site.html("/b/").contains("og:image:alt\" content=\"丘から見た町\"")
            && site.html("/a/").contains("og:image:alt\" content=\"例\"")
    );
    site.write("site.toml", format!("{config}image = \"nai.jpg\"\n"));
    assert!(
        site.findings().iter().any(|told| told.starts_with("site.toml:") && told.contains("error[site-image]")),
        "{:?}",
        site.findings()
    );
    site.assert_clean();
}
