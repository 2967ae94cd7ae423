// What a page lets its reader do without a server, and what it must not lose on the way: 85 to 90.

export const checks = [
  {
    n: 85, name: 'a table of three columns fits a phone',
    run: (page) => page.evaluate(() => [...document.querySelectorAll('main table')].filter((table) => tools.shown(table) && Math.max(0, ...[...table.rows].map((row) => row.cells.length)) <= 3).flatMap((table) => {
      const around = table.closest('.scroll') ?? table.parentElement;
      return table.getBoundingClientRect().width <= around.getBoundingClientRect().width + 1 ? [] : [`${Math.round(table.getBoundingClientRect().width)} px: ${tools.label(table)}`];
    })),
  },
  {
    n: 86, name: 'what the eye sees open is not closed to a screen reader', view: { width: 1280, height: 800 },
    run: (page) => page.evaluate(() => [...document.querySelectorAll('details:not([open])')].flatMap((details) => {
      const summary = details.querySelector('summary');
      const inside = [...details.querySelectorAll('a, p, li')].find((element) => !summary?.contains(element));
      return summary && tools.shown(summary) && inside?.checkVisibility({ contentVisibilityAuto: true }) ? [`closed, and yet seen: ${tools.label(summary)}`] : [];
    })),
  },
  {
    n: 87, name: 'what is printed says where it is from and of which day', view: { media: 'print' },
    run: (page) => page.evaluate(() => {
      const address = document.querySelector('link[rel=canonical]')?.href;
      const day = document.querySelector('.page-meta time, .verified time')?.textContent ?? '';
      const shown = [...document.querySelectorAll('footer *')].filter((element) => tools.shown(element)).map((element) => element.textContent).join(' ');
      if (!address) return document.body.matches('.kind-not_found') ? [] : ['no address of its own'];
      return [...(shown.includes(address) ? [] : ['the address is not printed']), ...(day === '' || document.body.innerText.includes(day) ? [] : ['the day is not printed'])];
    }),
  },
  {
    n: 88, name: 'no badge says again what its heading says',
    dom: (doc) => [...doc.querySelectorAll('main section')].flatMap((section) => {
      const name = tools.text(section.querySelector('h1, h2') ?? section);
      const badges = [...section.querySelectorAll('.q .tone')].map(tools.text);
      return badges.length > 1 && badges.every((badge) => name.includes(badge)) ? [`${badges.length} times under ${name}`] : [];
    }),
  },
  {
    n: 89, name: 'a list to tick: by keyboard, kept on the device, readable without a script',
    run: async (page, t) => {
      if (await page.locator('.ticks').count() === 0) return [];
      const faults = [];
      const box = page.locator('.tick input').first();
      if (await box.count() === 0) return ['nothing can be ticked'];
      const told = () => page.locator('.ticks [role=status]').textContent();
      const before = await told();
      await box.focus();
      await page.keyboard.press('Space');
      if (!(await box.isChecked()) || await told() === before) faults.push('the space bar does not tick it, or nothing says so');
      await page.reload({ waitUntil: 'load' });
      if (!(await page.locator('.tick input').first().isChecked())) faults.push('what was ticked is gone');
      await page.locator('.ticks button').focus();
      await page.keyboard.press('Enter');
      if (await page.locator('.tick input:checked').count() > 0) faults.push('ticks cannot be taken away');
      const plain = await t.other('no-script');
      if (await plain.locator('.task').count() === 0 || await plain.locator('.ticks').isVisible()) faults.push('without a script the marks are gone, or something that does nothing is there');
      t.spoil();
      return faults;
    },
  },
  {
    n: 90, name: 'costs: chosen by keyboard, their sum in words, a table without a script',
    run: async (page, t) => {
      if (await page.locator('.cost').count() === 0) return [];
      const faults = [];
      const sum = () => page.locator('.sum [role=status]').textContent();
      const before = await sum();
      const radio = page.locator('.options input').first();
      if (await radio.count() === 0) return ['nothing can be chosen'];
      await radio.focus();
      await page.keyboard.press('ArrowDown');
      if (await sum() === before) faults.push('the arrow keys choose nothing, or the sum stays');
      const plain = await t.other('no-script');
      if (await plain.locator('.options input:visible').count() > 0) faults.push('without a script there are buttons that do nothing');
      if (!/\d/.test(await plain.locator('.sum [role=status]').innerText())) faults.push('without a script there is no sum');
      t.spoil();
      return faults;
    },
  },
];
