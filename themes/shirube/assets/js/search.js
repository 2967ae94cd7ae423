// Finds pages in the index of this site, in the browser: nothing that is typed leaves it. Loaded by the search page only.
const box = document.getElementById("search");
const input = document.getElementById("q");
const status = document.getElementById("search-status");
const list = document.getElementById("search-results");

// The same word however it is written: width, case, kana, long marks.
const fold = (text) =>
  text.normalize("NFKC").toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 96))
    .replace(/([\u3041-\u3096])[ー〜~‐−–—-]/g, "$1");
const pairs = (word) => {
  const all = [...word].map((c, i, chars) => c + (chars[i + 1] ?? "")).slice(0, -1);
  const telling = all.filter((pair) => !/^[\u3041-\u3096]+$/.test(pair));
  return telling.length ? telling : all;
};
// How well a word is met, from 0 to 1: whole, or by its pairs of characters.
const met = (word, parts) => {
  if (parts.some((part) => part.includes(word))) return 1;
  const all = [...word].length > 2 ? pairs(word) : [];
  const found = all.filter((pair) => parts.some((part) => part.includes(pair)));
  return all.length ? 0.9 * (found.length / all.length) : 0;
};

let pages;
const load = async () => {
  pages ??= (await (await fetch(box.dataset.index)).json()).map((page) => ({ page, parts: [page[1], page[3], page[2]].map(fold) }));
  return pages;
};

const search = async (query) => {
  const words = fold(query).split(/[\s、。？?]+/).filter(Boolean).slice(0, 16);
  list.replaceChildren();
  list.hidden = true;
  if (!words.length) {
    status.textContent = "";
    return;
  }
  const scored = (await load()).map(({ page, parts }) => {
    const cover = words.reduce((sum, word) => sum + met(word, parts), 0) / words.length;
    const title = words.reduce((sum, word) => sum + met(word, [parts[0]]), 0) / words.length;
    return { page, cover, score: cover ** 3 * (1 + title) };
  });
  const hits = scored.filter((hit) => hit.cover >= 0.5).sort((a, b) => b.score - a.score);
  const sure = hits.filter((hit) => hit.cover >= 0.95);
  const shown = (sure.length ? sure : hits).slice(0, 30);
  const form = shown.length ? (sure.length ? box.dataset.found : box.dataset.near) : box.dataset.none;
  status.textContent = form.replace("{q}", query.trim()).replace("{n}", shown.length);
  for (const { page: [url, title, text, , tone] } of shown) {
    const item = document.createElement("li");
    const link = item.appendChild(document.createElement("h2")).appendChild(document.createElement("a"));
    link.href = `../${url}`;
    link.textContent = title;
    if (text) item.appendChild(document.createElement("p")).textContent = text.length > 90 ? `${text.slice(0, 90)}…` : text;
    if (box.dataset[tone]) {
      const mark = item.appendChild(document.createElement("p"));
      mark.className = `tone tone-${tone}`;
      mark.textContent = box.dataset[tone];
    }
    list.append(item);
  }
  list.hidden = !shown.length;
};

const asked = new URLSearchParams(location.search).get("q") ?? "";
input.value = asked;
search(asked);
input.addEventListener("focus", load, { once: true });
input.form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.replaceState(null, "", `?q=${encodeURIComponent(input.value)}`);
  search(input.value);
});
