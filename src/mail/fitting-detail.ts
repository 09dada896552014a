import { DETAILS, type Detail, LEAST_DETAIL } from './detail.ts';
import { renderHtml } from './html.tsx';
import { type SummaryInput, summarize } from './model.ts';

// Gmail clips a message at 102 kB: what comes behind is seen only by who asks for it.
const LARGEST_HTML_BYTES = 100_000;

/** @returns the most detail with which mail programs do not clip the mail; where none is little enough, the least */
export function fittingDetail(input: Omit<SummaryInput, 'detail'>): Detail {
  const fits = (detail: Detail) =>
    Buffer.byteLength(renderHtml(summarize({ ...input, detail }))) <= LARGEST_HTML_BYTES;
  return DETAILS.find(fits) ?? LEAST_DETAIL;
}
