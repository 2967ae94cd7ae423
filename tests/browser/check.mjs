// Looks at the built guide in Chromium: axe in light and dark, no sideways scroll on a small phone, no request to
// another origin, readable without the style sheet's script (there is none).
//
//   node check.mjs SITE          exit 0: fine · 1: faults
//
// The browser is /usr/bin/chromium; set CHROMIUM to use another.

import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { chromium } from 'playwright-core';

const SITE = path.resolve(process.argv[2]);
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PAGES = ['', 'sumai/', 'sumai/rent/', 'sumai/gomi/', 'chiku/kita/', 'qa/', 'questions/', 'topics/', 'topics/winter/', 'tags/',
  'shien/ijushien/', 'shiru/kikou/', 'en/', 'en/sumai/gomi/', 'easy/sumai/gomi/', 'en/sumai/rent/', 'shiru/shisetsu/ichiran/', 'shiru/shisetsu/toshokan/', 'koe/kazoku/', 'soudan/otameshi/', 'opendata/', 'en/shiru/shisetsu/ichiran/', '404.html', 'event/', 'event/akiya-kengaku/', 'en/event/yuki-kengaku/', 'easy/tetsuzuki/tennyu/', 'tetsuzuki/shindan/', 'tetsuzuki/shindan/kekka-kodomo/'];
const TYPES = { html: 'text/html; charset=utf-8', css: 'text/css', svg: 'image/svg+xml', xml: 'application/xml', png: 'image/png', jpg: 'image/jpeg', js: 'text/javascript', json: 'application/json', ics: 'text/calendar' };

const server = http.createServer((request, response) => {
  const wanted = path.join(SITE, decodeURIComponent(new URL(request.url, 'http://x').pathname));
  const file = wanted.endsWith('/') || fs.statSync(wanted, { throwIfNoEntry: false })?.isDirectory() ? path.join(wanted, 'index.html') : wanted;
  if (!file.startsWith(SITE) || !fs.existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': TYPES[path.extname(file).slice(1)] ?? 'application/octet-stream' }).end(fs.readFileSync(file));
});
await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
const base = `http://127.0.0.1:${server.address().port}/`;

// One question page, whichever the guide has first.
const questions = fs.readdirSync(path.join(SITE, 'qa'), { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'page');
const pages = [...PAGES, `qa/${questions[0].name}/`];
const axe = fs.readFileSync(new URL('./node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
let passed = 0;
let failed = 0;
const check = (name, faults) => {
  if (faults.length === 0) { passed += 1; return; }
  failed += 1;
  console.log(`FAILED ${name}\n  ${faults.join('\n  ')}`);
};

const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
try {
  for (const colorScheme of ['light', 'dark']) {
    // bypassCSP: the page's own policy would refuse the checker's script.
    const context = await browser.newContext({ viewport: { width: 375, height: 667 }, colorScheme, locale: 'ja-JP', bypassCSP: true });
    const page = await context.newPage();
    const foreign = [];
    const messages = [];
    page.on('request', (request) => { if (!request.url().startsWith(base)) foreign.push(request.url()); });
    page.on('console', (message) => { if (message.type() === 'error') messages.push(message.text()); });
    for (const url of pages) {
      const response = await page.goto(base + url);
      check(`${colorScheme} /${url}: answers`, response.ok() ? [] : [`status ${response.status()}`]);
      await page.addScriptTag({ content: axe });
      const result = await page.evaluate((tags) => axe.run(document, {
        runOnly: { type: 'tag', values: tags },
        resultTypes: ['violations'],
        rules: { 'target-size': { enabled: true } },
      }), TAGS);
      check(`${colorScheme} /${url}: axe`, result.violations.map((rule) => `${rule.id}: ${rule.help} — ${rule.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' · ')}`));
      const wide = await page.evaluate(() => { document.documentElement.style.width = ''; return document.documentElement.scrollWidth - innerWidth; });
      check(`${colorScheme} /${url}: no sideways scroll`, wide > 0 ? [`${wide} px too wide`] : []);
      const one = await page.evaluate(() => [document.querySelectorAll('main').length, document.querySelectorAll('h1').length]);
      check(`${colorScheme} /${url}: one main, one h1`, one[0] === 1 && one[1] === 1 ? [] : [`${one}`]);
    }
    check(`${colorScheme}: no other origin`, foreign);
    check(`${colorScheme}: no message in the console`, messages);
    await context.close();
  }
  // The page's own policy in force: nothing that it loads may be refused.
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, javaScriptEnabled: true });
  const page = await context.newPage();
  const refused = [];
  page.on('console', (message) => { if (message.text().includes('Content Security Policy')) refused.push(message.text()); });
  for (const url of pages) await page.goto(base + url);
  check('the content security policy refuses nothing', refused);
  await context.close();
} finally {
  await browser.close();
  server.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
