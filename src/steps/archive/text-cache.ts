/** What one place of the cache holds of a value; longer ones are read anew. */
const PLACE_BYTES = 64;
const PLACES = 4096;
const WORD = 4;

/**
 * Keeps the texts of values that were read lately: in a report's rows a few come again and again, and to make a string of
 * bytes and its hash takes longer than to compare them. Memory is bounded: a value takes the place of another.
 */
export class TextCache {
  private readonly texts = new Array<string>(PLACES).fill('');
  private readonly lengths = new Uint8Array(PLACES);
  private readonly bytes = new Uint8Array(PLACES * PLACE_BYTES);
  private readonly words = new DataView(this.bytes.buffer);

  /** @param make reads the text of these bytes where the cache does not have it; of equal bytes always the same */
  text(input: DataView, from: number, to: number, make: (from: number, to: number) => string): string {
    const length = to - from;
    if (length < WORD || length > PLACE_BYTES) return make(from, to);
    const place = placeOf(input, from, to);
    if (this.lengths[place] === length && this.holds(place * PLACE_BYTES, input, from, to)) {
      return this.texts[place] as string;
    }
    const text = make(from, to);
    this.texts[place] = text;
    this.lengths[place] = length;
    for (let i = 0; i < length; i++) this.bytes[place * PLACE_BYTES + i] = input.getUint8(from + i);
    return text;
  }

  private holds(start: number, input: DataView, from: number, to: number): boolean {
    const last = to - WORD;
    for (let at = from; at < last; at += WORD) {
      if (this.words.getInt32(start + at - from) !== input.getInt32(at)) return false;
    }
    return this.words.getInt32(start + last - from) === input.getInt32(last);
  }
}

/** The last word may overlap the one before. */
function placeOf(input: DataView, from: number, to: number): number {
  const last = to - WORD;
  let hash = to - from;
  for (let at = from; at < last; at += WORD) hash = mixed(hash, input.getInt32(at));
  return mixed(hash, input.getInt32(last)) & (PLACES - 1);
}

function mixed(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, 0x9e3779b1);
  return product ^ (product >>> 15);
}
