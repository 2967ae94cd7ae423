// Shows pages that try to run something in Chromium, with the page's own policy switched off: nothing may run.
//
//   node hostile.mjs PROGRAM     exit 0: fine · 1: faults
//
// A site that allows every element stands for all others. The dev server shows pages whatever is wrong with them.

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launch } from './lib/browser.mjs';

const RUN = 'window.ran=(window.ran||0)+1';

/** What runs where it stands in a page as it is written; the test of the test. */
const RAW = [
  `<script>${RUN}</script>`, `<img src=x onerror="${RUN}">`, `<img src=x onerror = "${RUN}">`, `<svg onload=${RUN}>`, `<svg><script>${RUN}</script></svg>`,
  `<details open ontoggle="${RUN}"><summary>a</summary>b</details>`, `<iframe src="javascript:parent.${RUN.slice(7)}"></iframe>`,
  `<iframe srcdoc="<script>parent.${RUN.slice(7)}</script>"></iframe>`, `<body onload="${RUN}">`, `<video src=x onerror="${RUN}"></video>`,
  `<style onload="${RUN}"></style>`, `<kbd onmouseover="${RUN}" style="position:fixed;inset:0">x</kbd>`, `<input autofocus onfocus="${RUN}">`,
  `<object data="javascript:${RUN}"></object>`, `<math><mtext><table><mglyph><style><img src=x onerror="${RUN}">`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`, `<details x=a"><script>${RUN}</script>`, `<kbd/onmouseover=${RUN}>x</kbd>`,
  `<table background="javascript:${RUN}"><tr><td colspan=2>a</td></tr></table>`, `<meta http-equiv=refresh content="0;url=javascript:${RUN}">`,
  `<form><button formaction="javascript:${RUN}">x</button></form>`, `<base href="javascript:${RUN}//">`, `<template><script>${RUN}</script></template>`,
  `<details>\n\n<script>${RUN}</script>\n\n</details>`, `<kbd title="a\nb" onclick="${RUN}">`, `<!--><script>${RUN}</script>-->`, `<![CDATA[<script>${RUN}</script>]]>`,
];

/** Addresses that must lead nowhere, as links and as HTML. */
const ADDRESSES = [
  `javascript:${RUN}`, `JaVaScRiPt:${RUN}`, ` javascript:${RUN}`, `java\tscript:${RUN}`, `java&#9;script:${RUN}`, `java&Tab;script:${RUN}`, `java&NewLine;script:${RUN}`,
  `&#106;avascript:${RUN}`, `&#x6a;avascript:${RUN}`, `javascript&colon;${RUN}`, `javascript&#58;${RUN}`, `\u0001javascript:${RUN}`, `vbscript:${RUN}`,
  `data:text/html,<script>${RUN}</script>`, 'file:///etc/hosts', 'blob:x', 'C:\\a.txt', '\\\\server\\a', `javascript:%0a${RUN}`,
];
const LINKS = ADDRESSES.flatMap((address) => [
  `[x](<${address}>)`, `![x](<${address}>)`, `<${address}>`, `[x]: <${address}>\n\n[x]`, `<a href="${address}">x</a>`, `<a href='${address}'>x</a>`, `<a href=${address}>x</a>`,
  `<img src="${address}" alt="x">`, `<details><summary><a href="${address}">x</a></summary></details>`,
]);

const room = fs.mkdtempSync(path.join(os.tmpdir(), 'hostile-'));
const write = (name, text) => { fs.mkdirSync(path.dirname(path.join(room, name)), { recursive: true }); fs.writeFileSync(path.join(room, name), text); };
const allow = ['a', 'img', 'script', 'svg', 'iframe', 'style', 'object', 'form', 'button', 'input', 'base', 'meta', 'template', 'noscript', 'math', 'video', 'body', 'details', 'p', 'div', 'title'];
write('site.toml', `title = "例"\nbase_url = "https://example.jp/"\n[html]\nallow = ${JSON.stringify(allow)}\n`);
write('content/_index.md', '---\ntitle: 始め\n---\n');
const attacks = [...RAW, ...LINKS];
attacks.forEach((attack, at) => write(`content/a${at}.md`, `---\ntitle: 試し${at}\n---\n\n文です。<kbd>a</kbd>\n\n${attack}\n\n文です。\n\n文の中の${attack.replace(/\n+/g, ' ')}です。\n`));

const server = spawn(process.argv[2], ['serve', '--root', room, '--port', '0', '--now', '2026-11-01', '--lang', 'ja'], { stdio: ['ignore', 'pipe', 'ignore'] });
const base = await new Promise((resolve, reject) => {
  let said = '';
  server.stdout.on('data', (data) => { said += data; const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said); if (found) resolve(found[0]); });
  server.on('exit', () => reject(new Error(said)));
});

const browser = await launch();
let failed = 0;
const fail = (words) => { failed += 1; console.log(`FAILED ${words}`); };
try {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  page.on('dialog', (dialog) => dialog.dismiss());
  const ran = async () => { await page.mouse.move(40, 200); await page.mouse.move(60, 220); await page.waitForTimeout(30); return page.evaluate(() => window.ran ?? 0); };
  // Every way of running that is tried here runs where nobody stops it, or the test would see nothing.
  let runs = 0;
  for (const attack of RAW) {
    await page.goto('about:blank');
    await page.setContent(`<!DOCTYPE html><body>${attack}</body>`);
    runs += (await ran()) > 0 ? 1 : 0;
  }
  if (runs < 10) fail(`only ${runs} of ${RAW.length} ways run in a bare page: this test is blind`);
  for (const [at, attack] of attacks.entries()) {
    await page.goto(`${base}a${at}/`);
    if (await ran()) fail(`this ran: ${attack}`);
    const faults = await page.evaluate(() => {
      const safe = ['http:', 'https:', 'mailto:', 'tel:', 'sms:', 'webcal:', ':', ''];
      const found = [];
      for (const element of document.querySelectorAll('.prose *')) {
        if (/^(script|style|iframe|object|embed|svg|math|form|base|meta|template)$/i.test(element.localName)) found.push(element.localName);
        for (const { name, value } of element.attributes) {
          if (name.startsWith('on') || name === 'style' || name === 'srcdoc') found.push(`${name}=${value}`);
          if (['href', 'src', 'action', 'formaction', 'data', 'poster'].includes(name)) {
            let protocol = '';
            try { protocol = new URL(value, 'https://own.example/').protocol; } catch { protocol = ''; }
            if (!safe.includes(protocol)) found.push(`${name}=${value}`);
          }
        }
      }
      return found;
    });
    if (faults.length > 0) fail(`${JSON.stringify(attack)} leaves ${faults.join(', ')}`);
    if (!(await page.evaluate(() => document.querySelector('.prose')?.textContent.includes('文の中の')))) fail(`${attack} swallows the page`);
  }
  console.log(`${attacks.length} pages that try to run something, without a policy: ${failed} faults`);
} finally {
  await browser.close();
  server.kill();
  fs.rmSync(room, { recursive: true, force: true });
}
process.exit(failed > 0 ? 1 : 0);
