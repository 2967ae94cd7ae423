// Writes src/salon/markup/emoji.tsv, the names that Slack gives emoji, from the npm package `emoji-datasource`:
//
//     npm pack emoji-datasource && tar xzf emoji-datasource-*.tgz && node tests/salon/emoji.mjs package
//
// The package's licence must be the MIT that we expect, else nothing is written; it stands whole at the table's head.
import { readFileSync, writeFileSync } from 'node:fs';

const from = process.argv[2];
const { name, version, license } = JSON.parse(readFileSync(`${from}/package.json`, 'utf8'));
const terms = readFileSync(`${from}/LICENSE`, 'utf8').trim();
if (name !== 'emoji-datasource' || license !== 'MIT' || !terms.startsWith('The MIT License (MIT)') || !terms.includes('free of charge')) {
  throw new Error(`${name} ${version} is not under the MIT licence that was expected: ${license}`);
}

const TONES = ['1F3FB', '1F3FC', '1F3FD', '1F3FE', '1F3FF'];
const picture = (hex) => String.fromCodePoint(...hex.split('-').map((point) => parseInt(point, 16)));
// Nearly always the tone follows the first character and takes the place of its variation selector.
const toned = (hex, tone) => hex.replace(/^([0-9A-F]+)(-FE0F)?/, `$1-${tone}`);

const lines = [];
for (const emoji of JSON.parse(readFileSync(`${from}/emoji.json`, 'utf8'))) {
  const variations = Object.entries(emoji.skin_variations ?? {});
  const single = variations.filter(([tone]) => TONES.includes(tone));
  const byRule = single.length > 0 && single.every(([tone, { unified }]) => unified === toned(emoji.unified, tone));
  const others = variations.filter(([tone]) => !byRule || !TONES.includes(tone));
  const marks = [
    ...(byRule ? ['+'] : []),
    ...others.map(([tones, { unified }]) => `${tones.split('-').map((tone) => TONES.indexOf(tone) + 2).join('-')}=${picture(unified)}`),
  ];
  lines.push([emoji.short_names.join(' '), picture(emoji.unified), ...(marks.length > 0 ? [marks.join(' ')] : [])].join('\t'));
}
lines.sort();

const head = [
  `Names of emoji, from ${name} ${version} (${license}); written by tests/salon/emoji.mjs, not by hand.`,
  'Names, emoji, skin tones: + after the first character; N= or N-M= the emoji with skin-tone-N or skin-tone-N-M.',
  '',
  ...terms.split('\n'),
];
const comment = head.map((line) => `# ${line}`.trimEnd());
writeFileSync('src/salon/markup/emoji.tsv', [...comment, ...lines, ''].join('\n'));
