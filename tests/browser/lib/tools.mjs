// What the checks use inside a page, as `tools`. It reads and never changes the page.

/** Runs in the page, before its own scripts. */
export function install() {
  const text = (node) => {
    const copy = node.cloneNode(true);
    if (copy.querySelectorAll) for (const reading of copy.querySelectorAll('rt,rp')) reading.remove();
    return copy.textContent.replace(/\s+/g, ' ').trim();
  };
  const shown = (element) => element.getClientRects().length > 0 && element.checkVisibility({ visibilityProperty: true });
  const rgba = (colour) => {
    const parts = (/\(([^)]*)\)/.exec(colour)?.[1] ?? '').split(/[\s,/]+/).filter((part) => part !== '' && part !== 'srgb').map(Number);
    const [r, g, b, alpha = 1] = parts;
    return colour.startsWith('color(') ? [r * 255, g * 255, b * 255, alpha] : [r ?? 0, g ?? 0, b ?? 0, parts.length ? alpha : 0];
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const tools = {
    /** Text without readings. */
    text,
    shown,
    rgba,
    /** Where a fault is, in a few characters. */
    label: (element) => `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''}${element.classList?.length ? `.${[...element.classList].join('.')}` : ''} ${text(element).slice(0, 16)}`.trim(),
    /** The name that assistive technology is given by labels, or the text. */
    name: (element) => {
      const ids = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
      const labels = ids.map((id) => element.ownerDocument.getElementById(id)).filter(Boolean).map(text);
      return (labels.join(' ') || element.getAttribute('aria-label') || '').trim();
    },
    contrast: (one, other) => {
      const [low, high] = [luminance(rgba(one)), luminance(rgba(other))].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    },
    /** The first opaque background below an element, drawn by the box itself or by what fills it. */
    ground: (element) => {
      for (let at = element; at; at = at.parentElement) {
        for (const part of ['::after', '::before']) {
          const { content, position, width, backgroundColor: colour } = getComputedStyle(at, part);
          if (content !== 'none' && position === 'absolute' && parseFloat(width) > 0.9 * at.offsetWidth && rgba(colour)[3] > 0.99) return colour;
        }
        const colour = getComputedStyle(at).backgroundColor;
        if (rgba(colour)[3] > 0.99) return colour;
      }
      return 'rgb(255, 255, 255)';
    },
    focusable: () => [...document.querySelectorAll('a[href],button,summary,input,select,textarea,iframe,[tabindex]')]
      .filter((element) => element.tabIndex >= 0 && !element.disabled && shown(element))
      // Of radio buttons Tab reaches the chosen one; the arrows reach the others.
      .filter((element) => element.type !== 'radio' || element.checked || !document.querySelector(`input[type=radio][name="${element.name}"]:checked`)),
    /** Elements that hold text of their own and are seen. */
    worded: (within = document.body) => [...within.querySelectorAll('*')].filter((element) => shown(element)
      && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '') && !element.closest('.vh')),
    /** Faults when the page scrolls sideways: what sticks out. */
    sideways: () => {
      const root = document.documentElement;
      if (root.scrollWidth <= innerWidth) return [];
      const out = [...document.body.querySelectorAll('*')].filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && box.right > innerWidth + 1 && !element.closest('.scroll, pre');
      });
      return [`${root.scrollWidth} px in ${innerWidth}: ${out.slice(0, 4).map(tools.label).join(' · ')}`];
    },
    /** Faults where text is cut off by its box. Boxes of 1 px are meant to be unseen. */
    clipped: () => [...document.body.querySelectorAll('*')].filter((element) => {
      const style = getComputedStyle(element);
      const cuts = (direction) => /hidden|clip/.test(direction);
      return element.clientWidth > 1 && element.textContent.trim() !== '' && shown(element) && (
        (cuts(style.overflowX) && element.scrollWidth > element.clientWidth + 1) || (cuts(style.overflowY) && element.scrollHeight > element.clientHeight + 1));
    }).map((element) => `cut off: ${tools.label(element)}`),
    /** The share of the window that sticky and fixed boxes take, as a percentage. */
    sticky: () => Math.max(0, ...[...document.querySelectorAll('*')].filter((element) => /fixed|sticky/.test(getComputedStyle(element).position) && shown(element))
      .filter((element) => !element.matches('.skip')).map((element) => (100 * Math.min(element.offsetHeight, innerHeight)) / innerHeight)),
    /** Adds a style sheet in a way that the page's policy allows. */
    style: (css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    },
  };
  window.tools = tools;
}
