// Second readers of the files beside the pages: iCalendar, Atom and CSV, strict where the formats are.

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Faults of an iCalendar file, read by RFC 5545: CRLF, lines of 75 octets, BEGIN and END in pairs, what an event must have. */
export function icsFaults(bytes) {
  const faults = [];
  let text;
  try { text = UTF8.decode(bytes); } catch { return ['not UTF-8']; }
  if (!text.endsWith('\r\n')) faults.push('it does not end with CRLF');
  if (/[^\r]\n|\r[^\n]/.test(text)) faults.push('a line that does not end with CRLF');
  const lines = text.split('\r\n').slice(0, -1);
  for (const line of lines) {
    if (Buffer.byteLength(line) > 75) faults.push(`${Buffer.byteLength(line)} octets: ${line.slice(0, 30)}`);
    if (line.includes('�')) faults.push(`folded inside a character: ${line.slice(0, 30)}`);
  }
  const open = [];
  const events = [];
  const calendar = {};
  for (const line of text.replace(/\r\n[ \t]/g, '').split('\r\n').filter(Boolean)) {
    const found = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$/.exec(line);
    if (!found) { faults.push(`not NAME:VALUE: ${line.slice(0, 40)}`); continue; }
    const [, name, params, value] = found;
    if (name === 'BEGIN') { open.push(value); if (value === 'VEVENT') events.push({}); continue; }
    if (name === 'END') { if (open.pop() !== value) faults.push(`END:${value} closes nothing`); continue; }
    if (open.at(-1) === 'VCALENDAR') calendar[name] = value;
    if (open.at(-1) === 'VEVENT') (events.at(-1)[name] ??= []).push({ params, value });
    if (['SUMMARY', 'DESCRIPTION', 'LOCATION'].includes(name) && /(^|[^\\])(\\\\)*[;,]|(^|[^\\])(\\\\)*\\[^\\;,nN]/.test(value)) faults.push(`not escaped: ${line.slice(0, 40)}`);
  }
  if (open.length) faults.push(`not closed: ${open.join(' ')}`);
  if (calendar.VERSION !== '2.0' || !calendar.PRODID) faults.push('no VERSION:2.0 or no PRODID');
  const ids = events.map((event) => event.UID?.[0].value);
  for (const event of events) {
    const [start, end] = [event.DTSTART?.[0], event.DTEND?.[0]];
    const label = event.SUMMARY?.[0].value ?? 'an event';
    for (const name of ['UID', 'DTSTAMP', 'DTSTART', 'SUMMARY']) if (event[name]?.length !== 1) faults.push(`${event[name]?.length ?? 0} of ${name}: ${label}`);
    if (!/^\d{8}T\d{6}Z$/.test(event.DTSTAMP?.[0].value ?? '')) faults.push(`DTSTAMP is not in UTC: ${label}`);
    const day = start?.params.includes('VALUE=DATE');
    if (start && !(day ? /^\d{8}$/ : /^\d{8}T\d{6}Z?$/).test(start.value)) faults.push(`DTSTART:${start.value}: ${label}`);
    if (start && !day && !start.value.endsWith('Z') && !(start.params.includes('TZID=Asia/Tokyo') && text.includes('TZID:Asia/Tokyo'))) faults.push(`a time without its zone: ${label}`);
    if (end && start && !(end.value > start.value)) faults.push(`it ends before it begins: ${label}`);
  }
  if (new Set(ids).size !== ids.length) faults.push('two events have the same UID');
  return faults;
}

/** In the browser: faults of an Atom feed, by its XML parser and RFC 4287. */
export function atomFaults(text) {
  const doc = new DOMParser().parseFromString(text, 'application/xml');
  if (doc.querySelector('parsererror')) return ['not well-formed'];
  const feed = doc.documentElement;
  if (feed.localName !== 'feed' || feed.namespaceURI !== 'http://www.w3.org/2005/Atom') return ['not an Atom feed'];
  const child = (node, name) => [...node.children].filter((one) => one.localName === name);
  const when = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
  const faults = [];
  const entries = child(feed, 'entry');
  for (const node of [feed, ...entries]) {
    const label = child(node, 'title')[0]?.textContent ?? node.localName;
    for (const name of ['id', 'title', 'updated']) if (child(node, name).length !== 1 || child(node, name)[0].textContent.trim() === '') faults.push(`${child(node, name).length} of ${name}: ${label}`);
    if (!when.test(child(node, 'updated')[0]?.textContent ?? '')) faults.push(`updated: ${label}`);
    if (!/^(https?:|tag:|urn:)/.test(child(node, 'id')[0]?.textContent ?? '')) faults.push(`id is no address: ${label}`);
    if (!/^https?:/.test(child(node, 'link')[0]?.getAttribute('href') ?? '')) faults.push(`no absolute link: ${label}`);
  }
  if (child(feed, 'author').length === 0 && entries.some((entry) => child(entry, 'author').length === 0)) faults.push('no author');
  if (!child(feed, 'link').some((link) => link.getAttribute('rel') === 'self')) faults.push('it does not say where it is');
  const ids = entries.map((entry) => child(entry, 'id')[0]?.textContent);
  if (new Set(ids).size !== ids.length) faults.push('two entries have the same id');
  for (const entry of entries) for (const summary of child(entry, 'summary')) if (/<[a-z]/i.test(summary.textContent)) faults.push(`markup in a summary: ${child(entry, 'title')[0]?.textContent}`);
  return faults;
}

/** Rows of a CSV file by RFC 4180, or null where a quote is never closed. */
export function readCsv(text) {
  const rows = [[]];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (at += 1; ; at += 1) {
        if (at >= text.length) return null;
        if (text[at] !== '"') cell += text[at];
        else if (text[at + 1] === '"') { cell += '"'; at += 1; } else break;
      }
      at += 1;
    } else {
      const end = /[,\r\n]/.exec(text.slice(at));
      const stop = end ? at + end.index : text.length;
      cell = text.slice(at, stop);
      at = stop;
    }
    rows.at(-1).push(cell);
    if (text[at] === ',') { at += 1; if (at === text.length) rows.at(-1).push(''); } else if (text.startsWith('\r\n', at)) { at += 2; rows.push([]); } else if (at < text.length) return null;
  }
  if (rows.at(-1).length === 0) rows.pop();
  return rows;
}

/** Faults of a published CSV file: UTF-8, CRLF, as many cells in each row, and the same after reading and writing. */
export function csvFaults(bytes) {
  let text;
  try { text = UTF8.decode(bytes); } catch { return ['not UTF-8']; }
  text = text.replace(/^\ufeff/, '');
  const rows = readCsv(text);
  if (!rows || rows.length === 0) return ['it cannot be read'];
  const write = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);
  const again = readCsv(rows.map((row) => `${row.map(write).join(',')}\r\n`).join(''));
  return [...(/[^\r]\n/.test(text.replace(/"[^"]*"/g, '')) ? ['lines do not end with CRLF'] : []), ...rows.filter((row) => row.length !== rows[0].length).map((row) => `${row.length} cells of ${rows[0].length}: ${row[0]}`),
    ...(new Set(rows[0]).size === rows[0].length ? [] : ['two columns have the same name']), ...(JSON.stringify(again) === JSON.stringify(rows) ? [] : ['not the same after a round trip'])];
}
