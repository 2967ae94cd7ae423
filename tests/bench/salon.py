#!/usr/bin/env python3
"""Import a generated salon of N messages and print CPU, wall time and peak memory of the whole process.

    python3 tests/bench/salon.py [--messages 80000] [--runs 3]

The export is a zip of the size and shape of a real one (threads, rich text, reactions, files, profiles on every message);
it lies on a memory-backed folder where there is one. Goal: 80,000 messages in 5 seconds and 200 MiB.
"""
import argparse
import json
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import tempfile
import time
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CHANNELS = ["移住相談", "住まい", "冬のくらし", "子育て", "仕事", "雑談", "お知らせ", "交通"]
WORDS = ["冬の朝", "灯油", "雪かき", "保育園", "家賃", "区費", "草刈り", "バス", "求人", "畑", "水道", "光回線", "病院", "学校", "ごみの日", "カメムシ"]
ENDS = ["はどのくらいですか？", "について教えてください。", "は思ったより大変でした。", "は早めに準備するとよいです。", "は地区によって違います。", "で困ったことはありません。"]


def text(r):
    return "".join(r.choice(WORDS) + r.choice(ENDS) for _ in range(r.randrange(1, 5)))


def message(r, number, root=None):
    ts = f"{1_700_000_000 + number * 211}.{r.randrange(10**6):06}"
    words = text(r)
    made = {
        "type": "message", "user": f"U{number % 400:07}AB", "text": words, "ts": ts, "team": "T0000001", "client_msg_id": f"{number:032x}",
        "user_profile": {"display_name": f"あだ名{number % 400}", "real_name": f"本名 {number % 400}", "image_72": "https://avatars.example.jp/" + "x" * 90},
        "blocks": [{"type": "rich_text", "block_id": "b", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}]}],
    }
    if root:
        made["thread_ts"] = root
        made["parent_user_id"] = "U0000001AB"
    if number % 5 == 0:
        made["reactions"] = [{"name": "pray", "users": [f"U{r.randrange(400):07}AB"], "count": 1}]
    if number % 40 == 0:
        made["files"] = [{"id": f"F{number:08}", "name": "写真.jpg", "mimetype": "image/jpeg", "size": 1000, "mode": "hosted",
                          "url_private": "https://files.example.jp/" + "y" * 80, "thumb_tiny": "A" * 400}]
    return made


def export(path, count):
    r = random.Random(7)
    days = {}
    roots = {}
    for number in range(count):
        channel = r.choice(CHANNELS)
        root = roots.get(channel) if r.random() < 0.6 else None
        made = message(r, number, root)
        roots[channel] = root or made["ts"]
        day = time.strftime("%Y-%m-%d", time.gmtime(int(made["ts"][:10])))
        days.setdefault(f"{channel}/{day}.json", []).append(made)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("channels.json", json.dumps([{"id": f"C{n:08}", "name": name} for n, name in enumerate(CHANNELS)]))
        users = [{"id": f"U{n:07}AB", "team_id": "T0000001", "name": f"user{n}", "profile": {"display_name": f"あだ名{n}", "real_name": f"本名 {n}"}} for n in range(400)]
        archive.writestr("users.json", json.dumps(users))
        for name, messages in days.items():
            archive.writestr(name, json.dumps(messages))
    return sum(len(json.dumps(messages)) for messages in days.values())


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--messages", type=int, default=80000)
    arguments.add_argument("--runs", type=int, default=3)
    options = arguments.parse_args()
    program = os.environ.get("SHIRUBE")
    if not program:
        subprocess.run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=ROOT, check=True)
        program = ROOT / "target" / "release" / "shirube"
    shm = pathlib.Path("/dev/shm")
    folder = pathlib.Path(tempfile.mkdtemp(dir=shm if shm.is_dir() else None))
    try:
        size = export(folder / "export.zip", options.messages)
        print(f"{options.messages} messages, {size / 1e6:.0f} MB of JSON")
        figures = []
        for number in range(options.runs + 1):  # the first warms up and is not counted
            site = folder / "site"
            shutil.rmtree(site, ignore_errors=True)
            (site / "content").mkdir(parents=True)
            (site / "site.toml").write_text('title = "例"\n', encoding="utf-8")
            start = time.monotonic()
            command = [program, "salon", "import", folder / "export.zip", "--root", site, "--now", "2026-11-01"]
            process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode not in (0, 1):
                raise SystemExit(f"the import ended with {process.returncode}")
            if number:
                figures.append((time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))
        wall, cpu, peak = (statistics.median(values) for values in zip(*figures))
        print(f"import: {wall:.2f} s, {cpu:.2f} s CPU, {peak:.0f} MiB")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
