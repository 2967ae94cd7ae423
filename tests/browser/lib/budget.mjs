// How heavy and how fast a page is, on a slow line: 150 ms, 1.6 Mbit/s, a processor four times slower.

import zlib from 'node:zlib';

/** What a page may cost, and where it fails. */
export const BUDGET = {
  html: { aim: 14, fails: 30, unit: 'KB' }, css: { aim: 10, fails: 16, unit: 'KB' }, js: { aim: 5, fails: 10, unit: 'KB' }, fonts: { aim: 0, fails: 0, unit: '' },
  images: { aim: 60, fails: 120, unit: 'KB' }, total: { aim: 100, fails: 500, unit: 'KB' }, requests: { aim: 6, fails: 12, unit: '' },
  lcp: { aim: 1200, fails: 1800, unit: 'ms' }, cls: { aim: 0.02, fails: 0.1, unit: '' }, tbt: { aim: 50, fails: 150, unit: 'ms' }, nodes: { aim: 800, fails: 1500, unit: '' },
};
/** Pages that are lists may be longer. */
const LISTS = { html: { aim: 14, fails: 50, unit: 'KB' }, nodes: { aim: 800, fails: 1500, unit: '' } };
const LIST_KINDS = ['questions', 'term', 'terms', 'section', 'search'];
export const limit = (what, kind) => (LIST_KINDS.includes(kind) && LISTS[what]) || BUDGET[what];

const kb = (bytes) => Math.round(bytes / 102.4) / 10;
export const gzip = (bytes) => kb(zlib.gzipSync(bytes, { level: 9 }).length);
export const brotli = (bytes) => kb(zlib.brotliCompressSync(bytes).length);

/** Loads the page once over the slow line and says what it cost. */
async function load(browser, url) {
  const context = await browser.newContext({ locale: 'ja-JP', viewport: { width: 375, height: 667 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(() => {
      window.seen = { lcp: 0, cls: 0, tbt: 0 };
      const watch = (type, see) => new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
      watch('largest-contentful-paint', (entry) => { window.seen.lcp = entry.startTime; });
      watch('layout-shift', (entry) => { if (!entry.hadRecentInput) window.seen.cls += entry.value; });
      watch('longtask', (entry) => { window.seen.tbt += Math.max(0, entry.duration - 50); });
    });
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 });
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const kinds = new Map();
    const bytes = {};
    let requests = 0;
    devtools.on('Network.responseReceived', (event) => kinds.set(event.requestId, event.type));
    devtools.on('Network.loadingFinished', (event) => {
      const kind = kinds.get(event.requestId) ?? 'Other';
      bytes[kind] = (bytes[kind] ?? 0) + event.encodedDataLength;
      requests += 1;
    });
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForTimeout(300);
    const seen = await page.evaluate(() => ({ ...window.seen, nodes: document.querySelectorAll('*').length }));
    return {
      js: kb(bytes.Script ?? 0), fonts: kb(bytes.Font ?? 0), images: kb(bytes.Image ?? 0), total: kb(Object.values(bytes).reduce((sum, part) => sum + part, 0)), requests,
      lcp: Math.round(seen.lcp), cls: Number(seen.cls.toFixed(3)), tbt: Math.round(seen.tbt), nodes: seen.nodes,
    };
  } finally {
    await context.close();
  }
}

/** The best of up to three loads: other work on the machine only ever slows one down. */
export async function measure(browser, url) {
  let best;
  for (let times = 0; times < 3; times += 1) {
    const seen = await load(browser, url);
    best = best ? { ...seen, lcp: Math.min(best.lcp, seen.lcp), tbt: Math.min(best.tbt, seen.tbt), cls: Math.min(best.cls, seen.cls) } : seen;
    if (best.lcp <= BUDGET.lcp.aim && best.tbt <= BUDGET.tbt.aim && best.cls <= BUDGET.cls.aim) break;
  }
  return best;
}
