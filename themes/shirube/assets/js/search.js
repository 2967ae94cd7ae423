// The guide's search: nothing that is typed leaves the browser. Its twin is src/search/; tests/search/ holds both together.
const KANA = 1, KATAKANA = 2, KANJI = 3, LETTER = 4;
const PARTICLES = "はがをにでとものへや", JOINS = PARTICLES + "かね", OKURIGANA = "しりみけいっえれきちげせわがべめ";

// A text's letters as [letter, script, where it begins, where it ends].
export const fold = (text) => {
  const out = [];
  let vu = false;
  for (const { 0: cluster, index } of text.matchAll(/[^][\u0300-\u036f\u3099\u309a\uff9e\uff9f]*/gu)) {
    for (const c of cluster.normalize("NFKC").toLowerCase()) {
      const push = (letter, script) => out.push([letter, script, index, index + cluster.length]);
      const last = out.at(-1) ?? [" ", 0];
      const was = vu && "ァィェォ".indexOf(c);
      vu = c === "ヴ";
      if (was !== false && was >= 0) { out.pop(); push("ばびべぼ"[was], KATAKANA); }
      else if ((last[1] === KANA || last[1] === KATAKANA) && /[ー〜~\u2010-\u2015−-]/.test(c)) continue;
      else if (/[-\u2010]/.test(c)) push("-", 0);
      else if (vu) push("ぶ", KATAKANA);
      else if (/[ヶヵゕゖ]/.test(c) || (/[ケカ箇]/.test(c) && /\d/.test(last[0]))) push("か", KANA);
      else if (/[\u30a1-\u30f6]/.test(c)) push(String.fromCharCode(c.charCodeAt(0) - 96), KATAKANA);
      else if (/[\u3041-\u3096ゝゞ]/.test(c)) push(c, KANA);
      else if (/[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3fffd}\uac00-\ud7a3々〆〇]/u.test(c)) push(c, KANJI);
      else if (/[\p{Alphabetic}\p{N}]/u.test(c)) push(c, LETTER);
      else push(" ", 0);
    }
  }
  for (let at = 0; at < out.length; at += 1) {
    if (out[at][0] !== "-") continue;
    let before = at;
    while (before && out[before - 1][1] === LETTER) before -= 1;
    if (at > before && at - before < 3 && out[at + 1]?.[1] === LETTER) { out.splice(at, 1); at -= 1; }
    else out[at][0] = " ";
  }
  return out;
};

const particle = (it) => it[1] === KANA && PARTICLES.includes(it[0]);

// A folded text's terms as [letters, class, where].
export const terms = (text, lists) => {
  const found = [];
  const put = (letters, sort, at) => found.push([letters, sort, at]);
  const kanji = (at) => text[at]?.[1] === KANJI;
  const paired = (at) => text[at]?.[1] > 0 && text[at][1] < LETTER;
  for (let at = 0; at < text.length; at += 1) {
    const [letter, script] = text[at];
    if (script === LETTER) {
      let end = at;
      while (text[end]?.[1] === LETTER) end += 1;
      const run = text.slice(at, end).map((it) => it[0]);
      const word = run.join("");
      if (lists.words.includes(word)) put(word, "empty", at);
      else {
        for (let length = 2; length < run.length; length += 1) put(run.slice(0, length).join("") + "*", "prefix", at);
        put(/^[\x00-\x7f]{3,}s$/.test(word) && !word.endsWith("ss") ? word.slice(0, -1) : word, "strong", at);
      }
      at = end - 1;
    } else if (script) {
      if (kanji(at)) {
        const stem = text[at + 1]?.[1] === KANA && !particle(text[at + 1]);
        put(letter, kanji(at - 1) || kanji(at + 1) ? "part" : stem ? "stem" : "single", at);
        for (const gap of [1, 2]) {
          const inside = text.slice(at + 1, at + 1 + gap);
          if (kanji(at + gap + 1) && inside.every((it) => it[1] === KANA && OKURIGANA.includes(it[0]))) put(letter + text[at + gap + 1][0], "strong", at);
        }
      }
      if (paired(at + 1)) {
        const next = text[at + 1], pair = letter + next[0];
        if (script === KANA && next[1] === KANA) put(pair, lists.pairs.includes(pair) ? "empty" : "kana", at);
        else if (script !== KANA && next[1] !== KANA) put(pair, "strong", at);
        else if (!particle(script === KANA ? text[at] : next)) put(pair, "mixed", at);
      }
    }
  }
  return found;
};

export const hash = (letters) => {
  let h = 0x811c9dc5;
  for (let at = 0; at < letters.length; at += 1) h = Math.imul(h ^ letters.charCodeAt(at), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

// Gaps for particles and for what questions end in.
const strip = (run, joined, lists) => {
  const word = run.map((it) => it[0]).join("");
  const longest = (is) => lists.endings.reduce((most, end) => (is(end) ? Math.max(most, end.length) : most), 0);
  let end = word.length, cleared = false;
  while (end) {
    const tail = word.slice(0, end);
    const length = longest((one) => tail.endsWith(one));
    const single = (cleared || (joined && end === 1)) && JOINS.includes(word[end - 1]);
    if (!length && !single) break;
    end -= length || 1;
    cleared = length > 0;
  }
  let begin = 0;
  while (joined && begin < end) {
    const length = longest((one) => word.slice(begin, end).startsWith(one));
    if (!length) break;
    begin += length;
  }
  return run.map((it, at) => (at < begin || at >= end ? [" ", 0, it[2], it[3]] : it));
};

const weigh = (text, all, lists) => {
  const found = terms(text, lists);
  const noun = found.some((term) => /strong|single|stem/.test(term[1]));
  const seen = text.filter((it) => it[1]).length;
  const last = text.findLastIndex((it) => it[1]);
  const alone = (at) => {
    let [from, to] = [at, at];
    while (text[from - 1]?.[1] === KANA) from -= 1;
    while (text[to]?.[1] === KANA) to += 1;
    return !text[from - 1]?.[1] && !text[to]?.[1];
  };
  const wanted = new Map();
  for (const [letters, sort, at] of found) {
    const weight = {
      strong: 1, single: 1, stem: 0.4, mixed: 0.25, kana: noun && !alone(at) ? 0.15 : 1, part: seen === 1 ? 1 : 0, empty: all ? 1 : 0,
      prefix: at + [...letters].length - 1 > last ? 0.5 : 0,
    }[sort];
    if (weight && wanted.size < 32 && !wanted.has(letters)) wanted.set(letters, weight);
  }
  return [...wanted];
};

const join = (text) => text.reduce((all, it) => (it[1] ? all + it[0] : all), "");

// What somebody typed: its terms with weights, its words, all of it.
export const understand = (typed, lists) => {
  const text = fold([...typed].slice(0, 64).join(""));
  let kept = [];
  for (let at = 0; at < text.length;) {
    let end = at;
    while (text[end]?.[1] === KANA) end += 1;
    kept = kept.concat(end > at ? strip(text.slice(at, end), text[at - 1]?.[1] > 0, lists) : [text[at]]);
    at = Math.max(end, at + 1);
  }
  let wanted = weigh(kept, false, lists);
  if (!wanted.length) { wanted = weigh(text, true, lists); kept = text; }
  const chunks = kept.map((it) => (it[1] ? it[0] : " ")).join("").split(" ").filter(Boolean);
  return { wanted, chunks: [...new Set(chunks)], phrase: join(text) };
};

const postings = (bytes, key) => {
  let at = 0;
  const number = () => {
    let value = 0, shift = 0, byte;
    do { byte = bytes[at++]; value |= (byte & 127) << shift; shift += 7; } while (byte > 127);
    return value;
  };
  while (at + 3 < bytes.length) {
    const here = ((bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2]) === (key & 0xffffff);
    at += 3;
    const found = [];
    for (let count = number(), next = 0; count; count -= 1) {
      const step = number();
      found.push([next + (step >>> 2), step & 3]);
      next += (step >>> 2) + 1;
    }
    if (here) return found;
  }
  return [];
};

const closeness = (page, query) => {
  const title = join(fold(page[1]));
  const parts = page[8].map(([, heading, ...lines]) => [join(fold(heading)), join(fold(lines.join("\n")))]);
  const { chunks, phrase } = query;
  const near = !phrase ? 0 : title === phrase ? 0.6 : title.includes(phrase) ? 0.35
    : parts.some((part) => part[0].includes(phrase)) ? 0.25 : parts.some((part) => part[1].includes(phrase)) ? 0.2 : 0;
  let best = 0, part = 0;
  parts.forEach(([heading, body], at) => {
    const score = chunks.reduce((sum, chunk) => sum + (heading.includes(chunk) ? 2 : 0) + (body.includes(chunk) ? 1 : 0), 0);
    if (score > best) [best, part] = [score, at];
  });
  const met = chunks.filter((chunk) => title.includes(chunk) || parts.some((one) => one.some((words) => words.includes(chunk)))).length;
  const together = (words) => chunks.every((chunk) => words.includes(chunk));
  const same = chunks.length > 1 && page[8].some((one) => one.slice(2).join("\n").split(/[。\n]/).some((line) => together(join(fold(line)))));
  return [(1 + 1.5 * near + 0.5 * (chunks.length ? met / chunks.length : 0) + (same ? 0.5 : 0)) * (page[7] ? 0.3 : 1), part];
};

const better = (a, b) => b.score - a.score || a.document - b.document;

// Searches an index; `get` fetches one of its files, unpacked.
export const search = async (typed, manifest, get, most = 10) => {
  const query = understand(typed, manifest.l);
  const shift = 32 - Math.log2(manifest.s);
  const lists = await Promise.all(query.wanted.map(async ([letters]) => {
    const key = hash(letters);
    return postings(await get("i", key >>> shift), key);
  }));
  const sums = new Map();
  let all = 0;
  query.wanted.forEach(([, weight], at) => {
    const rarity = Math.round(Math.log(1 + (manifest.n - lists[at].length + 0.5) / (lists[at].length + 0.5)) * 1024) / 1024;
    const value = rarity * weight;
    all += value;
    for (const [document, level] of lists[at]) {
      const sum = sums.get(document) ?? [0, 0, 0];
      sum[0] += value * [0.75, 1.25, 1.6, 2.1][level];
      sum[1] += value;
      sum[2] += level === 3 ? value : 0;
      sums.set(document, sum);
    }
  });
  const hits = [...sums].map(([document, sum]) => {
    const [coverage, title] = [sum[1] / all, sum[2] / all];
    return { document, coverage, score: sum[0] * coverage * coverage * coverage * (1 + 0.8 * title * title), part: 0 };
  }).sort(better);
  const count = hits.filter((hit) => hit.coverage >= 0.6 * hits[0].coverage).length;
  const cover = Math.max(0, ...hits.map((hit) => hit.coverage));
  const label = !hits.length ? "nothing" : cover >= 0.999 ? "found" : cover >= 0.6 ? "related" : "near";
  const read = async (hit) => { hit.page = JSON.parse(new TextDecoder().decode(await get("t", Math.floor(hit.document / manifest.p))))[hit.document % manifest.p]; };
  const first = hits.slice(0, 5);
  await Promise.all(first.map(async (hit) => {
    await read(hit);
    const [factor, part] = closeness(hit.page, query);
    Object.assign(hit, { score: hit.score * factor, part });
  }));
  const shown = first.sort(better).concat(hits.slice(5, most));
  await Promise.all(shown.slice(5).map(async (hit) => { await read(hit); hit.part = closeness(hit.page, query)[1]; }));
  return { hits: shown, count, label, query, all: hits.length };
};

// From here on: the page.
const unzip = async (response) => {
  if (!response.ok) throw new Error(response.url);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
};
const parse = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

export const open = (base) => {
  const kept = new Map();
  let manifest;
  const load = () => (manifest ??= fetch(new URL("m.bin", base), { cache: "no-cache" }).then(unzip).then(parse).then((it) => {
    if (it.v !== 1) throw new Error("format");
    return it;
  }));
  const get = async (kind, number) => {
    const { [kind]: marks } = await load();
    const name = `${kind}/${String(number).padStart(4, "0")}.bin?v=${marks.substr((number >> 4) * 6, 6)}`;
    if (!kept.has(name)) kept.set(name, fetch(new URL(name, base)).then(unzip));
    return kept.get(name);
  };
  const once = async (typed, most) => search(typed, await load(), get, most);
  return {
    load,
    titles: async () => parse(await unzip(await fetch(new URL("titles.bin", base)))),
    // What an upload has just replaced is there under its new mark.
    search: (typed, most) => once(typed, most).catch(() => {
      manifest = undefined;
      kept.clear();
      return once(typed, most);
    }),
  };
};

const add = (parent, tag, text = "", fields = {}) => {
  const made = Object.assign(document.createElement(tag), fields);
  made.textContent = text;
  parent.append(made);
  return made;
};

// Adds a text with its words marked.
const mark = (parent, text, chunks) => {
  const folded = fold(text).filter((it) => it[1]);
  const letters = folded.map((it) => it[0]).join("");
  const spans = [];
  for (const chunk of chunks) for (let at = letters.indexOf(chunk); at >= 0; at = letters.indexOf(chunk, at + 1)) spans.push([folded[at][2], folded[at + chunk.length - 1][3]]);
  let done = 0;
  for (const [from, to] of spans.sort((a, b) => a[0] - b[0])) {
    if (from < done) continue;
    parent.append(text.slice(done, from));
    add(parent, "mark", text.slice(from, to));
    done = to;
  }
  parent.append(text.slice(done));
};

// The sentence with most of the words, and what follows it.
const passage = (page, part, chunks) => {
  const lines = (page[8][part]?.[2] ? page[8][part] : page[8][0] ?? []).slice(2).flatMap((line) => line.split(/(?<=。)/));
  const score = (line) => { const words = join(fold(line)); return chunks.filter((chunk) => words.includes(chunk)).length; };
  const best = lines.reduce((most, line, at) => (score(line) > score(lines[most]) ? at : most), 0);
  const text = lines.slice(best, best + 3).join(" ");
  return text.length > 110 ? `${text.slice(0, 110)}…` : text;
};

const show = (list, hits, root, words, chunks) => {
  for (const { page: [url, title, kind, section, tone, state, day, , parts], part } of hits) {
    const item = add(list, "li"), { [part]: [anchor, heading] = ["", ""] } = parts;
    const head = add(item, "h3");
    mark(add(head, "a", "", { href: new URL(url, root) }), title, chunks);
    if (state) add(head, "span", state, { className: "state" });
    if (anchor) mark(add(add(item, "p", "", { className: "part" }), "a", "", { href: new URL(`${url}#${encodeURIComponent(anchor)}`, root) }), heading, chunks);
    mark(add(item, "p"), passage({ 8: parts }, part, chunks), chunks);
    const facts = add(item, "p", [kind, section, day].filter(Boolean).join(" ・ "), { className: "facts" });
    if (words[tone]) facts.prepend(add(facts, "span", words[tone], { className: `tone tone-${tone}` }), " ");
  }
};

// Takes over a form; on the search page also its results.
export const start = (form) => {
  const input = form.elements.q, box = document.getElementById("search"), at = (path) => new URL(path, document.baseURI);
  const index = open(at(form.dataset.index)), popup = import(at(form.dataset.suggest)).then((it) => it.suggest(form, input, index, { add, fold, join }));
  let turn = 0, composing = false, timer, last;
  const run = async (typed, submitted, most = 10) => {
    const own = turn += 1;
    const $ = (name) => box.querySelector(`[data-search=${name}]`);
    const hide = (hidden) => { $("browse").hidden = hidden; $("results").hidden = !hidden; };
    const tell = (words) => { $("status").textContent = ""; $("status").textContent = words; };
    if (!typed.trim()) { hide(false); $("help").hidden = true; return tell(""); }
    try {
      const found = await index.search(typed, most);
      const few = form.dataset.mainIndex && (await index.load()).n < 50;
      const main = few && await open(at(form.dataset.mainIndex)).search(typed, 5);
      const { x } = await index.load();
      if (own !== turn) return;
      last = typed;
      const words = box.dataset, fill = (form, n) => form.replace("{q}", typed.trim()).replace("{n}", n).replace("{words}", found.query.chunks.join("・"));
      for (const name of ["list", "main-list", "near-list"]) $(name).replaceChildren();
      show($("list"), found.hits, at(form.dataset.root), words, found.query.chunks);
      $("main").hidden = !main?.hits.length;
      if (main) show($("main-list"), main.hits, at(form.dataset.mainRoot), words, main.query.chunks);
      $("more").hidden = found.all <= most;
      $("help").hidden = /found|related/.test(found.label);
      $("near").hidden = found.label !== "nothing" || !x.length;
      for (const [url, title] of x) add(add($("near-list"), "li"), "a", title, { href: new URL(url, at(form.dataset.root)) });
      $("heading").textContent = fill(words.heading);
      hide(true);
      tell(fill(words[found.label], found.count));
      if (submitted) $("heading").focus();
    } catch {
      if (own !== turn) return;
      hide(false);
      tell(box.dataset.failed);
    }
  };
  const url = () => `?q=${encodeURIComponent(input.value)}`;
  const typed = () => {
    clearTimeout(timer);
    if (composing) return;
    timer = setTimeout(() => {
      popup.then((it) => it.update());
      if (!box) return;
      history.replaceState(null, "", input.value ? url() : location.pathname);
      run(input.value);
    }, 200);
  };
  input.addEventListener("compositionstart", () => { composing = true; });
  input.addEventListener("compositionend", () => { composing = false; typed(); });
  input.addEventListener("input", typed);
  // The Enter that ends a conversion is no search.
  input.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault(); });
  index.load().catch(() => {});
  // What was typed while this was on its way.
  if (input.value && !location.search) typed();
  if (!box) return;
  const asked = () => { input.value = new URLSearchParams(location.search).get("q") ?? ""; run(input.value); };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    popup.then((it) => it.close());
    if (composing) return;
    history.pushState(null, "", url());
    run(input.value, true);
  });
  box.querySelector("[data-search=more]").addEventListener("click", () => run(last, false, box.querySelectorAll("[data-search=list] > li").length + 10));
  addEventListener("popstate", asked);
  if (location.search) asked();
};
