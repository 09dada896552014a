import { RequestError } from '../errors.ts';
import type { Collect } from '../run/history.ts';
import type { DerivedColumn, Report } from '../run/report.ts';
import { cloudTrailColumns } from '../table/cloudtrail-columns.ts';

/** The derived column by which the files of a run's events are in folders. */
const KIND = 'kind';

/** Everything that a report may name in `events`, but for derived columns: they can be made of these. */
export function allColumns(): Collect {
  return { columns: Object.keys(cloudTrailColumns).map((name) => name.toLowerCase()), query: { attempt: 0 } };
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

/** The query whose rows are a run's events; `kind` last, as an engine's partitions ask for. */
export function collectSql({ columns }: Pick<Collect, 'columns'>): string {
  return `SELECT ${[...columns, KIND].map((name) => `"${name}"`).join(', ')} FROM events`;
}
