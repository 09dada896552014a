import { withoutApostrophe } from '../steps/archive/formula.ts';
import { PIECE, XmlOutput } from './xml-output.ts';

const MOST_LENGTH = 500;
/** In bytes. */
const ROOM = 8_000_000;
const WORD = 4;

/**
 * Values that stand once in the workbook, and in the cells by their number: of the sample logs that takes three fifths of the
 * XML. They are held in memory, as they are written in a CSV, so only as many as there is room for; others have their text in
 * their cells.
 */
export class SharedStrings {
  private count = 0;
  private bytes = Buffer.alloc(2 ** 16);
  private words = new DataView(this.bytes.buffer);
  /** where the value of a number ends in `bytes`; it begins where the one before ends */
  private ends: Int32Array = new Int32Array(2 ** 10);
  private hashes: Int32Array = new Int32Array(2 ** 10);
  /** numbers plus 1, at the place of their hash or after it */
  private places = new Int32Array(2 ** 12);

  /** @returns the number of the value, -1 where it is not shared */
  find(input: DataView, from: number, to: number): number {
    const hash = hashOf(input, from, to);
    for (let place = hash; ; place += 1) {
      const number = (this.places[place & (this.places.length - 1)] ?? 0) - 1;
      if (number === -1 || (this.hashes[number] === hash && this.holds(number, input, from, to)))
        return number;
    }
  }

  /** @returns the same as `find` of the value, which was not there, from now on */
  add(input: DataView, from: number, to: number): number {
    const start = this.startOf(this.count);
    const end = start + to - from;
    if (to - from > MOST_LENGTH || end > ROOM) return -1;
    this.grow(end);
    for (let at = from; at < to; at += 1) this.bytes[start + at - from] = input.getUint8(at);
    const number = this.count++;
    this.ends[number] = end;
    this.hashes[number] = hashOf(input, from, to);
    this.place(number);
    return number;
  }

  /** After the last sheet: all values in their order. */
  *items(): Generator<Uint8Array> {
    const output = new XmlOutput();
    for (let number = 0; number < this.count; number += 1) {
      const [from, to] = [this.startOf(number), this.ends[number] ?? 0];
      output.add('<si>');
      output.text(this.bytes, from, to, () =>
        withoutApostrophe(this.bytes.toString('utf8', from, to).replaceAll('""', '"')),
      );
      output.add('</si>');
      if (output.length >= PIECE) yield output.taken();
    }
    yield output.taken();
  }

  private startOf(number: number): number {
    return number === 0 ? 0 : (this.ends[number - 1] ?? 0);
  }

  private holds(number: number, input: DataView, from: number, to: number): boolean {
    const start = this.startOf(number);
    if ((this.ends[number] ?? 0) - start !== to - from) return false;
    const by = start - from;
    let at = from;
    for (; at <= to - WORD; at += WORD) if (this.words.getInt32(at + by) !== input.getInt32(at)) return false;
    for (; at < to; at += 1) if (this.words.getUint8(at + by) !== input.getUint8(at)) return false;
    return true;
  }

  private place(number: number): void {
    let place = this.hashes[number] ?? 0;
    while (this.places[place & (this.places.length - 1)] !== 0) place += 1;
    this.places[place & (this.places.length - 1)] = number + 1;
  }

  private grow(bytes: number): void {
    if (bytes > this.bytes.length) {
      const larger = Buffer.alloc(2 * bytes);
      this.bytes.copy(larger);
      this.bytes = larger;
      this.words = new DataView(larger.buffer, larger.byteOffset, larger.length);
    }
    if (this.count === this.ends.length) {
      this.ends = twice(this.ends);
      this.hashes = twice(this.hashes);
    }
    if (2 * this.count < this.places.length) return;
    this.places = new Int32Array(2 * this.places.length);
    for (let number = 0; number < this.count; number += 1) this.place(number);
  }
}

function twice(numbers: Int32Array): Int32Array {
  const larger = new Int32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}

function hashOf(input: DataView, from: number, to: number): number {
  let hash = to - from;
  let at = from;
  for (; at <= to - WORD; at += WORD) hash = mixed(hash, input.getInt32(at));
  for (; at < to; at += 1) hash = mixed(hash, input.getUint8(at));
  return hash & 0x7fffffff;
}

function mixed(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, 0x9e3779b1);
  return product ^ (product >>> 15);
}
