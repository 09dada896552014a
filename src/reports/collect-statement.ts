import { RequestError } from '../errors.ts';
import type { Collect } from '../run/history.ts';
import type { DerivedColumn, Report } from '../run/report.ts';
import type { Events } from '../run/run.ts';
import { type ColumnType, eventColumns, isList, isStruct, typeAt } from '../table/cloudtrail-columns.ts';
import { trinoTypeOf } from '../table/missing-columns.ts';
import type { TableConfig } from '../table/table-config.ts';
import { IDENTIFIER } from '../table/table-names.ts';

/** The derived column by which the files of a run's events are in folders. */
export const KIND = 'kind';

/**
 * Everything that a report may name in `events`, but for derived columns: they can be made of these. Also the table's
 * partition columns, which say in which folder the log file of an event lies: the event itself does not.
 */
export function allColumns({ partitions }: Pick<TableConfig, 'partitions'>): string[] {
  return [...Object.keys(eventColumns), ...Object.values(partitions).filter((name) => name !== undefined)];
}

/**
 * @returns the derived column that a run needs to collect its events
 * @throws RequestError where no report names it: a catalogue holds the derived columns of its reports
 */
export function kindColumn(catalogue: readonly Pick<Report, 'derived'>[]): DerivedColumn {
  const found = catalogue.flatMap(({ derived = [] }) => derived).find(({ name }) => name === KIND);
  if (found) return found;
  throw new RequestError([
    `history: on, but no report names the derived column ${KIND}; add a report that does, such as sql/reports/seen.sql, or set history: off`,
  ]);
}

/** @returns the expression of that column, where a run's reports name it */
export function kindIn({ derived = [] }: Pick<Events, 'derived'>): string | undefined {
  return derived.find(({ name }) => name === KIND)?.sql;
}

/** How that query begins to rebuild the one list of structs; DuckDB has another name for the function. */
export const LIST_OF_STRUCTS = 'transform("resources", item ->';

/** The query whose rows are a run's events; `kind` last, as an engine's partitions ask for. */
export function collectSql({ columns }: Pick<Collect, 'columns'>): string {
  return `SELECT ${[...columns.map(rebuilt), `"${KIND}"`].join(', ')} FROM events`;
}

/** A table may have its own types, or a struct's fields in another order: what is written always has those that are read. */
export function rebuilt(column: string): string {
  const type = typeAt([column]);
  if (!type && !IDENTIFIER.pattern.test(column)) throw new Error(`${column} is not the name of a column`);
  return `${valueAt(`"${column}"`, type ?? 'string')} AS "${column}"`;
}

function valueAt(path: string, type: ColumnType): string {
  if (isList(type))
    return isStruct(type.list)
      ? `transform(${path}, item -> ${valueAt('item', type.list)})`
      : `CAST(${path} AS ${trinoTypeOf(type)})`;
  if (!isStruct(type)) return `CAST(${path} AS ${trinoTypeOf(type)})`;
  const fields = Object.entries(type).map(([name, field]) => valueAt(`${path}."${name}"`, field));
  return `CASE WHEN ${path} IS NOT NULL THEN CAST(ROW(${fields.join(', ')}) AS ${trinoTypeOf(type)}) END`;
}
