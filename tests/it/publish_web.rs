//! What `publish` makes for the programs that serve pages, served by Apache and nginx, where they are there.
use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpStream,
    os::unix::fs::PermissionsExt as _,
    path::Path,
};

use crate::{
    publish::{ends, guide},
    support::{
        room::Room,
        servers::{Running, command, find, free_port, root_of, start},
    },
};

/// What a server answers.
struct Answer {
    status: u16,
    /// In lower case, one a line.
    headers: String,
    body: Vec<u8>,
}

fn get(port: u16, path: &str) -> Answer {
    let mut line = TcpStream::connect(("127.0.0.1", port)).unwrap();
    write!(line, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n").unwrap();
    let mut bytes = Vec::new();
    line.read_to_end(&mut bytes).unwrap();
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let headers = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
    let status = headers.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, headers, body: bytes[end + 4..].to_vec() }
}

/// A guide that is published into the folder that a server serves, at `/iju/`.
fn served_guide(program: &str, port: u16) -> Room {
    let room = guide();
    // Servers begin as root, and go on as somebody else.
    fs::set_permissions(room.folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let to = format!(
        "path = \"www/iju\"\nserver = \"{program}\"\nverify = \"http\"\nurl = \"http://127.0.0.1:{port}/iju/\""
    );
    let site = room.read("site.toml").replace("path = \"out\"\nprofile = \"sakura\"", &to);
    room.write("site.toml", site);
    room.write("content/life/a.md", "---\ntitle: 水道\naliases: [/old/water/]\n---\n\n[ガス](b.md)\n");
    room.write("www/index.html", "town");
    room
}

/// What visitors find, whoever serves it.
fn check_pages(port: u16) {
    let page = get(port, "/iju/life/a/");
    assert!(page.status == 200 && page.headers.contains("content-type: text/html"), "{}", page.headers);
    let bare = get(port, "/iju/life/a");
    assert!(bare.status == 301 && bare.headers.contains("/iju/life/a/"), "{} {}", bare.status, bare.headers);
    assert_eq!(get(port, "/iju/no-such-page/").status, 404);
}

/// What only a server does that uses our file.
fn check_settings(port: u16, room: &Room) {
    let page = get(port, "/iju/life/a/").headers;
    for wanted in
        ["charset=utf-8", "content-security-policy: default-src", "nosniff", "cache-control: public, max-age=60"]
    {
        assert!(page.contains(wanted), "{wanted}: {page}");
    }
    let missing = get(port, "/iju/no-such-page/");
    assert_eq!(missing.body, fs::read(room.path("www/iju/404.html")).unwrap());
    let styles = fs::read_dir(room.path("www/iju/assets/css")).unwrap().map(|entry| entry.unwrap().file_name());
    let style = styles.map(|name| name.into_string().unwrap()).find(|name| name.ends_with(".css")).unwrap();
    let style = get(port, &format!("/iju/assets/css/{style}"));
    assert!(style.headers.contains("immutable") && style.headers.contains("nosniff"), "{}", style.headers);
    let own = get(port, "/iju/_pub/manifest.json").headers;
    assert!(own.contains("no-store"), "{own}");
}

const MODULES: [&str; 7] = ["mpm_event", "authz_core", "mime", "dir", "alias", "setenvif", "headers"];

fn apache(program: &Path, room: &Room, port: u16, allow: &str, modules: &[&str]) -> Running {
    let (shown, place) = (room.path("").display().to_string(), root_of(program).join("usr/lib/apache2/modules"));
    let mut text = modules.iter().fold(String::new(), |text, name| {
        format!("{text}LoadModule {name}_module {}/mod_{name}.so\n", place.display())
    });
    text += &format!(
        "ServerName localhost\nListen 127.0.0.1:{port}\nPidFile {shown}/pid\nErrorLog {shown}/errors\nUser daemon\n\
         Group daemon\nTypesConfig {shown}/types\nDocumentRoot {shown}/www\n<Directory {shown}/www>\n\
         Require all granted\nAllowOverride {allow}\n</Directory>\nDirectoryIndex index.html\n"
    );
    room.write(
        "types",
        "text/html html\ntext/css css\ntext/javascript js\napplication/json json\napplication/xml xml\n",
    );
    room.write("httpd.conf", text);
    let mut serve = command(program);
    serve.args(["-DFOREGROUND", "-d"]).arg(room.path("")).arg("-f").arg(room.path("httpd.conf"));
    start(&mut serve, port, &room.path("said"))
}

#[test]
fn apache_shows_what_was_published_as_its_file_says() {
    let Some(program) = find("apache2") else { return };
    let without: Vec<&str> = MODULES.into_iter().filter(|name| *name != "headers").collect();
    for (allow, modules, is_used) in [
        ("All", &MODULES[..], true),
        ("FileInfo Indexes", &MODULES[..], true),
        ("None", &MODULES[..], false),
        ("All", &without[..], false),
    ] {
        let port = free_port();
        let room = served_guide("apache", port);
        let _server = apache(&program, &room, port, allow, modules);
        let said = ends(&room, &["publish", "production"], 0).err;
        assert_eq!(said.matches("publish-host").count(), usize::from(!is_used), "{allow}: {said}");
        check_pages(port);
        if is_used {
            check_settings(port, &room);
            let old = get(port, "/iju/old/water/");
            assert!(old.status == 301 && old.headers.contains("/iju/life/a/"), "{allow}: {}", old.headers);
        }
    }
}

#[test]
fn a_host_that_refuses_the_file_goes_on_showing_the_site() {
    let Some(program) = find("apache2") else { return };
    let port = free_port();
    let room = served_guide("apache", port);
    // `DirectoryIndex` may not stand there: every page would answer 500.
    let _server = apache(&program, &room, port, "FileInfo", &MODULES);
    let said = ends(&room, &["publish", "production"], 4);
    assert!(said.err.contains("500") && !room.path("www/iju/.htaccess").exists(), "{}", said.err);
    check_pages(port);
}

#[test]
fn nginx_shows_what_was_published_as_its_file_says() {
    let Some(program) = find("nginx") else { return };
    let port = free_port();
    let room = served_guide("nginx", port);
    let shown = room.path("").display().to_string();
    ends(&room, &["publish", "doctor", "production"], 0);
    let own = format!("{shown}/.shirube/publish/production/shirube.nginx.conf");
    room.write(
        "nginx.conf",
        format!(
            "daemon off;\nuser daemon;\npid {shown}/pid;\nerror_log {shown}/errors;\nevents {{}}\nhttp {{\n\
             types {{ text/html html; text/css css; text/javascript js; application/json json; }}\naccess_log off;\n\
             client_body_temp_path {shown}/t1; proxy_temp_path {shown}/t2; fastcgi_temp_path {shown}/t3;\n\
             uwsgi_temp_path {shown}/t4; scgi_temp_path {shown}/t5;\n\
             server {{ listen 127.0.0.1:{port}; root {shown}/www; include {own}; }}\n}}\n"
        ),
    );
    let mut serve = command(&program);
    serve.arg("-p").arg(room.path("")).arg("-c").arg(room.path("nginx.conf"));
    let _server = start(&mut serve, port, &room.path("said"));
    let said = ends(&room, &["publish", "production"], 0).err;
    assert!(!said.contains("publish-host"), "{said}");
    check_pages(port);
    check_settings(port, &room);
}
