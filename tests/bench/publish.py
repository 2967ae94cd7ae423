#!/usr/bin/env python3
"""Kills publications into a folder at random moments, and counts broken sites.

    python3 tests/bench/publish.py [--kills 200] [--others 40] [--binary target/release/shirube]
    python3 tests/bench/publish.py --large 100000

A guide of 120 pages in two versions; every page, style and picture of the second differs. After each kill the folder is
looked at as a visitor would: torn files, missing styles, dead links, and whether the next run ends with exactly the new
site. Beside it, `rsync`, `rclone`, `lftp` and `cp -r`, where they are there, in the same harness. Read as zero or not zero.
`--large` publishes so many pages, then one changed: seconds and memory.
"""

import argparse
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = 120


def files(folder):
    """Everything below a folder but our own record."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith("_pub/"):
            found[name] = path.read_bytes()
    return found


def write_guide(guide, version):
    """The guide in one of its two versions."""
    (guide / "content/p").mkdir(parents=True, exist_ok=True)
    (guide / "site.toml").write_text(
        'title = "例のガイド"\nbase_url = "https://example.jp/"\n'
        '[publish.production]\nkind = "folder"\npath = "out"\n', encoding="utf-8")
    (guide / "content/_index.md").write_text(f"---\ntitle: 例のガイド\n---\n\n{version}版です。\n", encoding="utf-8")
    (guide / "content/p/_index.md").write_text("---\ntitle: ページ\n---\n", encoding="utf-8")
    for number in range(PAGES):
        # The last ten pages are of one version alone.
        page = guide / f"content/p/p{number}.md"
        if number >= PAGES - 10 and (number % 2 == 0) != (version == 1):
            page.unlink(missing_ok=True)
            continue
        link = f"[次](p{(number + 1) % (PAGES - 10)}.md)"
        page.write_text(f"---\ntitle: ページ{number}\n---\n\n{version}版の文です。{link}\n", encoding="utf-8")
    theme = guide / "themes/shirube"
    if not theme.exists():
        shutil.copytree(ROOT / "themes/shirube", theme)
    style = theme / "assets/css/site.css"
    text = re.sub(r"/\* version \d \*/\n", "", style.read_text(encoding="utf-8"))
    style.write_text(f"/* version {version} */\n{text}", encoding="utf-8")


def broken(found, old, new):
    """What a visitor would find broken."""
    for name, data in found.items():
        if name.endswith((".up~", ".tmp")) or "/." in name or name.startswith("."):
            continue
        stub = name.endswith(".html") and "このページはありません".encode() in data and name not in new
        if data not in (old.get(name), new.get(name)) and not stub:
            return f"torn: {name}"
        if not name.endswith(".html") or stub:
            continue
        folder = pathlib.PurePosixPath(name).parent
        for link in re.findall(r'(?:href|src)="([^"#?:]+)["#?]', data.decode("utf-8")):
            if link.startswith("/") or name == "404.html":
                continue
            target = os.path.normpath((folder / link).as_posix())
            target = "index.html" if target == "." else target
            if link.endswith("/"):
                target = "index.html" if target == "index.html" else f"{target}/index.html"
            if target not in found:
                return f"{name} leads to {target}, which is missing"
    for name in old:
        if name in new and name not in found:
            return f"missing: {name}"
    return ""


def measure(name, command, setup, out, old, new, kills):
    """Kills a command again and again."""
    setup()
    begin = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    whole = time.monotonic() - begin
    counts, again, first = 0, 0, ""
    for number in range(kills):
        setup()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if name == "shirube":
            while not (out / "_pub/lock").exists() and child.poll() is None:
                pass
            time.sleep(random.random() * whole * 0.3)
        else:
            time.sleep(random.random() * whole)
        child.send_signal(signal.SIGKILL)
        child.wait()
        fault = broken(files(out), old, new)
        counts += bool(fault)
        first = first or fault
        if number % 4 == 0:
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            again += files(out) != new
    print(f"| {name} | {whole:.2f} s | {kills} | {counts} | {again}/{(kills + 3) // 4} | {first} |")


def measure_large(pages, binary):
    """Publishes many pages, then one that changed; its seconds and its memory."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        guide = pathlib.Path(folder)
        (guide / "site.toml").write_text(
            'title = "例のガイド"\nbase_url = "https://example.jp/"\n'
            '[publish.production]\nkind = "folder"\npath = "out"\n', encoding="utf-8")
        (guide / "content").mkdir()
        (guide / "content/_index.md").write_text("---\ntitle: 例のガイド\n---\n", encoding="utf-8")
        for number in range(pages):
            page = guide / f"content/s{number // 500}/p{number}.md"
            if number % 500 == 0:
                page.parent.mkdir()
                (page.parent / "_index.md").write_text(f"---\ntitle: 区分{number // 500}\n---\n", encoding="utf-8")
            page.write_text(f"---\ntitle: ページ{number}\n---\n\n{number}番目の説明です。\n", encoding="utf-8")
        command = ["/usr/bin/time", "-f", "%e s, %M KB", binary, "publish", "--root", str(guide), "--now", "2026-11-01"]
        for moment in ("first", "one changed", "nothing changed"):
            if moment == "one changed":
                page = guide / "content/s0/p0.md"
                page.write_text(page.read_text(encoding="utf-8") + "\n直しました。\n", encoding="utf-8")
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            print(f"| {pages} pages, {moment} | exit {done.returncode} | {done.stderr.strip().splitlines()[-1]} |")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--kills", type=int, default=200)
    arguments.add_argument("--others", type=int, default=40)
    arguments.add_argument("--large", type=int, default=0)
    arguments.add_argument("--binary", default=str(ROOT / "target/release/shirube"))
    given = arguments.parse_args()
    if given.large:
        measure_large(given.large, given.binary)
        return
    with tempfile.TemporaryDirectory() as folder:
        room = pathlib.Path(folder)
        guide = room / "guide"
        out = guide / "out"
        publish = [given.binary, "publish", "--root", str(guide), "--now", "2026-11-01", "--allow-deletes", "5"]
        for version in (1, 2):
            write_guide(guide, version)
            subprocess.run(publish, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            shutil.copytree(out, room / f"v{version}")
            shutil.copytree(guide / ".shirube/publish", room / f"record{version}")
        old, new = files(room / "v1"), files(room / "v2")

        def setup():
            shutil.rmtree(out, ignore_errors=True)
            shutil.copytree(room / "v1", out)
            shutil.rmtree(guide / ".shirube/publish", ignore_errors=True)
            shutil.copytree(room / "record1", guide / ".shirube/publish")

        print("| tool | full run | kills | broken | re-run wrong | first fault |\n|---|--:|--:|--:|--:|---|")
        measure("shirube", publish, setup, out, old, new, given.kills)
        there, here = f"{room / 'v2'}/", f"{out}/"
        for name, command in [
            ("rsync -ac --delete", ["rsync", "-ac", "--delete", "--exclude=_pub", there, here]),
            ("rsync, delayed", ["rsync", "-ac", "--delete-after", "--delay-updates", "--exclude=_pub", there, here]),
            ("rclone sync", ["rclone", "sync", "--checksum", "--exclude=_pub/**", there, here]),
            ("lftp mirror", ["lftp", "-c", f"mirror --delete --parallel=4 -x _pub file:{there} file:{here}"]),
            ("cp -r", ["cp", "-r", f"{there}.", here]),
        ]:
            if shutil.which(command[0]):
                measure(name, command, setup, out, old, new, given.others)
            else:
                print(f"| {name} | skipped: not installed |")


if __name__ == "__main__":
    main()
