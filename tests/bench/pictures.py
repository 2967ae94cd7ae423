#!/usr/bin/env python3
"""Build a guide with N photos as phones take them and print how long it takes, how much memory, and how many bytes.

    python3 tests/bench/pictures.py [--photos 200] [--pixels 4000x3000] [--folder DIR]

Cold: nothing is remembered of the photos. Again: everything is written already. Anew: the output folder is gone, the
variants are remembered. Needs Pillow for the photos: hills, sky and grain, some 4 to 5 MB each.

Goal: 200 photos cold in some 4 minutes on two cores, again in 2 seconds; in memory no more than the photos' own bytes, which
every build holds, and 300 MiB. Measured on 2026-11-25 on 2 cores of a virtual machine (AMD EPYC, Linux): 1036 MB of photos,
cold 247 s (487 s CPU, four fifths of it AVIF), 1284 MiB; again 1.3 s, anew 1.5 s; 147 MB written.
"""
import argparse
import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import time

from PIL import Image, ImageChops, ImageDraw, ImageFilter

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def landscape(size, seed):
    """Ridges in haze under a sky, with the leaves' texture and the grain of a sensor."""
    r = random.Random(seed)
    width, height = size
    picture = Image.linear_gradient("L").resize(size)
    top, low = (tuple(r.randrange(*bounds) for bounds in part) for part in [((90, 140), (140, 190), (200, 250)), ((200, 250), (200, 240), (190, 230))])
    picture = Image.merge("RGB", [picture.point(lambda v, a=a, b=b: a + (b - a) * v // 255) for a, b in zip(top, low)])
    draw = ImageDraw.Draw(picture)
    for ridge in range(7):
        base, steps = height * (30 + ridge * 10) // 100, 40 + ridge * 30
        line, at = [(0, height)], base
        for step in range(steps + 1):
            at += r.randrange(-height // 60, height // 60 + 1)
            line.append((width * step // steps, at))
        tone = [max(20, value - ridge * 22) for value in (150, 165, 150)]
        draw.polygon([*line, (width, height)], fill=tuple(value + r.randrange(-12, 12) for value in tone))
    for _ in range(2500):
        x, y, far = r.randrange(width), r.randrange(height * 2 // 5, height), r.random()
        size_of = int(4 + far * width / 60)
        draw.ellipse([x, y, x + size_of, y + size_of * 2 // 3], fill=tuple(r.randrange(20, 200) for _ in range(3)))
    leaves = Image.effect_noise((width // 3, height // 3), 60).resize(size, Image.BICUBIC).convert("RGB")
    picture = Image.blend(picture, ImageChops.overlay(picture, leaves), 0.55).filter(ImageFilter.GaussianBlur(1.2))
    grain = Image.effect_noise(size, 7).convert("RGB")
    return ImageChops.add(picture, grain, 1, -128)


def photos(folder, size, count):
    """Makes photos that are not there yet; eight show one landscape from different places."""
    view = None
    for number in range(count):
        view = None if number % 8 == 0 else view
        path = folder / f"foto{number}.jpg"
        if path.exists():
            continue
        view = view or landscape(size, number // 8)
        ImageChops.offset(view, number % 8 * size[0] // 8, 0).save(path, quality=92)


def run(command):
    """Wall time, CPU time and peak memory of a process."""
    start = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the build ended with {process.returncode}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def size_of(folder, *endings):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.suffix in endings) / 1e6


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--photos", type=int, default=200)
    arguments.add_argument("--pixels", default="4000x3000")
    arguments.add_argument("--folder", help="where photos are made and kept for the next run")
    options = arguments.parse_args()
    subprocess.run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=ROOT, check=True)
    size = tuple(int(number) for number in options.pixels.split("x"))
    site = pathlib.Path(options.folder or tempfile.mkdtemp())
    content = site / "content"
    content.mkdir(parents=True, exist_ok=True)
    try:
        (site / "site.toml").write_text('title = "例"\nbase_url = "https://example.jp/"\n', encoding="utf-8")
        for number in range(options.photos):
            page = f"---\ntitle: 写真{number}のページ\n---\n\n文です。\n\n![山と林の写真、その{number}](foto{number}.jpg)\n"
            (content / f"page{number}.md").write_text(page, encoding="utf-8")
        photos(content, size, options.photos)
        print(f"{options.photos} photos of {options.pixels}, {size_of(content, '.jpg'):.0f} MB")
        for folder in ["public", ".shirube"]:
            shutil.rmtree(site / folder, ignore_errors=True)
        command = [ROOT / "target" / "release" / "shirube", "build", "--root", site, "--now", "2026-11-01"]
        for words in ["cold", "again", "anew"]:
            if words == "anew":
                shutil.rmtree(site / "public")
            wall, cpu, peak = run(command)
            print(f"{words}: {wall:.1f} s, {cpu:.1f} s CPU, {peak:.0f} MiB")
        out = site / "public" / "img"
        print(", ".join(f"{ending} {size_of(out, ending):.1f} MB" for ending in [".avif", ".jpg"]))
    finally:
        if not options.folder:
            shutil.rmtree(site, ignore_errors=True)


if __name__ == "__main__":
    main()
