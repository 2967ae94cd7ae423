// Brings an open page up to date where it stands: what the reader has done to it stays. Loaded at the first change.

const path = (url) => {
  const { pathname } = new URL(url, location.href);
  try {
    return decodeURIComponent(pathname).replace(/index\.html$/, "").normalize();
  } catch {
    return pathname;
  }
};

// Pictures and styles that changed under the name they had, and the revision that did it.
const renewed = new Map();
// The style sheets that each new one stands in for.
const replaced = new WeakMap();

/** Does what the news ask of this page; true if the tab goes somewhere else. */
export async function follow(news) {
  const here = path(location.href);
  const moved = Object.hasOwn(news.moved, here) ? news.moved[here] : null;
  if (moved) {
    if (moved.gone) sessionStorage.setItem("shirube-gone", here);
    location.replace(encodeURI(moved.to).replace(/[?#]/g, encodeURIComponent) + (moved.gone ? "" : location.hash));
    return true;
  }
  for (const url of news.changed) if (!/(\/|\.html)$/.test(url)) renewed.set(url, news.rev);
  renew(document, new Set(news.changed));
  return (news.pages || news.changed.includes(here)) && update();
}

/** Asks anew for pictures and styles whose bytes changed and whose name did not. */
function renew(root, changed) {
  const fresh = (url) => {
    const at = path(url);
    return renewed.has(at) && (!changed || changed.has(at)) ? `${url.replace(/\?.*/, "")}?${renewed.get(at)}` : url;
  };
  for (const element of root.querySelectorAll("img[src], source[src], video[src], audio[src], image[href], use[href]")) {
    const name = element.hasAttribute("src") ? "src" : "href";
    set(element, name, fresh(element.getAttribute(name)));
  }
  for (const element of root.querySelectorAll("[srcset]")) {
    set(element, "srcset", element.getAttribute("srcset").replace(/[^\s,]\S*[^\s,]/g, (part) => (/^[\d.]+[wx]$/.test(part) ? part : fresh(part))));
  }
  if (!changed) return;
  for (const link of styles(root)) {
    const url = fresh(link.getAttribute("href"));
    if (url !== link.getAttribute("href")) restyle(link, link.cloneNode(), url);
  }
}

function set(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Fetches this page and moulds the open one to it; true if it had to be loaded anew. */
async function update() {
  const answer = await fetch(location.href, { cache: "no-cache" });
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  const frame = (doc) => [...doc.querySelectorAll("script:not([data-rev], [type$=json]), meta[http-equiv], style")].map((part) => part.outerHTML).join();
  if (!next.querySelector("main") || !document.querySelector("main") || frame(next) !== frame(document)) {
    location.reload();
    return true;
  }
  renew(next);
  restyleAll(styles(document), styles(next));
  if (document.title !== next.title) document.title = next.title;
  const focused = document.activeElement;
  attributes(document.documentElement, next.documentElement);
  mould(document.body, next.body);
  if (focused?.id && !focused.isConnected) document.getElementById(focused.id)?.focus({ preventScroll: true });
  return false;
}

const styles = (doc) => [...doc.querySelectorAll("head link[rel~=stylesheet]:not([data-old])")];

function restyleAll(old, now) {
  const plain = (link) => link.getAttribute("href").replace(/\?.*/, "");
  now.forEach((link, at) => {
    const before = old[at];
    if (!before) document.head.append(document.importNode(link));
    else if (plain(before) !== plain(link)) restyle(before, document.importNode(link), link.getAttribute("href"));
  });
  for (const link of old.slice(now.length)) link.remove();
}

/** Puts a style sheet beside the old one, which goes when the new one is there: no moment without style. */
function restyle(before, link, url) {
  before.dataset.old = "";
  link.removeAttribute("data-old");
  link.href = url;
  // One that is replaced before it came never tells: what it was to replace goes with it.
  const gone = [before, ...(replaced.get(before) ?? [])];
  replaced.set(link, gone);
  link.onload = link.onerror = () => gone.forEach((old) => old.remove());
  before.after(link);
}

/** Makes `old` like `now` and keeps every node that can stay, with all that the browser knows of it. */
function mould(old, now) {
  if (old.isEqualNode(now)) return;
  if (old.nodeType !== Node.ELEMENT_NODE) {
    retype(old, now.data);
    return;
  }
  attributes(old, now);
  const [a, b] = [[...old.childNodes], [...now.childNodes]];
  const partners = align(a, b);
  let at = 0;
  b.forEach((node, index) => {
    const partner = partners[index];
    if (partner === undefined) {
      old.insertBefore(document.importNode(node, true), a[at] ?? null);
      return;
    }
    while (at < partner) a[at++].remove();
    mould(a[at++], node);
  });
  while (at < a.length) a[at++].remove();
}

/** Replaces only the characters that differ: a selection elsewhere in the text stays. */
function retype(node, text) {
  const old = node.data;
  let start = 0;
  while (start < old.length && old[start] === text[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, text.length) - start && old.at(-1 - end) === text.at(-1 - end)) end += 1;
  node.replaceData(start, old.length - start - end, text.slice(start, text.length - end));
}

/** Sets what the new element says; whether a fold is open is the reader's to say. */
function attributes(old, now) {
  const own = (name) => name === "open" && old.localName === "details";
  for (const { name } of [...old.attributes]) if (!now.hasAttribute(name) && !own(name)) old.removeAttribute(name);
  for (const { name, value } of now.attributes) if (!own(name)) set(old, name, value);
}

/** For each new node the place of the old one that it continues, rising; nodes of the same words first. */
function align(a, b) {
  const kind = (node) => (node.nodeType === Node.ELEMENT_NODE ? `${node.localName}#${node.id}` : `${node.nodeType}`);
  const words = (node) => `${kind(node)} ${node.textContent}`;
  const [x, y] = [a.map(words), b.map(words)];
  const partners = [];
  let first = 0;
  while (first < x.length && first < y.length && x[first] === y[first]) partners[first] = first++;
  let [enda, endb] = [x.length, y.length];
  while (enda > first && endb > first && x[enda - 1] === y[endb - 1]) partners[--endb] = --enda;
  // The longest common subsequence of what is left between the equal beginnings and ends.
  const best = Array.from({ length: enda - first + 1 }, () => new Uint32Array(endb - first + 1));
  for (let i = enda - 1; i >= first; i -= 1) {
    for (let j = endb - 1; j >= first; j -= 1) {
      const [here, below] = [best[i - first], best[i - first + 1]];
      here[j - first] = x[i] === y[j] ? below[j - first + 1] + 1 : Math.max(below[j - first], here[j - first + 1]);
    }
  }
  let [i, j] = [first, first];
  while (i < enda && j < endb) {
    if (x[i] === y[j]) partners[j++] = i++;
    else if (best[i - first + 1][j - first] >= best[i - first][j - first + 1]) i += 1;
    else j += 1;
  }
  // Between those, a changed node continues the next one of its kind.
  let free = first;
  for (j = first; j < endb; j += 1) {
    if (partners[j] !== undefined) {
      free = partners[j] + 1;
      continue;
    }
    const next = partners.slice(j, endb).find((partner) => partner !== undefined) ?? enda;
    for (let old = free; old < next; old += 1) {
      if (kind(a[old]) === kind(b[j])) {
        partners[j] = old;
        free = old + 1;
        break;
      }
    }
  }
  return partners;
}
