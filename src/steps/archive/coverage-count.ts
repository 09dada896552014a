import { ResultError } from '../../errors.ts';
import { COVERAGE_REPORT, type CoveredAccount, type EventSums } from '../../run/coverage.ts';
import { earlier, later } from '../../time/time.ts';
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
/** In reports of older versions these are missing. */
const SUMMED = ['rootevents', 'userevents', 'roleevents', 'otherevents'] as const;

/** Reads the rows of the report `coverage`. It keeps an entry for each account and region of the organization. */
export class CoverageCount implements RowReader {
  private readonly found = new Map<string, CoveredAccount>();
  private readonly sums: EventSums = {};
  private indices = new Map<string, number>();

  /** @throws ResultError where one of the columns is missing */
  header(columns: string[]): void {
    this.indices = new Map(columns.map((name, index) => [name.toLowerCase(), index]));
    const missing = COLUMNS.filter((name) => !this.indices.has(name));
    if (missing.length === 0) return;
    throw new ResultError(
      `the mail takes what was covered from the report ${COVERAGE_REPORT}, which needs the columns ${COLUMNS.join(', ')}; it does not have ${missing.join(', ')}: give a report of your own another name`,
    );
  }

  row(row: Row): void {
    const value = (column: string) => row.value(this.indices.get(column) ?? -1) ?? '';
    for (const column of SUMMED) {
      if (this.indices.has(column)) this.sums[column] = (this.sums[column] ?? 0) + Number(value(column));
    }
    const account = value('recipientaccountid');
    const before = this.found.get(account);
    const events = Number(value('events'));
    // Only late events, which are of the window before: in this one the account was silent there.
    if (events === 0) return;
    const [first, last] = [value('firsteventtime'), value('lasteventtime')];
    const [from, to] = [value('accountsilentfrom'), value('accountsilentto')];
    // A record may name any region, `__proto__` too.
    const regions: CoveredAccount['regions'] = before?.regions ?? Object.create(null);
    regions[value('awsregion')] = events;
    this.found.set(account, {
      account,
      events: (before?.events ?? 0) + events,
      regions,
      firstEventTime: earlier(before?.firstEventTime ?? first, first),
      lastEventTime: later(before?.lastEventTime ?? last, last),
      hoursWithEvents: Number(value('accounthourswithevents')),
      ...(from && to && { silence: { from, to } }),
    });
  }

  counted(): { coverage: CoveredAccount[]; eventsByType: EventSums } {
    return { coverage: [...this.found.values()], eventsByType: this.sums };
  }
}
