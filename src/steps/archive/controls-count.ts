import { valueTest } from '../../config/value-test.ts';
import { ResultError } from '../../errors.ts';
import {
  CONTROL_COLUMNS,
  CONTROLS_REPORT,
  type ControlCount,
  type ControlRow,
  SERVICES_GROUP,
  type Severity,
} from '../../run/judgement.ts';
import type { MuteRule } from './mute.ts';
import type { Row, RowReader } from './result-csv.ts';

/** Of each control, in the mail and the manifest. */
const NEWEST_ROWS = 10;
const SHOWN = [
  'eventtime',
  'eventid',
  'eventname',
  'identity',
  'sourceipaddress',
  'recipientaccountid',
  'awsregion',
  'outcome',
  'detail',
  'principal',
] as const satisfies readonly (keyof ControlRow)[];

type Group = { name: string; has: (row: Row) => boolean };
type Counting = Omit<ControlCount, 'grouped'> & { grouped: Record<string, number> };

/** Reads the rows of the report `controls`, newest first: of each control how many need a person, and which group has the rest. */
export class ControlsCount implements RowReader {
  private readonly counts = new Map<string, Counting>();
  private indices = new Map<string, number>();
  private groups: Group[] = [];

  /** @param rules by the group's name */
  constructor(private readonly rules: Readonly<Record<string, MuteRule>>) {}

  /** @throws ResultError where one of the columns is missing */
  header(columns: string[]): void {
    this.indices = new Map(columns.map((name, index) => [name.toLowerCase(), index]));
    // The query of an execution that the version before started does not have the principal.
    const missing = CONTROL_COLUMNS.filter((name) => name !== 'principal' && !this.indices.has(name));
    if (missing.length > 0)
      throw new ResultError(`the report ${CONTROLS_REPORT} does not have the columns ${missing.join(', ')}`);
    this.groups = [
      { name: SERVICES_GROUP, has: (row) => this.value(row, 'actor') === 'service' },
      ...Object.entries(this.rules).map(([name, rule]) => ({ name, has: this.test(rule) })),
    ];
  }

  row(row: Row): void {
    const control = this.value(row, 'control');
    const count = this.counts.get(control) ?? {
      control,
      severity: this.value(row, 'severity') as Severity,
      events: 0,
      rows: [],
      grouped: {},
    };
    this.counts.set(control, count);
    const group = this.groups.find(({ has }) => has(row));
    if (group) {
      count.grouped[group.name] = (count.grouped[group.name] ?? 0) + 1;
      return;
    }
    count.events += 1;
    if (count.rows.length < NEWEST_ROWS) count.rows.push(this.shown(row));
  }

  counted(): ControlCount[] {
    return [...this.counts.values()]
      .sort((a, b) => (a.control < b.control ? -1 : 1))
      .map(({ grouped, ...count }) => ({ ...count, ...(Object.keys(grouped).length > 0 && { grouped }) }));
  }

  /** A row is in a group where every column of the rule has one of its values. */
  private test(rule: MuteRule): (row: Row) => boolean {
    const tests = Object.entries(rule).map(([name, values]) => {
      const column = name.toLowerCase();
      const [matches, isExactly] = [valueTest(values), (value: string) => values.includes(value)];
      return (row: Row) => {
        // Root is in no group but one that names it.
        const isRoot = column === 'identity' && this.value(row, 'actor') === 'root';
        return (isRoot ? isExactly : matches)(this.value(row, column));
      };
    });
    const namesIdentity = Object.keys(rule).some((name) => name.toLowerCase() === 'identity');
    return (row) => tests.every((has) => has(row)) && (namesIdentity || this.value(row, 'actor') !== 'root');
  }

  private shown(row: Row): ControlRow {
    const entries = SHOWN.flatMap((column) => {
      const value = row.value(this.indices.get(column) ?? -1);
      return value === null ? [] : [[column, value]];
    });
    return { eventtime: '', ...Object.fromEntries(entries) };
  }

  private value(row: Row, column: string): string {
    return row.value(this.indices.get(column) ?? -1) ?? '';
  }
}
