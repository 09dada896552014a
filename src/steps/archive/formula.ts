const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;

/** Bytes that make a spreadsheet read a cell as a formula: `= + - @`, tab, CR, LF. */
const FORMULA_STARTS = new Set([0x3d, 0x2b, 0x2d, 0x40, TAB, CR, LF]);
/** Full-width `＝ ＋ － ＠` are EF BC and one of these: some spreadsheets read them as their ASCII forms. */
const FULL_WIDTH_THIRD_BYTES = new Set([0x9d, 0x8b, 0x8d, 0xa0]);
const isControl = (byte: number) => byte < 0x20 || byte === 0x7f;
const MAY_START_FORMULA = Uint8Array.from({ length: 256 }, (_, byte) =>
  FORMULA_STARTS.has(byte) || byte === 0xef || isControl(byte) ? 1 : 0,
);

/** @returns whether a spreadsheet may run a cell whose content, without its quote, begins at this byte */
export function startsFormula(bytes: Uint8Array, from: number): boolean {
  return MAY_START_FORMULA[bytes[from] ?? 0] === 1 && isFormula(bytes, from);
}

function isFormula(bytes: Uint8Array, from: number): boolean {
  let at = from;
  // LibreOffice drops NUL and runs what follows. After spaces neither it nor Excel runs anything.
  while (isControl(bytes[at] ?? 0xff) && !FORMULA_STARTS.has(bytes[at] ?? 0xff)) at += 1;
  if (bytes[at] !== 0xef) return FORMULA_STARTS.has(bytes[at] ?? 0xff);
  return bytes[at + 1] === 0xbc && FULL_WIDTH_THIRD_BYTES.has(bytes[at + 2] ?? 0);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what it is about
const QUOTED = /^'[\u0000-\u001f\u007f\u2400]*[=+\-@＝＋－＠\t\r\n]/;

/**
 * A cell of an archive CSV without the apostrophe that keeps a spreadsheet from running it. A value that began with an
 * apostrophe before what looks like a formula has the same cell, and loses it here.
 */
export function withoutApostrophe(cell: string): string {
  return cell[0] === "'" && QUOTED.test(cell) ? cell.slice(1) : cell;
}
