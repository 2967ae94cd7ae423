// Looks at pictures of the page, pixel by pixel. A blank page decodes them.

/** Compares two PNG pictures of the same size: how many pixels differ at all, and how many by a contrast of 3:1. */
export function compare(blank, one, other) {
  return blank.evaluate(async ([first, second]) => {
    const pixels = async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
      canvas.drawImage(picture, 0, 0);
      return canvas.getImageData(0, 0, picture.width, picture.height).data;
    };
    const [a, b] = [await pixels(first), await pixels(second)];
    const linear = Array.from({ length: 256 }, (_, part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    const light = (data, at) => 0.2126 * linear[data[at]] + 0.7152 * linear[data[at + 1]] + 0.0722 * linear[data[at + 2]];
    let differ = 0;
    let strong = 0;
    for (let at = 0; at < Math.min(a.length, b.length); at += 4) {
      if (a[at] === b[at] && a[at + 1] === b[at + 1] && a[at + 2] === b[at + 2]) continue;
      differ += 1;
      const [x, y] = [light(a, at), light(b, at)];
      if ((Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05) >= 3) strong += 1;
    }
    return { differ, strong, pixels: a.length / 4 };
  }, [one.toString('base64'), other.toString('base64')]);
}

const ROOM = 10;

/** Faults of the focus indicator of the page's `index`th stop: fewer strong pixels than a rim of 2 px has. */
export async function indicator(page, blank, index) {
  const box = await page.evaluate((at) => {
    const element = tools.focusable()[at];
    document.activeElement?.blur?.();
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    window.looked = element;
    const edges = [...element.getClientRects()].map((rect) => ({
      width: Math.min(rect.width, innerWidth), height: Math.min(rect.height, innerHeight),
    }));
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom, rim: edges.reduce((sum, edge) => sum + 2 * (edge.width + edge.height), 0), width: innerWidth, height: innerHeight, label: tools.label(element) };
  }, index);
  const clip = { x: Math.max(0, box.left - ROOM), y: Math.max(0, box.top - ROOM) };
  clip.width = Math.min(box.width, box.right + ROOM) - clip.x;
  clip.height = Math.min(box.height, box.bottom + ROOM) - clip.y;
  if (clip.width <= 0 || clip.height <= 0) {
    // The skip link stands outside the window until it has the focus.
    return (await page.evaluate(() => window.looked.matches('.skip'))) ? [] : [`out of the window: ${box.label}`];
  }
  const before = await page.screenshot({ clip });
  await page.keyboard.press('Shift'); // the next focus then counts as the keyboard's
  await page.evaluate(() => window.looked.focus({ preventScroll: true, focusVisible: true }));
  const after = await page.screenshot({ clip });
  const { strong } = await compare(blank, before, after);
  const wanted = 2 * box.rim * 0.8; // four corners, and what an inline box shares with its neighbours
  return strong >= wanted ? [] : [`${Math.round(strong)} pixels of ${Math.round(wanted)} at 3:1: ${box.label}`];
}
