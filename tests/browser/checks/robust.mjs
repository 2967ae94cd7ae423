// The checklist's "No JS, robustness", 53 to 60.

/** In the page: the text of main as it stands on the page, and whether it can be read. What only a script can do (share, copy, print, tick, add up), what is said in its place, and what it says by the reader's day is no text. */
const readable = (page) => page.evaluate(() => {
  tools.style('main :is(button[type=button], noscript, .task, [data-tool], [data-reception]) { display: none !important }');
  const main = document.querySelector('main');
  const style = main && getComputedStyle(main);
  return { text: (main?.innerText ?? '').replace(/\s+/g, ' ').trim(), seen: Boolean(main && tools.shown(main.querySelector('h1') ?? main) && style.opacity === '1' && style.visibility === 'visible') };
});

export const checks = [
  {
    n: 53, name: 'without scripts: the same text, and menu and search work',
    run: async (page, t) => {
      const wanted = await readable(page);
      const other = await t.other('no-script');
      const seen = await readable(other);
      t.spoil();
      const faults = seen.text === wanted.text && seen.seen ? [] : [`${wanted.text.length} characters with, ${seen.text.length} without scripts`];
      const menu = other.locator('nav.menu');
      if (await menu.count() === 0) return [...faults, 'no menu'];
      await menu.locator('summary').click();
      const links = await menu.locator('a').count();
      if (links === 0 || !(await menu.locator('a').first().isVisible())) faults.push('the menu does not open');
      for (const form of await other.evaluate(() => [...document.querySelectorAll('form')].map((one) => ({ method: one.method, action: one.getAttribute('action'), send: one.querySelector('button:not([type=button]), [type=submit]') !== null })))) {
        if (form.method !== 'get' || !form.action || !form.send) faults.push(`a form that needs a script: ${JSON.stringify(form)}`);
      }
      return faults;
    },
  },
  {
    n: 54, name: 'with scripts that fail: the same text',
    run: async (page, t) => {
      const wanted = await readable(page);
      const seen = await readable(await t.other('broken-script'));
      t.spoil();
      return seen.text === wanted.text && seen.seen ? [] : [`${wanted.text.length} characters with, ${seen.text.length} with broken scripts`];
    },
  },
  {
    n: 55, name: 'without style sheets: the order makes sense and nothing was said by the style sheet alone',
    run: async (page, t) => {
      const order = () => [...document.querySelectorAll('main :is(h1, h2, h3, p, li, dt, dd, caption)')].filter((element) => tools.shown(element) && !element.querySelector('p, li') && !element.closest('.vh, details:not([open]), nav, aside, .qa-side, .share'))
        .filter((element) => tools.text(element) !== '').map((element) => ({ words: tools.text(element), top: Math.round(element.getBoundingClientRect().top + scrollY), left: element.getBoundingClientRect().left, right: element.getBoundingClientRect().right }));
      const styled = await (await t.show({ width: 375, height: 667 })).evaluate(order);
      const drawn = await page.evaluate(() => [...document.querySelectorAll('body *')].flatMap((element) => ['::before', '::after'].flatMap((part) => {
        const { content } = getComputedStyle(element, part);
        return /[\p{L}\p{N}]{2}/u.test(/"([^"]*)"/.exec(content)?.[1] ?? '') ? [`said by the style sheet: ${content} ${tools.label(element)}`] : [];
      })));
      const bare = await t.other('no-style');
      const plain = await bare.evaluate(order);
      const frame = await bare.evaluate(() => ['.skip', 'header', 'main', 'footer'].map((part) => document.querySelector(part)?.getBoundingClientRect().top ?? -1e6));
      const faults = [...drawn];
      if (plain.map((one) => one.words).join('|') !== styled.map((one) => one.words).join('|')) faults.push('other parts are seen with and without');
      const sorted = (list) => list.every((one, at) => at === 0 || one.top >= list[at - 1].top - 40 || one.left >= list[at - 1].right - 1);
      if (!sorted(styled)) faults.push('with style sheets the eye reads in another order');
      if (!sorted(plain)) faults.push('without style sheets the order is broken');
      if (frame.some((top, at) => at > 0 && top < frame[at - 1])) faults.push('skip link, header, main, footer are not in this order');
      return faults;
    },
  },
  {
    n: 56, name: 'without pictures: their words are there, and the page holds',
    run: async (page, t) => {
      const other = await t.other('no-images');
      return other.evaluate(() => [...tools.sideways(), ...[...document.querySelectorAll('img')].flatMap((picture) => {
        if (!picture.hasAttribute('alt')) return [`no alt: ${picture.getAttribute('src')}`];
        const alone = picture.closest('a, button');
        if (picture.alt === '' && alone && tools.text(alone) === '') return [`a link with nothing but a decoration: ${picture.getAttribute('src')}`];
        return picture.alt !== '' && tools.shown(picture) && picture.getBoundingClientRect().height < 10 ? [`no room for its words: ${picture.alt}`] : [];
      })]);
    },
  },
  {
    n: 57, name: 'no request to another origin',
    dom: (doc) => [...doc.querySelectorAll('link[rel~=stylesheet], link[rel~=icon], link[rel~=preload], link[rel~=preconnect], link[rel~=dns-prefetch], script[src], img, source, video, audio, iframe, embed, object, form, use')].flatMap((element) => (
      ['src', 'href', 'srcset', 'action', 'data', 'poster'].map((name) => element.getAttribute(name) ?? '').filter((value) => /(^|[\s,])(https?:)?\/\//.test(value)))),
    run: (page, t) => [...t.requests.filter((url) => !url.startsWith(t.base) && !url.startsWith('data:'))],
    site: async (site) => ({
      faults: site.files.filter((file) => file.endsWith('.css')).flatMap((file) => [...site.read(file).matchAll(/(?:url\(|@import)\s*["']?((?:https?:)?\/\/[^"')]*)/g)].map((found) => `${file}: ${found[1]}`)),
    }),
  },
  {
    n: 58, name: 'no inline script; the page\'s policy and script-src \'self\' refuse nothing',
    dom: (doc) => [
      ...[...doc.querySelectorAll('*')].flatMap((element) => [...element.attributes].filter(({ name, value }) => /^on/.test(name) || /^\s*javascript:/i.test(value)).map(({ name }) => `${name}: ${tools.label(element)}`)),
      ...[...doc.querySelectorAll('script:not([src])')].filter((script) => !/json/.test(script.type)).map((script) => `an inline script: ${script.textContent.slice(0, 30)}`),
      ...(/default-src 'self'/.test(doc.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? '') ? [] : ['no policy']),
    ],
    every: (page, t) => t.refused.filter((words) => !/status of 404/.test(words)).map((words) => words.slice(0, 160)),
  },
  {
    n: 59, name: 'no service worker (off by design, so there is no offline page)',
    run: (page) => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).map((worker) => `registered: ${worker.scope}`)),
    site: async (site) => ({ faults: site.files.filter((file) => /\.(js|html)$/.test(file) && /serviceWorker/.test(site.read(file))).map((file) => `${file} speaks of serviceWorker`) }),
  },
  {
    n: 60, name: '404: search, the top tasks, the languages; styled at any depth',
    site: async (site, t) => {
      t.turn({ path: 'nai/kono/page/', kind: 'not_found' });
      const page = await t.show();
      const faults = await page.evaluate(() => [
        ...(document.querySelector('main form[role=search], main [role=search] form') ? [] : ['no search']),
        ...(document.querySelectorAll('main a[href]').length >= 4 ? [] : ['no links to the top tasks']),
        ...(document.querySelectorAll('nav.langs a[hreflang], main a[hreflang]').length >= 2 ? [] : ['no languages']),
        ...(parseFloat(getComputedStyle(document.querySelector('.vh') ?? document.body).width) <= 1 ? [] : ['no style sheet']),
      ]);
      const links = await page.evaluate(() => [...document.querySelectorAll('main a[href]')].map((link) => link.href).filter((href) => href.startsWith('http')));
      for (const href of new Set(links.filter((one) => one.startsWith(t.base)))) {
        const answer = await page.request.get(href);
        if (!answer.ok()) faults.push(`a dead link at depth: ${href.slice(t.base.length)}`);
      }
      return { faults, pages: ['404.html'] };
    },
  },
];
