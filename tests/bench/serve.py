#!/usr/bin/env python3
"""Edit pages under `shirube serve` and under `hugo server`, in one run: how long until a browser could know, and the memory.

    python3 tests/bench/serve.py [--pages 1000 10000] [--edits 41] [--many 1000] [--shared ../shared]

A time begins when the edited file is closed. `event` ends with the server-sent event, `served` when the page is served with
the new words (asked for every 2 ms). Shirube's times include its 40 ms of quiet. Memory is resident, after the first edits and after --many.
Corpora lie on a memory-backed folder, Hugo is installed as by run.py.
"""
import argparse
import http.client
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import time

from run import ROOT, corpus, hugo

MEMORY = pathlib.Path("/dev/shm/shirube-serve-bench")


def resident(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


class Page:
    """One page's bytes over a connection that stays open."""

    def __init__(self, port, path):
        self.connection, self.path = http.client.HTTPConnection("127.0.0.1", port), path

    def has(self, words):
        self.connection.request("GET", self.path)
        return words.encode() in self.connection.getresponse().read()

    def wait(self, words, since):
        while not self.has(words):
            if time.monotonic() - since > 20:
                raise SystemExit(f"{self.path} never showed {words}")
            time.sleep(0.002)
        return time.monotonic() - since


class Events:
    """The stream of events of an open tab."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.sendall(f"GET /__shirube/events?rev=0-0 HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        self.lines = self.socket.makefile("rb")
        self.next()

    def next(self):
        while not self.lines.readline().startswith(b"data: "):
            pass


def edit(path, words):
    with open(path, "a", encoding="utf-8") as file:
        file.write(f"\n{words}\n")
    return time.monotonic()


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def quick(times):
    ordered = sorted(times)
    return f"median {statistics.median(ordered) * 1000:6.1f} ms   nine of ten {ordered[len(ordered) * 9 // 10] * 1000:6.1f} ms"


def start(command, port, folder):
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    begin = time.monotonic()
    while True:
        try:
            Page(port, "/").has("")
            return process, time.monotonic() - begin
        except OSError:
            if process.poll() is not None or time.monotonic() - begin > 120:
                raise SystemExit(f"{command} did not start in {folder}")
            time.sleep(0.02)


def measure(name, command, guide, port, options, events):
    process, ready = start(command, port, guide)
    try:
        # In every section: what a page's neighbours cost is part of the figure.
        files = sorted(path for path in (guide / "content").rglob("*.md") if not path.name.startswith("_"))
        chosen = [files[number * len(files) // options.edits] for number in range(options.edits)]
        tab = Events(port) if events else None
        told, served = [], []
        for number, path in enumerate(chosen):
            page = Page(port, "/" + str(path.relative_to(guide / "content").with_suffix("")) + "/")
            page.has("")
            if tab:
                begin = edit(path, f"追記その{number}です。")
                tab.next()
                told.append(time.monotonic() - begin)
                time.sleep(0.3)
            begin = edit(path, f"書き足しその{number}です。")
            served.append(page.wait(f"書き足しその{number}です。", begin))
            if tab:
                tab.next()
            time.sleep(0.3)
        before = resident(process)
        for number in range(options.many):
            path = chosen[number % len(chosen)]
            begin = edit(path, f"千回のうちの{number}。")
            if tab:
                tab.next()
            else:
                page.has("")
                time.sleep(0.02)
        time.sleep(3)
        after = resident(process)
        if told:
            print(f"{name:<16} event   {quick(told)}")
        print(f"{name:<16} served  {quick(served)}")
        print(f"{name:<16} ready after {ready:.2f} s   memory {before:.0f} MiB, after {options.many} more edits {after:.0f} MiB")
    finally:
        process.kill()
        process.wait()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--edits", type=int, default=41)
    parser.add_argument("--many", type=int, default=1000)
    parser.add_argument("--shared", type=pathlib.Path, default=ROOT.parent / "shared")
    parser.add_argument("--program", type=pathlib.Path, help="a program that is built already")
    parser.add_argument("--only", help="shirube or hugo")
    options = parser.parse_args()
    if not (options.shared / "bench").is_dir():
        print("skipped: the corpus generator of ../shared/bench is not here")
        return
    if options.program is None:
        subprocess.run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=ROOT, check=True)
    program = options.program or ROOT / "target" / "release" / "shirube"
    try:
        for pages in options.pages:
            for name in [name for name in ("shirube", "hugo") if options.only in (None, name)]:
                guide, port = MEMORY / f"{name}-{pages}", free_port()
                corpus(options.shared, name, pages, guide)
                commands = {
                    "shirube": lambda: [program, "serve", "--root", guide, "--port", port, "--now", "2026-11-01"],
                    "hugo": lambda: [hugo(), "server", "--source", guide, "--port", port, "--bind", "127.0.0.1", "--renderToMemory"],
                }
                measure(f"{name} {pages}", commands[name](), guide, port, options, name == "shirube")
    finally:
        shutil.rmtree(MEMORY, ignore_errors=True)


if __name__ == "__main__":
    main()
