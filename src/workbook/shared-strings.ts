import { STYLE, textOf } from './cells.ts';

const MOST_LENGTH = 500;
/** In UTF-16 units. */
const ROOM = 8_000_000;
const PIECE = 2 ** 16;

/**
 * Values that stand once in the workbook, and in the cells by their number: of the sample logs that takes three fifths of the
 * XML. They are held in memory, so only as many as there is room for; others have their text in their cells.
 */
export class SharedStrings {
  private readonly cells = new Map<string, string>();
  private room = ROOM;

  /** @returns what follows the place of a cell with the value; undefined where it is not shared */
  find(value: string): string | undefined {
    return this.cells.get(value);
  }

  /** @returns the same as `find` of the value from now on */
  add(value: string): string | undefined {
    if (value.length > MOST_LENGTH || value.length > this.room) return undefined;
    this.room -= value.length;
    const cell = `" s="${STYLE.value}" t="s"><v>${this.cells.size}</v></c>`;
    // The value is a slice, and would keep the piece of the CSV that it is of.
    this.cells.set(Buffer.from(value).toString(), cell);
    return cell;
  }

  /** After the last sheet: all values in their order. */
  *items(): Generator<Uint8Array> {
    let xml = '';
    for (const value of this.cells.keys()) {
      xml += `<si>${textOf(value)}</si>`;
      if (xml.length < PIECE) continue;
      yield Buffer.from(xml);
      xml = '';
    }
    yield Buffer.from(xml);
  }
}
