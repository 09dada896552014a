/** Cells of a sheet as XML. https://learn.microsoft.com/openspecs/office_standards/ms-xlsx */

/** Excel's, in UTF-16 units. */
export const MOST_CHARACTERS = 32_767;

/** Indices of the cell formats in styles.xml. */
export const STYLE = {
  plain: 0,
  /** a value of a log: stays text when a person edits it */
  value: 1,
  time: 2,
  count: 3,
  header: 4,
  title: 5,
  bold: 6,
  wrapped: 7,
  input: 8,
  remark: 9,
} as const;

/** `A`, `B`, … `AA`, by index from 0. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

/** @param place `A2` */
export function textCell(place: string, text: string, style: number): string {
  return `<c r="${place}" s="${style}" t="inlineStr"><is>${textOf(text)}</is></c>`;
}

export function numberCell(place: string, value: number, style: number): string {
  return `<c r="${place}${numberEnd(value, style)}`;
}

/** What follows the place. */
export function numberEnd(value: number, style: number): string {
  return `" s="${style}"><v>${value}</v></c>`;
}

export function textOf(text: string): string {
  if (PLAIN.test(text)) return `<t>${text}</t>`;
  const space = EDGE_OR_BREAK.test(text) ? ' xml:space="preserve"' : '';
  return `<t${space}>${xmlText(text)}</t>`;
}

/** Nothing to escape, no spaces. */
const PLAIN = /^[!#-%'-;=?-^`-~]*$/;
const EDGE_OR_BREAK = /^\s|\s$|\n|\t| {2}/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: those that XML forbids, or changes
const SPECIAL = /[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  // Excel reads _x0041_ as A: https://learn.microsoft.com/openspecs/office_standards/ms-oi29500
  _: '_x005F_',
};

/** Controls, which XML forbids, become their pictures: U+2401 for U+0001. A lone surrogate is U+FFFD in UTF-8. */
export function xmlText(text: string): string {
  return text.replace(SPECIAL, (found) => ENTITIES[found] ?? pictureOf(found.charCodeAt(0)));
}

function pictureOf(control: number): string {
  return control < 0x20 ? String.fromCharCode(0x2400 + control) : '\ufffd';
}

/** At most as long as a cell may be. */
export function fitting(text: string, remark: (length: number) => string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  const end = remark(text.length);
  const kept = text.slice(0, MOST_CHARACTERS - end.length);
  return (/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept) + end;
}
