export interface CsvReader {
  /** @returns the places of the columns that are wanted, -1 for one that is not there; undefined: read nothing more */
  header(columns: string[]): readonly number[] | undefined;
  /**
   * @param cells of the wanted columns, in their order
   * @returns whether to read on
   */
  row(cells: string[]): boolean;
}

/** Where a column's cell goes in what a reader gets; -1 where it is not wanted. */
type Slots = readonly number[];

/**
 * Reads an archive CSV (RFC 4180, UTF-8 with a BOM) piece by piece. What is held at a time is a piece and a row; cells that
 * are not wanted are passed over.
 */
export async function readCsv(content: AsyncIterable<Uint8Array>, reader: CsvReader): Promise<void> {
  const decoder = new TextDecoder();
  let text = '';
  let slots: Slots | undefined;
  let width = 0;
  for await (const piece of content) {
    text += decoder.decode(piece, { stream: true });
    let at = 0;
    for (;;) {
      const cells: string[] = slots ? Array(width).fill('') : [];
      const next = rowAt(text, at, cells, slots);
      if (next === undefined) break;
      at = next;
      if (slots) {
        if (!reader.row(cells)) return;
        continue;
      }
      const wanted = reader.header(cells);
      if (!wanted) return;
      slots = cells.map((_, column) => wanted.indexOf(column));
      width = wanted.length;
    }
    text = text.slice(at);
  }
}

/** @returns where the next row begins; undefined where this one is not whole yet */
function rowAt(text: string, start: number, cells: string[], slots: Slots | undefined): number | undefined {
  let at = start;
  for (let column = 0; ; column += 1) {
    const slot = slots ? (slots[column] ?? -1) : column;
    const end =
      text.charCodeAt(at) === QUOTE ? quotedCell(text, at, cells, slot) : bareCell(text, at, cells, slot);
    if (end === undefined || end >= text.length) return undefined;
    const after = text.charCodeAt(end);
    if (after === CR) return end + 1 < text.length ? end + 2 : undefined;
    if (after === LF) return end + 1;
    at = end + 1;
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const CR = 0x0d;
const LF = 0x0a;

function quotedCell(text: string, start: number, cells: string[], slot: number): number | undefined {
  let isEscaped = false;
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote === -1 || quote + 1 === text.length) return undefined;
    if (text.charCodeAt(quote + 1) === QUOTE) {
      isEscaped = true;
      from = quote + 2;
      continue;
    }
    if (slot !== -1) {
      const cell = text.slice(start + 1, quote);
      cells[slot] = isEscaped ? cell.replaceAll('""', '"') : cell;
    }
    return quote + 1;
  }
}

function bareCell(text: string, start: number, cells: string[], slot: number): number | undefined {
  let end = start;
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === COMMA || code === CR || code === LF) break;
  }
  if (end === text.length) return undefined;
  if (slot !== -1) cells[slot] = text.slice(start, end);
  return end;
}
