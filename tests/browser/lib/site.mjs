// A built site as the checks see it: its files, its pages parsed by the browser, and the pages that stand for all.

import fs from 'node:fs';
import path from 'node:path';
import { install } from './tools.mjs';

/** Reads the site in `dir`; `blank` is an empty page that parses the HTML and keeps it for `gather`. */
export async function readSite(dir, blank) {
  const root = path.resolve(dir);
  const files = fs.readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join('/')).sort();
  const read = (file) => fs.readFileSync(path.join(root, file), 'utf8');
  const texts = files.filter((file) => file.endsWith('.html')).map((file) => ({ path: file.replace(/(^|\/)index\.html$/, '$1'), file, html: read(file) }));
  await blank.evaluate(install);
  const pages = await blank.evaluate((all) => {
    window.held = all.map(({ path: url, file, html }) => {
      const doc = new DOMParser().parseFromString(html, 'text/html');
      const kind = /(?:^| )kind-([\w-]+)/.exec(doc.body.className)?.[1] ?? 'moved';
      return { doc, at: { path: url, file, kind, lang: doc.documentElement.lang, fallback: doc.querySelector('.fallback') !== null, size: html.length } };
    });
    const codes = new Set([...(window.held.find(({ at }) => at.path === '')?.doc.querySelectorAll('.langs a') ?? [])]
      .map((link) => link.getAttribute('href').split('/').filter((part) => !/^\.*$/.test(part))[0]).filter(Boolean));
    for (const { doc, at } of window.held) {
      const first = at.path.split('/')[0];
      at.code = codes.has(first) ? first : '';
      at.classes = [...new Set([...doc.querySelectorAll('[class]')].flatMap((element) => [...element.classList]))];
    }
    return window.held.map(({ at }) => at);
  }, texts);
  const site = {
    root, files, pages, read,
    bytes: (file) => fs.readFileSync(path.join(root, file)),
    /** Runs `look(doc, at, arg)` in the browser on every parsed page; `look` may use `tools` and nothing else from outside. */
    gather: (look, arg) => blank.evaluate(([source, given]) => {
      const one = (0, eval)(`(${source})`);
      return window.held.map(({ doc, at }) => ({ at, value: one(doc, at, given) }));
    }, [look.toString(), arg]),
    /** Runs `look(text, arg)` in the browser, where its parsers are. */
    parse: (look, text, arg) => blank.evaluate(([source, words, given]) => (0, eval)(`(${source})`)(words, given), [look.toString(), text, arg]),
  };
  site.sample = choose(pages, await site.gather((doc) => [...doc.querySelectorAll('.foot-links a')].map((link) => link.getAttribute('href'))));
  return site;
}

/** One page of every kind, one of every language and state, the pages of the footer, and as many more as show each class of the style sheet once. */
function choose(pages, footers) {
  const real = pages.filter((page) => page.kind !== 'moved').sort((a, b) => (a.code < b.code ? -1 : Number(a.code > b.code)));
  const chosen = new Map();
  const largest = (wanted) => [...wanted].sort((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1))[0];
  const take = (page, why) => { if (page && !chosen.has(page.path)) chosen.set(page.path, { ...page, why }); };
  for (const kind of [...new Set(real.map((page) => page.kind))].sort()) {
    const own = real.filter((page) => page.kind === kind && page.code === '');
    take(largest(own.length ? own : real.filter((page) => page.kind === kind)), kind);
  }
  for (const code of [...new Set(real.map((page) => page.code))].filter(Boolean)) {
    take(real.find((page) => page.path === `${code}/`), `${code}: top`);
    take(largest(real.filter((page) => page.code === code && !page.fallback && page.kind === 'guide')), `${code}: translated`);
  }
  take(largest(real.filter((page) => page.fallback && page.kind === 'guide')), 'not translated');
  const footer = footers.find(({ at }) => at.path === '')?.value ?? [];
  for (const page of real) if (page.code === '' && footer.some((href) => href.replace(/^(\.?\/)+/, '') === page.path && page.path)) take(page, 'footer');
  const seen = new Set([...chosen.values()].flatMap((page) => page.classes));
  for (;;) {
    const gain = (page) => page.classes.filter((name) => !seen.has(name)).length;
    const best = real.reduce((a, b) => (gain(b) > gain(a) ? b : a), real[0]);
    if (!best || gain(best) === 0) return [...chosen.values()];
    take(best, `classes ${best.classes.filter((name) => !seen.has(name)).slice(0, 3).join(' ')}`);
    for (const name of best.classes) seen.add(name);
  }
}
