// Runs the checks and tells what they found: every number of the list, on how many pages, with what result.

/** One page's checks in turn; a check that throws has found a fault. */
async function on(tab, checks, which, found) {
  for (const check of checks) {
    const entry = found(check.n);
    entry.pages.add(tab.at.path);
    const begun = performance.now();
    try {
      const page = await tab.show(check.view);
      const faults = await check[which](page, tab);
      entry.faults.push(...faults.map((fault) => `/${tab.at.path}: ${fault}`));
    } catch (error) {
      entry.faults.push(`/${tab.at.path}: ${String(error.message ?? error).split('\n')[0]}`);
    }
    entry.ms += performance.now() - begun;
    if (check.touches) tab.spoil();
  }
}

/**
 * Runs every check over a site: `dom` on every parsed page, `every` on every page in a tab, `run` on the pages that stand for all, `site` once;
 * `notes` are told and judge nothing.
 * Returns a map from number to `{ pages, faults }`.
 */
export async function runAll(checks, site, tabs) {
  const results = new Map();
  const found = (n) => {
    if (!results.has(n)) results.set(n, { pages: new Set(), faults: [], notes: [], ms: 0 });
    return results.get(n);
  };
  for (const check of checks.filter((one) => one.dom)) {
    const seen = await site.gather(check.dom);
    const own = seen.filter(({ at }) => at.kind !== 'moved');
    for (const { at, value } of own) {
      found(check.n).pages.add(at.path);
      found(check.n).faults.push(...value.map((fault) => `/${at.path}: ${fault}`));
    }
  }
  const everywhere = checks.filter((one) => one.every);
  const sampled = checks.filter((one) => one.run);
  const stands = new Set(site.sample.map((page) => page.path));
  // The pages that take longest first, so that the tabs end together.
  const waiting = [...site.sample, ...site.pages.filter((page) => page.kind !== 'moved' && !stands.has(page.path))];
  await Promise.all(tabs.map(async (tab) => {
    for (let at = waiting.shift(); at; at = waiting.shift()) {
      tab.turn({ ...at, stands: stands.has(at.path) });
      await on(tab, everywhere, 'every', found);
      if (stands.has(at.path)) await on(tab, sampled, 'run', found);
    }
  }));
  for (const check of checks.filter((one) => one.site)) {
    const entry = found(check.n);
    const begun = performance.now();
    try {
      const { faults, pages = [], notes = [] } = await check.site(site, tabs[0]);
      entry.faults.push(...faults);
      entry.notes.push(...notes);
      for (const path of pages) entry.pages.add(path);
    } catch (error) {
      entry.faults.push(String(error.stack ?? error).split('\n').slice(0, 2).join(' '));
    }
    entry.ms += performance.now() - begun;
  }
  for (const check of checks.filter((one) => one.notes)) found(check.n).notes.push(...check.notes());
  return results;
}

const SHOWN = 6;

/** Prints the table of some numbers and returns how many of them are not as they should be. */
export function tell(checks, results, pending, wanted) {
  let wrong = 0;
  const row = (n, word, pages, seconds, name) => console.log(`${String(n).padStart(3)}  ${word.padEnd(8)} ${String(pages).padStart(5)} ${seconds.padStart(6)}  ${name}`);
  const said = [];
  console.log(`\n  n  result   pages      s  check`);
  for (const n of wanted) {
    const own = checks.filter((check) => check.n === n);
    const result = results.get(n);
    if (own.length === 0 || !result) {
      wrong += 1;
      row(n, 'MISSING', 0, '', 'no check has this number');
      continue;
    }
    const reason = pending[n];
    const failed = result.faults.length > 0;
    const word = reason ? (failed ? 'pending' : 'PASSES') : (failed ? 'FAILED' : 'passed');
    if (word === 'FAILED' || word === 'PASSES') wrong += 1;
    const where = result.pages.size || 'site';
    row(n, word, where, (result.ms / 1000).toFixed(1), `${own.map((check) => check.name).join('; ')}${own[0].rust ? ` (also ${own[0].rust})` : ''}`);
    if (word === 'pending') said.push(`${n} waits for: ${reason}`);
    if (word === 'PASSES') said.push(`${n} is pending but passes: remove it from pending.mjs`);
    for (const note of result.notes) said.push(`${n} ${note}`);
    if (failed) {
      const faults = [...new Set(result.faults)];
      const lines = faults.slice(0, reason ? 2 : SHOWN).map((fault) => `     ${fault}`);
      said.push(`${n} ${own[0].name}: ${faults.length} fault(s)\n${lines.join('\n')}${faults.length > lines.length ? `\n     … and ${faults.length - lines.length} more` : ''}`);
    }
  }
  if (said.length) console.log(`\n${said.join('\n')}`);
  const numbers = [...new Set(checks.map((check) => check.n))];
  for (const n of numbers.filter((one) => !wanted.includes(one))) {
    wrong += 1;
    console.log(`check ${n} is not in the list`);
  }
  return wrong;
}
