import type { Fault } from './sql-tokens.ts';

/** What a report file says of itself, above its SQL. */
export interface ReportHeader {
  title: string;
  description: string;
  counts: string[];
  emptyIsGood: boolean;
}

interface Field {
  value: string;
  line: number;
}

const KEYS = ['title', 'description', 'counts', 'empty-is-good'];
const OPTIONAL = ['empty-is-good'];

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
  for (const key of KEYS) {
    if (!OPTIONAL.includes(key) && !fields.get(key)?.value)
      faults.push({ line: lineOf(key), reason: `${key} is missing: expected a line "-- ${key}: …"` });
  }
  const header = {
    title: fields.get('title')?.value ?? '',
    description: fields.get('description')?.value ?? '',
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
      faults.push(...keyFaults(key, line, fields));
      last = { value: value.trim(), line };
      if (!fields.has(key)) fields.set(key, last);
    } else if (more !== undefined && last) last.value = `${last.value} ${more.trim()}`.trim();
    else {
      const reason = `"${text}" is no header line: expected "-- key: value", or "--   " and more of the value above, or an empty line before the SQL`;
      faults.push({ line, reason });
    }
  }
  return { fields, faults };
}

function keyFaults(key: string, line: number, fields: ReadonlyMap<string, Field>): Fault[] {
  if (!KEYS.includes(key)) return [{ line, reason: `unknown key "${key}": the keys are ${KEYS.join(', ')}` }];
  const known = fields.get(key);
  if (known) return [{ line, reason: `${key} is given again: line ${known.line} has it` }];
  return [];
}

function readCounts(field: Field | undefined, faults: Fault[]): string[] {
  if (!field?.value) return [];
  const columns = new Set<string>();
  for (const column of field.value.split(',').map((name) => name.trim())) {
    if (!/^[a-z_][a-z0-9_]*$/.test(column)) {
      const reason = `counts names "${column}": expected column names in lower case, parted by commas`;
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
