// What the guide cannot show yet.

/** Kinds of pages (the body's class `kind-…`) that the guide must have. A kind that is missing, and one that is not listed, is a fault. */
export const expectedKinds = ['home', 'guide', 'section', 'qa', 'procedure', 'support', 'event', 'decision', 'facility', 'area', 'voice', 'trial',
  'table', 'questions', 'search', 'search_row', 'terms', 'term', 'opendata', 'accessibility', 'not_found'];

/** Checks that cannot pass yet, by number, with what they wait for. One that passes must be taken out. */
export const pending = {
  12: 'the words of the lists by sound on the English pages of the search, which are marked as Japanese nowhere',
  30: 'the script of the search, which is fetched on focus: the check counts what it brings as something that happens',
  66: 'the telephone on the search page, whose address has `tel:` twice',
  76: 'the way back to the search from its lists by sound',
};
