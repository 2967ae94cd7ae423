// What a first visitor's search costs, by the log of requests: our search and Pagefind's over the same site.
//
//   node first_visit.mjs SITE QUERIES      prints JSON: for each, the bytes and requests of every visit
//
// A visit is a new browser that opens the search page, types one query and waits until the first results stand there.
// Texts go over the line as a host sends them, gzip; `page` is what the page itself costs before the search is turned to.

import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';
import { launch } from '../browser/lib/browser.mjs';

const [site, file] = process.argv.slice(2);
const queries = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line).q);
const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', json: 'application/json' };
const OTHER = `<!doctype html><meta charset="utf-8"><input id="q"><ol id="list"></ol><script type="module">
const q = document.getElementById('q');
let load;
q.addEventListener('focus', () => { load ??= import('/pagefind/pagefind.js').then(async (it) => { await it.init(); return it; }); });
q.addEventListener('change', async () => {
  const { results } = await (await load).search(q.value);
  for (const one of results.slice(0, 5)) {
    const { meta } = await one.data();
    document.getElementById('list').append(Object.assign(document.createElement('li'), { textContent: meta.title }));
  }
  document.body.dataset.done = 'yes';
});
</script>`;

let sent = { bytes: 0, requests: 0 };
const server = http.createServer((request, response) => {
  const name = decodeURIComponent(new URL(request.url, 'http://x').pathname);
  let found = path.join(site, name);
  if (fs.statSync(found, { throwIfNoEntry: false })?.isDirectory()) found = path.join(found, 'index.html');
  const bytes = name === '/other/' ? Buffer.from(OTHER) : fs.existsSync(found) && fs.readFileSync(found);
  if (!bytes) return void response.writeHead(404).end();
  const type = TYPES[path.extname(name === '/other/' ? 'a.html' : found).slice(1)];
  const body = type ? zlib.gzipSync(bytes) : bytes;
  sent = { bytes: sent.bytes + body.length, requests: sent.requests + 1 };
  response.writeHead(200, { 'content-type': type ?? 'application/octet-stream', ...(type && { 'content-encoding': 'gzip' }) }).end(body);
});
await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
const base = `http://127.0.0.1:${server.address().port}`;
const browser = await launch();

async function visit(where, query, shown) {
  const context = await browser.newContext({ locale: 'ja-JP' });
  const page = await context.newPage();
  sent = { bytes: 0, requests: 0 };
  await page.goto(base + where, { waitUntil: 'networkidle' });
  const before = sent;
  sent = { bytes: 0, requests: 0 };
  await page.focus('#q');
  await page.fill('#q', query);
  await page.locator('#q').dispatchEvent('change');
  await page.waitForFunction(shown);
  await page.waitForLoadState('networkidle');
  const seen = { query, page: before.bytes, ...sent };
  await context.close();
  return seen;
}

const told = { ours: [], theirs: [] };
for (const query of queries) {
  told.ours.push(await visit('/search/', query, () => document.querySelector('[data-search=status]').textContent !== ''));
  if (fs.existsSync(path.join(site, 'pagefind'))) told.theirs.push(await visit('/other/', query, () => document.body.dataset.done));
}
console.log(JSON.stringify(told));
await browser.close();
server.close();
