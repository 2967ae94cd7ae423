// The checklist's "Targets, zoom, reflow", 31 to 42.

const overflow = (page) => page.evaluate(() => tools.sideways());
const KATAKANA = 'コンピューターネットワークインフラストラクチャーマネジメントシステム';

export const checks = [
  {
    n: 31, name: 'targets of 24 px (links in running text exempt)',
    run: (page) => page.evaluate(() => [...document.querySelectorAll('a[href],button,summary,input,select,textarea,[role=button],[tabindex="0"]')].flatMap((element) => {
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      if (!tools.shown(element) || box.right < 0 || box.bottom < 0 || element.disabled) return [];
      const around = element.closest('p,li,td,th,dd,figcaption,blockquote,h1,h2,h3,h4');
      const running = style.display === 'inline' && around && tools.text(around).length > tools.text(element).length;
      return running || Math.min(box.width, box.height) >= 23.9 ? [] : [`${Math.round(box.width)}×${Math.round(box.height)}: ${tools.label(element)}`];
    })),
  },
  {
    n: 32, name: 'controls of 44 px',
    run: (page) => page.evaluate(() => {
      const controls = [...document.querySelectorAll('button,summary,select,textarea,input:not([type=hidden]),[role=button],a[href]')];
      return controls.flatMap((element) => {
        if (!tools.shown(element) || element.disabled || element.matches('.skip')) return [];
        const style = getComputedStyle(element);
        // A link drawn as a button: a border or a ground of its own.
        const drawn = parseFloat(style.borderTopWidth) > 0 || tools.rgba(style.backgroundColor)[3] > 0;
        if (element.tagName === 'A' && !drawn) return [];
        const box = (element.closest('label') ?? element).getBoundingClientRect();
        return box.height >= 43.9 && box.width >= 43.9 ? [] : [`${Math.round(box.width)}×${Math.round(box.height)}: ${tools.label(element)}`];
      });
    }),
  },
  { n: 33, name: 'no sideways scroll at 320 px, every page', view: { width: 320, height: 640 }, every: overflow },
  {
    n: 34, name: 'at 400 % (320×256): no sideways scroll, at most a quarter stays in place', view: { width: 320, height: 256 },
    run: async (page) => [...await overflow(page), ...await page.evaluate(() => (tools.sticky() > 25 ? [`${Math.round(tools.sticky())} % stays in place`] : []))],
  },
  {
    n: 35, name: 'text at 200 %: nothing sticks out or is cut off', touches: true,
    run: async (page) => {
      await page.evaluate(() => tools.style('html { font-size: 200% !important }'));
      return page.evaluate(() => [...tools.sideways(), ...tools.clipped()]);
    },
  },
  {
    n: 36, name: 'text spacing 1.5, .12, .16, 2 em: nothing is cut off', touches: true,
    run: async (page) => {
      await page.evaluate(() => tools.style('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }'));
      return page.evaluate(() => [...tools.sideways(), ...tools.clipped()]);
    },
  },
  {
    n: 37, name: 'on its side, on a desk, on a wide screen', touches: true,
    run: async (page, t) => {
      const faults = [];
      for (const [width, height] of [[667, 375], [1280, 800], [1920, 1080]]) {
        const shown = await t.show({ width, height });
        const seen = await shown.evaluate(() => [...tools.sideways(), ...(tools.sticky() > 100 ? ['more stays in place than fits'] : []),
          ...(tools.shown(document.querySelector('main h1')) ? [] : ['the h1 is not seen'])]);
        faults.push(...seen.map((fault) => `${width}×${height}: ${fault}`));
      }
      return faults;
    },
  },
  {
    n: 38, name: 'a wide table scrolls in a region of its own that the keyboard reaches', view: { width: 320, height: 640 },
    run: (page) => page.evaluate(() => [...document.querySelectorAll('table')].filter(tools.shown).flatMap((table) => {
      const region = table.closest('section');
      const wide = table.getBoundingClientRect().width > (table.parentElement.clientWidth + 1);
      const good = region && /auto|scroll/.test(getComputedStyle(region).overflowX) && region.tabIndex === 0 && tools.name(region) !== '';
      return wide && !good ? [tools.label(table)] : [];
    })),
  },
  {
    n: 39, name: 'the viewport lets the reader zoom',
    dom: (doc) => {
      const content = doc.querySelector('meta[name=viewport]')?.content ?? '';
      return /width=device-width/.test(content) && !/maximum-scale|minimum-scale|user-scalable/.test(content) ? [] : [content || 'no viewport'];
    },
  },
  {
    n: 40, name: 'text of 16 px and more, nothing below 14 (readings .55 em)',
    run: (page) => page.evaluate(() => {
      const size = (element) => parseFloat(getComputedStyle(element).fontSize);
      const faults = size(document.body) < 16 ? [`body has ${size(document.body)} px`] : [];
      for (const element of tools.worded()) {
        if (element.closest('rt,rp')) { if (size(element) < 0.549 * size(element.closest('ruby'))) faults.push(`a reading of ${size(element)} px`); continue; }
        if (size(element) < 13.99) faults.push(`${size(element)} px: ${tools.label(element)}`);
        if (element.matches('main .prose :is(p, li)') && !element.closest('.footnotes, .footnote-definition, figcaption, caption, .notice-title') && size(element) < 16) faults.push(`running text of ${size(element)} px: ${tools.label(element)}`);
      }
      return faults;
    }),
  },
  {
    n: 41, name: 'lines of running text 1.7 high and more, 40 characters long at most', view: { width: 1920, height: 1080 },
    run: (page) => page.evaluate(() => [...document.querySelectorAll('main :is(p, li, dd)')].filter((element) => tools.shown(element) && tools.text(element).length > 60 && !element.querySelector('p, li, table')).flatMap((element) => {
      const style = getComputedStyle(element);
      const size = parseFloat(style.fontSize);
      const faults = parseFloat(style.lineHeight) / size < 1.59 || (size < 18 && parseFloat(style.lineHeight) / size < 1.69) ? [`lines ${(parseFloat(style.lineHeight) / size).toFixed(2)} high: ${tools.label(element)}`] : [];
      const range = document.createRange();
      range.selectNodeContents(element);
      const lines = new Map();
      for (const box of range.getClientRects()) {
        const key = Math.round(box.bottom / size);
        const line = lines.get(key) ?? { left: box.left, right: box.right };
        lines.set(key, { left: Math.min(line.left, box.left), right: Math.max(line.right, box.right) });
      }
      const letter = size + (parseFloat(style.letterSpacing) || 0);
      const longest = Math.max(...[...lines.values()].map((line) => (line.right - line.left) / letter));
      return longest > 40.5 ? [...faults, `${longest.toFixed(1)} characters: ${tools.label(element)}`] : faults;
    })),
  },
  {
    n: 42, name: 'a long address and a long word in katakana break', view: { width: 320, height: 640 }, touches: true,
    run: async (page) => {
      await page.evaluate((katakana) => {
        const url = `https://www.town.touno.example/${'abcdefghij0123456789'.repeat(4)}`;
        for (const selector of ['h1', 'main p', 'main li', 'main dd', 'main dt', 'main h2', 'main h3', '.card a', '.crumbs li:last-child', '.answer h2', 'figcaption', '.notice p', 'summary']) {
          for (const word of [katakana.repeat(2), url]) document.querySelector(selector)?.append(` ${word}`);
        }
      }, KATAKANA);
      return page.evaluate(() => [...tools.sideways(), ...tools.clipped()]);
    },
  },
];
