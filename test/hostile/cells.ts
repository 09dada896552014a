// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what it is about
const FORMULA = /^[\u0000-\u001f\u007f]*[=+\-@＝＋－＠\t\r\n]/;

/** Whether a spreadsheet may run what stands in a cell. */
export function isFormula(cell: string): boolean {
  return FORMULA.test(cell);
}

/** The cell that stands for a value in the CSV. */
export function cellOf(value: string): string {
  const shown = wellFormed(value).replaceAll('\u0000', '\u2400');
  return isFormula(value) ? `'${shown}` : shown;
}

/** What UTF-8 can hold of a value. */
export function wellFormed(value: string): string {
  return value.replace(/\p{Cs}/gu, '\ufffd');
}
