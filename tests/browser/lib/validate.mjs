// html-validate over every page of a site, in a process of its own beside the browser.

import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const HERE = path.dirname(import.meta.dirname);
const running = new Map();

/** Faults as `file:line rule: words`; the same site is looked at once, and may be asked for before the answer is needed. */
export function validate(root) {
  if (!running.has(root)) running.set(root, start(root));
  return running.get(root);
}

function start(root) {
  const files = fs.readdirSync(root, { recursive: true }).filter((file) => file.endsWith('.html')).map((file) => path.join(root, file));
  const program = path.join(HERE, 'node_modules/html-validate/bin/html-validate.mjs');
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program, '--config', path.join(HERE, '.htmlvalidate.json'), '--formatter', 'json', ...files], { maxBuffer: 1 << 28 }, (error, said, complaint) => {
      try {
        resolve(JSON.parse(said).flatMap((file) => file.messages.filter((message) => message.severity > 1)
          .map((message) => `${path.relative(root, file.filePath)}:${message.line} ${message.ruleId}: ${message.message}`)));
      } catch {
        reject(new Error(`html-validate: ${complaint || error}`));
      }
    });
  });
}
