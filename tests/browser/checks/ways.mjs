// How far it is, and how wide: 91 to 93.

/** Presses Tab until what has the focus matches; returns the presses, or nothing where it is never reached. What stands in `main` is reached as people do who know the first link: past the head by Enter on it. */
async function press(page, selector, most = 150) {
  let skipped = 0;
  if (/^(main|input|\.results)/.test(selector)) {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    skipped = 2;
  }
  for (let presses = 1 + skipped; presses <= most; presses += 1) {
    await page.keyboard.press('Tab');
    // A page that is left meanwhile does not hold it.
    const held = page.evaluate((wanted) => document.activeElement?.matches(wanted) && tools.shown(document.activeElement), selector);
    if (await held.catch(() => false)) return presses;
  }
  return null;
}

/** Walks through `steps` (a selector, or a function of the page) from the top page; returns all presses and where it ended. */
async function walk(tab, width, steps) {
  const context = await tab.browser.newContext({ locale: 'ja-JP', viewport: { width, height: 800 }, bypassCSP: true });
  try {
    const { install } = await import('../lib/tools.mjs');
    await context.addInitScript(install);
    const page = await context.newPage();
    await page.goto(tab.base, { waitUntil: 'load' });
    let all = 0;
    for (const step of steps) {
      if (typeof step === 'function') {
        all += await step(page);
        if (all === Infinity) return { all, lost: 'what is searched' };
        continue;
      }
      const presses = await press(page, step);
      if (presses === null) return { all: Infinity, lost: step };
      all += presses + 1;
      const before = page.url();
      await page.keyboard.press('Enter');
      if (!step.includes('summary')) await page.waitForURL((url) => String(url) !== before, { timeout: 4000 }).catch(() => {});
      await page.waitForLoadState('load');
    }
    return { all, lost: '' };
  } finally {
    await context.close();
  }
}

/** Types a question and waits for what is found. */
async function ask(page) {
  await page.keyboard.type('雪かき');
  await page.keyboard.press('Enter');
  return (await page.waitForSelector('.results a', { timeout: 8000 }).catch(() => null)) ? 1 : Infinity;
}
const field = async (page) => (await press(page, 'input[name=q]')) ?? Infinity;

/** The ways from the top page to an answer and on to the desk, and the most presses that each may take. */
const WAYS = [
  ['by the menu, on a desk', 1280, 40, ['.menu a[href*="qa/"], .menu a[href*="questions/"]', 'main .q-title a', '.consult']],
  ['by the menu, on a phone', 375, 40, ['.menu summary', '.menu a[href*="qa/"], .menu a[href*="questions/"]', 'main .q-title a', '.consult']],
  ['by the search, on a desk', 1280, 20, [field, ask, '.results a', '.consult']],
  ['by the search, on a phone', 375, 20, [field, ask, '.results a', '.consult']],
];

export const checks = [
  {
    n: 91, name: 'few presses from the top page to an answer, and on to the desk',
    site: async (site, tab) => {
      const ways = [];
      for (const [name, width, most, steps] of WAYS) ways.push({ name, most, ...await walk(tab, width, steps) });
      const told = ways.map(({ name, most, all }) => `${name}: ${all} (${most})`);
      return { faults: ways.filter(({ all, most }) => all > most).map(({ name, all, lost }) => `${name}: ${all} presses${lost ? `, ${lost} is never reached` : ''}`), notes: told };
    },
  },
  {
    n: 92, name: 'on the narrowest phone the head is two rows', view: { width: 320, height: 640 },
    run: (page) => page.evaluate(() => {
      const head = document.querySelector('.bar');
      if (!head) return [];
      const rows = new Set([...head.children].filter(tools.shown).map((one) => { const box = one.getBoundingClientRect(); return Math.round((box.top + box.height / 2) / 24); }));
      const langs = [...document.querySelectorAll('.langs li')].filter(tools.shown);
      const lines = new Set(langs.map((one) => Math.round(one.getBoundingClientRect().top)));
      return [...(rows.size > 1 ? [`the name and its links stand in ${rows.size} rows`] : []), ...(lines.size > 1 ? [`the languages stand in ${lines.size} rows`] : [])];
    }),
  },
  {
    n: 93, name: 'no line has more than 40 characters, no picture is higher than the screen', view: { width: 1280, height: 800 },
    run: (page) => page.evaluate(() => {
      const wide = [...document.querySelectorAll('main p, main li, main dd')].filter((one) => tools.shown(one) && one.textContent.trim().length > 60 && !one.closest('table, .vh')).flatMap((one) => {
        const range = document.createRange();
        range.selectNodeContents(one);
        const size = parseFloat(getComputedStyle(one).fontSize) * 1.02;
        const widest = Math.max(0, ...[...range.getClientRects()].map((box) => box.width));
        return /[぀-ヿ一-鿿]/.test(one.textContent) && widest / size > 40.5 ? [`${Math.floor(widest / size)} characters: ${tools.label(one)}`] : [];
      });
      const high = [...document.querySelectorAll('main img, main svg')].filter((one) => tools.shown(one) && one.getBoundingClientRect().height > innerHeight).map((one) => `higher than the screen: ${tools.label(one)}`);
      return [...wide, ...high].slice(0, 4);
    }),
  },
];
