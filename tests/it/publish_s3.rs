//! `kind = "s3"` against moto, where it is there.
use std::fs;

use crate::{
    publish::{ends, guide, published},
    support::{
        room::{Room, Said, said},
        servers::{command, find, free_port, start},
    },
};

/// What the other side sees, through the library that moto itself needs: makes the bucket, or copies it into a folder.
const OTHER: &str = r#"
import boto3, os, sys
port, folder = sys.argv[1:]
s3 = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}", aws_access_key_id="a", aws_secret_access_key="b",
                  region_name="us-east-1")
if not folder:
    s3.create_bucket(Bucket="ijuu-guide")
    sys.exit()
for page in s3.get_paginator("list_objects_v2").paginate(Bucket="ijuu-guide"):
    for item in page.get("Contents", []):
        held = s3.get_object(Bucket="ijuu-guide", Key=item["Key"])
        path = os.path.join(folder, item["Key"])
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "wb").write(held["Body"].read())
        print(item["Key"], held["ContentType"].replace(" ", ""), held["CacheControl"].replace(" ", ""))
"#;

fn run(room: &Room, args: &[&str], secret: &str) -> Said {
    let mut command = room.command(args);
    command.env("SHIRUBE_PUBLISH_FAR_ACCESS_KEY", "access").env("SHIRUBE_PUBLISH_FAR_SECRET_KEY", secret);
    said(command.output().unwrap())
}

#[test]
fn moto_holds_what_was_published() {
    let Some(program) = find("moto_server") else { return };
    let room = guide();
    fs::create_dir_all(room.path("server")).unwrap();
    let port = free_port();
    let mut moto = command(&program);
    moto.args(["-H", "127.0.0.1", "-p", &port.to_string()]);
    let _server = start(&mut moto, port, &room.path("server/log"));
    let secret = format!("hidden-{}", "word");
    let (first, site) = (room.read("site.toml"), "[publish.far]\nkind = \"s3\"\nbucket = \"ijuu-guide\"\n");
    room.write(
        "site.toml",
        format!(
            "{first}\n{site}region = \"us-east-1\"\nprefix = \"ijuu\"\nendpoint = \"http://localhost:{port}\"\n\
         profile = \"sakura\"\nverify = \"transport\"\nallow_unicode_paths = true\n"
        ),
    );
    let far = |args: &[&str], code: i32| {
        let said = run(&room, args, &secret);
        assert_eq!(said.code, code, "{args:?}\n{}\n{}", said.out, said.err);
        assert!(!format!("{}{}", said.out, said.err).contains(&secret));
        said
    };
    let missing = far(&["publish", "far"], 6);
    assert!(missing.err.contains("バケットがありません"), "{}", missing.err);
    let other = |folder: &str| {
        let folder = if folder.is_empty() { String::new() } else { room.path(folder).display().to_string() };
        let mut python = command(&program.with_file_name("python3"));
        let output = python.args(["-c", OTHER, &port.to_string(), &folder]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    other("");
    far(&["publish", "far"], 0);
    ends(&room, &["publish", "production"], 0);
    let headers = other("first");
    assert!(published(&room.path("first/ijuu")).0 == published(&room.path("out")).0);
    assert!(headers.contains("ijuu/life/c/index.html text/html;charset=utf-8 public,max-age=60"), "{headers}");
    assert!(headers.contains("ijuu/_pub/manifest.json application/json;charset=utf-8 no-store"), "{headers}");
    assert!(far(&["publish", "far"], 0).out.contains("最新"));
    room.write("content/life/c.md", "---\ntitle: ごみ\ntags: [雪]\n---\n\n上限は40万円です。\n");
    far(&["publish", "far"], 0);
    other("second");
    assert!(room.read("second/ijuu/life/c/index.html").contains("40万円"));
    assert!(!room.path("second/ijuu/_pub/lock").exists());
    far(&["publish", "check", "far", "--deep"], 0);
    far(&["publish", "doctor", "far"], 0);
    far(&["publish", "rollback", "far"], 0);
    other("third");
    assert!(room.read("third/ijuu/life/c/index.html").contains("30万円"));
    assert!(!room.read(".shirube/publish/far/record.json").contains(&secret));
}
