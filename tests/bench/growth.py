#!/usr/bin/env python3
"""Doubles every input that once grew faster than its length and prints what `check` takes.

    python3 tests/bench/growth.py BINARY [--only WORDS] [--scale F]

Each row is a page (or a message, a drawing, a picture) of three sizes, each twice the one before. A row is marked where
the last doubling takes more than 2.3 times for each time that its bytes double, or the largest size more than a second of
computing or 300 MB. (Lists n deep are n² bytes of indentation.)
"""

import argparse
import base64
import json
import math
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

HEAD = "---\ntitle: 例\n---\n\n"


def page(text):
    return lambda n: {"content/a.md": HEAD + text(n)}


def front(text):
    return lambda n: {"content/a.md": "---\ntitle: 例\n" + text(n) + "---\n\n本文\n"}


def numbers(n):
    return "".join(f"電話は090-{i // 10000:04}-{i % 10000:04}です。\n\n" for i in range(n))


def nested_lists(n):
    return "".join("  " * i + "- a\n" for i in range(n))


def picture_in_svg(megabytes):
    letters = base64.b64encode(os.urandom(int(megabytes * 750_000))).decode()
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="data:image/png;base64,{letters}"/></svg>'
    return {"content/a.md": HEAD + "![絵](a.svg)\n", "content/a.svg": svg}


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def profile_bomb(megabytes):
    """A picture of one pixel whose colour profile unpacks to about a thousand times its size."""
    squeeze, zeros = zlib.compressobj(6), bytes(1 << 20)
    packed = b"".join(squeeze.compress(zeros) for _ in range(int(megabytes * 1000))) + squeeze.flush()
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    png += chunk(b"iCCP", b"x\0\0" + packed) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")
    return {"content/a.md": HEAD + "![絵](a.png)\n", "content/a.png": png}


def message(text):
    def files(n):
        post = {"type": "message", "user": "U0000000001", "text": text(n), "ts": "1760000000.000100"}
        return {
            "export/users.json": json.dumps([{"id": "U0000000001", "name": "a", "profile": {"display_name": "うみねこ"}}]),
            "export/channels.json": json.dumps([{"id": "C0000000001", "name": "general"}]),
            "export/general/2025-10-09.json": json.dumps([post]),
        }

    files.imports = True
    return files


ROWS = [
    ("さん × n", page(lambda n: "さん" * n), 250),
    ("あ × n + さん × n", page(lambda n: "あ" * n + "さん" * n), 250),
    ("さん × n, imported", message(lambda n: "さん" * n), 250),
    ("dead links", page(lambda n: "".join(f"[x](nai{i}.md)\n\n" for i in range(n))), 5000),
    ("private numbers", page(numbers), 2500),
    ("one line with findings", page(lambda n: "電話は090-0000-1234です。" * n), 7500),
    ("*a **a nested", page(lambda n: "*a **a " * n + "b** b*" * n), 4000),
    ("**x [a*b**c*](d)", page(lambda n: "**x [a*b**c*](d)" * n), 8000),
    ("- × n on a line", page(lambda n: "- " * n + "a\n"), 4000),
    ("lists n deep", page(nested_lists), 800),
    ("< × n in an HTML block", page(lambda n: "<div>\n" + "<" * n + "\n"), 16000),
    ("bare URLs in a line", page(lambda n: "https://a.jp/ " * n), 16000),
    ("https://a.jp/ + ) × n", page(lambda n: "https://a.jp/" + ")" * n), 16000),
    ("front matter [ × n", front(lambda n: "tags: " + "[" * n + "\n"), 8000),
    ("unknown keys", front(lambda n: "".join(f"nai{i}: a\n" for i in range(n))), 1000),
    ("aliases", front(lambda n: "aliases:\n" + "".join(f"- /mukashi/{i}/\n" for i in range(n))), 1000),
    ("SVG with n MB", picture_in_svg, 2),
    ("SVG with href=", lambda n: {"content/a.md": HEAD + "![絵](a.svg)\n", "content/a.svg": "<svg>" + "href=" * n}, 5000),
    ("message *_~`", message(lambda n: "*_~`" * n), 12500),
    ("message of n characters", message(lambda n: "雪" * n), 2500000),
    ("PNG with a profile bomb of n MB", profile_bomb, 1),
    # Others of the same kinds.
    ("様 × n", page(lambda n: "様" * n), 4000),
    ("ふりがなの × n", page(lambda n: "ふりがなの" * n), 4000),
    ("> × n on a line", page(lambda n: "> " * n + "a\n"), 4000),
    ("![ × n", page(lambda n: "![" * n), 4000),
    ("`[` × n", page(lambda n: "[" * n + "a"), 8000),
    ("backticks of all lengths", page(lambda n: "".join("`" * i + " " for i in range(1, int((2 * n) ** 0.5)))), 64000),
    ("& × n in an HTML block", page(lambda n: "<div>\n" + "&" * n + "\n"), 16000),
    ("<a x=\" × n in an HTML block", page(lambda n: "<div>\n" + "<a x=\"" * n + "\n"), 8000),
    ("<details> × n", page(lambda n: "<details>\n" * n), 2000),
    ("links to one missing page", page(lambda n: "[x](nai.md)\n\n" * n), 5000),
    ("dead anchors", page(lambda n: "".join(f"[x](#nai{i})\n\n## あ{i}\n\n" for i in range(n))), 1000),
    ("footnotes", page(lambda n: "".join(f"a[^{i}]\n\n[^{i}]: b\n\n" for i in range(n))), 1000),
    ("（ × n", page(lambda n: "（" * n), 16000),
    ("front matter - × n", front(lambda n: "tags:\n  " + "- " * n + "a\n"), 2000),
    ("front matter { × n", front(lambda n: "extra: " + "{a: " * n + "\n"), 2000),
    ("table of n columns", page(lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + "|b" * n + "|\n"), 4000),
    ("n short rows of n columns", page(lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + "|b|\n" * n), 500),
]


def run(binary, files):
    room = pathlib.Path(tempfile.mkdtemp(prefix="growth-"))
    try:
        (room / "site.toml").write_text('title = "例"\nbase_url = "https://example.jp/"\n')
        (room / "content").mkdir()
        (room / "content/_index.md").write_text("---\ntitle: 始め\n---\n")
        for path, text in files.items():
            target = room / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text if isinstance(text, bytes) else text.encode())
        words = ["salon", "import", "export"] if "export/users.json" in files else ["check"]
        command = [binary, *words, "--root", str(room), "--now", "2026-11-01"]
        child = subprocess.Popen(command, cwd=room, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        size = sum(len(text if isinstance(text, bytes) else text.encode()) for text in files.values())
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, status, size
    finally:
        shutil.rmtree(room, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary")
    parser.add_argument("--only", default="")
    parser.add_argument("--scale", type=float, default=1)
    options = parser.parse_args()
    binary = str(pathlib.Path(options.binary).resolve())
    run(binary, {})
    # What a run costs without the input: of three, the least.
    empty = {False: {}, True: message(lambda _: "雪")(0)}
    bases = {imports: min(run(binary, files)[0] for _ in range(3)) for imports, files in empty.items()}
    print(f"an empty guide: {bases[False]:.2f} s, an import of one message: {bases[True]:.2f} s")
    bad = 0
    for name, make, first in ROWS:
        if options.only not in name:
            continue
        sizes = [int(first * options.scale * factor) or 1 for factor in (1, 2, 4)]
        taken = [run(binary, make(size)) for size in sizes]
        own = [max(seconds - bases[getattr(make, "imports", False)], 0.01) for seconds, *_ in taken]
        doublings = max(math.log2(taken[2][3] / taken[1][3]), 1)
        ratio = (own[2] / own[1]) ** (1 / doublings)
        # What takes no time at all grows by chance.
        slow = own[2] > 1 or taken[2][1] > 300 or (ratio > 2.3 and own[2] > 0.1)
        ends = "" if all(os.WIFEXITED(status) for _, _, status, _ in taken) else "  KILLED"
        bad += slow or bool(ends)
        figures = " · ".join(f"{size:,} : {seconds:.2f} s" for size, seconds in zip(sizes, own))
        print(f"{'!' if slow else ' '} {name:<34} {figures} · ×{ratio:.2f} · {taken[2][1]:.0f} MB{ends}", flush=True)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
