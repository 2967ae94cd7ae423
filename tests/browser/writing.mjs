// Makes the pictures of docs/writing.md: every example, as a reader sees it. Run it when an example or the theme's look has changed:
//
//   node tests/browser/writing.mjs [PROGRAM]
//
// PROGRAM is the release build where none is named.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from './lib/browser.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const program = path.resolve(process.argv[2] ?? path.join(root, 'target/release/shirube'));
const page = fs.readFileSync(path.join(root, 'docs/writing.md'), 'utf8').replaceAll('\r', '');
const examples = [...page.matchAll(/```markdown\n([^]*?)\n```\n\n!\[[^\]]*\]\((img\/[^)]+)\)/g)].map(([, text, picture]) => ({ text, picture }));

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'shirube-writing-'));
try {
  fs.cpSync(path.join(root, 'tests/fixtures/writing'), folder, { recursive: true });
  examples.forEach(({ text }, number) =>
    fs.writeFileSync(path.join(folder, `content/rei-${number}.md`), `---\ntitle: 例${number}\n---\n\n${text}\n`));
  execFileSync(program, ['build', '--root', folder, '--now', '2026-11-01', '--out', path.join(folder, 'out')]);
  const browser = await launch();
  const context = await browser.newContext({ locale: 'ja-JP', viewport: { width: 760, height: 900 }, deviceScaleFactor: 1.5 });
  const tab = await context.newPage();
  const devtools = await context.newCDPSession(tab);
  for (const [number, { picture }] of examples.entries()) {
    await tab.goto(pathToFileURL(path.join(folder, `out/rei-${number}/index.html`)).href);
    const box = await tab.locator('.prose').first().boundingBox();
    const clip = { x: box.x - 16, y: box.y - 16, width: box.width + 32, height: box.height + 32, scale: 1 };
    const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 70, clip, captureBeyondViewport: true });
    fs.writeFileSync(path.join(root, 'docs', picture), Buffer.from(data, 'base64'));
  }
  await browser.close();
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
