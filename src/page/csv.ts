/**
 * Reads an archive CSV (RFC 4180, UTF-8 with a BOM) piece by piece. What is held at a time is a piece and a row.
 *
 * @param row gets the cells of each row, the header first; where it returns false, nothing more is read
 */
export async function readCsv(
  content: AsyncIterable<Uint8Array>,
  row: (cells: string[]) => boolean,
): Promise<void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of content) {
    text += decoder.decode(piece, { stream: true });
    let at = 0;
    for (;;) {
      const cells: string[] = [];
      const next = rowAt(text, at, cells);
      if (next === undefined) break;
      if (!row(cells)) return;
      at = next;
    }
    text = text.slice(at);
  }
}

/** @returns where the next row begins; undefined where this one is not whole yet */
function rowAt(text: string, start: number, cells: string[]): number | undefined {
  for (let at = start; ; at += 1) {
    const end = text[at] === '"' ? quotedCell(text, at, cells) : bareCell(text, at, cells);
    if (end === undefined || end >= text.length) return undefined;
    if (text[end] === '\r') return end + 1 < text.length ? end + 2 : undefined;
    if (text[end] === '\n') return end + 1;
    at = end;
  }
}

function quotedCell(text: string, start: number, cells: string[]): number | undefined {
  let isEscaped = false;
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote === -1 || quote + 1 === text.length) return undefined;
    if (text[quote + 1] === '"') {
      isEscaped = true;
      from = quote + 2;
      continue;
    }
    const cell = text.slice(start + 1, quote);
    cells.push(isEscaped ? cell.replaceAll('""', '"') : cell);
    return quote + 1;
  }
}

function bareCell(text: string, start: number, cells: string[]): number | undefined {
  let end = start;
  while (end < text.length && text[end] !== ',' && text[end] !== '\r' && text[end] !== '\n') end += 1;
  if (end === text.length) return undefined;
  cells.push(text.slice(start, end));
  return end;
}
