// Looks at the dev server in Chromium: what a save does to an open page, and what it leaves alone.
//
//   node serve.mjs PROGRAM GUIDE [SHOTS]     exit 0: fine · 1: faults
//
// GUIDE is a folder of its own that is written into; with SHOTS, pictures of the panel go there.

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { AXE, launch } from './lib/browser.mjs';

const [PROGRAM, GUIDE, SHOTS] = process.argv.slice(2);

const file = (name) => path.join(GUIDE, name);
const read = (name) => fs.readFileSync(file(name), 'utf8');
const write = (name, text) => {
  fs.mkdirSync(path.dirname(file(name)), { recursive: true });
  fs.writeFileSync(file(name), text);
};

write('site.toml', read('site.toml').replace(/^base_url = .*$/m, 'base_url = "https://example.jp/iju/"'));
const RENT = read('content/sumai/rent.md');
const PAGE = '---\ntitle: 試しのページ\nweight: 999\n---\n\n最初の段落です。\n\n## 折りたたみ {.fold}\n\n中の文です。\n\n## つづき\n\n'
  + Array.from({ length: 60 }, (_, number) => `段落の${number}番です。`).join('\n\n') + '\n\n最後の段落です。\n';
write('content/sumai/test.md', PAGE);
write('content/sumai/e.svg', fs.readFileSync(file('content/sumai/akiya-ie.svg')));

const server = spawn(PROGRAM, ['serve', '--root', GUIDE, '--port', '0', '--now', '2026-11-01', '--lang', 'ja'], { stdio: ['ignore', 'pipe', 'ignore'] });
const base = await new Promise((resolve, reject) => {
  let said = '';
  server.stdout.on('data', (data) => {
    said += data;
    const found = /http:\/\/127\.0\.0\.1:\d+\/iju\//.exec(said);
    if (found) resolve(found[0]);
  });
  server.on('exit', () => reject(new Error(said)));
});

let passed = 0;
let failed = 0;
const check = (name, fine, shown = '') => {
  if (fine) { passed += 1; return; }
  failed += 1;
  console.log(`FAILED ${name}${shown === '' ? '' : `\n  ${JSON.stringify(shown)}`}`);
};

const browser = await launch();
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ja-JP' });
  const page = await context.newPage();
  const refused = [];
  page.on('console', (message) => { if (/Content Security Policy|TypeError|Uncaught/.test(message.text())) refused.push(message.text()); });
  page.on('pageerror', (error) => refused.push(String(error)));
  // A mark in the page's own world: it is gone when the page was loaded anew.
  const open = async (url) => {
    await page.goto(base + url);
    await page.evaluate(() => { window.stays = true; });
    await page.waitForTimeout(150);
  };
  const stays = () => page.evaluate(() => window.stays === true);
  const until = (test, arg) => page.waitForFunction(test, arg, { timeout: 8000 }).then(() => true, () => false);
  const shows = (words) => until((text) => document.querySelector('main')?.textContent.includes(text), words);
  const panel = (selector) => page.locator('#shirube-panel').locator(selector);

  // The page's own text: moulded where it stands.
  await open('sumai/test/');
  await page.evaluate(() => {
    const main = document.querySelector('main');
    const input = document.createElement('input');
    input.id = 'typed';
    input.value = '書きかけ';
    document.body.append(input);
    main.querySelectorAll('details').forEach((details) => { details.open = true; });
    const last = [...main.querySelectorAll('p')].find((p) => p.textContent.includes('段落の40番'));
    last.tabIndex = 0;
    window.kept = { last, details: main.querySelector('.prose details') ?? main.querySelector('details') };
  });
  await page.evaluate(() => document.querySelector('#typed').remove());
  const sumai = await page.evaluate(() => {
    window.scrollTo(0, 1500);
    window.kept.last.focus({ preventScroll: true });
    const text = window.kept.last.firstChild;
    getSelection().setBaseAndExtent(text, 2, text, 6);
    return { scroll: scrollY, top: window.kept.last.getBoundingClientRect().top, selected: String(getSelection()) };
  });
  write('content/sumai/test.md', PAGE.replace('最後の段落です。', '最後の段落を直しました。'));
  check('text: shown', await shows('最後の段落を直しました。'));
  const after = await page.evaluate(() => ({
    scroll: scrollY,
    selected: String(getSelection()),
    focused: document.activeElement === window.kept.last || document.activeElement.textContent,
    connected: window.kept.last.isConnected,
    open: window.kept.details?.isConnected && window.kept.details.open,
  }));
  check('text: not loaded anew', await stays());
  check('text: scroll stays', after.scroll === sumai.scroll && sumai.scroll > 1000, [after.scroll, sumai.scroll]);
  check('text: selection stays', after.selected === sumai.selected && sumai.selected.length === 4, [after.selected, sumai.selected]);
  check('text: the open fold stays open', after.open === true, after);
  check('text: nodes stay', after.connected);
  // Above what is read: new paragraphs move nothing that the reader holds.
  write('content/sumai/test.md', PAGE.replace('最初の段落です。', '新しい段落です。\n\n> [!NOTE]\n> 知らせです。\n\n最初の段落です。'));
  check('insertion: shown', await shows('新しい段落です。'));
  const inserted = await page.evaluate(() => ({ top: window.kept.last.getBoundingClientRect().top, selected: String(getSelection()), open: window.kept.details.isConnected && window.kept.details.open }));
  check('insertion: what is read stays in view', Math.abs(inserted.top - sumai.top) < 4, [inserted.top, sumai.top]);
  check('insertion: selection and fold stay', inserted.selected === sumai.selected && inserted.open, inserted);
  check('insertion: not loaded anew', await stays());
  // The title, in the head, the breadcrumb and the heading.
  write('content/sumai/test.md', PAGE.replace('試しのページ', '直した題名'));
  check('title', (await until(() => document.title.startsWith('直した題名'))) && (await shows('直した題名')) && (await stays()));

  // Focus and what was typed, in a form of the theme's own.
  const guide = fs.readFileSync(new URL('../../themes/shirube/templates/article.html', import.meta.url), 'utf8');
  const asking = guide.replace('{% block main %}', '{% block main %}<form><label>名前 <input id="typed" value="初め"></label><textarea id="long"></textarea></form>');
  write('themes/shirube/templates/article.html', asking);
  check('template: shown without a reload', (await until(() => document.querySelector('#typed'))) && (await stays()));
  await page.fill('#typed', '書きかけの名前');
  await page.fill('#long', '長い文');
  await page.evaluate(() => { const field = document.querySelector('#typed'); field.focus(); field.setSelectionRange(2, 4); });
  write('content/sumai/test.md', PAGE.replace('最初の段落です。', '欄の下が変わりました。'));
  check('form: shown', await shows('欄の下が変わりました。'));
  const form = await page.evaluate(() => {
    const field = document.querySelector('#typed');
    return [document.activeElement === field, field.value, field.selectionStart, field.selectionEnd, document.querySelector('#long').value];
  });
  check('form: focus, caret and contents stay', JSON.stringify(form) === JSON.stringify([true, '書きかけの名前', 2, 4, '長い文']), form);

  // Another page: nothing happens here.
  const asked = [];
  const listen = (request) => asked.push(request.url());
  await open('sumai/pet/');
  page.on('request', listen);
  write('content/shiru/bosai.md', `${read('content/shiru/bosai.md')}\n追記しました。\n`);
  await page.waitForTimeout(700);
  check('another page: nothing is asked for', asked.every((url) => url.includes('/__shirube/')), asked);
  check('another page: not loaded anew', await stays());

  // A style sheet: the new one beside the old, the old one goes when it is there.
  const css = fs.readFileSync(new URL('../../themes/shirube/assets/css/site.css', import.meta.url), 'utf8');
  await page.evaluate(() => {
    window.scrollTo(0, 400);
    window.seen = [];
    new MutationObserver((records) => records.forEach((record) => window.seen.push(`${record.type} ${record.target.nodeName} ${record.target.className}`))).observe(document.querySelector('main'), { subtree: true, childList: true });
  });
  write('themes/shirube/assets/css/site.css', `${css}\nmain { outline: 7px solid rgb(1, 2, 3) }\n`);
  check('style: swapped in place', await until(() => getComputedStyle(document.querySelector('main')).outlineWidth === '7px'));
  write('themes/shirube/assets/css/site.css', `${css}\nmain { outline: 8px solid rgb(1, 2, 3) }\n`);
  await until(() => document.querySelectorAll('link[rel=stylesheet]').length === 2);
  write('themes/shirube/assets/css/site.css', `${css}\nmain { outline: 9px solid rgb(1, 2, 3) }\n`);
  check('style: the last one counts', await until(() => getComputedStyle(document.querySelector('main')).outlineWidth === '9px'));
  check('style: one is left', await until(() => document.querySelectorAll('link[rel=stylesheet]').length === 1));
  const moved = await page.evaluate(() => [window.stays, window.seen, scrollY]);
  check('style: nothing else moved', JSON.stringify(moved) === '[true,[],400]', moved);
  page.off('request', listen);

  // A picture under the name it had.
  write('content/sumai/test.md', PAGE.replace('最初の段落です。', '![家](e.svg)'));
  await open('sumai/test/');
  check('picture: there', await until(() => document.querySelector('main img')?.naturalWidth > 0));
  const width = await page.evaluate(() => document.querySelector('main img').naturalWidth);
  write('content/sumai/e.svg', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 31 17" width="31" height="17"><rect width="31" height="17" fill="#c85"/></svg>');
  check('picture: anew in place', (await until(() => document.querySelector('main img').naturalWidth === 31)) && width !== 31 && (await stays()), width);

  // Renamed: the tab goes along. Deleted: it goes to the section, and says why.
  await open('sumai/test/#つづき');
  fs.renameSync(file('content/sumai/test.md'), file('content/sumai/別名.md'));
  check('renamed: the tab follows', await page.waitForURL((url) => decodeURIComponent(url.pathname).endsWith('/sumai/別名/') && url.hash !== '', { timeout: 8000 }).then(() => true, () => false), page.url());
  await page.waitForTimeout(200);
  fs.rmSync(file('content/sumai/別名.md'));
  check('deleted: the tab goes to the section', await page.waitForURL((url) => url.pathname === '/iju/sumai/', { timeout: 8000 }).then(() => true, () => false), page.url());
  check('deleted: and says so', await panel('.note').filter({ hasText: 'このページは削除されました' }).waitFor({ timeout: 5000 }).then(() => true, () => false));
  if (SHOTS) await page.screenshot({ path: path.join(SHOTS, 'gone.png') });
  await page.keyboard.press('Escape');
  check('deleted: Esc closes', (await panel('.note').count()) === 0);

  // The panel: on the page itself, with place, line and help; on others a badge.
  await open('sumai/rent/');
  write('content/sumai/rent.md', RENT.replace('title: 賃貸住宅', 'title: 手続き: <img src=x onerror=alert(1)>\ndate: [壊れた'));
  check('broken: the panel opens', await panel('.panel').waitFor({ timeout: 8000 }).then(() => true, () => false));
  const words = await panel('.panel').innerText();
  check('broken: place, line, message and help', /content\/sumai\/rent\.md:2:\d+/.test(words) && words.includes('<img src=x onerror=alert(1)>') && words.includes('全体を'), words);
  check('broken: the corrected line', (await panel('.fixed').first().innerText()).startsWith('title: "手続き'), words);
  check('broken: the last good version, and a word about it', words.includes('最後に読み取れた内容') && (await page.innerText('h1')).includes('賃貸住宅'));
  check('broken: the place is a link to the page', (await panel('a.place').first().getAttribute('href')) === '/iju/sumai/rent/');
  check('broken: said to a screen reader', (await panel('[role=status]').innerText()).includes('エラー'));
  check('broken: text is text', (await panel('img').count()) === 0);
  check('broken: not loaded anew', await stays());
  await page.keyboard.press('Escape');
  check('panel: Esc closes it, the badge stays', (await panel('.panel').count()) === 0 && /[1-9]/.test(await panel('.badge').innerText()));
  write('content/sumai/pet.md', `${read('content/sumai/pet.md')}\n追記。\n`);
  await page.waitForTimeout(600);
  await open('sumai/rent/');
  check('panel: stays closed while the findings are the same', await panel('.badge').waitFor({ timeout: 8000 }).then(() => true, () => false) && (await panel('.panel').count()) === 0);
  await open('sumai/pet/');
  check('panel: another page has a badge only', (await panel('.badge').count()) === 1 && (await panel('.panel').count()) === 0);
  await panel('.badge').click();
  check('panel: the badge opens it', (await panel('.panel').count()) === 1);
  await panel('.panel .close').click();
  await open('sumai/rent/');
  write('content/sumai/rent.md', RENT.replace('title: 賃貸住宅', 'titel: 賃貸住宅'));
  check('panel: other findings open it again', await panel('.panel').filter({ hasText: 'titel' }).waitFor({ timeout: 8000 }).then(() => true, () => false));
  write('content/sumai/rent.md', RENT);
  check('panel: gone with the findings', await until(() => !document.querySelector('#shirube-panel').shadowRoot.querySelector('.panel, .badge')));
  check('panel: not loaded anew', await stays());

  // Drafts, other days, and lists that mark them.
  write('content/sumai/draft.md', '---\ntitle: 準備中のページ\ndraft: true\n---\n');
  write('content/sumai/spring.md', '---\ntitle: 春のページ\npublish_from: 2027-04-01\n---\n');
  write('content/sumai/past.md', '---\ntitle: 昔のページ\npublish_until: 2025-03-31\n---\n');
  await open('sumai/');
  check('ribbons: lists mark them', (await shows('準備中のページ')) && (await shows('春のページ')) && (await shows('昔のページ')) && (await page.locator('.mark').count()) === 3, await page.locator('.mark').count());
  for (const [url, ribbon] of [['draft', '下書き'], ['spring', '2027年4月1日から公開'], ['past', '公開は終わりました']]) {
    await open(`sumai/${url}/`);
    check(`ribbons: ${url}`, (await page.locator('.ribbon').innerText()).includes(ribbon));
  }

  // A hidden tab closes its stream and catches up; so does a tab that was away while much happened.
  await open('sumai/pet/');
  const second = await context.newPage();
  await second.goto(base);
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => window.away });
    window.away = true;
    document.dispatchEvent(new Event('visibilitychange'));
  });
  write('content/sumai/pet.md', `${read('content/sumai/pet.md')}\n留守のあいだの追記です。\n`);
  await page.waitForTimeout(600);
  check('hidden: nothing happens', !(await page.innerText('main')).includes('留守のあいだ'));
  await page.evaluate(() => { window.away = false; document.dispatchEvent(new Event('visibilitychange')); });
  check('hidden: catches up', (await shows('留守のあいだの追記です。')) && (await stays()));
  await second.close();

  // A script of the theme's that comes or goes: the page is loaded anew, where it stood.
  const place = () => document.querySelector('main h2').getBoundingClientRect().top;
  await page.evaluate(() => window.scrollTo(0, 300));
  const stood = await page.evaluate(place);
  write('themes/shirube/assets/js/x.js', 'window.run = true;');
  // The form stays: what goes above the reader would be the browser's to make up for.
  write('themes/shirube/templates/article.html', asking.replace('{% block main %}', '{% block main %}<script type="module" src="{{ asset(path="js/x.js") | rel }}"></script>'));
  check('script: the page is loaded anew', await until(() => window.stays !== true && window.run === true));
  await page.waitForTimeout(300);
  check('script: where it stood', Math.abs((await page.evaluate(place)) - stood) < 4 && stood < 500, [await page.evaluate(place), stood]);
  check('the content security policy refuses nothing, and nothing throws', refused.length === 0, refused);
  await context.close();

  // How it looks, and whether it is readable: phone and desk, light and dark.
  write('content/sumai/rent.md', RENT.replace('title: 賃貸住宅', 'title: 手続き: 賃貸住宅').replace('kau.md', 'kauu.md'));
  write('content/sumai/pet.md', `${read('content/sumai/pet.md')}\n[ない](nai.md)と[これ](rentt.md)です。\n`);
  await new Promise((resolve) => { setTimeout(resolve, 1000); });
  for (const colorScheme of ['light', 'dark']) {
    for (const [width, height] of [[375, 667], [1280, 800]]) {
      const looking = await browser.newContext({ viewport: { width, height }, colorScheme, locale: 'ja-JP', bypassCSP: true });
      const tab = await looking.newPage();
      await tab.goto(`${base}sumai/rent/`);
      await tab.locator('#shirube-panel .panel').waitFor({ timeout: 8000 });
      await tab.addScriptTag({ content: AXE });
      const result = await tab.evaluate(() => axe.run({ include: [['#shirube-panel', '.frame']] }, { resultTypes: ['violations'] }));
      check(`${colorScheme} ${width}: axe`, result.violations.length === 0, result.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target.join(' ')).join(' · ')}`));
      check(`${colorScheme} ${width}: no sideways scroll`, await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      if (SHOTS) {
        await tab.screenshot({ path: path.join(SHOTS, `panel-${colorScheme}-${width}.png`) });
        await tab.keyboard.press('Escape');
        await tab.screenshot({ path: path.join(SHOTS, `badge-${colorScheme}-${width}.png`) });
        await tab.goto(`${base}sumai/draft/`);
        await tab.waitForTimeout(300);
        await tab.screenshot({ path: path.join(SHOTS, `ribbon-${colorScheme}-${width}.png`) });
      }
      await looking.close();
    }
  }
} finally {
  await browser.close();
  server.kill();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
