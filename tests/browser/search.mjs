// The search in a browser: its twin in the program finds the same, and what visitors see in every state.
//
//   node search.mjs SHIRUBE ROOT SITE [--twin]      exit 0: fine · 1: faults. SITE is built from ROOT; --twin needs no browser
//
// `shirube search --eval` says what the program finds for every query of tests/search; the module has to find the same.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';

const [shirube, root, site] = process.argv.slice(2).filter((word) => !word.startsWith('--')).map((one) => path.resolve(one));
const tables = new URL('../search/', import.meta.url);
const module = fs.readdirSync(path.join(site, 'assets', 'js')).find((name) => /^search\..*js$/.test(name));
const source = fs.readFileSync(path.join(site, 'assets', 'js', module));
const twin = await import(`data:text/javascript;base64,${source.toString('base64')}`);
const failures = [];
async function check(name, look) {
  try {
    await look();
    console.log(`ok     ${name}`);
  } catch (error) {
    failures.push(name);
    console.log(`FAILED ${name}\n       ${String(error.message).split('\n').slice(0, 12).join('\n       ')}`);
  }
}

const index = path.join(site, 'search-index', 'ja');
const unpacked = (name) => zlib.gunzipSync(fs.readFileSync(path.join(index, name)));
const manifest = JSON.parse(unpacked('m.bin'));
const get = async (kind, number) => unpacked(`${kind}/${String(number).padStart(4, '0')}.bin`);

await check('the module is at most 6 KB', () => {
  const bytes = zlib.gzipSync(source, { level: 9 }).length;
  assert.ok(bytes <= 6 * 1024, `${bytes} bytes`);
});
await check('texts become the terms of the table', () => {
  for (const line of fs.readFileSync(new URL('fold.tsv', tables), 'utf8').split('\n').filter((one) => one && !one.startsWith('#'))) {
    const [text, folded, expected] = line.split('\t');
    assert.equal(twin.fold(text).map((it) => it[0]).join(''), folded, text);
    const kept = twin.terms(twin.fold(text), manifest.l).filter((term) => !['part', 'empty', 'prefix'].includes(term[1]));
    assert.equal(kept.map((term) => term[0]).join(' '), expected, text);
  }
});
for (const name of ['queries.jsonl', 'heldout.jsonl']) {
  const file = new URL(name, tables).pathname;
  const told = JSON.parse(execFileSync(shirube, ['search', '--root', root, '--now', '2026-11-01', '--eval', file, '--format', 'json'], { encoding: 'utf8', maxBuffer: 1 << 26 }));
  await check(`${told.queries.length} queries of ${name}: the same pages in the same order, and as sure of them`, async () => {
    for (const { q, found, label } of told.queries) {
      const { hits, label: own } = await twin.search(q, manifest, get);
      assert.deepEqual([hits.map((hit) => `/${hit.page[0]}`), own], [found, label], q);
    }
  });
}
if (!process.argv.includes('--twin')) await inBrowser();
if (failures.length) process.exit(1);

/** Serves the site below a folder, under a strict policy, and keeps the log of requests. */
async function serve() {
  const log = [];
  const state = { broken: () => false };
  const types = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };
  const server = http.createServer((request, response) => {
    const url = new URL(request.url, 'http://x');
    const name = decodeURIComponent(url.pathname).replace(/^\/iju\//, '');
    let file = path.join(site, name);
    if (fs.statSync(file, { throwIfNoEntry: false })?.isDirectory()) file = path.join(file, 'index.html');
    log.push(name);
    if (!url.pathname.startsWith('/iju/') || !fs.existsSync(file) || state.broken(name)) return void response.writeHead(404).end();
    const type = types[path.extname(file).slice(1)] ?? 'application/octet-stream';
    const bytes = fs.readFileSync(file);
    response.writeHead(200, {
      'content-type': type, 'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'",
    }).end(bytes);
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { base: `http://127.0.0.1:${server.address().port}/iju/`, log, state, close: () => server.close() };
}

async function inBrowser() {
  const { AXE, launch } = await import('./lib/browser.mjs');
  const host = await serve();
  const browser = await launch();
  const faults = [];
  const open = async (where, options = {}) => {
    const context = await browser.newContext({ locale: 'ja-JP', viewport: { width: 375, height: 667 }, ...options });
    const page = await context.newPage();
    page.on('console', (message) => { if (message.type() === 'error') faults.push(message.text()); });
    page.on('pageerror', (error) => faults.push(String(error)));
    host.log.length = 0;
    await page.goto(host.base + where, { waitUntil: 'networkidle' });
    return page;
  };
  const parts = (log) => log.filter((name) => name.startsWith('search-index/') || /search\.[^/]*js$/.test(name));
  const status = (page, words) => page.waitForFunction((part) => document.querySelector('[data-search=status]').textContent.includes(part), words);
  // The manifest is the last thing that the script asks for when it takes over the field.
  const turnTo = async (page) => {
    await page.focus('#q');
    for (let tries = 0; tries < 50 && !host.log.some((name) => name.endsWith('ja/m.bin')); tries += 1) await page.waitForTimeout(100);
  };
  const axe = async (page) => {
    await page.context().addInitScript(AXE);
    const found = await page.evaluate(`(() => { ${AXE}; return axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } }); })()`);
    assert.deepEqual(found.violations.map((one) => `${one.id}: ${one.nodes[0].html}`), []);
  };
  try {
    await check('nothing is fetched before the field is turned to', async () => {
      const page = await open('search/');
      assert.deepEqual(parts(host.log), []);
      await turnTo(page);
      assert.ok(parts(host.log).some((name) => name.endsWith('ja/m.bin')), host.log.join(' '));
      await page.context().close();
    });
    await check('a query in the address: results with passages, marks, links to headings; axe clean', async () => {
      const page = await open(`search/?q=${encodeURIComponent('雪かき')}`, { bypassCSP: true });
      await status(page, '「雪かき」でさがした結果');
      const seen = await page.evaluate(() => ({
        first: document.querySelector('[data-search=list] h3 a').getAttribute('href'),
        marks: [...document.querySelectorAll('[data-search=list] mark')].map((mark) => mark.textContent),
        tone: document.querySelector('[data-search=list] .tone')?.textContent,
        parts: [...document.querySelectorAll('[data-search=list] .part a')].map((link) => link.href),
        browse: document.querySelector('[data-search=browse]').hidden,
      }));
      assert.match(seen.first, /\/iju\/qa\/yukikaki\/$/);
      assert.ok(seen.marks.length > 3 && seen.marks.every((word) => word === '雪かき'), seen.marks.join(' '));
      assert.ok(seen.parts.some((href) => href.includes('#')) && seen.browse && seen.tone, JSON.stringify(seen));
      await axe(page);
      await page.context().close();
    });
    await check('submitting moves the focus to the results, adds to the history, and typing leaves it alone', async () => {
      const page = await open('search/');
      await page.fill('#q', 'ペットは飼えますか');
      await status(page, 'ペット');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
      await page.press('#q', 'Enter');
      await page.waitForFunction(() => document.activeElement.dataset.search === 'heading');
      assert.match(page.url(), /\?q=/);
      assert.equal(await page.textContent('[data-search=heading]'), '「ペットは飼えますか」でさがした結果');
      await page.fill('#q', '');
      await page.waitForFunction(() => document.querySelector('[data-search=results]').hidden);
      await page.goBack();
      await page.context().close();
    });
    await check('suggestions by keyboard: down, up, escape, enter', async () => {
      const page = await open('search/', { bypassCSP: true });
      await page.locator('#q').pressSequentially('ごみ');
      await page.waitForSelector('#suggestions [role=option]');
      const active = () => page.getAttribute('#q', 'aria-activedescendant');
      assert.equal(await active(), null, 'nothing is chosen beforehand');
      await axe(page);
      await page.press('#q', 'ArrowDown');
      assert.equal(await active(), 'suggestion-0');
      await page.press('#q', 'ArrowUp');
      assert.match(await active(), /suggestion-\d/);
      const heights = await page.$$eval('#suggestions li', (items) => items.map((item) => item.getBoundingClientRect().height));
      assert.ok(heights.every((height) => height >= 44), heights.join(' '));
      await page.press('#q', 'Escape');
      assert.equal(await page.getAttribute('#q', 'aria-expanded'), 'false');
      assert.equal(await page.inputValue('#q'), 'ごみ');
      await page.locator('#q').pressSequentially('の');
      await page.waitForSelector('#suggestions [role=option]');
      await page.press('#q', 'ArrowDown');
      await page.press('#q', 'Enter');
      await page.waitForURL(/\/sumai\/gomi\/$/);
      await page.context().close();
    });
    await check('an input method: no search and no submit while it converts', async () => {
      const page = await open('search/');
      await turnTo(page);
      const told = await page.evaluate(async () => {
        const input = document.querySelector('#q');
        const wait = () => new Promise((done) => { setTimeout(done, 500); });
        input.dispatchEvent(new CompositionEvent('compositionstart'));
        input.value = 'ゆきかk';
        input.dispatchEvent(new InputEvent('input', { isComposing: true }));
        await wait();
        const during = document.querySelector('[data-search=status]').textContent;
        const enter = new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, cancelable: true, bubbles: true });
        input.dispatchEvent(enter);
        input.value = '雪かき';
        input.dispatchEvent(new CompositionEvent('compositionend'));
        await wait();
        return { during, prevented: enter.defaultPrevented };
      });
      assert.deepEqual(told, { during: '', prevented: true });
      await status(page, '雪かき');
      await page.context().close();
    });
    await check('nothing found: the words as they were understood, and the desk', async () => {
      const page = await open(`search/?q=${encodeURIComponent('ㇰㇱㇲ鱧鱚')}`, { bypassCSP: true });
      await status(page, '見つかりませんでした');
      assert.match(await page.textContent('[data-search=status]'), /鱧鱚/);
      assert.ok(await page.isVisible('[data-search=help] a[href^=tel]'));
      const chosen = await page.$$eval('[data-search=near-list] a', (links) => links.map((link) => link.getAttribute('href')));
      assert.ok(chosen.length > 1 && chosen.every((href) => href.startsWith(host.base)), chosen.join(' '));
      await axe(page);
      await page.context().close();
    });
    await check('near to a word that stands nowhere: it says so, and gives the desk', async () => {
      const page = await open(`search/?q=${encodeURIComponent('転出入届欄外注記')}`, { bypassCSP: true });
      await status(page, '近いページ');
      assert.ok(await page.isVisible('[data-search=help] a[href^=tel]'));
      assert.ok((await page.locator('[data-search=list] h3').count()) > 0);
      await axe(page);
      await page.context().close();
    });
    await check('what is full or over is told, and what is over comes last', async () => {
      const page = await open(`search/?q=${encodeURIComponent('見学会')}`, { bypassCSP: true });
      await status(page, '見学会');
      const states = await page.$$eval('[data-search=list] > li', (items) => items.map((item) => item.querySelector('.state')?.textContent ?? ''));
      const first = states.slice(0, 5);
      assert.ok(states.some((state) => state.length > 1), states.join('|'));
      assert.ok(!first.slice(0, 3).includes('終了しました'), states.join('|'));
      await axe(page);
      await page.context().close();
    });
    await check('by keyboard alone: from the field to a result and on to its page; in the dark, too', async () => {
      const page = await open('search/', { bypassCSP: true, colorScheme: 'dark' });
      await page.focus('#q');
      await page.keyboard.type('雪かき');
      await page.waitForSelector('#suggestions [role=option]');
      await axe(page);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.activeElement.dataset.search === 'heading');
      await axe(page);
      await page.keyboard.press('Tab');
      const link = await page.evaluate(() => document.activeElement.closest('[data-search=list] h3') && document.activeElement.href);
      assert.match(String(link), /\/iju\//);
      await page.keyboard.press('Enter');
      await page.waitForURL(link);
      await page.goBack();
      await status(page, '雪かき');
      await page.context().close();
    });
    await check('a language with few pages shows the Japanese ones below their own heading', async () => {
      const page = await open(`en/search/?q=${encodeURIComponent('snow')}`, { bypassCSP: true });
      await status(page, 'snow');
      await page.fill('#q', '雪かき');
      await status(page, '雪かき');
      await page.waitForSelector('[data-search=main-list] h3 a');
      assert.equal(await page.getAttribute('[data-search=main-list]', 'lang'), 'ja');
      assert.match(await page.getAttribute('[data-search=main-list] h3 a', 'href'), /\/iju\/qa\//);
      await axe(page);
      await page.context().close();
    });
    await check('a failing fetch is tried again, then the lists are shown', async () => {
      let fail = 1;
      host.state.broken = (name) => name.includes('/i/') && fail-- > 0;
      const once = await open(`search/?q=${encodeURIComponent('雪かき')}`);
      await status(once, 'さがした結果');
      await once.context().close();
      host.state.broken = (name) => name.includes('/i/');
      const page = await open(`search/?q=${encodeURIComponent('雪かき')}`, { bypassCSP: true });
      await status(page, '言葉でさがす用意ができませんでした');
      assert.ok(await page.isVisible('[data-search=browse]'));
      await axe(page);
      host.state.broken = () => false;
      await page.context().close();
      faults.splice(0, faults.length, ...faults.filter((words) => !words.includes('404')));
    });
    await check('without a script: topics, readings and every page', async () => {
      const page = await open('search/', { javaScriptEnabled: false });
      assert.ok(await page.isVisible('[data-search=browse] a[href$="sa/"]'));
      await page.click('[data-search=browse] a[href$="ka/"]');
      assert.ok((await page.locator('.row-list a').count()) > 3);
      await page.context().close();
      for (const where of ['search/', 'search/ka/', 'en/search/', 'en/search/abc/', 'easy/search/']) {
        const page = await open(where, { bypassCSP: true });
        await axe(page);
        await page.context().close();
      }
    });
    await check('more results, and the form on another page leads here', async () => {
      const page = await open(`search/?q=${encodeURIComponent('町の家')}`);
      await page.click('[data-search=more]');
      await page.waitForFunction(() => document.querySelectorAll('[data-search=list] > li').length > 10);
      await page.goto(host.base);
      await page.fill('#q', '雪かき');
      await page.press('#q', 'Enter');
      await page.waitForURL(/\/iju\/search\/\?q=/);
      await status(page, '雪かき');
      await page.context().close();
    });
    await check('a first visit, everything until the results stand there, stays small', async () => {
      const page = await open('search/');
      host.log.length = 0;
      await page.fill('#q', '冬の暖房費はいくらですか');
      await status(page, '暖房費');
      const bytes = [...new Set(parts(host.log))].reduce((sum, name) => {
        const file = fs.readFileSync(path.join(site, name));
        return sum + (name.endsWith('js') ? zlib.gzipSync(file).length : file.length);
      }, 0);
      assert.ok(bytes <= 45 * 1024, `${bytes} bytes`);
      await page.context().close();
    });
    await check('nothing was refused by the policy, nothing failed', () => assert.deepEqual(faults, []));
  } finally {
    await browser.close();
    host.close();
  }
}
