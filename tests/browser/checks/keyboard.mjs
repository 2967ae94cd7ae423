// The checklist's "Keyboard, focus", 18 to 30. One walk with Tab to the end and back with Shift+Tab serves most of them.

import { indicator } from '../lib/pixels.mjs';

const PHONE = { width: 375, height: 667 };
const DESK = { width: 1280, height: 800 };

/** In the page: what has the focus, and how it stands there. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  window.stops ??= [];
  if (!window.stops.includes(element)) window.stops.push(element);
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  // Where it stands in what scrolls sideways, wherever that has been scrolled to.
  const aside = scrollX + (element.parentElement?.closest('.scroll')?.scrollLeft ?? 0);
  const points = [[0.5, 0.5], [0.05, 0.1], [0.95, 0.9]].map(([x, y]) => document.elementFromPoint(
    Math.min(Math.max(box.left + box.width * x, 0), innerWidth - 1), Math.min(Math.max(box.top + box.height * y, 0), innerHeight - 1)));
  const seen = points.filter((hit) => hit && (element === hit || element.contains(hit)
    || (hit.contains(element) && !/fixed|sticky|absolute/.test(getComputedStyle(hit).position)))).length;
  return {
    index: window.stops.indexOf(element), label: tools.label(element), href: element.getAttribute('href'),
    shows: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none',
    seen, inView: box.right > 0 && box.left < innerWidth && (box.height > 0.8 * innerHeight ? box.top < innerHeight && box.bottom > 0 : box.top >= -1 && box.bottom <= innerHeight + 1),
    box: { left: box.left + aside, right: box.right + aside, top: box.top + scrollY, bottom: box.bottom + scrollY },
    happened: [location.href.split('#')[0], document.querySelectorAll('[open]').length, window.changes ?? 0].join(' '),
  };
}

/** Tab from the top to the end; on the phone, Shift+Tab back as well. */
const walk = (t, view) => t.once(`walk ${view.width}`, async () => {
  t.spoil();
  const page = await t.show(view);
  const total = await page.evaluate(() => {
    new MutationObserver((changes) => { window.changes = (window.changes ?? 0) + changes.length; }).observe(document.body, { subtree: true, childList: true, attributes: true });
    return tools.focusable().length;
  });
  const before = await page.evaluate(() => [location.href.split('#')[0], document.querySelectorAll('[open]').length, 0].join(' '));
  const press = async (key) => { await page.keyboard.press(key); return page.evaluate(focused); };
  const there = [];
  let ended = false;
  for (let times = 0; times < total + 5 && !ended; times += 1) {
    const at = await press('Tab');
    // Out of the page at its end: to nothing, or round to the first.
    ended = there.length > 0 && (!at || at.index === 0);
    if (at && !ended) there.push(at);
  }
  const back = [];
  // From behind the last, wherever the browser put the focus.
  await page.evaluate(() => { window.stops.at(-1)?.focus(); });
  if (there.length) back.push(there.at(-1));
  for (let times = 0; view === PHONE && times < there.length - 1; times += 1) {
    const at = await press('Shift+Tab');
    if (!at) break;
    back.push(at);
  }
  const windows = page.context().pages().length;
  t.spoil();
  return { total, before, there, back, ended, windows };
});

/** Stops that stand before the one before them, in their line or in their column. */
const backwards = (stops) => stops.slice(1).flatMap((at, index) => {
  const [a, b] = [stops[index].box, at.box];
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  const above = across > 0 && b.bottom <= a.top + 1;
  const left = down > 0.6 * Math.min(a.bottom - a.top, b.bottom - b.top) && b.right <= a.left + 1;
  return above || left ? [`${stops[index].label} → ${at.label}`] : [];
});

/** Kinds of focus stops that were looked at pixel by pixel already. */
const looked = new Set();

export const checks = [
  {
    n: 18, name: 'the first Tab reaches the skip link, and it is seen', touches: true,
    run: async (page) => {
      await page.keyboard.press('Tab');
      return page.evaluate(() => {
        const link = document.activeElement;
        const box = link.getBoundingClientRect();
        if (!link.matches('a[href="#main"]')) return [`first is ${tools.label(link)}`];
        return box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.width > 40 && link.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ? [] : ['it is not seen'];
      });
    },
  },
  {
    n: 19, name: 'Enter on it puts the focus into main', touches: true,
    run: async (page) => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => location.hash === '#main', null, { timeout: 1000 }).catch(() => {});
      return page.evaluate(() => (document.activeElement.closest('main') ? [] : [`focus is on ${tools.label(document.activeElement)}`]));
    },
  },
  {
    n: 20, name: 'Tab reaches everything and gets out again; Shift+Tab goes back the same way', view: PHONE,
    run: async (page, t) => {
      const { total, there, back, ended } = await walk(t, PHONE);
      const faults = [];
      const reached = new Set(there.map((at) => at.index)).size;
      if (reached < total) faults.push(`${reached} of ${total} reached`);
      if (!ended) faults.push(`no way out after ${there.at(-1)?.label}`);
      const wanted = there.map((at) => at.index).reverse();
      const came = back.map((at) => at.index);
      const differs = wanted.findIndex((index, at) => came[at] !== index);
      if (ended && differs >= 0) faults.push(`backwards differs at ${there[there.length - 1 - differs].label}`);
      return faults;
    },
  },
  { n: 21, name: 'the focus shows on each', view: PHONE, run: async (page, t) => (await walk(t, PHONE)).there.filter((at) => !at.shows).map((at) => at.label) },
  {
    n: 22, name: 'the focus changes at least a 2 px rim, at 3:1, light and dark', touches: true,
    run: async (page, t) => {
      const faults = [];
      for (const colorScheme of ['light', 'dark']) {
        t.spoil();
        const shown = await t.show({ ...DESK, colorScheme });
        const kinds = await shown.evaluate(() => tools.focusable().map((element) => {
          const style = getComputedStyle(element);
          return [element.tagName, element.className, element.parentElement.className, tools.ground(element), style.display, style.color].join(' ');
        }));
        for (const [index, kind] of kinds.entries()) {
          if (kinds.indexOf(kind) !== index || looked.has(`${colorScheme} ${kind}`)) continue;
          looked.add(`${colorScheme} ${kind}`);
          faults.push(...(await indicator(shown, t.blank, index)).map((fault) => `${colorScheme}: ${fault}`));
        }
      }
      return faults;
    },
  },
  { n: 23, name: 'what has the focus is not covered', view: PHONE, run: async (page, t) => (await walk(t, PHONE)).there.filter((at) => at.seen === 0).map((at) => at.label) },
  { n: 24, name: 'what has the focus is in view', view: PHONE, run: async (page, t) => (await walk(t, PHONE)).there.filter((at) => !at.inView).map((at) => at.label) },
  {
    n: 25, name: 'Enter and Space open and close each disclosure', touches: true,
    run: async (page) => {
      const faults = [];
      const total = await page.evaluate(() => {
        window.parts = [...document.querySelectorAll('summary')].filter(tools.shown).slice(0, 6);
        // What looks like a disclosure without being one.
        window.fakes = [...document.querySelectorAll('[aria-expanded]')].filter((element) => !element.matches('button, summary, a[href], [role=combobox]')).map(tools.label);
        return window.parts.length;
      });
      faults.push(...(await page.evaluate(() => window.fakes)).map((label) => `no keyboard: ${label}`));
      for (let at = 0; at < total; at += 1) {
        const open = () => page.evaluate((index) => window.parts[index].parentElement.open, at);
        await page.evaluate((index) => window.parts[index].focus(), at);
        for (const key of ['Enter', 'Space', 'Enter', 'Space']) {
          const before = await open();
          await page.keyboard.press(key);
          if ((await open()) === before) faults.push(`${key} does nothing: ${await page.evaluate((index) => tools.label(window.parts[index]), at)}`);
        }
      }
      return faults;
    },
  },
  {
    n: 26, name: 'what opens over the page closes with Esc, and the focus goes back', touches: true,
    run: async (page) => {
      const faults = [];
      const total = await page.evaluate(() => {
        window.openers = [...document.querySelectorAll('summary, [aria-haspopup], [popovertarget], [commandfor]')].filter(tools.shown).slice(0, 8);
        return window.openers.length;
      });
      for (let at = 0; at < total; at += 1) {
        await page.evaluate((index) => window.openers[index].focus(), at);
        await page.keyboard.press('Enter');
        const over = () => page.evaluate((index) => {
          const opener = window.openers[index];
          const parts = [...document.querySelectorAll('dialog[open], :popover-open'), ...(opener.parentElement.open ? [...opener.parentElement.children].filter((part) => part !== opener) : [])];
          return parts.some((part) => tools.shown(part) && /absolute|fixed/.test(getComputedStyle(part).position));
        }, at);
        const covered = await over();
        await page.keyboard.press('Escape');
        const label = await page.evaluate((index) => tools.label(window.openers[index]), at);
        if (covered && (await over())) faults.push(`Esc leaves it open: ${label}`);
        if (!(await page.evaluate((index) => document.activeElement === window.openers[index], at))) faults.push(`the focus is lost: ${label}`);
      }
      return faults;
    },
  },
  {
    n: 27, name: 'a link within the page lands in view, under nothing', view: DESK, touches: true,
    run: (page) => page.evaluate(async () => {
      const links = [...document.querySelectorAll('a[href^="#"]')].filter((link) => link.hash.length > 1 && tools.shown(link) && !link.matches('.skip'));
      const faults = [];
      for (const link of links.filter((one, at) => links.findIndex((other) => other.hash === one.hash) === at).slice(0, 10)) {
        link.click();
        await new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); });
        const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
        const box = target?.getBoundingClientRect();
        const hit = box && document.elementFromPoint(Math.max(box.left, 0) + Math.min(6, box.width / 2), Math.max(box.top, 0) + Math.min(6, box.height / 2));
        if (!box || box.top < -1 || box.top > innerHeight - 20 || !hit || !(target.contains(hit) || hit.contains(target))) faults.push(link.hash);
      }
      return faults;
    }),
  },
  {
    n: 28, name: 'the focus moves as the eye does, on a phone and on a desk', touches: true,
    run: async (page, t) => [...backwards((await walk(t, PHONE)).there.slice(1)), ...backwards((await walk(t, DESK)).there.slice(1)).map((fault) => `1280: ${fault}`)],
  },
  {
    n: 29, name: 'no rule takes the outline away without another sign',
    run: (page) => page.evaluate(() => {
      const rules = (list) => [...list].flatMap((rule) => [rule, ...(rule.cssRules ? rules(rule.cssRules) : [])]);
      return [...document.styleSheets].flatMap((sheet) => rules(sheet.cssRules)).filter((rule) => rule.selectorText && rule.style.outlineStyle === 'none').flatMap((rule) => {
        const other = ['boxShadow', 'border', 'borderColor', 'background', 'backgroundColor', 'textDecoration'].some((name) => !['', 'none'].includes(rule.style[name]));
        const plain = rule.selectorText.replace(/:focus(-visible|-within)?/g, '').trim() || '*';
        // A place that only a script or a link can put the focus on needs no sign.
        const hit = [...document.querySelectorAll(plain)].filter((element) => element.tabIndex >= 0);
        return other || hit.length === 0 ? [] : [`${rule.selectorText}: ${tools.label(hit[0])}`];
      });
    }),
  },
  {
    n: 30, name: 'nothing happens on focus alone', view: PHONE,
    run: async (page, t) => {
      const { before, there, windows } = await walk(t, PHONE);
      return [...there.filter((at) => at.happened !== before).slice(0, 3).map((at) => `${at.label}: ${before} → ${at.happened}`), ...(windows === 1 ? [] : [`${windows} windows`])];
    },
  },
];
