// Every check must be able to fail: each is run on pages that are wrong on purpose, and has to say so.
//
//   node selftest.mjs            exit 0: each found its fault · 1: some did not

import { COUNT, all } from './check.mjs';
import { Tab, blankPage, launch } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { readSite } from './lib/site.mjs';

/** The faulty page of each check that looks at a page in the browser. */
const PAGES = {
  'frame.html': [1, 8, 15],
  'keyboard.html': [18, 19, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30],
  'trap.html': [20],
  'targets.html': [31, 32, 33, 34, 35, 36, 37, 38, 40, 41, 42],
  'colour.html': [2, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52],
  'robust.html': [53, 54, 55, 56, 57, 58, 59],
  'japanese.html': [61, 63, 69],
  'media.html': [77],
  'tools.html': [85, 86, 87, 89, 90, 92, 93],
};
const pageOf = (n) => Object.keys(PAGES).find((page) => PAGES[page].includes(n));

process.env.SHIRUBE_CHECK = '';
const dir = new URL('./fixtures', import.meta.url).pathname;
const server = await serve(dir);
const browser = await launch();
const silent = [];
let forms = 0;
/** Notes the check whose form found nothing. */
const needs = async (check, form, look) => {
  forms += 1;
  let faults;
  try { faults = await look(); } catch (error) { faults = []; console.log(`${check.n} ${form} broke: ${String(error.message).split('\n')[0]}`); }
  if (faults.length === 0) silent.push(`${check.n} ${form}: ${check.name}`);
};
try {
  const site = await readSite(dir, await blankPage(browser));
  site.banner = { ...site, server };
  const tab = await Tab.open(browser, server.base, site);
  for (const check of all) {
    if (check.dom) await needs(check, 'dom', async () => (await site.gather(check.dom)).flatMap(({ value }) => value));
    for (const form of ['every', 'run'].filter((one) => check[one])) {
      await needs(check, form, async () => {
        const path = pageOf(check.n);
        tab.turn({ ...site.pages.find((page) => page.path === path), stands: true });
        return check[form](await tab.show(check.view), tab);
      });
    }
    if (check.site) await needs(check, 'site', async () => (await check.site(site, tab)).faults);
  }
} finally {
  await browser.close();
  server.close();
}
for (let n = 1; n <= COUNT; n += 1) if (!all.some((check) => check.n === n)) silent.push(`${n} has no check`);
for (const line of silent) console.log(`FINDS NOTHING ${line}`);
console.log(`${forms} forms of ${COUNT} checks can fail${silent.length ? `, but for ${silent.length}` : ''}`);
process.exitCode = silent.length > 0 ? 1 : 0;
