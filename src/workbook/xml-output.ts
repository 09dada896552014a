import { textOf } from './cells.ts';

/** As much XML as goes to the compressor at a time. */
export const PIECE = 2 ** 17;
const [OPEN, CLOSE] = [Buffer.from('<t>'), Buffer.from('</t>')];
const [QUOTE, SPACE, UNDERSCORE, X, ZERO] = [0x22, 0x20, 0x5f, 0x78, 0x30];

/** Bytes that stand in XML as they are; of the others a quote is doubled in a CSV, a space counts where it stands. */
const [PLAIN, QUOTED, PLACED, OTHER] = [0, 1, 2, 3];
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === QUOTE) return QUOTED;
  if (byte === SPACE || byte === UNDERSCORE) return PLACED;
  return /[!-~]/.test(String.fromCharCode(byte)) && !/[&<>']/.test(String.fromCharCode(byte)) ? PLAIN : OTHER;
});

/** Where XML is written as bytes: of a cell that needs no change no text is made. */
export class XmlOutput {
  length = 0;
  private bytes = Buffer.alloc(0);

  /** @returns what was written since the last time */
  taken(): Uint8Array {
    const taken = this.bytes.subarray(0, this.length);
    this.bytes = Buffer.alloc(0);
    this.length = 0;
    return taken;
  }

  add(text: string): void {
    this.need(3 * text.length);
    this.length += this.bytes.write(text, this.length);
  }

  /** @param bytes a few */
  copy(bytes: Uint8Array): void {
    this.need(bytes.length);
    const { bytes: out, length } = this;
    for (let at = 0; at < bytes.length; at += 1) out[length + at] = bytes[at] as number;
    this.length += bytes.length;
  }

  /** @param number from 0 to 2^31 */
  digits(number: number): void {
    this.need(10);
    let digits = 1;
    for (let over = 10; over <= number; over *= 10) digits += 1;
    let rest = number;
    for (let at = this.length + digits - 1; at >= this.length; at -= 1) {
      const tenth = (rest / 10) | 0;
      this.bytes[at] = ZERO + rest - 10 * tenth;
      rest = tenth;
    }
    this.length += digits;
  }

  /**
   * A cell of a CSV as the element that holds its text.
   *
   * @param input in which a quote of the cell is doubled
   * @param other the text where it cannot be taken as it is
   */
  text(input: Uint8Array, from: number, to: number, other: () => string): void {
    this.need(to - from + OPEN.length + CLOSE.length);
    const begun = this.length;
    this.copy(OPEN);
    if (this.isPlain(input, from, to)) this.copy(CLOSE);
    else {
      this.length = begun;
      this.add(textOf(other()));
    }
  }

  private isPlain(input: Uint8Array, from: number, to: number): boolean {
    const { bytes } = this;
    let length = this.length;
    for (let at = from; at < to; at += 1) {
      const byte = input[at] as number;
      const kind = KINDS[byte];
      if (kind !== PLAIN) {
        if (kind === OTHER) return false;
        if (kind === QUOTED) {
          at += 1;
          if (input[at] !== QUOTE) return false;
        }
        // Excel reads _x0041_ as A, and XML keeps spaces between letters only.
        else if (byte === UNDERSCORE ? input[at + 1] === X : isEdge(input, at, from, to)) return false;
      }
      bytes[length++] = byte;
    }
    this.length = length;
    return true;
  }

  private need(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * (this.length + more), PIECE + PIECE / 8));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}

function isEdge(input: Uint8Array, at: number, from: number, to: number): boolean {
  return at === from || at === to - 1 || input[at - 1] === SPACE;
}
