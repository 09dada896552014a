/**
 * The rows of an archive CSV (RFC 4180, UTF-8 with a BOM), the header first, as many at a time as a piece of it holds. An
 * empty cell may have been NULL.
 */
export async function* csvRows(content: AsyncIterable<Uint8Array>): AsyncGenerator<string[][]> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of content) {
    text += decoder.decode(piece, { stream: true });
    const rows: string[][] = [];
    const rest = rowsIn(text, rows);
    text = text.slice(rest);
    if (rows.length > 0) yield rows;
  }
  if (text !== '') throw new Error('the CSV ends inside a row: it was cut');
}

/** @returns where the row begins that is not whole yet */
function rowsIn(text: string, rows: string[][]): number {
  let start = 0;
  let cells: string[] = [];
  for (let at = 0; ; at += 1) {
    const end = text[at] === '"' ? quotedCell(text, at, cells) : bareCell(text, at, cells);
    if (end === -1) return start;
    at = end;
    if (text[end] === ',') continue;
    // A row ends in CR LF.
    at += 1;
    if (text[at] !== '\n') return start;
    rows.push(cells);
    cells = [];
    start = at + 1;
  }
}

/** @returns the index of what follows the cell, -1 where it is not there yet */
function quotedCell(text: string, start: number, cells: string[]): number {
  let hasQuotes = false;
  for (let from = start + 1; ; from += 2) {
    from = text.indexOf('"', from);
    if (from === -1 || from + 1 >= text.length) return -1;
    if (text[from + 1] === '"') {
      hasQuotes = true;
      continue;
    }
    const cell = text.slice(start + 1, from);
    cells.push(hasQuotes ? cell.replaceAll('""', '"') : cell);
    return from + 1;
  }
}

function bareCell(text: string, start: number, cells: string[]): number {
  let end = start;
  while (end < text.length && text[end] !== ',' && text[end] !== '\r') end += 1;
  if (end === text.length) return -1;
  cells.push(text.slice(start, end));
  return end;
}
