const MOST_LENGTH = 31;
// biome-ignore lint/suspicious/noControlCharactersInRegex: Excel takes no control, none of these, and no ' at the ends
const FORBIDDEN = /[\u0000-\u001f\u007f:\\/?*[\]\ufffe\uffff]|\p{Cs}|^'+|'+$/gu;
/** Excel keeps it for itself. */
const RESERVED = 'history';

/** Makes names that Excel takes: 31 characters at most, and none twice, whatever its case. */
export class SheetNames {
  private readonly taken = new Set([RESERVED]);

  /** @param number from 1, of sheets that go on with the same rows: `name (2)` */
  of(title: string, number = 1): string {
    const base = title.replace(FORBIDDEN, '_').trim() || '_';
    for (let next = number; ; next += 1) {
      const suffix = next === 1 ? '' : ` (${next})`;
      const name = `${cut(base, MOST_LENGTH - suffix.length)}${suffix}`;
      if (this.taken.has(name.toLowerCase())) continue;
      this.taken.add(name.toLowerCase());
      return name;
    }
  }
}

function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$|'$/, '');
}
