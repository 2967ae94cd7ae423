// The checklist's "Structure", 1 to 17: what axe and html-validate see, and the page's frame.

import { validate } from '../lib/validate.mjs';

const violations = (result, wanted = () => true) => result.violations.filter((rule) => wanted(rule.id))
  .map((rule) => `${rule.id}: ${rule.help} — ${rule.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' · ')}`);
/** What axe could not decide, counted by rule: a person looks. */
const undecided = new Map();
const isColour = (id) => id.startsWith('color-contrast');

export const checks = [
  {
    n: 1, name: 'axe finds nothing, light',
    every: async (page, t) => {
      const result = await t.axe('light');
      for (const rule of t.at.stands ? result.incomplete : []) undecided.set(rule.id, (undecided.get(rule.id) ?? 0) + rule.nodes.length);
      return violations(result, (id) => !isColour(id));
    },
    notes: () => [`axe could not decide: ${[...undecided].map(([id, times]) => `${id} ${times}`).join(', ') || 'nothing'} (check 43 measures the text on gradients)`],
  },
  {
    // A page that nobody has translated is its original in another frame, and both were looked at in dark: light is enough.
    n: 2, name: 'axe finds nothing, dark (all rules on the sample, the rules of colour on every page of its own)',
    every: async (page, t) => (t.at.fallback && !t.at.stands ? [] : violations(await t.axe('dark', t.at.stands), (id) => !isColour(id))),
  },
  { n: 3, name: 'html-validate finds nothing', site: async (site) => ({ faults: await validate(site.root), pages: site.pages.map((page) => page.path) }) },
  {
    n: 4, name: 'one main, one h1',
    dom: (doc) => ['main, [role=main]', 'h1'].filter((one) => doc.querySelectorAll(one).length !== 1).map((one) => `${doc.querySelectorAll(one).length} of ${one}`),
  },
  {
    n: 5, name: 'no heading level is skipped',
    dom: (doc) => {
      const heads = [...doc.querySelectorAll('h1,h2,h3,h4,h5,h6')];
      const start = heads.findIndex((head) => head.tagName === 'H1');
      return heads.flatMap((head, at) => {
        const level = Number(head.tagName[1]);
        if (at < start) return level === 2 ? [] : [`before the h1: ${tools.label(head)}`]; // the emergency banner's
        const before = at === 0 ? 0 : Number(heads[at - 1].tagName[1]);
        return at > start && level > before + 1 ? [`after h${before}: ${tools.label(head)}`] : [];
      });
    },
  },
  {
    n: 6, name: 'every nav has a name of its own',
    dom: (doc) => {
      const names = [...doc.querySelectorAll('nav')].map(tools.name);
      return [...names.filter((name) => name === '').map(() => 'a nav without a name'),
        ...names.filter((name, at) => name !== '' && names.indexOf(name) !== at).map((name) => `two navs are called ${name}`)];
    },
  },
  {
    n: 7, name: 'all text is in a landmark',
    dom: (doc) => {
      const walk = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
      const out = [];
      while (walk.nextNode()) {
        const inside = walk.currentNode.parentElement;
        const home = inside.closest('main,header,footer,nav,aside,section[aria-labelledby],section[aria-label],.skip,script,style');
        if (walk.currentNode.data.trim() !== '' && !home) out.push(`outside: ${walk.currentNode.data.trim().slice(0, 20)}`);
      }
      return out;
    },
  },
  {
    n: 8, name: 'one banner and one contentinfo',
    run: async (page, t) => {
      const { nodes } = await t.devtools.send('Accessibility.getFullAXTree');
      return ['banner', 'contentinfo', 'main'].map((role) => [role, nodes.filter((node) => !node.ignored && node.role?.value === role).length])
        .filter(([, times]) => times !== 1).map(([role, times]) => `${times} of ${role}`);
    },
  },
  {
    n: 9, name: 'the title is `page - site`, and no other page has it',
    site: async (site) => {
      const seen = await site.gather((doc) => ({ title: doc.title, h1: tools.text(doc.querySelector('h1') ?? doc.body), hidden: doc.querySelector('meta[name=robots][content*=noindex]') !== null }));
      const own = seen.filter(({ at, value }) => at.kind !== 'moved' && !value.hidden);
      const titles = own.map(({ value }) => value.title);
      return {
        pages: own.map(({ at }) => at.path),
        faults: own.flatMap(({ at, value: { title, h1 } }, index) => [
          ...(at.kind === 'home' ? [] : title.includes(' - ') && title.startsWith(h1.slice(0, 8)) ? [] : [`/${at.path}: ${title}`]),
          ...(titles.indexOf(title) === index ? [] : [`/${at.path}: as on another page: ${title}`]),
          ...(title.trim() === '' ? [`/${at.path}: none`] : []),
        ]),
      };
    },
  },
  {
    n: 10, name: 'a description of 50 to 120 full-width characters of its own',
    site: async (site) => {
      const seen = await site.gather((doc) => ({
        words: doc.querySelector('meta[name=description]')?.content ?? '', hidden: doc.querySelector('meta[name=robots][content*=noindex]') !== null,
      }));
      const own = seen.filter(({ at, value }) => at.kind !== 'moved' && !value.hidden);
      const all = own.map(({ value }) => value.words);
      const width = (words) => [...words].reduce((sum, letter) => sum + (letter.codePointAt(0) < 0x2000 ? 0.5 : 1), 0);
      return {
        pages: own.map(({ at }) => at.path),
        faults: own.flatMap(({ at, value: { words } }, index) => [
          ...(width(words) >= 50 && width(words) <= 120 ? [] : [`/${at.path}: ${width(words)} characters: ${words}`]),
          ...(words === '' || all.indexOf(words) === index ? [] : [`/${at.path}: as on another page: ${words}`]),
        ]),
      };
    },
  },
  {
    n: 11, name: 'the canonical address is absolute and the page\'s own',
    site: async (site) => {
      const seen = await site.gather((doc) => [...doc.querySelectorAll('link[rel=canonical]')].map((link) => link.getAttribute('href')));
      const base = seen.find(({ at }) => at.path === '')?.value[0] ?? '';
      const original = (at) => (at.fallback ? at.path.slice(at.code.length + 1) : at.path);
      const own = seen.filter(({ at }) => at.kind !== 'moved' && at.kind !== 'not_found');
      return {
        pages: own.map(({ at }) => at.path),
        faults: [...(/^https:\/\/[^/]+\//.test(base) ? [] : [`the top page says ${base || 'nothing'}`]),
          ...own.filter(({ at, value }) => value.length !== 1 || decodeURI(value[0]) !== base + original(at)).map(({ at, value }) => `/${at.path}: ${value.join(' ') || 'none'}`)],
      };
    },
  },
  {
    n: 12, name: 'the language of the page and of its foreign parts',
    dom: (doc) => {
      const lang = doc.documentElement.lang;
      const faults = /^[a-z]{2}(-[\w-]+)?$/.test(lang) ? [] : [`html[lang] is ${lang || 'empty'}`];
      for (const link of doc.querySelectorAll('a[hreflang]')) if (link.lang !== link.hreflang) faults.push(`a name of a language without lang: ${tools.label(link)}`);
      const walk = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const words = walk.currentNode.data.trim();
        const own = walk.currentNode.parentElement.closest('[lang]')?.lang ?? '';
        if (walk.currentNode.parentElement.closest('script,style,code,pre')) continue;
        // A Japanese word in brackets behind its English one stays in the sentence: Markdown has no mark for its language.
        const outside = words.replace(/[(（][^()（）]*([)）]|$)/g, '');
        if (!own.startsWith('ja') && /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(outside)) faults.push(`Japanese in ${own}: ${words.slice(0, 24)}`);
        if (own.startsWith('ja') && /^[A-Za-z][A-Za-z',.;:!?() -]+$/.test(words) && words.split(' ').length > 4) faults.push(`English in ${own}: ${words.slice(0, 24)}`);
      }
      return faults;
    },
  },
  {
    n: 13, name: 'hreflang is answered by the page it names',
    site: async (site) => {
      const seen = await site.gather((doc) => ({
        own: doc.querySelector('link[rel=canonical]')?.getAttribute('href'),
        others: [...doc.querySelectorAll('link[rel=alternate][hreflang]')].map((link) => [link.getAttribute('hreflang'), link.getAttribute('href')]),
      }));
      const by = new Map(seen.filter(({ at }) => !at.fallback).map(({ value }) => [value.own, value]));
      const some = seen.filter(({ value }) => value.others.length > 0);
      return {
        pages: some.map(({ at }) => at.path),
        faults: [...(some.length ? [] : ['no page names another language']), ...some.flatMap(({ at, value }) => value.others.flatMap(([lang, href]) => {
          if (!/^https:\/\//.test(href)) return [`/${at.path}: ${lang} is not absolute: ${href}`];
          return by.get(href)?.others.some(([, back]) => back === value.own) ? [] : [`/${at.path}: ${href} does not name it back`];
        }))],
      };
    },
  },
  {
    n: 14, name: 'no id twice, and every reference to one has its target',
    dom: (doc) => {
      const ids = [...doc.querySelectorAll('[id]')].map((element) => element.id);
      const wanted = [...doc.querySelectorAll('[aria-labelledby],[aria-describedby],[for],a[href^="#"]')].flatMap((element) => [
        ...`${element.getAttribute('aria-labelledby') ?? ''} ${element.getAttribute('aria-describedby') ?? ''} ${element.getAttribute('for') ?? ''}`.split(/\s+/),
        decodeURIComponent((element.getAttribute('href') ?? '').slice(1))]).filter(Boolean);
      return [...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `twice: ${id}`), ...wanted.filter((id) => !ids.includes(id)).map((id) => `no target: ${id}`)];
    },
  },
  {
    n: 15, name: 'reading order is the order of the document',
    view: { width: 1280, height: 800 },
    run: (page) => page.evaluate(() => [...document.body.querySelectorAll('*')].flatMap((element) => {
      const style = getComputedStyle(element);
      const faults = [];
      if (element.tabIndex > 0) faults.push(`tabindex ${element.tabIndex}: ${tools.label(element)}`);
      if (style.order !== '0') faults.push(`order ${style.order}: ${tools.label(element)}`);
      if (/flex/.test(style.display) && /reverse/.test(style.flexDirection + style.flexWrap)) faults.push(`reversed: ${tools.label(element)}`);
      return faults;
    })),
  },
  {
    n: 16, name: 'every page within 4 clicks, procedures and events within 3',
    site: async (site) => {
      const seen = await site.gather((doc) => [...doc.querySelectorAll('a[href]')].map((link) => link.getAttribute('href')));
      const links = new Map(seen.map(({ at, value }) => [at.path, value.filter((href) => !/^(\w+:|#)/.test(href))
        .map((href) => decodeURIComponent(new URL(href, `http://x/${at.path}`).pathname).slice(1))]));
      const clicks = new Map();
      for (const code of new Set(site.pages.map((page) => page.code))) {
        let edge = [code === '' ? '' : `${code}/`];
        for (let depth = 0; edge.length; depth += 1) {
          const next = [];
          for (const path of edge) {
            if (clicks.has(path) && clicks.get(path) <= depth) continue;
            clicks.set(path, depth);
            next.push(...(links.get(path) ?? []));
          }
          edge = next.filter((path) => links.has(path) && !(clicks.get(path) <= depth));
        }
      }
      const near = { procedure: 3, event: 3 };
      const own = site.pages.filter((page) => !['moved', 'not_found'].includes(page.kind));
      return {
        pages: own.map((page) => page.path),
        faults: own.filter((page) => !(clicks.get(page.path) <= (near[page.kind] ?? 4))).map((page) => `/${page.path}: ${clicks.get(page.path) ?? 'no'} clicks`),
      };
    },
  },
  {
    n: 17, name: 'the breadcrumb ends with the page, without a link, and equals the JSON-LD',
    dom: (doc, at) => {
      if (at.kind === 'home') return [];
      const items = [...doc.querySelectorAll('nav.crumbs li')];
      const last = items.at(-1);
      const current = doc.querySelectorAll('nav.crumbs [aria-current=page]');
      const faults = current.length === 1 && last?.contains(current[0]) && !last.querySelector('a') ? [] : ['the last is not aria-current, or it is a link'];
      const graphs = [...doc.querySelectorAll('script[type="application/ld+json"]')].flatMap((script) => {
        try { const data = JSON.parse(script.textContent); return data['@graph'] ?? [data]; } catch { return []; }
      });
      const list = graphs.find((part) => part['@type'] === 'BreadcrumbList');
      if (!list && at.kind !== 'not_found') return [...faults, 'no BreadcrumbList'];
      const named = (list?.itemListElement ?? []).map((item) => item.name ?? item.item?.name);
      const seen = items.map(tools.text);
      if (list && named.join('|') !== seen.join('|')) faults.push(`JSON-LD: ${named.join(' > ')} · page: ${seen.join(' > ')}`);
      return faults;
    },
  },
];
