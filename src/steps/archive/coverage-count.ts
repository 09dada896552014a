import { ResultError } from '../../errors.ts';
import { COVERAGE_REPORT, type CoveredAccount } from '../../run/coverage.ts';
import type { Row, RowReader } from './result-csv.ts';

const COLUMNS = [
  'recipientaccountid',
  'awsregion',
  'events',
  'firsteventtime',
  'lasteventtime',
  'accounthourswithevents',
  'accountsilentfrom',
  'accountsilentto',
] as const;

type Value = (column: (typeof COLUMNS)[number]) => string | null;

interface Counted extends Omit<CoveredAccount, 'regions'> {
  regions: Map<string, number>;
}

/** Gathers the rows of the report. It holds an entry for each account and region: as many as an organization has. */
export class CoverageCount implements RowReader {
  private readonly found = new Map<string, Counted>();
  private indices = new Map<string, number>();

  /** @throws ResultError where a column is not there that this reads */
  header(columns: string[]): void {
    this.indices = new Map(columns.map((name, index) => [name.toLowerCase(), index]));
    const missing = COLUMNS.filter((name) => !this.indices.has(name));
    if (missing.length > 0) {
      throw new ResultError(
        `the report ${COVERAGE_REPORT} tells the mail what was covered and needs the columns ${COLUMNS.join(', ')}; it does not have ${missing.join(', ')}: give a report of your own another name`,
      );
    }
  }

  row(row: Row): void {
    const value: Value = (column) => row.value(this.indices.get(column) ?? -1);
    const account = value('recipientaccountid') ?? '';
    const before = this.found.get(account);
    const events = Number(value('events'));
    const [first, last] = [value('firsteventtime') ?? '', value('lasteventtime') ?? ''];
    const regions = before?.regions ?? new Map<string, number>();
    regions.set(value('awsregion') ?? '', events);
    this.found.set(account, {
      account,
      events: (before?.events ?? 0) + events,
      regions,
      firstEventTime: before && before.firstEventTime < first ? before.firstEventTime : first,
      lastEventTime: before && before.lastEventTime > last ? before.lastEventTime : last,
      hoursWithEvents: Number(value('accounthourswithevents')),
      ...silenceOf(value),
    });
  }

  accounts(): CoveredAccount[] {
    return Array.from(this.found.values(), ({ regions, ...account }) => ({
      ...account,
      regions: Object.fromEntries(regions),
    }));
  }
}

function silenceOf(value: Value): Pick<CoveredAccount, 'silence'> {
  const [from, to] = [value('accountsilentfrom'), value('accountsilentto')];
  return from && to ? { silence: { from, to } } : {};
}
