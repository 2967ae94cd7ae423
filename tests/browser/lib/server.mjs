// Serves a built site as a plain host does: gzip for text, 404.html for what is missing, scripts from the own origin only.

import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';

const TYPES = {
  html: 'text/html; charset=utf-8', css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', xml: 'application/xml', png: 'image/png',
  jpg: 'image/jpeg', webp: 'image/webp', avif: 'image/avif', json: 'application/json', ics: 'text/calendar; charset=utf-8', csv: 'text/csv; charset=utf-8',
};
const PACKED = /^(text|application)\/|svg/;

/** Serves `dir` on 127.0.0.1 and returns `{ base, close }`. */
export async function serve(dir) {
  const root = path.resolve(dir);
  const held = new Map();
  const answer = (file) => {
    if (!held.has(file)) {
      const type = TYPES[path.extname(file).slice(1)] ?? 'application/octet-stream';
      const bytes = fs.readFileSync(file);
      held.set(file, PACKED.test(type) ? { type, bytes: zlib.gzipSync(bytes), packed: true } : { type, bytes, packed: false });
    }
    return held.get(file);
  };
  const server = http.createServer((request, response) => {
    const wanted = path.join(root, decodeURIComponent(new URL(request.url, 'http://x').pathname));
    let file = fs.statSync(wanted, { throwIfNoEntry: false })?.isDirectory() ? path.join(wanted, 'index.html') : wanted;
    let status = 200;
    if (!file.startsWith(root) || !fs.existsSync(file)) {
      status = 404;
      file = path.join(root, '404.html');
      if (!fs.existsSync(file)) {
        response.writeHead(404).end();
        return;
      }
    }
    const { type, bytes, packed } = answer(file);
    response.writeHead(status, {
      'content-type': type, 'content-length': bytes.length, 'content-security-policy': "script-src 'self'", ...(packed ? { 'content-encoding': 'gzip' } : {}),
    }).end(bytes);
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { base: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
