"""The search beside Pagefind extended, on the same pages: bytes, processor time, sizes, and quality by kind.

  python3 tests/bench/search.py [--pages 5000]

Builds the sample guide and a generated one of so many pages, indexes both with Pagefind 1.6 (npm, extended), and asks
both every query of tests/search/ of the sample guide, and titles of the generated one. Needs node, npm and a release build.
"""

import argparse
import gzip
import json
import os
import pathlib
import random
import resource
import subprocess
import tempfile

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


def generate(folder, count):
    """A guide of so many pages of about 700 characters, the same ones in every run."""
    dice = random.Random(14)
    source = [f for f in (ROOT / "content").rglob("*.md") if ".en." not in f.name and ".easy." not in f.name]
    sentences = [s + "。" for f in source for s in f.read_text(encoding="utf-8").split("---", 2)[-1].replace("\n", "").split("。")
                 if 12 < len(s) < 70 and "0160" not in s and not set(s) & set("[]{}|#<>*`")]
    (folder / "content").mkdir(parents=True)
    (folder / "site.toml").write_text('title = "大きなガイド"\nbase_url = "https://example.jp/"\n', encoding="utf-8")
    queries = []
    nouns = [w for line in (ROOT / "src/search/words/synonyms.txt").read_text(encoding="utf-8").splitlines()
             if line and line[0] != "#" for w in line.split()[:2]]
    for number in range(count):
        words = dice.sample(nouns, 3)
        title = f"{words[0]}と{words[1]}の{words[2]}"
        text = [dice.choice(sentences) for _ in range(24)]
        for at in (4, 12):
            text.insert(at, f"{dice.choice(nouns)}と{dice.choice(nouns)}のことも書きます。")
        body = "".join(text[:9]) + f"\n\n## {dice.choice(nouns)}の目安\n\n" + "".join(text[9:])
        (folder / "content" / f"p{number:05}.md").write_text(f"---\ntitle: {title}\n---\n\n{body}\n", encoding="utf-8")
        if number % (count // 100 or 1) == 0:
            queries.append({"q": title, "kind": "title", "relevant": [f"/p{number:05}/"]})
            queries.append({"q": f"{words[0]}と{words[2]}はどこですか", "kind": "question", "relevant": [f"/p{number:05}/"]})
    return queries


def ours(root, site, file):
    build = [SHIRUBE, "build", "--root", str(root), "--now", "2026-11-01", "--out", str(site)]
    total = timed(build)
    told = json.loads(subprocess.run([SHIRUBE, "search", "--root", str(root), "--now", "2026-11-01", "--eval", str(file),
                                      "--format", "json"], check=True, capture_output=True, text=True).stdout)
    index = site / "search-index"
    shards = [f.stat().st_size for f in (index / "ja/i").iterdir()]
    return {"build user s": round(total, 2), "index": size(index, "/i/") + size(index, "m.bin"), "fragments": size(index, "/t/"),
            "shard mean": sum(shards) // len(shards), "eval": told}


def theirs(site, file, work):
    cpu = timed(["npx", "--yes", PAGEFIND, "--site", str(site), "--force-language", "ja"], cwd=work)
    (work / "ask.mjs").write_text(ASK, encoding="utf-8")
    told = json.loads(subprocess.run(["node", str(work / "ask.mjs"), str(site), str(file)], check=True, capture_output=True,
                                     text=True).stdout)
    folder = site / "pagefind"
    return {"index user s": round(cpu, 2), "index": size(folder) - size(folder, "/fragment/"), "fragments": size(folder, "/fragment/"),
            "start": told["start"], "out": told["out"]}


def quality(cases, found):
    kinds = {}
    for case, one in zip(cases, found):
        rank = min([one.index(u) for u in case["relevant"] if u in one] or [99])
        for kind in (case["kind"], "all"):
            kinds.setdefault(kind, []).append((rank < 5, 0 if rank > 9 else 1 / (rank + 1), not one))
    return {kind: (len(rows), *(sum(column) / len(rows) for column in list(zip(*rows))[:2]), sum(row[2] for row in rows)) for kind, rows in kinds.items()}


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
    print(f"\nindex bytes a query: {own['eval']['index_bytes_per_query']:.0f}, Pagefind {sum(q['bytes'] for q in other['out']) / len(cases):.0f} (and {other['start']} to begin)")
    print(f"index size: {own['index']}, Pagefind {other['index']} (fragments {own['fragments']}, {other['fragments']})")
    print(f"user time: Pagefind {other['index user s']} s for its index; our whole build, index and pages, {own['build user s']} s")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=5000)
    pages = parser.parse_args().pages
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        lines = [line for name in ("queries", "heldout") for line in (ROOT / f"tests/search/{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        compare("sample", ROOT, [json.loads(line) for line in lines], work)
        large = work / "large"
        if not pages:
            return
        compare(f"{pages} pages", large, generate(large, pages), work)


if __name__ == "__main__":
    main()
