import { TRANSLATIONS } from '../run/language.ts';
import type { Report, Translations } from '../run/report.ts';
import type { Fault } from './sql-tokens.ts';

/** What a report file says of itself, above its SQL. */
type ReportHeader = Pick<Report, 'title' | 'description' | 'translations' | 'counts' | 'emptyIsGood'>;

interface Field {
  value: string;
  line: number;
}

const TRANSLATED = ['title', 'description'] as const;
const REQUIRED = [...TRANSLATED, 'counts'];
const KEYS = [
  ...REQUIRED,
  'empty-is-good',
  ...TRANSLATIONS.flatMap((language) => TRANSLATED.map((key) => `${key}-${language}`)),
];

/**
 * Reads the leading lines `-- key: value`, each continued by lines `--   text`, up to an empty line or the first SQL.
 *
 * @returns the header, as far as it could be read, its fields' lines, and how many lines it takes
 */
export function readHeader(lines: readonly string[]): {
  header: ReportHeader;
  lineOf: (key: string) => number;
  length: number;
  faults: Fault[];
} {
  const sql = lines.findIndex((line) => !line.startsWith('--'));
  const length = sql === -1 ? lines.length : sql;
  const { fields, faults } = readFields(lines.slice(0, length));
  const lineOf = (key: string) => fields.get(key)?.line ?? 1;
  const textOf = (key: string) => fields.get(key)?.value ?? '';
  for (const key of KEYS) {
    if (textOf(key) || !(fields.has(key) || REQUIRED.includes(key))) continue;
    faults.push({ line: lineOf(key), reason: `${key} is missing: expected a line "-- ${key}: …"` });
  }
  const header = {
    title: textOf('title'),
    description: textOf('description'),
    ...readTranslations(textOf),
    counts: readCounts(fields.get('counts'), faults),
    emptyIsGood: readYesOrNo(fields.get('empty-is-good'), faults),
  };
  return { header, lineOf, length, faults };
}

function readFields(lines: readonly string[]): { fields: Map<string, Field>; faults: Fault[] } {
  const fields = new Map<string, Field>();
  const faults: Fault[] = [];
  let last: Field | undefined;
  for (const [i, text] of lines.entries()) {
    const line = i + 1;
    const [, key, value = ''] = /^-- ?([A-Za-z][\w-]*):(.*)$/.exec(text) ?? [];
    const [, more] = /^--(?: {2,}|\t)\s*(\S.*)$/.exec(text) ?? [];
    if (key !== undefined) {
      const known = fields.get(key);
      if (!KEYS.includes(key)) {
        faults.push({ line, reason: `unknown key "${key}": the keys are ${KEYS.join(', ')}` });
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

function readTranslations(textOf: (key: string) => string): { translations?: Translations } {
  const translations: Translations = {};
  for (const language of TRANSLATIONS) {
    for (const key of TRANSLATED) {
      const text = textOf(`${key}-${language}`);
      if (text) translations[language] = { ...translations[language], [key]: text };
    }
  }
  return Object.keys(translations).length > 0 ? { translations } : {};
}

function readCounts(field: Field | undefined, faults: Fault[]): string[] {
  if (!field?.value) return [];
  const columns = new Set<string>();
  for (const column of field.value.split(',').map((name) => name.trim())) {
    if (!/^[a-z_][a-z0-9_]*$/.test(column)) {
      const reason = `counts names "${column}": expected column names in lower case, separated by commas`;
      faults.push({ line: field.line, reason });
    } else if (columns.has(column))
      faults.push({ line: field.line, reason: `counts names ${column} twice: expected each column once` });
    else columns.add(column);
  }
  return [...columns];
}

function readYesOrNo(field: Field | undefined, faults: Fault[]): boolean {
  if (field && field.value !== 'yes' && field.value !== 'no') {
    const reason = `empty-is-good is "${field.value}": expected yes (no rows is the good case) or no`;
    faults.push({ line: field.line, reason });
  }
  return field?.value === 'yes';
}
