import type { DerivedColumn, Report } from '../run/report.ts';
import { typeAt } from '../table/cloudtrail-columns.ts';
import type { TableConfig } from '../table/table-config.ts';
import { expressionFaults } from './expression.ts';
import { placed, type SqlFile } from './sql-file.ts';
import {
  type Fault,
  isPlainWord,
  isWord,
  listItems,
  outerTokens,
  type Token,
  tokenize,
} from './sql-tokens.ts';

/** A column with what its checks need. */
interface ReadColumn {
  column: DerivedColumn;
  expression: readonly Token[];
}

const NAME = /^[a-z_][a-z0-9_]*$/;
const EXPECTED = 'expected "expression AS name" and a comma; a name has lower-case letters, digits and _';

/**
 * Reads the columns that `events` offers beside CloudTrail's: a file is a list of `expression AS name,`.
 *
 * @returns the columns, as far as they could be read, and every fault with its file and line
 */
export function readDerivedColumns(files: readonly SqlFile[]): {
  columns: DerivedColumn[];
  faults: string[];
} {
  const read = files.map((file) => ({ file, ...readFile(file) }));
  const all = read.flatMap(({ columns }) => columns);
  const faults = read.flatMap(({ file, columns, faults }) =>
    placed(file, [...faults, ...columns.flatMap((column) => nameFaults(column, all))]),
  );
  return { columns: all.map(({ column }) => column), faults };
}

/** The derived columns that a report's SQL may name; not those whose name it gives to a column of its own. */
export function namedIn(sql: string, columns: readonly DerivedColumn[]): DerivedColumn[] {
  const { tokens } = tokenize(sql);
  const names = new Set(tokens.map(({ name }) => name));
  const own = new Set(
    tokens.flatMap(({ name }, i) => {
      const before = tokens[i - 1];
      const renamed = isWord(before, 'as') && tokens[i - 2]?.name !== name;
      return renamed || before?.text === ')' || isWord(before, 'end') ? [name] : [];
    }),
  );
  return columns.filter(({ name }) => names.has(name) && !own.has(name));
}

/** Derived columns with the name of a partition column, which only the configuration gives. */
export function partitionNameFaults(
  reports: readonly Pick<Report, 'derived'>[],
  { partitions }: TableConfig,
): string[] {
  const columns = new Set(reports.flatMap(({ derived = [] }) => derived));
  return [...columns]
    .filter(({ name }) => Object.values(partitions).includes(name))
    .map(
      ({ name, source: { file, line } }) =>
        `${file}:${line}: ${name} is the name of a partition column of the table: use another name`,
    );
}

function readFile({ name: file, text }: SqlFile): { columns: ReadColumn[]; faults: Fault[] } {
  const { tokens, faults } = tokenize(text);
  // Text that neither engine can read cannot be checked further.
  if (faults.length > 0) return { columns: [], faults };
  const columns: ReadColumn[] = [];
  const items = listItems(tokens);
  if (items.at(-1)?.length === 0) items.pop();
  for (const [i, item] of items.entries()) {
    const found = item.length > 0 ? itemFaults(item) : [emptyItem(items[i - 1])];
    faults.push(...found);
    const name = item.at(-1)?.name ?? '';
    const expression = item.slice(0, -2);
    if (found.length === 0) columns.push({ column: columnOf(name, expression, text, file), expression });
  }
  return { columns, faults };
}

function columnOf(name: string, expression: readonly Token[], text: string, file: string): DerivedColumn {
  const [first, last] = [expression[0] as Token, expression.at(-1) as Token];
  // The engines' errors name columns: each line stays where it is in its file.
  const indent = ' '.repeat(first.start - text.lastIndexOf('\n', first.start) - 1);
  const sql = indent + text.slice(first.start, last.start + last.text.length);
  return { name, sql, source: { file, line: first.line } };
}

function itemFaults(item: readonly Token[]): Fault[] {
  const last = item.at(-1) as Token;
  const outer = outerTokens(item);
  const names = outer.filter((_, i) => isPlainWord(outer, i, 'as'));
  const isNamed = item.length > 2 && names.length === 1 && names[0] === item.at(-2) && NAME.test(last.text);
  const faults = expressionFaults(isNamed ? item.slice(0, -2) : item, 'separate derived columns with commas');
  if (faults.length > 0 || isNamed) return faults;
  return [{ line: last.line, reason: `"${last.text}" is not a name after AS: ${EXPECTED}` }];
}

function emptyItem(before: readonly Token[] = []): Fault {
  return { line: before.at(-1)?.line ?? 1, reason: `nothing before a comma: ${EXPECTED}` };
}

function nameFaults({ column, expression }: ReadColumn, all: readonly ReadColumn[]): Fault[] {
  const { name, source } = column;
  const faults: Fault[] = [];
  if (typeAt([name])) {
    faults.push({ line: source.line, reason: `${name} is a column of CloudTrail: use another name` });
  }
  const first = all.find((other) => other.column.name === name)?.column;
  if (first && first !== column) {
    const { file, line } = first.source;
    faults.push({ line: source.line, reason: `${name} is already defined in ${file}:${line}` });
  }
  const derived = new Set(all.map((other) => other.column.name).filter((it) => !typeAt([it])));
  for (const [i, token] of expression.entries()) {
    // In Athena an expression cannot read the columns defined beside it.
    if (!derived.has(token.name) || expression[i - 1]?.text === '.' || expression[i + 1]?.text === '(')
      continue;
    const reason = `reads ${token.name}, a derived column: an expression can read the table's columns only`;
    faults.push({ line: token.line, reason });
  }
  return faults;
}
