// The checklist's "Japanese", 61 to 72.

import { execFileSync } from 'node:child_process';

export const checks = [
  {
    n: 61, name: 'names of links and headings hold no reading',
    run: async (page, t) => {
      const wanted = await page.evaluate(() => [...document.querySelectorAll('a[href],h1,h2,h3,h4,h5,h6')].filter((element) => element.querySelector('rt') && tools.shown(element) && !element.querySelector('img'))
        .map((element) => ({ words: tools.text(element).replace(/\s/g, ''), label: element.getAttribute('aria-label') })));
      const { nodes } = await t.devtools.send('Accessibility.getFullAXTree');
      const names = new Set(nodes.filter((node) => /^(link|heading)$/.test(node.role?.value ?? '')).map((node) => (node.name?.value ?? '').replace(/\s/g, '')));
      const labelled = await page.evaluate(() => [...document.querySelectorAll('[aria-label],[title],img[alt]')].flatMap((element) => ['aria-label', 'title', 'alt']
        .map((name) => element.getAttribute(name) ?? '').filter((value) => /\p{Script=Han}[（(]\p{Script=Hiragana}+[）)]/u.test(value))));
      return [...wanted.filter(({ words }) => !names.has(words)).map(({ words }) => `not the name: ${words}`), ...labelled.map((value) => `a reading in a name: ${value}`)];
    },
  },
  {
    n: 62, name: 'title, sharing, JSON-LD, feeds and calendars hold no reading',
    dom: (doc) => {
      const both = [...doc.querySelectorAll('ruby')].map((ruby) => ({ word: tools.text(ruby), said: [...ruby.querySelectorAll('rt')].map((rt) => rt.textContent).join('') })).filter(({ said }) => said !== '');
      const texts = [doc.title, ...[...doc.querySelectorAll('meta[name=description],meta[property^="og:"],meta[name^="twitter:"]')].map((meta) => meta.content),
        ...[...doc.querySelectorAll('script[type="application/ld+json"]')].map((script) => script.textContent), ...[...doc.querySelectorAll('[id]')].map((element) => element.id)];
      const walk = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
      const raw = [];
      while (walk.nextNode()) {
        const at = walk.currentNode;
        if (/\{[^{}|]*\p{Script=Han}[^{}|]*\|[\p{Script=Hiragana}\p{Script=Katakana}ー]+\}/u.test(at.data) && !at.parentElement.closest('code, pre')) raw.push(`as it was written: ${at.data.trim().slice(0, 30)}`);
      }
      return [...raw, ...texts.flatMap((text) => [...(/<\/?r[tpub]/.test(text) ? [`markup: ${text.slice(0, 40)}`] : []),
        ...both.filter(({ word, said }) => (said.length > 2 && text.includes(word + said)) || text.includes(`${word}（${said}）`) || text.includes(`{${word}|`)).map(({ word, said }) => `${word} ${said}: ${text.slice(0, 40)}`)])];
    },
    site: async (site) => {
      const rubies = await site.gather((doc) => [...doc.querySelectorAll('ruby')].map((ruby) => [tools.text(ruby), [...ruby.querySelectorAll('rt')].map((rt) => rt.textContent).join('')]));
      const pairs = [...new Map(rubies.flatMap(({ value }) => value).filter(([word, said]) => word && said).map(([word, said]) => [word + said, [word, said]])).values()];
      const files = site.files.filter((file) => /\.(xml|ics|csv)$/.test(file) || /search.*\.json$/.test(file));
      return {
        faults: files.flatMap((file) => {
          const text = site.read(file);
          return [...(/(&lt;|<)\/?r[tp](&gt;|>)/.test(text) ? [`${file}: markup of ruby`] : []),
            ...pairs.filter(([word, said]) => text.includes(`${word}（${said}）`) || text.includes(`{${word}|`)).map(([word, said]) => `${file}: ${word}（${said}）`)];
        }),
      };
    },
  },
  {
    n: 63, name: 'readings go and come without scripts, the state is told, the page does not jump',
    run: async (page, t) => {
      if (!(await page.evaluate(() => document.querySelector('main ruby') !== null))) return [];
      const other = await t.other('no-script');
      const own = await other.evaluate(() => ({ toggle: document.querySelector('#ruby') !== null, rt: [...document.querySelectorAll('main rt')].filter(tools.shown).length }));
      if (!own.toggle) return (await other.evaluate(() => document.querySelector('.fallback, main .lead') !== null || document.querySelectorAll('main .prose ruby').length < 2)) ? [] : ['ruby without a toggle'];
      if (await other.evaluate(() => document.querySelectorAll('main ruby').length < 2)) return ['a toggle for one word'];
      const faults = [];
      const devtools = await other.context().newCDPSession(other);
      const state = async () => {
        const { nodes } = await devtools.send('Accessibility.getFullAXTree');
        const box = nodes.find((node) => node.role?.value === 'checkbox' && !node.properties?.some((property) => property.name === 'disabled' && property.value.value));
        return box?.properties?.find((property) => property.name === 'checked')?.value.value;
      };
      await other.evaluate(() => {
        window.jump = 0;
        new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.jump += entry.value; }).observe({ type: 'layout-shift', buffered: false });
        window.placed = document.querySelector('main .contact')?.getBoundingClientRect().top;
      });
      const before = await state();
      await other.locator('label.ruby-toggle').first().click();
      await other.waitForTimeout(120);
      const after = await state();
      const seen = await other.evaluate(() => ({ rt: [...document.querySelectorAll('rt')].filter(tools.shown).length, jump: window.jump }));
      if (!(before === 'true' && after === 'false')) faults.push(`the state is told as ${before}, ${after}`);
      if (own.rt > 0 && seen.rt > 0) faults.push(`${seen.rt} readings stay`);
      if (seen.jump > 0.1) faults.push(`the page jumps by ${seen.jump.toFixed(3)}`);
      return faults;
    },
  },
  {
    n: 64, name: 'the linter finds nothing in the guide', rust: 'tests/rules.rs for the failing example of each rule',
    site: async (site) => {
      const [program, root] = (process.env.SHIRUBE_CHECK ?? '').split('|');
      if (!program) return { faults: ['SHIRUBE_CHECK names no program and folder: run tests/browser/run'] };
      let said = '';
      try { said = execFileSync(program, ['check', '--root', root, '--now', '2026-11-01', '--format', 'json'], { maxBuffer: 1 << 26 }).toString(); } catch (error) { said = error.stdout?.toString() || '[{"code":"none","message":"no answer"}]'; }
      return { faults: JSON.parse(said).filter((finding) => finding.severity !== 'hint').map((finding) => `${finding.file}:${finding.line} ${finding.code}: ${finding.message}`), pages: site.pages.map((page) => page.path) };
    },
  },
  {
    n: 65, name: 'links to files tell the real type and size',
    site: async (site) => {
      const names = { pdf: /PDF/, xlsx: /Excel|エクセル/i, xls: /Excel|エクセル/i, docx: /Word|ワード/i, doc: /Word|ワード/i, csv: /CSV/, zip: /ZIP/i };
      const seen = await site.gather((doc) => [...doc.querySelectorAll('a[href]')].map((link) => ({
        href: link.getAttribute('href'), words: tools.text(link), after: tools.text(link) + (link.nextSibling?.textContent ?? '').slice(0, 40) + tools.text(link.nextElementSibling ?? link.ownerDocument.createElement('i')).slice(0, 40),
      })));
      const links = seen.flatMap(({ at, value }) => value.filter(({ href }) => !/^\w+:/.test(href)).map((link) => ({ ...link, at, file: decodeURIComponent(new URL(link.href, `http://x/${at.path}`).pathname).slice(1) })))
        .filter(({ file }) => names[file.split('.').pop()]);
      return {
        pages: links.map(({ at }) => at.path), notes: links.length ? [] : ['the guide links to no file yet; the fixture does'],
        faults: links.flatMap(({ at, after, file }) => {
          if (!site.files.includes(file)) return [`/${at.path}: no such file: ${file}`];
          const bytes = site.bytes(file);
          const told = /([\d.,]+)\s*(キロバイト|メガバイト|KB|MB|kilobytes?|megabytes?)/i.exec(after);
          const size = told && Number(told[1].replace(/,/g, '')) * (/^(メ|m)/i.test(told[2]) ? 1e6 : 1e3);
          const real = file.endsWith('.pdf') ? bytes.subarray(0, 5).toString() === '%PDF-' : !/(xlsx|docx|zip)$/.test(file) || bytes.subarray(0, 2).toString() === 'PK';
          return [...(names[file.split('.').pop()].test(after) && real ? [] : [`/${at.path}: its type is not told: ${file}`]),
            ...(size && Math.abs(size - bytes.length) <= Math.max(1100, bytes.length * 0.15) ? [] : [`/${at.path}: ${bytes.length} bytes, told: ${told?.[0] ?? 'nothing'}: ${file}`])];
        }),
      };
    },
  },
  {
    n: 66, name: 'phone numbers are tel:+81 links, FAX numbers are not',
    dom: (doc) => [
      ...[...doc.querySelectorAll('a[href^="tel:"]')].flatMap((link) => {
        const digits = tools.text(link).normalize('NFKC').replace(/\D/g, '');
        const [, main, extension = ''] = /^tel:\+81([1-9]\d{7,9})(?:;ext=(\d+))?$/.exec(link.getAttribute('href')) ?? [];
        const fine = main && (digits === '' || digits === `0${main}${extension}`);
        const fax = /FAX|ファクス|ファックス/i.test(`${tools.text(link)} ${(link.previousSibling?.textContent ?? '').slice(-12)} ${tools.text(link.closest('dd')?.previousElementSibling ?? link.ownerDocument.createElement('i'))}`);
        return [...(fine ? [] : [`${link.getAttribute('href')}: ${tools.text(link)}`]), ...(fax ? [`a FAX is linked: ${tools.text(link)}`] : [])];
      }),
      // Fact tables, boxes and the footer as well: wherever a number stands, it can be called.
      ...[...doc.querySelectorAll('td, dd, .foot p, .place p')].filter((cell) => !cell.querySelector('td, dd')).flatMap((cell) => {
        const label = tools.text(cell.previousElementSibling ?? doc.createElement('i'));
        const rest = cell.cloneNode(true);
        rest.querySelectorAll('a').forEach((link) => link.remove());
        const bare = /(?<![\d-])0\d{1,4}-\d{1,4}-\d{3,4}(?![\d-])/.exec(rest.textContent);
        return bare && !/FAX|ファクス|ファックス/i.test(label + rest.textContent) ? [`not a link: ${bare[0]} in ${tools.text(cell).slice(0, 40)}`] : [];
      }),
      ...[...doc.querySelectorAll('.contact dd')].filter((dd) => /電話|phone/i.test(tools.text(dd.previousElementSibling)) && /\d{2,4}-\d{2,4}-\d{4}/.test(tools.text(dd)) && !dd.querySelector('a[href^="tel:"]')).map((dd) => `not a link: ${tools.text(dd)}`),
    ],
  },
  {
    n: 67, name: 'links that leave say so; none opens a window unannounced',
    dom: (doc) => {
      const own = new URL(doc.querySelector('link[rel=canonical]')?.getAttribute('href') ?? '', 'https://example.invalid/').origin;
      return [...doc.querySelectorAll('a[href]')].flatMap((link) => {
        const href = link.getAttribute('href');
        const around = link.closest('li, p, dd, td') ?? link.parentElement;
        const words = tools.text(link) + tools.text(around);
        const leaves = /^https?:\/\//.test(href) && !href.startsWith(own);
        return [...(leaves && !/外部サイト|[Ee]xternal site|ほかの\s?サイト/.test(words) ? [`leaves silently: ${href}`] : []),
          ...(link.target && link.target !== '_self' && !/新しい(ウィンドウ|タブ)|別の(ウィンドウ|タブ)|new (window|tab)/.test(words) ? [`opens a window: ${href}`] : [])];
      });
    },
  },
  {
    n: 68, name: 'dates as 年月日 with <time datetime>, hours as 午前 and 午後',
    dom: (doc) => {
      const japanese = doc.documentElement.lang.startsWith('ja');
      const faults = [...doc.querySelectorAll('time')].flatMap((time) => {
        const when = time.getAttribute('datetime') ?? '';
        const words = tools.text(time);
        const [year, month, day] = when.split(/[-T]/).map(Number);
        const told = day ? `${year}年${month}月${day}日` : `${year}年${month}月`;
        return [...(/^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(\+09:00)?)?)?$/.test(when) ? [] : [`datetime is ${when || 'empty'}: ${words}`]),
          ...(japanese && !/T/.test(when) && time.closest('[lang]').lang.startsWith('ja') && !words.replace(/\s/g, '').includes(told.replace(`${year}年`, '')) ? [`not 年月日: ${words}`] : [])];
      });
      const walk = doc.createTreeWalker(doc.querySelector('main') ?? doc.body, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const at = walk.currentNode.parentElement;
        if (!japanese || at.closest('code,pre,script,style,[lang]:not([lang^=ja])') || at.closest('[lang]')?.lang.startsWith('en')) continue;
        const words = walk.currentNode.data;
        const found = /(?<![\d:])([01]?\d|2[0-4])[:：][0-5]\d(?!\d)|(?<!\d)20\d\d[/.]\d{1,2}[/.]\d{1,2}/.exec(words);
        if (found) faults.push(`not told as 午前/午後 or 年月日: ${words.slice(Math.max(0, found.index - 8), found.index + 14).trim()}`);
      }
      return faults;
    },
  },
  {
    n: 69, name: 'line-break: strict; no break-all in running text',
    run: (page) => page.evaluate(() => tools.worded().flatMap((element) => {
      const style = getComputedStyle(element);
      return [...(style.lineBreak === 'strict' || element.closest('code,pre') ? [] : [`line-break ${style.lineBreak}: ${tools.label(element)}`]),
        ...(style.wordBreak === 'break-all' ? [`break-all: ${tools.label(element)}`] : []),
        ...(element.closest('p,li,dd,td') && !/anywhere|break-word/.test(style.overflowWrap) ? [`long words do not wrap: ${tools.label(element)}`] : [])];
    })),
  },
  {
    n: 70, name: 'procedures and support: 更新日, 担当課, 電話, 受付時間',
    dom: (doc, at) => {
      if (!['procedure', 'support'].includes(at.kind)) return [];
      const main = doc.querySelector('main');
      const rows = [...main.querySelectorAll('.contact dt')].map(tools.text);
      const has = (pattern) => rows.some((row) => pattern.test(row));
      return [...(main.querySelector('.page-head time[datetime], .page-meta time[datetime]') ? [] : ['no 更新日']),
        ...[['担当課', /担当|聞く|Desk|Contact|Department|Office/i], ['電話', /電話|Phone|Telephone/i], ['受付時間', /受付|時間|hours|Open/i]].filter(([, pattern]) => !has(pattern)).map(([name]) => `no ${name}`),
        ...(main.querySelector('.contact a[href^="tel:"]') ? [] : ['the phone is no link'])];
    },
    site: async (site) => ({ faults: ['procedure', 'support'].filter((kind) => !site.pages.some((page) => page.kind === kind)).map((kind) => `no page of kind ${kind}`) }),
  },
  {
    n: 71, name: 'each answer: who, when, where; the town\'s check with its date',
    dom: (doc, at) => {
      if (at.kind !== 'qa') return [];
      const answers = [...doc.querySelectorAll('.answer')];
      const checked = doc.querySelector('.verified');
      return [...(answers.length ? [] : ['no answer']), ...answers.flatMap((answer) => {
        const official = answer.matches('.answer-staff, .answer-expert');
        return [...(tools.text(answer.querySelector('header h2') ?? doc.createElement('i')) ? [] : ['an answer without who']),
          ...(answer.querySelector('.answer-facts time[datetime]') ? [] : [`no month: ${tools.label(answer)}`]),
          ...(official || answer.querySelector('.answer-facts use[href*=place], .answer-facts li:not(:has(time)) .vh') || answer.matches('.answer-asker, .answer-participant') ? [] : [`no area: ${tools.label(answer)}`])];
      }), ...(checked?.querySelector('time[datetime]') ? [] : ['no 町の確認 with a date'])];
    },
  },
  {
    n: 72, name: 'easy Japanese: a reading on every kanji, half of the sentences within 30 characters',
    site: async (site) => {
      const seen = await site.gather((doc, at) => {
        if (at.fallback || !/^easy/.test(at.code)) return null;
        const main = doc.querySelector('main .prose');
        if (!main) return null;
        const bare = [];
        const walk = doc.createTreeWalker(main, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {
          const parent = walk.currentNode.parentElement;
          if (!parent.closest('ruby, code, pre') && /\p{Script=Han}/u.test(walk.currentNode.data.replace(/[々〇]/g, ''))) bare.push(walk.currentNode.data.trim().slice(0, 20));
        }
        const sentences = [...main.querySelectorAll('p, li, td')].filter((part) => !part.querySelector('p, li')).flatMap((part) => tools.text(part).split(/(?<=[。！？])/)).map((part) => part.replace(/\s/g, '')).filter((part) => part.length > 1);
        const lengths = sentences.map((part) => part.length).sort((a, b) => a - b);
        return { bare, median: lengths[Math.floor(lengths.length / 2)] ?? 0 };
      });
      const own = seen.filter(({ value }) => value);
      return {
        pages: own.map(({ at }) => at.path),
        faults: [...(own.length ? [] : ['no page in easy Japanese']), ...own.flatMap(({ at, value }) => [
          ...value.bare.map((words) => `/${at.path}: no reading: ${words}`), ...(value.median > 30 ? [`/${at.path}: sentences of ${value.median} characters`] : [])])],
      };
    },
  },
];
