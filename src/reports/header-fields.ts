import { TRANSLATIONS, type Translation } from '../run/language.ts';
import type { Fault } from './sql-tokens.ts';

export interface HeaderField {
  value: string;
  /** of the file, from 1 */
  line: number;
}

/**
 * Reads the leading lines `-- key: value`, each continued by lines `--   text`, up to an empty line or the first SQL.
 *
 * @returns the fields, their texts ('' where absent) and lines, and how many lines the header takes
 */
export function readFields(
  lines: readonly string[],
  { keys, required }: { keys: readonly string[]; required: readonly string[] },
): {
  fields: ReadonlyMap<string, HeaderField>;
  textOf: (key: string) => string;
  lineOf: (key: string) => number;
  length: number;
  faults: Fault[];
} {
  const sql = lines.findIndex((line) => !line.startsWith('--'));
  const length = sql === -1 ? lines.length : sql;
  const { fields, faults } = fieldsOf(lines.slice(0, length), keys);
  const lineOf = (key: string) => fields.get(key)?.line ?? 1;
  const textOf = (key: string) => fields.get(key)?.value ?? '';
  for (const key of keys) {
    if (textOf(key) || !(fields.has(key) || required.includes(key))) continue;
    faults.push({ line: lineOf(key), reason: `${key} is missing: expected a line "-- ${key}: …"` });
  }
  return { fields, textOf, lineOf, length, faults };
}

/** The keys of texts in other languages: `title-ja`. */
export function translatedKeys(texts: readonly string[]): string[] {
  return TRANSLATIONS.flatMap((language) => texts.map((key) => `${key}-${language}`));
}

/** @returns those that the header has; nothing where it has none */
export function translationsOf<Key extends string>(texts: readonly Key[], textOf: (key: string) => string) {
  const translations: Partial<Record<Translation, { [key in Key]?: string }>> = {};
  for (const language of TRANSLATIONS) {
    const given = texts.flatMap((key) => {
      const text = textOf(`${key}-${language}`);
      return text ? [[key, text]] : [];
    });
    if (given.length > 0) translations[language] = Object.fromEntries(given);
  }
  return Object.keys(translations).length > 0 ? { translations } : {};
}

function fieldsOf(
  lines: readonly string[],
  keys: readonly string[],
): { fields: Map<string, HeaderField>; faults: Fault[] } {
  const fields = new Map<string, HeaderField>();
  const faults: Fault[] = [];
  let last: HeaderField | undefined;
  for (const [i, text] of lines.entries()) {
    const line = i + 1;
    const [, key, value = ''] = /^-- ?([A-Za-z][\w-]*):(.*)$/.exec(text) ?? [];
    const [, more] = /^--(?: {2,}|\t)\s*(\S.*)$/.exec(text) ?? [];
    if (key !== undefined) {
      const known = fields.get(key);
      if (!keys.includes(key)) {
        faults.push({ line, reason: `unknown key "${key}": the keys are ${keys.join(', ')}` });
      } else if (known) faults.push({ line, reason: `${key} is given twice: line ${known.line} has it too` });
      last = { value: value.trim(), line };
      if (!known) fields.set(key, last);
    } else if (more !== undefined && last) last.value = joined(last.value, more.trim());
    else {
      const reason = `"${text}" is not a header line: expected "-- key: value", or "--   " and more of the value above, or an empty line before the SQL`;
      faults.push({ line, reason });
    }
  }
  return { fields, faults };
}

// Japanese is written without spaces: a line may end anywhere in it.
const UNSPACED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\uff00-\uff65]/u;

function joined(above: string, more: string): string {
  const unspaced = UNSPACED.test(above.slice(-1)) && UNSPACED.test(more.charAt(0));
  return `${above}${unspaced ? '' : ' '}${more}`.trim();
}
