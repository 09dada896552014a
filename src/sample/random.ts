const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** letters and digits of the names of log files and of session tokens */
export const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** letters and digits of access keys and principal ids */
export const KEY_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * Numbers that look random and are the same on every machine: sfc32 of Chris Doty-Humphrey's PractRand
 * (https://pracrand.sourceforge.net/RNG_engines.txt), 32-bit arithmetic only. Streams of one seed are independent.
 */
export class Random {
  private a = 0;
  private b: number;
  private c: number;
  private counter = 1;

  /** @param seed 32-bit unsigned */
  constructor(seed: number, stream = 0) {
    this.b = seed | 0;
    this.c = stream | 0;
    for (let round = 0; round < 15; round++) this.uint32();
  }

  uint32(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** 0 included, 1 excluded */
  fraction(): number {
    return this.uint32() / 0x1_0000_0000;
  }

  /** both ends included */
  integer(from: number, to: number): number {
    return from + Math.floor(this.fraction() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.integer(0, items.length - 1)] as T;
  }

  /** @param length a multiple of 8, or less than 8 */
  hex(length: number): string {
    let text = '';
    while (text.length < length) text += hexOf(this.uint32());
    return text.slice(0, length);
  }

  text(length: number, alphabet: string): string {
    let text = '';
    for (let n = 0; n < length; n++) text += alphabet[this.integer(0, alphabet.length - 1)];
    return text;
  }

  /** a version 4 UUID, as event and request ids are */
  uuid(): string {
    const b = hexOf(((this.uint32() & 0xffff_0fff) | 0x4000) >>> 0);
    const c = hexOf(((this.uint32() & 0x3fff_ffff) | 0x8000_0000) >>> 0);
    return `${hexOf(this.uint32())}-${b.slice(0, 4)}-${b.slice(4)}-${c.slice(0, 4)}-${c.slice(4)}${hexOf(this.uint32())}`;
  }
}

function hexOf(word: number): string {
  return `${HEX[word >>> 24]}${HEX[(word >>> 16) & 255]}${HEX[(word >>> 8) & 255]}${HEX[word & 255]}`;
}

/** Items drawn in proportion to their weights. */
export class Weighted<T> {
  private readonly items: T[] = [];
  private readonly upTo: number[] = [];
  readonly total: number;

  constructor(entries: Iterable<readonly [T, number]>) {
    let total = 0;
    for (const [item, weight] of entries) {
      total += weight;
      this.items.push(item);
      this.upTo.push(total);
    }
    this.total = total;
  }

  pick(random: Random): T {
    const drawn = random.fraction() * this.total;
    let low = 0;
    let high = this.upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (drawn < (this.upTo[middle] as number)) high = middle;
      else low = middle + 1;
    }
    return this.items[low] as T;
  }
}
