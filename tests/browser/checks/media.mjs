// The checklist's "Tables, images, forms", 73 to 78.

export const checks = [
  {
    n: 73, name: 'tables have a caption, header cells a scope',
    dom: (doc) => [...doc.querySelectorAll('table')].flatMap((table) => [
      ...(table.caption && tools.text(table.caption) ? [] : [`no caption: ${tools.label(table)}`]),
      ...(table.querySelector('th') ? [] : [`no header cell: ${tools.label(table)}`]),
      ...[...table.querySelectorAll('th')].filter((cell) => !/^(row|col|rowgroup|colgroup)$/.test(cell.getAttribute('scope') ?? '')).map((cell) => `no scope: ${tools.label(cell)}`),
    ]),
  },
  {
    n: 74, name: 'pictures have alt, width and height; the alt says more than the file name',
    dom: (doc) => [...doc.querySelectorAll('img')].flatMap((picture) => {
      const src = picture.getAttribute('src') ?? '';
      const alt = picture.getAttribute('alt');
      const size = ['width', 'height'].every((name) => /^[1-9]\d*$/.test(picture.getAttribute(name) ?? ''));
      const caption = picture.closest('figure')?.querySelector('figcaption');
      return [...(alt === null ? [`no alt: ${src}`] : []), ...(size ? [] : [`no width and height: ${src}`]),
        ...(alt && (src.includes(alt) || /\.(jpe?g|png|webp|svg)$|^(image|画像|写真|photo)$/i.test(alt.trim())) ? [`alt is only a name: ${alt}`] : []),
        ...(alt && caption && tools.text(caption) === alt ? [`alt says the caption again: ${alt}`] : []),
        ...(alt === '' && picture.closest('figure') && caption ? [`a picture with a caption is no decoration: ${src}`] : [])];
    }),
  },
  {
    n: 75, name: 'no picture of text, by its name',
    dom: (doc) => [...doc.querySelectorAll('main img')].flatMap((picture) => {
      const name = `${picture.getAttribute('src')} ${picture.alt}`;
      return /(chirashi|flyer|poster|leaflet|text|moji|title|goannai|oshirase|banner)[^/]*\.(png|jpe?g|webp|avif|gif|svg)|チラシ|ポスター|文字の画像|のお知らせの画像/i.test(name) ? [name] : [];
    }),
  },
  {
    n: 76, name: 'search: a form with a visible label, GET, without scripts; the count in role=status',
    site: async (site, t) => {
      const own = site.pages.filter((page) => page.kind === 'search' && !page.fallback);
      const ways = await site.gather((doc) => doc.querySelector('header form[role=search], header a[href*="search"], main form[role=search]') !== null);
      const faults = [...(own.length ? [] : ['no page of kind search']), ...ways.filter(({ at, value }) => !value && at.kind !== 'moved').slice(0, 3).map(({ at }) => `/${at.path}: no way to the search`)];
      for (const at of own) {
        t.turn(at);
        const plain = await t.other('no-script');
        faults.push(...(await plain.evaluate(() => {
          const form = document.querySelector('main form[role=search], main [role=search] form');
          if (!form) return ['no form'];
          const field = form.querySelector('input[type=search], input[type=text]');
          const label = field?.labels?.[0];
          return [...(form.method === 'get' && form.getAttribute('action') ? [] : ['it is not sent with GET']), ...(field?.name ? [] : ['the field has no name']),
            ...(label && tools.shown(label) && label.getBoundingClientRect().width > 20 && !label.matches('.vh') ? [] : ['no visible label']), ...(form.querySelector('button, [type=submit]') ? [] : ['no button']),
            ...(document.querySelectorAll('main a[href]').length > 10 ? [] : ['without scripts there is no list to choose from'])];
        })).map((fault) => `/${at.path}: ${fault}`));
        t.turn(at);
        const page = await t.show();
        const field = page.locator('main form[role=search] input, main [role=search] form input').first();
        if (await field.count() === 0) continue;
        await field.fill(at.code === 'en' ? 'snow' : '雪');
        await field.press('Enter');
        const told = await page.waitForFunction(() => /\d/.test(document.querySelector('[role=status]')?.textContent ?? ''), null, { timeout: 5000 }).then(() => true, () => false);
        if (!told) faults.push(`/${at.path}: the count is not told`);
        if (!/[?&]\w+=/.test(page.url())) faults.push(`/${at.path}: the words are not in the address`);
        t.spoil();
      }
      return { faults, pages: own.map(({ path }) => path) };
    },
  },
  {
    n: 77, name: 'filters are links or native fields, and the state is in the address',
    run: async (page, t) => {
      const faults = await page.evaluate(() => [...document.querySelectorAll('[role=tab], [role=button], [role=switch], [role=checkbox], [role=radio], [role=combobox]')]
        .filter((element) => !element.matches('button, input, summary, a[href]')).map((element) => `made up: ${tools.label(element)}`));
      if (t.at.kind !== 'questions') return faults;
      const links = await page.evaluate(() => [...document.querySelectorAll('main nav a[href]')].map((link) => link.getAttribute('href')));
      const tones = ['good', 'plain', 'candid'].filter((tone) => !links.some((href) => href.includes(tone)));
      if (tones.length) faults.push(`no link to ${tones.join(', ')}`);
      for (const href of links.filter((one) => one.startsWith('#'))) {
        const entries = await page.evaluate((hash) => {
          const part = document.getElementById(decodeURIComponent(hash.slice(1)));
          return [part?.closest('section')?.querySelectorAll('li a[href]').length ?? 0];
        }, href);
        if (entries[0] === 0) faults.push(`nothing behind ${href}`);
      }
      return faults;
    },
    site: async (site) => ({ faults: site.pages.some((page) => page.kind === 'questions') ? [] : ['no list of questions'] }),
  },
  {
    n: 78, name: 'what a map shows stands beside it as text',
    dom: (doc) => {
      const main = doc.querySelector('main');
      if (!main) return [];
      const pictures = [...main.querySelectorAll('img, iframe, svg[role=img]')].filter((one) => /(^|[/_-])(map|chizu)[^/]*\.|地図/i.test(`${one.getAttribute('src')} ${one.getAttribute('alt')} ${one.getAttribute('title')}`));
      const lists = [...main.querySelectorAll('.prose :is(ul, ol, table), .cards, .facts, dl')].filter((list) => list.querySelectorAll('li, tr, dt').length > 1);
      const links = [...main.querySelectorAll('a[href]')].filter((link) => /^geo:|google\.[a-z.]+\/maps|maps\.|openstreetmap|maps\.gsi/.test(link.getAttribute('href')));
      return [...pictures.filter((one) => lists.length === 0 || !(one.getAttribute('alt') ?? one.getAttribute('title') ?? '').trim()).map((one) => `a map alone: ${one.getAttribute('src')}`),
        ...(links.length && !/番地|丁目|番\d+号|\d+-\d+/.test(tools.text(main)) ? ['a link to a map without an address'] : [])];
    },
  },
];
