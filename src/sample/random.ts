/** Much faster than a call of toString for each. */
const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** of the names of log files and of session tokens */
export const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** of access keys and principal ids */
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

  hex(length: number): string {
    let text = '';
    while (text.length < length) {
      const word = this.uint32();
      text += `${BYTES[word >>> 24]}${BYTES[(word >>> 16) & 255]}${BYTES[(word >>> 8) & 255]}${BYTES[word & 255]}`;
    }
    return text.slice(0, length);
  }

  text(length: number, alphabet: string): string {
    let text = '';
    for (let n = 0; n < length; n++) text += alphabet[this.integer(0, alphabet.length - 1)];
    return text;
  }

  /** a version 4 UUID, as event and request ids are */
  uuid(): string {
    const [hex, variant] = [this.hex(32), 'ab89'[this.integer(0, 3)]];
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}

/** Items drawn in proportion to their weights. */
export class Weighted<T> {
  private readonly upTo: number[] = [];
  readonly total: number = 0;

  constructor(private readonly entries: readonly (readonly [item: T, weight: number])[]) {
    for (const [, weight] of entries) {
      this.total += weight;
      this.upTo.push(this.total);
    }
  }

  pick(random: Random): T {
    return this.at(random.fraction());
  }

  /** @param fraction of the total: 0 included, 1 excluded */
  at(fraction: number): T {
    const index = this.upTo.findIndex((limit) => fraction * this.total < limit);
    // Rounding may find no item: then it is the last.
    return (this.entries.at(index) as readonly [T, number])[0];
  }
}
