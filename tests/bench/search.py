"""The search beside Pagefind extended, on the same pages: bytes, processor time, sizes, and quality by kind.

  python3 tests/bench/search.py [--pages 5000]

Builds the sample guide and a generated one of so many pages, indexes both with Pagefind 1.6 (npm, extended), and asks
both every query of tests/search/ of the sample guide, and titles, headings, words and questions of the generated one,
where a browser also makes a first visit for every tenth of them. Needs node, npm, Chromium and a release build; with
valgrind it also says which part of our build the index is. Stops where a page of ours is left out.
"""

import argparse
import gzip
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import tempfile

from search_guide import write_guide

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHIRUBE = os.environ.get("SHIRUBE", str(ROOT / "target/release/shirube"))
PAGEFIND = "pagefind@1.6.0"
ASK = """
import fs from 'node:fs';
const [site, file] = process.argv.slice(2);
let bytes = 0, files = 0;
globalThis.window = globalThis; globalThis.document = { currentScript: null, querySelector: () => null, baseURI: 'http://x/' };
globalThis.location = new URL('http://x/');
globalThis.fetch = async (url) => {
  const name = decodeURIComponent(new URL(url, 'http://x/').pathname);
  const body = fs.readFileSync(site + name);
  bytes += body.length; files += 1;
  return new Response(body);
};
const pagefind = await import(site + '/pagefind/pagefind.js');
await pagefind.options({ basePath: 'http://x/pagefind/', baseUrl: '/' });
await pagefind.init();
const start = bytes;
const out = [];
for (const line of fs.readFileSync(file, 'utf8').split('\\n').filter(Boolean)) {
  const { q } = JSON.parse(line);
  const before = bytes, then = files;
  const { results } = await pagefind.search(q);
  const index = bytes - before, asked = files - then;
  const found = [];
  for (const one of results.slice(0, 10)) found.push((await one.data()).url.replace(/index\\.html$/, ''));
  out.push({ q, found, bytes: index, files: asked });
}
console.log(JSON.stringify({ start, out }));
"""


def timed(command, **more):
    """Runs a command; returns its user time in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **more)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def size(folder, part=""):
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file() and part in str(f))


def ours(root, site, file):
    build = [SHIRUBE, "build", "--root", str(root), "--now", "2026-11-01", "--out", str(site)]
    total = timed(build)
    told = json.loads(subprocess.run([SHIRUBE, "search", "--root", str(root), "--now", "2026-11-01", "--eval", str(file),
                                      "--format", "json"], check=True, capture_output=True, text=True).stdout)
    index = site / "search-index"
    return {"cpu": total, "index": size(index, "/i/") + size(index, "m.bin"), "fragments": size(index, "/t/"), "eval": told}


def theirs(site, file, work):
    cpu = timed(["npx", "--yes", PAGEFIND, "--site", str(site), "--force-language", "ja"], cwd=work)
    (work / "ask.mjs").write_text(ASK, encoding="utf-8")
    told = json.loads(subprocess.run(["node", str(work / "ask.mjs"), str(site), str(file)], check=True, capture_output=True,
                                     text=True).stdout)
    folder = site / "pagefind"
    return {"cpu": cpu, "index": size(folder) - size(folder, "/fragment/"), "fragments": size(folder, "/fragment/"),
            "start": told["start"], "out": told["out"]}


def visits(site, cases, work):
    """What a first visit costs for a tenth of the queries, in a browser."""
    file = work / "visits.jsonl"
    file.write_text("".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases[::10]), encoding="utf-8")
    visit = ["node", str(ROOT / "tests/bench/first_visit.mjs"), str(site), str(file)]
    return json.loads(subprocess.run(visit, check=True, capture_output=True, text=True).stdout)


def share(work):
    """The part of a build's instructions that goes into the search; none without valgrind."""
    if not shutil.which("valgrind"):
        return None
    root, counted = work / "counted", work / "callgrind.out"
    write_guide(root, 600)
    build = [SHIRUBE, "build", "--root", str(root), "--now", "2026-11-01", "--out", str(work / "counted-site")]
    subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={counted}", *build], check=True, capture_output=True,
                   env={**os.environ, "RAYON_NUM_THREADS": "1"})
    told = subprocess.run(["callgrind_annotate", "--inclusive=yes", str(counted)], check=True, capture_output=True, text=True).stdout
    parts = [re.search(rf"^ *([\d,]+) .*{name}", told, re.MULTILINE)
             for name in ("PROGRAM TOTALS", "search::page_terms::page_terms", "outputs::search_shards::render",
                          "outputs::search_fragments::render", "site::search_index::renew")]
    whole, *own = [int(found[1].replace(",", "")) if found else 0 for found in parts]
    return sum(own) / whole


def quality(cases, found):
    kinds = {}
    for case, one in zip(cases, found):
        rank = min([one.index(u) for u in case["relevant"] if u in one] or [99])
        for kind in (case["kind"], "all"):
            kinds.setdefault(kind, []).append((rank < 5, 0 if rank > 9 else 1 / (rank + 1), not one))
    return {kind: (len(rows), *(sum(column) / len(rows) for column in list(zip(*rows))[:2]), sum(row[2] for row in rows)) for kind, rows in kinds.items()}


def mean(numbers):
    return sum(numbers) / len(numbers)


def row(words, own, other):
    print(f"| {words} | {own:,.0f} | {other:,.0f} | {other / own:.1f} |")


def compare(name, root, cases, work):
    file = work / f"{name}.jsonl"
    file.write_text("".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases), encoding="utf-8")
    site = work / f"{name}-site"
    own, other = ours(root, site, file), theirs(site, file, work)
    one, two = quality(cases, [q["found"] for q in own["eval"]["queries"]]), quality(cases, [q["found"] for q in other["out"]])
    print(f"\n## {name}: {len(cases)} queries\n\n| kind | n | recall@5 | MRR | zero | Pagefind recall@5 | MRR | zero |\n|---|--:|--:|--:|--:|--:|--:|--:|")
    for kind in sorted(one, key=lambda kind: (kind == "all", kind)):
        (n, r, m, z), (_, r2, m2, z2) = one[kind], two[kind]
        print(f"| {kind} | {n} | {r:.2f} | {m:.2f} | {z} | {r2:.2f} | {m2:.2f} | {z2} |")
    print("\n| | ours | Pagefind | ratio |\n|---|--:|--:|--:|")
    row("index bytes of a cold query, mean", own["eval"]["index_bytes_per_query"], mean([q["bytes"] for q in other["out"]]))
    row("index bytes, without fragments", own["index"], other["index"])
    row("fragments, bytes", own["fragments"], other["fragments"])
    row("user ms (ours: the whole build, pages too)", own["cpu"] * 1000, other["cpu"] * 1000)
    of_search = share(work) if name != "sample" else None
    if of_search:
        row(f"user ms of the index alone ({of_search:.0%} of the build's instructions)", own["cpu"] * 1000 * of_search, other["cpu"] * 1000)
    seen = visits(site, cases, work)
    for words, key in (("first visit, search alone, bytes", "bytes"), ("first visit, requests", "requests"), ("the page before it", "page")):
        row(words, *(mean([visit[key] for visit in seen[side]]) for side in ("ours", "theirs")))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=5000)
    pages = parser.parse_args().pages
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        lines = [line for name in ("queries", "heldout") for line in (ROOT / f"tests/search/{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        compare("sample", ROOT, [json.loads(line) for line in lines], work)
        large = work / "large"
        if pages:
            compare(f"{pages} pages", large, write_guide(large, pages), work)


if __name__ == "__main__":
    main()
