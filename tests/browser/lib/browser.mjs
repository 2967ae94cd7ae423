// Chromium, and one tab at a time whose window, media and page are changed rather than opened anew.

import fs from 'node:fs';
import { chromium } from 'playwright-core';
import { install } from './tools.mjs';

/** Where Chromium, Chrome and Edge are installed; `CHROMIUM` names another one. Edge is on every Windows. */
const PLACES = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable',
    '/usr/bin/microsoft-edge', '/snap/bin/chromium'],
  darwin: ['Chromium', 'Google Chrome', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].map((name) => process.env[name]).filter(Boolean).flatMap((folder) =>
    ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']
      .map((name) => `${folder}\\${name}`)),
};
const CHROMIUM = process.env.CHROMIUM ?? PLACES[process.platform]?.find((path) => fs.existsSync(path));
if (!CHROMIUM) throw new Error('no Chromium, Chrome or Edge found; name one in CHROMIUM');
const FLAGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];
export const AXE = fs.readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Rules whose answer depends on the colour scheme. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
/** A phone, in light, with nothing unusual about it. */
const PHONE = {
  width: 375, height: 667, media: 'screen', colorScheme: 'light', forcedColors: 'none', reducedMotion: 'no-preference', contrast: 'no-preference',
};

export const launch = () => chromium.launch({ executablePath: CHROMIUM, args: FLAGS });

/** An empty page of its own, for parsing and for looking at pictures. */
export const blankPage = async (browser) => (await browser.newContext()).newPage();

/** A tab for one page after another. Every check is handed it as `t`. */
export class Tab {
  #page;
  #view = {};
  #others = new Map();
  #kept = new Map();
  #stale = true;

  static async open(browser, base, site) {
    const tab = new Tab();
    tab.browser = browser;
    tab.base = base;
    tab.site = site;
    tab.requests = [];
    tab.refused = [];
    tab.#page = await tab.#newPage({});
    tab.blank = await blankPage(browser);
    /** A session of the browser's own protocol with the page on show. */
    tab.devtools = await tab.#page.context().newCDPSession(tab.#page);
    return tab;
  }

  async #newPage(options) {
    const context = await this.browser.newContext({ locale: 'ja-JP', viewport: { width: 375, height: 667 }, serviceWorkers: 'allow', ...options });
    await context.addInitScript(install);
    const page = await context.newPage();
    page.on('request', (request) => this.requests.push(request.url()));
    page.on('console', (message) => { if (message.type() === 'error') this.refused.push(message.text()); });
    page.on('pageerror', (error) => this.refused.push(String(error)));
    return page;
  }

  /** Turns to another page of the site; what was kept for the last one is forgotten. */
  turn(at) {
    this.at = at;
    this.url = this.base + at.path.split('/').map(encodeURIComponent).join('/');
    this.#kept.clear();
    this.#stale = true;
    this.requests.length = 0;
    this.refused.length = 0;
  }

  /** The page in a window and media of the wanted kind, loaded anew where something has changed it. */
  async show(view = {}) {
    const wanted = { ...PHONE, ...view };
    const { width, height, ...media } = wanted;
    if (this.#view.width !== width || this.#view.height !== height) await this.#page.setViewportSize({ width, height });
    if (Object.keys(media).some((key) => this.#view[key] !== media[key])) await this.#page.emulateMedia(media);
    this.#view = wanted;
    if (this.#stale) await this.#page.goto(this.url, { waitUntil: 'load' });
    this.#stale = false;
    return this.#page;
  }

  /** The page was changed or left: the next check gets a fresh one. */
  spoil() { this.#stale = true; }

  /** The page in a tab of another kind, as `{ page, close }`: without scripts, pictures or style sheets, or with scripts that fail. */
  async other(kind) {
    if (!this.#others.has(kind)) {
      const page = await this.#newPage({ javaScriptEnabled: kind !== 'no-script' });
      const type = { 'no-style': 'stylesheet', 'no-images': 'image' }[kind];
      if (type) await page.route('**/*', (route) => (route.request().resourceType() === type ? route.abort() : route.continue()));
      if (kind === 'broken-script') {
        await page.route('**/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: 'document.body.dataset.broken = "yes"; throw new Error("broken");' }));
        await page.addInitScript(() => { for (const name of ['querySelectorAll', 'addEventListener']) Document.prototype[`${name}Kept`] = Document.prototype[name]; });
      }
      this.#others.set(kind, page);
    }
    const page = this.#others.get(kind);
    await page.goto(this.url, { waitUntil: 'load' });
    return page;
  }

  /** Makes something once a page: axe's answer, the walk with the keyboard. */
  async once(name, make) {
    if (!this.#kept.has(name)) this.#kept.set(name, make());
    return this.#kept.get(name);
  }

  /** What axe finds, light or dark; `all` false asks only the rules that depend on colours. */
  axe(colorScheme, all = true) {
    return this.once(`axe ${colorScheme} ${all}`, async () => {
      const page = await this.show({ colorScheme });
      if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
      return page.evaluate(([tags, only, open]) => axe.run(document, {
        runOnly: only ? { type: 'rule', values: only } : { type: 'tag', values: tags },
        resultTypes: open ? ['violations', 'incomplete'] : ['violations'], // what it leaves open costs most of its time
        ...(only ? {} : { rules: { 'target-size': { enabled: true } } }), // off by default, even with its tag
      }), [TAGS, all ? null : COLOUR_RULES, this.at.stands]);
    });
  }

  async close() {
    await Promise.all([this.#page, this.blank, ...this.#others.values()].map((page) => page.context().close()));
  }
}
