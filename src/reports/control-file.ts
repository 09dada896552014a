import {
  CONTROL_COLUMNS,
  type Control,
  type ControlColumn,
  SEVERITIES,
  type Severity,
} from '../run/judgement.ts';
import { expressionFaults } from './expression.ts';
import { type HeaderField, readFields, translatedKeys, translationsOf } from './header-fields.ts';
import { unknownColumnFaults } from './named-columns.ts';
import type { SqlFile } from './sql-file.ts';
import { type Fault, isWord, listItems, tokenize } from './sql-tokens.ts';

/** A control with what its part of the statement is made of. */
export interface ReadControl {
  control: Control;
  /** absent where it is not observable */
  condition?: Expression;
  /** what it was done to; absent: as far as well-known request parameters say */
  detail?: Expression;
  /** absent: every event of the condition is a row */
  often?: Often;
}

/** An expression over `events`, and where it stands. */
export interface Expression {
  sql: string;
  file: string;
  /** of its file, from 1 */
  line: number;
}

/**
 * An event is a row where so many events of the account it was in share its value in one column, up to `minutes` before it
 * and itself included: those of the condition (then the newest of them alone is a row), or those that `after` describes.
 */
export interface Often {
  times: number;
  minutes: number;
  same: ControlColumn;
  after?: Expression;
}

/** The columns whose values events may share. */
const SHARED = CONTROL_COLUMNS.filter((column) => !['control', 'severity', 'detail'].includes(column));
const TEXTS = ['title', 'why', 'first'] as const;
const REQUIRED = [...TEXTS, 'severity'];
const KEYS = [
  ...REQUIRED,
  'standards',
  'observable',
  'detail',
  'at-least',
  'same',
  'after',
  ...translatedKeys(TEXTS),
];

/**
 * Reads a file of a control: a header and one condition.
 *
 * @param id the file's name without `.sql`
 * @param derived names of the derived columns
 */
export function readControl(
  { name: file, text }: SqlFile,
  id: string,
  derived: readonly string[],
): { read: ReadControl; faults: Fault[] } {
  const lines = text.split('\n');
  const header = readFields(lines, { keys: KEYS, required: REQUIRED });
  const { fields, textOf, length, faults } = header;
  const expression = (sql: string, line: number, what: string) => {
    const checked = { sql, file, line };
    faults.push(...conditionFaults(checked, derived, what));
    return checked;
  };
  const inHeader = (key: string) => {
    const field = fields.get(key);
    return field?.value ? expression(field.value, field.line, key) : undefined;
  };
  const isObservable = oneOf(fields.get('observable'), 'observable', ['yes', 'no'], faults) !== 'no';
  const body = bodyOf(lines, length);
  if (!isObservable) faults.push(...unobservableFaults(fields, body));
  const condition = isObservable ? expression(body.sql, body.line, 'condition') : undefined;
  const [detail, after] = [inHeader('detail'), inHeader('after')];
  const often = readOften(fields, after, faults);
  const control: Control = {
    id,
    title: textOf('title'),
    why: textOf('why'),
    first: textOf('first'),
    severity: (oneOf(fields.get('severity'), 'severity', SEVERITIES, faults) ?? 'low') as Severity,
    standards: readStandards(fields.get('standards'), faults),
    isObservable,
    ...translationsOf(TEXTS, textOf),
  };
  return {
    read: { control, ...(condition && { condition }), ...(detail && { detail }), ...(often && { often }) },
    faults,
  };
}

/** The text below the header; a closing semicolon is no part of it. */
function bodyOf(lines: readonly string[], length: number): { sql: string; line: number } {
  const text = lines.slice(length).join('\n');
  const before = /^\s*/.exec(text)?.[0] ?? '';
  const sql = text.trim();
  const { tokens } = tokenize(sql);
  const last = tokens.at(-1);
  const line = length + before.split('\n').length;
  return { sql: last?.text === ';' ? sql.slice(0, last.start).trim() : sql, line };
}

function conditionFaults({ sql, line }: Expression, derived: readonly string[], what: string): Fault[] {
  const { tokens, faults } = tokenize(sql, line);
  // Text that neither engine can read cannot be checked further.
  if (faults.length > 0) return faults;
  const [first] = tokens;
  if (!first) return [{ line, reason: `no ${what}: expected one over the columns of events` }];
  if (isWord(first, 'where', 'select', 'with'))
    return [
      {
        line: first.line,
        reason: `begins with ${first.text}: expected the ${what} alone, without SELECT and WHERE`,
      },
    ];
  const found = expressionFaults(tokens, `expected one ${what} a file`);
  const [, second] = listItems(tokens);
  if (second) found.push({ line: second[0]?.line ?? line, reason: `a comma: expected one ${what}` });
  return found.length > 0 ? found : unknownColumnFaults(tokens, derived);
}

function unobservableFaults(
  fields: ReadonlyMap<string, HeaderField>,
  body: { sql: string; line: number },
): Fault[] {
  const reason = 'a control that is not observable has none: remove it, or the line "-- observable: no"';
  const keys = ['detail', 'at-least', 'same', 'after'].flatMap((key) => fields.get(key)?.line ?? []);
  const condition = tokenize(body.sql).tokens.length > 0 ? [body.line] : [];
  return [...keys, ...condition].map((line) => ({ line, reason }));
}

function readOften(
  fields: ReadonlyMap<string, HeaderField>,
  after: Expression | undefined,
  faults: Fault[],
): Often | undefined {
  const [atLeast, same] = [fields.get('at-least'), fields.get('same')];
  if (!atLeast && !same && !after) return undefined;
  for (const [key, field] of [
    ['at-least', atLeast],
    ['same', same],
  ] as const) {
    if (field) continue;
    const given = atLeast ?? same ?? fields.get('after');
    faults.push({ line: given?.line ?? 1, reason: `${key} is missing: at-least and same go together` });
  }
  if (!atLeast || !same) return undefined;
  const [, times, minutes] = /^([1-9]\d{0,5}) in ([1-9]\d{0,4}) minutes?$/.exec(atLeast.value) ?? [];
  if (!times || !minutes) {
    const reason = `at-least is "${atLeast.value}": expected a number and a time, as 20 in 60 minutes`;
    faults.push({ line: atLeast.line, reason });
  }
  const column = SHARED.find((name) => name === same.value);
  if (!column) {
    const reason = `same is "${same.value}": expected one of ${SHARED.join(', ')}`;
    faults.push({ line: same.line, reason });
  }
  return {
    times: Number(times),
    minutes: Number(minutes),
    same: column ?? 'identity',
    ...(after && { after }),
  };
}

function oneOf(
  field: HeaderField | undefined,
  key: string,
  values: readonly string[],
  faults: Fault[],
): string | undefined {
  if (field?.value && !values.includes(field.value))
    faults.push({ line: field.line, reason: `${key} is "${field.value}": expected ${values.join(', ')}` });
  return field?.value;
}

/** `CIS v7.0: 5.3 (4.3 in v3 to v5); PCI DSS 4: 10.2.1.2` */
function readStandards(field: HeaderField | undefined, faults: Fault[]): Record<string, string> {
  if (!field?.value) return {};
  const pairs = field.value.split(';').map((text) => {
    const [, name, number] = /^\s*([^:]*[^:\s])\s*:\s*(.*\S)\s*$/.exec(text) ?? [];
    if (name === undefined || number === undefined) {
      const reason = `standards has "${text.trim()}": expected NAME: NUMBER, several separated by semicolons`;
      faults.push({ line: field.line, reason });
      return [];
    }
    return [[name, number] as const];
  });
  return Object.fromEntries(pairs.flat());
}
