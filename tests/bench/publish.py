#!/usr/bin/env python3
"""Kills publications at random moments, and counts broken sites.

    python3 tests/bench/publish.py [--kills 200] [--others 40] [--binary target/release/shirube] [--only sftp]
    python3 tests/bench/publish.py --large 100000

A guide of 120 pages in two versions; every page, style and picture of the second differs. Into each kind of place of
publish_places.py. After each kill the place is looked at as a visitor would: torn files, missing styles, dead links;
after every fourth, whether the next run ends with exactly the new site. Beside it `rsync`, `rclone`, `lftp` and `aws`,
where they are there, in the same harness. Read as zero or not zero. `--large` publishes so many pages, then one
changed: seconds and memory. The servers: `sh tests/servers FOLDER`, then `SHIRUBE_SERVERS=FOLDER FOLDER/bin/python3 …`.
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
import zipfile

import publish_places
from publish_places import Missing

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = 120
SILENT = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def write_guide(guide, version, settings):
    """The guide in one of its two versions."""
    (guide / "content/p").mkdir(parents=True, exist_ok=True)
    (guide / "site.toml").write_text(
        f'title = "例のガイド"\nbase_url = "https://example.jp/"\n[publish.production]\n{settings}', encoding="utf-8")
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
    """What a visitor would find broken: a torn file, a file that is gone, a dead link of a page that home leads to."""
    for name, data in found.items():
        if name.endswith((".up~", ".tmp")) or "/." in name or name.startswith("."):
            continue
        if data not in (old.get(name), new.get(name)) and not is_stub(name, data, new):
            return f"torn: {name}"
    for name in old:
        if name in new and name not in found:
            return f"missing: {name}"
    todo, seen = ["index.html"], {"index.html"}
    while todo:
        name = todo.pop()
        for target in find_targets(name, found[name]):
            if target not in found:
                return f"{name} leads to {target}, which is missing"
            is_page = target.endswith(".html") and not is_stub(target, found[target], new)
            if is_page and target not in seen:
                seen.add(target)
                todo.append(target)
    return ""


def is_stub(name, data, new):
    """Whether a page only says that it is gone."""
    return name.endswith(".html") and name not in new and "このページはありません".encode() in data


def find_targets(name, data):
    """The files that a page leads to and needs."""
    folder = pathlib.PurePosixPath(name).parent
    for link in re.findall(r'(?:href|src)="([^"#?:]+)["#?]', data.decode("utf-8")):
        if link.startswith("/"):
            continue
        target = os.path.normpath((folder / link).as_posix())
        is_folder = link.endswith("/") or target == "."
        yield os.path.normpath(f"{target}/index.html") if is_folder else target


def measure(name, command, place, setup, wait, whole, old, new, kills):
    """Kills a command again and again; `wait` seconds pass before a kill is worth it."""
    counts, again, first = 0, 0, ""
    for number in range(kills):
        setup()
        child = subprocess.Popen(command, env=os.environ | place.env, **SILENT)
        time.sleep(wait + random.random() * (whole - wait))
        child.send_signal(signal.SIGKILL)
        child.wait()
        fault = find_fault(place, old, new)
        counts += bool(fault)
        first = first or fault
        if number % 4 == 0:
            subprocess.run(command, env=os.environ | place.env, check=False, **SILENT)
            is_wrong = find_difference(place, new)
            again += bool(is_wrong)
            first = first or is_wrong
    tries = (kills + 3) // 4
    print(f"| {place.kind} | {name} | {whole:.2f} s | {kills} | {counts} | {again}/{tries} | {first} |", flush=True)


def find_fault(place, old, new):
    """What a visitor would find broken at a place."""
    try:
        return broken(place.read(), old, new)
    except (OSError, zipfile.BadZipFile) as error:
        return f"unreadable: {error}"


def find_difference(place, new):
    """What a place holds that the new site does not, or the other way round."""
    try:
        found = place.read()
    except (OSError, zipfile.BadZipFile) as error:
        return f"unreadable: {error}"
    wrong = sorted(name for name in found.keys() | new.keys() if found.get(name) != new.get(name))
    return f"again: {wrong[0]}" if wrong else ""


def time_whole(command, place):
    """The seconds of a run that nobody kills."""
    begin = time.monotonic()
    done = subprocess.run(command, env=os.environ | place.env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Missing(f"{command[0]} ends with {done.returncode}: {(done.stderr or done.stdout).strip()[-300:]}")
    return time.monotonic() - begin


def measure_place(kind, given, room):
    """One kind of place: our own publications, and those of the others."""
    place = kind(room)
    try:
        guide = room / "guide"
        record = guide / ".shirube/publish"
        publish = [given.binary, "publish", "--root", str(guide), "--now", "2026-11-01", "--allow-deletes", "5"]
        states = []
        for version in (1, 2):
            write_guide(guide, version, place.settings())
            whole = time_whole(publish, place)
            shutil.copytree(record, room / f"record{version}")
            states.append((place.save(), place.read()))
        (before, old), (_, new) = states
        assert old != new, "the two versions are the same"

        def setup():
            place.restore(before)
            shutil.rmtree(record, ignore_errors=True)
            shutil.copytree(room / "record1", record)

        setup()
        looked = time_whole([*publish, "--dry-run"], place)
        measure("shirube", publish, place, setup, looked * 0.8, whole, old, new, given.kills)
        there = room / "there"
        for name, data in new.items():
            (there / name).parent.mkdir(parents=True, exist_ok=True)
            (there / name).write_bytes(data)
        for name, command in place.others(f"{there}/"):
            if not shutil.which(command[0]):
                print(f"| {place.kind} | {name} | skipped: not installed |")
                continue
            setup()
            try:
                whole = time_whole(command, place)
            except Missing as missing:
                print(f"| {place.kind} | {name} | does not run: {' '.join(str(missing).split())} |")
                continue
            told = find_difference(place, new)
            measure(f"{name}{' (a whole run is wrong)' if told else ''}", command, place, setup, 0, whole, old, new,
                    given.others)
    finally:
        place.stop()


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
    arguments.add_argument("--only", choices=[kind.kind for kind in publish_places.PLACES])
    arguments.add_argument("--large", type=int, default=0)
    arguments.add_argument("--binary", default=str(ROOT / "target/release/shirube"))
    given = arguments.parse_args()
    if given.large:
        measure_large(given.large, given.binary)
        return
    print("| place | tool | whole run | kills | broken | again wrong | first fault |\n|---|---|--:|--:|--:|--:|---|")
    for kind in publish_places.PLACES:
        if given.only not in (None, kind.kind):
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                measure_place(kind, given, pathlib.Path(folder))
            except Missing as missing:
                print(f"| {kind.kind} | skipped: {missing} |", flush=True)


if __name__ == "__main__":
    main()
