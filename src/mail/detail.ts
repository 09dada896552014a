import { renderHtml } from './html.tsx';
import { summarize } from './model.ts';
import type { Detail, MailInput } from './summary.ts';

/** Of the first screen: what the tables below give up comes first. */
const FIRST = [
  { controls: 12, events: 3, newValues: 10 },
  { controls: 8, events: 1, newValues: 10 },
  { controls: 4, events: 1, newValues: 5 },
] as const;

const LEAST_DETAIL: Detail = { rows: 0, values: 0, columns: 0, hours: false, error: 50, ...FIRST[2] };

/** From most to least. */
export const DETAILS: readonly [Detail, ...Detail[]] = [
  { rows: 10, values: 5, columns: 5, hours: true, error: 600, ...FIRST[0] },
  { rows: 7, values: 5, columns: 5, hours: true, error: 600, ...FIRST[0] },
  { rows: 5, values: 5, columns: 5, hours: true, error: 600, ...FIRST[0] },
  { rows: 5, values: 3, columns: 5, hours: true, error: 600, ...FIRST[0] },
  { rows: 5, values: 3, columns: 4, hours: true, error: 600, ...FIRST[0] },
  { rows: 3, values: 3, columns: 3, hours: true, error: 600, ...FIRST[0] },
  { rows: 3, values: 3, columns: 3, hours: false, error: 600, ...FIRST[0] },
  { rows: 0, values: 3, columns: 3, hours: false, error: 300, ...FIRST[1] },
  { rows: 0, values: 2, columns: 1, hours: false, error: 200, ...FIRST[1] },
  { rows: 0, values: 0, columns: 0, hours: false, error: 200, ...FIRST[2] },
  LEAST_DETAIL,
];

// Gmail clips a message at 102 kB; readers see the rest only if they ask for it.
const LARGEST_HTML_BYTES = 100_000;

/** @returns the most detail that mail programs do not clip; the least, if they clip even that */
export function fittingDetail(input: Omit<MailInput, 'detail'>): Detail {
  const fits = (detail: Detail) =>
    Buffer.byteLength(renderHtml(summarize({ ...input, detail }))) <= LARGEST_HTML_BYTES;
  return DETAILS.find(fits) ?? LEAST_DETAIL;
}
