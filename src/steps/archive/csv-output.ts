const CR = 0x0d;
const LF = 0x0a;
const APOSTROPHE = 0x27;
const NUL = 0;
/** U+2400, the picture of NUL: programs end a text at NUL, or drop it. */
const NUL_PICTURE = Uint8Array.of(0xe2, 0x90, 0x80);

/** The archive's rows of one chunk of a result: with CR LF at their ends, and without NUL. */
export class CsvOutput {
  private bytes = Buffer.alloc(0);
  private length = 0;
  private hasNul = false;

  /** @param input that the rows are copied from */
  begin(input: Buffer): void {
    this.hasNul = input.includes(NUL);
    // Enough as a rule: each row gains a CR, and few cells gain an apostrophe.
    this.bytes = Buffer.allocUnsafe(input.length + (input.length >> 4) + 64);
    this.length = 0;
  }

  /** @returns the rows, which nothing changes any more */
  end(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  /** @param length of the row in the result */
  beginRow(length: number): void {
    // An apostrophe for each of its cells at most; a NUL's picture has three bytes.
    const most = this.length + length * (this.hasNul ? 4 : 2) + 2;
    if (most <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * most);
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }

  addApostrophe(): void {
    this.bytes[this.length++] = APOSTROPHE;
  }

  copy(input: Buffer, from: number, to: number): void {
    if (this.hasNul) this.copyShowingNul(input.subarray(from, to));
    else this.length += input.copy(this.bytes, this.length, from, to);
  }

  endRow(): void {
    this.bytes[this.length++] = CR;
    this.bytes[this.length++] = LF;
  }

  private copyShowingNul(input: Buffer): void {
    let copied = 0;
    for (let nul = input.indexOf(NUL); nul !== -1; nul = input.indexOf(NUL, copied)) {
      this.length += input.copy(this.bytes, this.length, copied, nul);
      this.bytes.set(NUL_PICTURE, this.length);
      this.length += NUL_PICTURE.length;
      copied = nul + 1;
    }
    this.length += input.copy(this.bytes, this.length, copied);
  }
}
