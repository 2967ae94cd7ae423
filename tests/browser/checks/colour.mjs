// The checklist's "Colour, media", 43 to 52.

import { compare } from '../lib/pixels.mjs';

const isColour = (id) => id.startsWith('color-contrast');

/** In the page: text that axe left open because a gradient lies below it, measured against every colour of the gradient. */
function onGradients(targets) {
  return targets.flatMap((selector) => {
    const element = document.querySelector(selector);
    if (!element) return [];
    for (let at = element; at; at = at.parentElement) {
      const { backgroundImage, backgroundColor } = getComputedStyle(at);
      const stops = backgroundImage === 'none' ? [] : (backgroundImage.match(/(rgba?|color)\([^)]*\)/g) ?? []).filter((colour) => tools.rgba(colour)[3] > 0.99);
      const filled = ['::after', '::before'].some((part) => getComputedStyle(at, part).position === 'absolute' && tools.rgba(getComputedStyle(at, part).backgroundColor)[3] > 0.99);
      const grounds = stops.length ? stops : filled ? [tools.ground(at)] : tools.rgba(backgroundColor)[3] > 0.99 ? [backgroundColor] : [];
      if (grounds.length === 0) continue;
      const style = getComputedStyle(element);
      const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
      const worst = Math.min(...grounds.map((ground) => tools.contrast(style.color, ground)));
      return worst < (large ? 3 : 4.5) ? [`${worst.toFixed(2)}: ${tools.label(element)}`] : [];
    }
    return [];
  });
}

/** Pairs of the theme's colours that meet on a page, with the contrast that they need. */
const PAIRS = [
  ...['--paper', '--surface', '--soft', '--tint', '--warm'].flatMap((ground) => [['--text', ground, 4.5], ['--quiet', ground, 4.5], ['--link', ground, 4.5], ['--visited', ground, 4.5], ['--edge', ground, 3]]),
  ['--hover', '--surface', 4.5], ['--active', '--surface', 4.5], ['--on-green', '--green', 4.5], ['--focus-text', '--focus-glow', 4.5],
  ...['--leaf', '--lamp', '--error', '--warning', '--info'].map((line) => [line, '--surface', 3]),
];

export const checks = [
  {
    n: 43, name: 'contrast of text, light and dark, on gradients too', view: {},
    every: async (page, t) => {
      const faults = [];
      for (const colorScheme of t.at.fallback && !t.at.stands ? ['light'] : ['light', 'dark']) {
        const all = colorScheme === 'light' || t.at.stands;
        const result = await t.axe(colorScheme, all);
        faults.push(...result.violations.filter((rule) => isColour(rule.id)).flatMap((rule) => rule.nodes.map((node) => `${colorScheme}: ${node.target.join(' ')}: ${node.any[0]?.message ?? ''}`)));
        const open = !t.at.stands ? [] : result.incomplete.filter((rule) => isColour(rule.id)).flatMap((rule) => rule.nodes.map((node) => node.target.join(' ')));
        if (open.length) faults.push(...(await (await t.show({ colorScheme })).evaluate(onGradients, open)).map((fault) => `${colorScheme}: on a gradient ${fault}`));
      }
      return faults;
    },
  },
  {
    n: 44, name: 'links are underlined, or the current place has a bar',
    run: (page) => page.evaluate(() => [...document.querySelectorAll('a[href]')].filter((link) => tools.shown(link) && tools.text(link) !== '').flatMap((link) => {
      const lined = [link, ...link.querySelectorAll('*')].some((part) => getComputedStyle(part).textDecorationLine.includes('underline'));
      const barred = link.hasAttribute('aria-current') && getComputedStyle(link).boxShadow !== 'none';
      return lined || barred ? [] : [tools.label(link)];
    })),
  },
  {
    n: 45, name: 'forced colours: borders, focus and icons stay', view: { forcedColors: 'active' }, touches: true,
    run: async (page) => {
      const faults = await page.evaluate(() => {
        const out = matchMedia('(forced-colors: active)').matches ? [] : ['they are not in force'];
        const bordered = (element) => ['Top', 'Bottom', 'Left'].some((side) => parseFloat(getComputedStyle(element)[`border${side}Width`]) > 0 && getComputedStyle(element)[`border${side}Style`] !== 'none');
        for (const element of document.querySelectorAll('.consult, .tone, .board, .card, .answer, .notice, .chips a, .contact, .emergency article, .short, .verified, button, [type=submit], input[type=search]')) {
          if (tools.shown(element) && !bordered(element)) out.push(`no border: ${tools.label(element)}`);
        }
        for (const element of document.querySelectorAll('a, button, [role=img]')) {
          if (!element.textContent.trim() && !element.querySelector('img, svg') && getComputedStyle(element).backgroundImage !== 'none') out.push(`only a background: ${tools.label(element)}`);
        }
        for (const icon of document.querySelectorAll('svg.icon')) {
          if (!tools.shown(icon)) continue;
          const style = getComputedStyle(icon);
          const drawn = style.stroke !== 'none' ? style.stroke : style.fill;
          if (tools.contrast(drawn, tools.ground(icon)) < 3) out.push(`an icon that is not seen: ${tools.label(icon.parentElement)}`);
        }
        return out;
      });
      for (let times = 0; times < 12; times += 1) {
        await page.keyboard.press('Tab');
        const none = await page.evaluate(() => {
          const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
          return document.activeElement !== document.body && (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) ? tools.label(document.activeElement) : '';
        });
        if (none) faults.push(`no outline: ${none}`);
      }
      return faults;
    },
  },
  {
    n: 46, name: 'less motion: nothing moves', view: { reducedMotion: 'reduce' },
    run: (page) => page.evaluate(() => [...document.querySelectorAll('*')].flatMap((element) => {
      const style = getComputedStyle(element);
      const moves = (style.animationName !== 'none' && style.animationDuration.split(',').some((time) => parseFloat(time) > 0.01))
        || style.transitionDuration.split(',').some((time) => parseFloat(time) > 0.01) || style.scrollBehavior === 'smooth';
      return moves ? [tools.label(element)] : [];
    })),
  },
  {
    n: 47, name: 'the page and its controls follow the colour scheme', touches: true,
    run: async (page, t) => {
      const seen = [];
      for (const colorScheme of ['light', 'dark']) {
        const shown = await t.show({ colorScheme });
        seen.push(await shown.evaluate(() => {
          const input = document.createElement('textarea');
          document.querySelector('main').append(input);
          const colours = { page: getComputedStyle(document.body).backgroundColor, field: getComputedStyle(input).backgroundColor, scheme: getComputedStyle(document.documentElement).colorScheme, meta: document.querySelector('meta[name=color-scheme]')?.content };
          input.remove();
          return colours;
        }));
      }
      const [light, dark] = seen;
      return [...(light.scheme.includes('light') && light.scheme.includes('dark') ? [] : [`color-scheme is ${light.scheme}`]), ...(light.meta === 'light dark' ? [] : ['no meta color-scheme']),
        ...(light.page === dark.page ? ['the page is the same in dark'] : []), ...(light.field === dark.field ? ['a control is the same in dark'] : [])];
    },
  },
  {
    n: 48, name: 'without colours the badges of tone still differ', view: { width: 1280, height: 800 }, touches: true,
    run: async (page, t) => {
      const kinds = await page.evaluate(() => {
        const badges = [...document.querySelectorAll('.tone')].filter(tools.shown);
        return [...new Set(badges.map((badge) => badge.className))].map((name) => {
          const badge = badges.find((one) => one.className === name);
          return { name, words: tools.text(badge), icon: badge.querySelector('svg path')?.getAttribute('d') ?? '', at: badges.indexOf(badge) };
        });
      });
      const faults = kinds.flatMap((kind) => [...(kind.words === '' ? [`no words: ${kind.name}`] : []), ...(kind.icon === '' ? [`no icon: ${kind.name}`] : [])]);
      if (kinds.length < 2) return faults;
      const devtools = t.devtools;
      await devtools.send('Emulation.setEmulatedVisionDeficiency', { type: 'achromatopsia' });
      const pictures = [];
      for (const kind of kinds) {
        const clip = await page.evaluate((at) => {
          const badge = [...document.querySelectorAll('.tone')].filter(tools.shown)[at];
          badge.scrollIntoView({ block: 'center', behavior: 'instant' });
          const { left, top } = badge.getBoundingClientRect();
          return { x: left, y: top, width: 90, height: 28 };
        }, kind.at);
        pictures.push(await page.screenshot({ clip }));
      }
      await devtools.send('Emulation.setEmulatedVisionDeficiency', { type: 'none' });
      for (let one = 0; one < pictures.length; one += 1) {
        for (let other = one + 1; other < pictures.length; other += 1) {
          const { strong, pixels } = await compare(t.blank, pictures[one], pictures[other]);
          if (strong < pixels / 50) faults.push(`${kinds[one].name} and ${kinds[other].name} look the same`);
        }
      }
      return faults;
    },
  },
  {
    n: 49, name: 'more contrast: lines are 3:1, quiet text is text', view: { contrast: 'more' },
    run: async (page, t) => {
      const faults = [];
      for (const colorScheme of ['light', 'dark']) {
        const shown = await t.show({ contrast: 'more', colorScheme });
        faults.push(...(await shown.evaluate(() => {
          const out = matchMedia('(prefers-contrast: more)').matches ? [] : ['it is not in force'];
          for (const element of document.querySelectorAll('main *, header *')) {
            if (!tools.shown(element)) continue;
            const style = getComputedStyle(element);
            // A line all around is what shows the shape; a line on one side is an ornament beside text.
            const around = ['Top', 'Right', 'Bottom', 'Left'].every((side) => parseFloat(style[`border${side}Width`]) > 0 && tools.rgba(style[`border${side}Color`])[3] > 0);
            if (around && tools.contrast(style.borderBottomColor, tools.ground(element.parentElement)) < 3) out.push(`a faint line: ${tools.label(element)}`);
          }
          for (const element of tools.worded()) {
            if (tools.contrast(getComputedStyle(element).color, tools.ground(element)) < 4.5) out.push(`faint text: ${tools.label(element)}`);
          }
          return out;
        })).map((fault) => `${colorScheme}: ${fault}`));
      }
      return faults;
    },
  },
  {
    n: 50, name: 'print: main in sight, menus away, folds open, addresses written, tables whole', view: { media: 'print', width: 700, height: 1000 },
    run: async (page) => {
      const faults = await page.evaluate(() => {
        const out = [...document.querySelectorAll('main :is(h1, p, td)')].filter((element) => !tools.shown(element) && !element.closest('nav, form, [hidden], .share, .ruby-toggle, .find, .narrow, .calendar, .start-again, .ticks, .today')).map((element) => `not printed: ${tools.label(element)}`);
        for (const element of document.querySelectorAll('.skip, .langs, .menu, .consult, .share, .toc, form[role=search]')) if (tools.shown(element)) out.push(`printed: ${tools.label(element)}`);
        for (const part of document.querySelectorAll('main details')) {
          const inner = [...part.children].find((child) => child.tagName !== 'SUMMARY');
          if (inner && tools.shown(part) && !inner.checkVisibility({ contentVisibilityAuto: true })) out.push(`stays folded: ${tools.label(part)}`);
        }
        for (const link of document.querySelectorAll('main .prose a[href^="http"]')) {
          if (tools.shown(link) && !getComputedStyle(link, '::after').content.includes(link.getAttribute('href'))) out.push(`no address: ${tools.label(link)}`);
        }
        for (const table of document.querySelectorAll('main table')) {
          const box = table.closest('.scroll') ?? table;
          if (tools.shown(table) && /auto|scroll|hidden/.test(getComputedStyle(box).overflowX) && box.scrollWidth > box.clientWidth + 1) out.push(`cut off: ${tools.label(table)}`);
          if ([...table.rows].some((row) => getComputedStyle(row).breakInside !== 'avoid')) out.push(`rows may break: ${tools.label(table)}`);
        }
        return out;
      });
      const paper = await page.pdf({ format: 'A4' });
      return paper.length > 1000 ? faults : [...faults, 'nothing on the paper'];
    },
  },
  {
    n: 51, name: 'nothing moves for more than 5 s, plays or loads anew by itself',
    run: (page) => page.evaluate(() => [
      ...document.getAnimations().filter((one) => !(one.effect.getComputedTiming().endTime <= 5000)).map((one) => `moves: ${tools.label(one.effect.target)}`),
      ...[...document.querySelectorAll('marquee, blink, video[autoplay], audio[autoplay], img[src$=".gif"], meta[http-equiv=refresh i], svg animate, svg animateTransform')].map((element) => `moves by itself: ${tools.label(element)}`),
    ]),
  },
  {
    n: 52, name: 'the colours that meet have 4.5:1 and 3:1, the accent colour included', rust: 'tests/sites.rs for the refusal of a weak accent',
    run: async (page, t) => {
      const faults = [];
      for (const colorScheme of ['light', 'dark']) {
        const shown = await t.show({ colorScheme });
        faults.push(...(await shown.evaluate((pairs) => {
          const probe = document.createElement('i');
          document.body.append(probe);
          const colour = (name) => { probe.style.color = ''; probe.style.setProperty('color', `var(${name}, transparent)`); return getComputedStyle(probe).color; };
          const out = pairs.flatMap(([one, other, least]) => {
            const found = tools.contrast(colour(one), colour(other));
            return tools.rgba(colour(one))[3] === 0 || found < least ? [`${one} on ${other}: ${found.toFixed(2)} of ${least}`] : [];
          });
          probe.remove();
          return out;
        }, PAIRS)).map((fault) => `${colorScheme}: ${fault}`));
      }
      return faults;
    },
    touches: true,
  },
];
