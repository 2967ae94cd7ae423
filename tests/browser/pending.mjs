// What the guide cannot show yet.

/** Kinds of pages (the body's class `kind-…`) that the guide must have. A kind that is missing, and one that is not listed, is a fault. */
export const expectedKinds = ['home', 'guide', 'section', 'qa', 'procedure', 'support', 'event', 'decision', 'facility', 'area', 'voice', 'trial', 'cost',
  'table', 'questions', 'search', 'search_row', 'terms', 'term', 'opendata', 'accessibility', 'not_found'];

/** Checks that cannot pass yet, by number, with what they wait for. One that passes must be taken out. */
export const pending = {};
