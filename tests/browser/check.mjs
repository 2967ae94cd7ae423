// The acceptance list of the theme: every check by its number, over a built guide in Chromium.
//
//   node check.mjs SITE [BANNER] [--only 1,2,3]      exit 0: fine · 1: faults
//
// SITE is the built guide, BANNER the same guide with an emergency banner. The browser is the first Chromium, Chrome or Edge that is found; set CHROMIUM to use another.

import path from 'node:path';
import { checks as colour } from './checks/colour.mjs';
import { checks as japanese } from './checks/japanese.mjs';
import { checks as keyboard } from './checks/keyboard.mjs';
import { checks as media } from './checks/media.mjs';
import { checks as robust } from './checks/robust.mjs';
import { checks as siteChecks } from './checks/site.mjs';
import { checks as structure } from './checks/structure.mjs';
import { checks as targets } from './checks/targets.mjs';
import { checks as tools } from './checks/tools.mjs';
import { checks as ways } from './checks/ways.mjs';
import { Tab, blankPage, launch } from './lib/browser.mjs';
import { runAll, tell } from './lib/report.mjs';
import { serve } from './lib/server.mjs';
import { readSite } from './lib/site.mjs';
import { validate } from './lib/validate.mjs';
import { expectedKinds, pending } from './pending.mjs';

/** How many checks the list has. */
export const COUNT = 93;
export const all = [...structure, ...keyboard, ...targets, ...colour, ...robust, ...japanese, ...media, ...siteChecks, ...tools, ...ways];

/** Kinds that should have a page and have none, and the other way round. */
export function kindFaults(site) {
  const kinds = new Set(site.pages.map((page) => page.kind).filter((kind) => kind !== 'moved'));
  return [...expectedKinds.filter((kind) => !kinds.has(kind)).map((kind) => `no page of kind ${kind}: the guide needs one to be looked at`),
    ...[...kinds].filter((kind) => !expectedKinds.includes(kind)).map((kind) => `the kind ${kind} is not in expectedKinds (pending.mjs): add it`)];
}

async function main() {
  const dirs = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const only = process.argv.find((word) => word.startsWith('--only='))?.slice(7).split(',').map(Number);
  const checks = only ? all.filter((check) => only.includes(check.n)) : all;
  const [dir, banner] = dirs.map((one) => path.resolve(one));
  if (checks.some((check) => check.n === 3)) validate(dir).catch(() => {}); // beside the browser; check 3 asks for the answer
  const started = Date.now();
  const server = await serve(dir);
  const browser = await launch();
  let done = false;
  // One message instead of a fault of every check.
  browser.on('disconnected', () => {
    if (done) return;
    console.log('Chromium ended by itself; run this again');
    process.exit(1);
  });
  try {
    const site = await readSite(dir, await blankPage(browser));
    site.base = server.base;
    site.banner = banner && { ...await readSite(banner, await blankPage(browser)), server: await serve(banner) };
    console.log(`${site.pages.length} pages; these stand for all:`);
    for (const page of site.sample) console.log(`  ${(page.kind + (page.code && ` ${page.code}`)).padEnd(20)} /${page.path}  (${page.why})`);
    const tabs = await Promise.all([1, 2].map(() => Tab.open(browser, server.base, site)));
    const results = await runAll(checks, site, tabs);
    let wrong = tell(checks, results, pending, only ?? Array.from({ length: COUNT }, (_, at) => at + 1));
    for (const fault of only ? [] : kindFaults(site)) {
      wrong += 1;
      console.log(`FAILED ${fault}`);
    }
    console.log(`\n${wrong === 0 ? 'all as it should be' : `${wrong} of the list are not as they should be`} (${Math.round((Date.now() - started) / 1000)} s)`);
    site.banner?.server.close();
    process.exitCode = wrong > 0 ? 1 : 0;
  } finally {
    done = true;
    await browser.close();
    server.close();
  }
}

if (process.argv[1] === import.meta.filename) await main();
