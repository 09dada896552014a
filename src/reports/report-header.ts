import type { Report } from '../run/report.ts';
import { type HeaderField, readFields, translatedKeys, translationsOf } from './header-fields.ts';
import type { Fault } from './sql-tokens.ts';

/** What a report file says of itself, above its SQL. */
type ReportHeader = Pick<Report, 'title' | 'description' | 'translations' | 'counts' | 'emptyIsGood'>;

const TRANSLATED = ['title', 'description'] as const;
const REQUIRED = [...TRANSLATED, 'counts'];
const KEYS = [...REQUIRED, 'empty-is-good', ...translatedKeys(TRANSLATED)];

/** @returns the header, as far as it could be read, its fields' lines, and how many lines it takes */
export function readHeader(lines: readonly string[]): {
  header: ReportHeader;
  lineOf: (key: string) => number;
  length: number;
  faults: Fault[];
} {
  const { fields, lineOf, textOf, length, faults } = readFields(lines, { keys: KEYS, required: REQUIRED });
  const header = {
    title: textOf('title'),
    description: textOf('description'),
    ...translationsOf(TRANSLATED, textOf),
    counts: readCounts(fields.get('counts'), faults),
    emptyIsGood: readYesOrNo(fields.get('empty-is-good'), faults),
  };
  return { header, lineOf, length, faults };
}

function readCounts(field: HeaderField | undefined, faults: Fault[]): string[] {
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

function readYesOrNo(field: HeaderField | undefined, faults: Fault[]): boolean {
  if (field && field.value !== 'yes' && field.value !== 'no') {
    const reason = `empty-is-good is "${field.value}": expected yes (no rows is the good case) or no`;
    faults.push({ line: field.line, reason });
  }
  return field?.value === 'yes';
}
