// The checklist's "Site, data, speed", 79 to 84.

import { BUDGET, brotli, gzip, limit, measure } from '../lib/budget.mjs';
import { atomFaults, csvFaults, icsFaults } from '../lib/files.mjs';

/** What the published test result must hold, by the number of JB.3.1. */
const RESULT = [['(1) 表明日', /表明日/], ['(2) 規格', /規格|JIS X 8341-3/], ['(3) 適合レベル', /適合レベル/], ['(4) 対象', /対象となるページ|対象範囲/], ['(5) 技術', /依存した/],
  ['(6) 選び方', /選(択|んだ|び方)/], ['(7) URI', /URI|URL/], ['(8) 達成基準', /達成基準/], ['(9) 期間', /期間/]];
const POLICY = [['対象範囲', /対象の?範囲/], ['目標', /目標/], ['期限', /期限/], ['例外', /例外/], ['担当', /担当/], ['問題点', /問題/]];

export const checks = [
  {
    n: 79, name: '相談 stands in the same place, in the same order, on every page',
    dom: (doc) => {
      const head = [...doc.querySelectorAll('header.site-head a')].filter((link) => !link.closest('.langs, .menu'));
      const foot = [...doc.querySelectorAll('footer .foot-links a')];
      return [...(head[0]?.matches('.brand') && head.some((link) => link.matches('.consult')) ? [] : ['no 相談 in the header']), ...(head.at(-1)?.matches('.consult') ? [] : ['相談 is not the last beside the name']),
        ...(foot[0] && head.at(-1) && foot[0].getAttribute('href') === head.at(-1).getAttribute('href') ? [] : ['相談 is not the first of the footer'])];
    },
    site: async (site) => {
      const seen = await site.gather((doc) => [...doc.querySelectorAll('footer .foot-links a')].map(tools.text).join('|'));
      const kinds = new Map();
      for (const { at, value } of seen.filter((one) => one.at.kind !== 'moved')) kinds.set(`${at.code}\n${value}`, at.path);
      const codes = [...kinds.keys()].map((key) => key.split('\n')[0]);
      return { faults: codes.filter((code, at) => codes.indexOf(code) !== at).map((code) => `the footer of ${code || 'the guide'} has two orders`) };
    },
  },
  {
    n: 80, name: 'the accessibility policy and the test result, JB.3.1 (1) to (9)',
    site: async (site) => {
      const seen = await site.gather((doc) => ({
        links: [...doc.querySelectorAll('footer a')].map((link) => ({ href: link.getAttribute('href'), words: tools.text(link) })), text: tools.text(doc.querySelector('main') ?? doc.body), rows: doc.querySelectorAll('main tbody tr').length,
      }));
      const top = seen.find(({ at }) => at.path === '');
      const target = (pattern) => {
        const link = top?.value.links.find(({ words }) => pattern.test(words));
        return link && seen.find(({ at }) => at.path === new URL(link.href, 'http://x/').pathname.slice(1));
      };
      const [policy, result] = [target(/アクセシビリティ方針/), target(/試験結果/)];
      return {
        pages: [policy, result].filter(Boolean).map(({ at }) => at.path),
        faults: [...(policy ? POLICY.filter(([, pattern]) => !pattern.test(policy.value.text)).map(([name]) => `the policy lacks ${name}`) : ['the footer leads to no policy']),
          ...(result ? [...RESULT.filter(([, pattern]) => !pattern.test(result.value.text)).map(([name]) => `the result lacks ${name}`), ...(result.value.rows >= 38 ? [] : [`${result.value.rows} criteria in the result`])] : ['the footer leads to no test result'])],
      };
    },
  },
  {
    n: 81, name: 'JSON-LD parses, its strings are on the page, positions are 1 to n, events have +09:00',
    dom: (doc, at) => {
      if (at.kind === 'not_found') return [];
      const scripts = [...doc.querySelectorAll('script[type="application/ld+json"]')];
      if (scripts.length === 0) return ['none'];
      const faults = [];
      const squeeze = (text) => text.normalize('NFKC').replace(/\s+/g, '');
      const seen = squeeze(`${tools.text(doc.body)} ${doc.title}`);
      const hidden = /^(@|url$|item$|image$|logo$|inLanguage|date|startDate|endDate|previousStartDate|event(Status|AttendanceMode)|price|availability|sameAs|geo|latitude|longitude|addressCountry|openingHours|dayOfWeek|opens|closes|position|telephone)/;
      const walk = (value, key) => {
        if (Array.isArray(value)) value.forEach((one) => walk(one, key));
        else if (value && typeof value === 'object') Object.entries(value).forEach(([name, one]) => walk(one, name));
        else if (typeof value === 'string' && !hidden.test(key) && !seen.includes(squeeze(value))) faults.push(`not on the page: ${key}: ${value.slice(0, 40)}`);
        if (/^(url|item|image|logo)$/.test(key) && typeof value === 'string' && !/^https?:\/\//.test(value)) faults.push(`not absolute: ${key}: ${value}`);
        if (/^(startDate|endDate)$/.test(key) && !/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?\+09:00)?$/.test(value)) faults.push(`${key}: ${value}`);
        if (key === '@type' && /FAQPage/.test(String(value))) faults.push('FAQPage has no use any more');
      };
      const parts = scripts.flatMap((script) => {
        try { const data = JSON.parse(script.textContent); return data['@graph'] ?? [data]; } catch (error) { faults.push(`it cannot be read: ${error.message}`); return []; }
      });
      parts.forEach((part) => walk(part, ''));
      const is = (type) => parts.find((part) => [].concat(part['@type']).includes(type));
      const page = is('WebPage');
      const list = is('BreadcrumbList')?.itemListElement ?? [];
      if (!page) faults.push('no WebPage');
      else for (const key of ['name', 'url', 'inLanguage', 'publisher']) if (!page[key]) faults.push(`WebPage without ${key}`);
      if (at.kind !== 'home' && !list.length) faults.push('no BreadcrumbList');
      list.forEach((item, index) => { if (item.position !== index + 1) faults.push(`position ${item.position} in place ${index + 1}`); });
      if (at.kind === 'event' && !is('Event')) faults.push('no Event');
      return [...new Set(faults)];
    },
  },
  {
    n: 82, name: 'iCalendar, Atom and CSV hold before a second reader', rust: 'the tests of the feeds and of the data profiles',
    site: async (site) => {
      const by = (ending) => site.files.filter((file) => file.endsWith(ending));
      const feeds = by('feed.xml');
      const faults = [...(site.files.includes('events.ics') ? [] : ['no events.ics']), ...(feeds.length ? [] : ['no feed'])];
      for (const file of by('.ics')) faults.push(...icsFaults(site.bytes(file)).map((fault) => `${file}: ${fault}`));
      for (const file of by('.csv')) faults.push(...csvFaults(site.bytes(file)).map((fault) => `${file}: ${fault}`));
      for (const file of feeds) faults.push(...(await site.parse(atomFaults, site.read(file))).map((fault) => `${file}: ${fault}`));
      for (const file of by('.xml')) if (await site.parse((text) => new DOMParser().parseFromString(text, 'application/xml').querySelector('parsererror') !== null, site.read(file))) faults.push(`${file}: not well-formed`);
      return { faults, pages: [...by('.ics'), ...by('.csv'), ...feeds], notes: [`${by('.ics').length} calendars, ${feeds.length} feeds, ${by('.csv').length} tables`] };
    },
  },
  {
    n: 83, name: 'weight and speed, compressed, over 150 ms, 1.6 Mbit/s, processor ÷ 4',
    site: async (site, t) => {
      const faults = [];
      const over = [];
      const css = site.files.filter((file) => /^assets\/.*\.css$/.test(file)).map((file) => site.bytes(file));
      const sheet = { gzip: css.reduce((sum, bytes) => sum + gzip(bytes), 0), brotli: css.reduce((sum, bytes) => sum + brotli(bytes), 0) };
      const judge = (at, what, value) => {
        const { aim, fails, unit } = limit(what, at.kind);
        if (value > fails) faults.push(`/${at.path}: ${what} ${value} ${unit}, fails at ${fails}`);
        else if (value > aim) over.push(`/${at.path} ${what} ${value} ${unit} (budget ${aim})`);
      };
      judge({ path: 'assets/css', kind: '' }, 'css', sheet.gzip);
      for (const page of site.pages.filter((one) => one.kind !== 'moved')) judge(page, 'html', gzip(site.bytes(page.file)));
      const kinds = site.sample.filter((page, at, list) => list.findIndex((one) => one.kind === page.kind) === at);
      const rows = [];
      for (const page of kinds) {
        t.turn(page);
        const seen = await measure(t.browser, t.url);
        for (const what of Object.keys(seen)) judge(page, what, seen[what]);
        rows.push([`/${page.path}`, gzip(site.bytes(page.file)), brotli(site.bytes(page.file)), ...['js', 'images', 'total', 'requests', 'lcp', 'cls', 'tbt', 'nodes'].map((what) => seen[what])]);
      }
      const head = ['page', 'HTML gz', 'HTML br', 'JS', 'pictures', 'total KB', 'requests', 'LCP ms', 'CLS', 'TBT ms', 'nodes'];
      const table = [head, ...rows].map((row) => `     ${row.map((cell, at) => (at ? String(cell).padStart(9) : String(cell).padEnd(26))).join('')}`).join('\n');
      return { faults, pages: kinds.map((page) => page.path), notes: [`CSS ${sheet.gzip} KB gzip, ${sheet.brotli} KB brotli (budget ${BUDGET.css.aim})\n${table}`, `over the budget, within the limit: ${over.length ? `\n     ${over.join('\n     ')}` : 'nothing'}`] };
    },
  },
  {
    n: 84, name: 'the emergency banner right after the skip link, on every page',
    site: async (site, t) => {
      const banner = site.banner;
      if (!banner) return { faults: ['no second guide with a banner was given'] };
      const seen = await banner.gather((doc) => {
        const section = doc.querySelector('.skip')?.nextElementSibling;
        if (!section?.matches('section[aria-labelledby]')) return ['it does not follow the skip link'];
        const time = section.querySelector('time[datetime]');
        return [...(section.querySelector(':scope > article h2') ? [] : ['no article with an h2']), ...(tools.name(section) ? [] : ['no name']), ...(section.querySelector('a[href]') ? [] : ['no link']),
          ...(time && /更新|Updated|updated|新しく/.test(tools.text(time.parentElement)) ? [] : ['no time of the last change'])];
      });
      const own = seen.filter(({ at }) => at.kind !== 'moved');
      const faults = own.flatMap(({ at, value }) => value.map((fault) => `/${at.path}: ${fault}`));
      for (const colorScheme of ['light', 'dark']) {
        t.turn({ path: '', kind: 'home', stands: true });
        t.url = banner.server.base;
        const page = await t.show({ colorScheme });
        faults.push(...(await page.evaluate(() => {
          const box = document.querySelector('.emergency article');
          if (!box) return ['it is not there'];
          const style = getComputedStyle(box);
          const words = [...box.querySelectorAll('h2, p')].map((part) => getComputedStyle(part).color);
          return [...(style.borderTopWidth === '6px' && style.borderTopColor === 'rgb(251, 91, 1)' ? [] : [`the border is ${style.borderTopWidth} ${style.borderTopColor}`]),
            ...words.filter((colour) => colour !== getComputedStyle(document.body).color).map((colour) => `text in ${colour}`), ...tools.sideways()];
        })).map((fault) => `${colorScheme}: ${fault}`));
        const result = await t.axe(colorScheme);
        faults.push(...result.violations.map((rule) => `${colorScheme}: ${rule.id}: ${rule.help}`));
      }
      return { faults, pages: own.map(({ at }) => at.path) };
    },
  },
];
