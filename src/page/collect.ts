import { type CsvRows, csvRows } from '../archive/csv-rows.ts';
import { printable } from '../mail/printable.ts';
import { COVERAGE_REPORT } from '../run/coverage.ts';
import { CONTROLS_REPORT } from '../run/judgement.ts';
import { rowFilesOf } from '../run/run-files.ts';
import { TextCache } from '../steps/archive/text-cache.ts';
import type { RunFolder } from '../steps/run-folder.ts';
import { type Bins, binsOf } from './bins.ts';

/** An event that the page carries. All text is safe to show. */
export interface CarriedRow {
  time: string;
  who: string;
  account: string;
  region: string;
  service: string;
  action: string;
  from: string;
  outcome: string;
  error: string;
  /** ids of the controls and reports in which it is */
  in: string[];
  eventId: string;
}

export const OUTCOMES = ['Success', 'Failure', ''] as const;

/** What the charts show, and the rows. */
export interface Collected {
  bins: Bins;
  /** rows of the reports of actions that were counted, and all that there are */
  counted: number;
  countable: number;
  /** by the outcomes of OUTCOMES: events in each part of the window */
  activity: number[][];
  /** by account: events in each part of the window */
  accounts: Map<string, number[]>;
  /** who called which service from where: names, and how often */
  flows: { who: string; service: string; from: string; events: number }[];
  rows: CarriedRow[];
  /** rows of all reports, an event in two of them counted twice */
  allRows: number;
}

/** Every event is in one of these. The rarest come first. */
export const ACTIONS = ['root-actions', 'iam-user-actions', 'other-actions', 'iam-role-actions'];
const FIRST = [CONTROLS_REPORT, 'failed-console-logins', 'console-logins'];

export const MOST_CARRIED = 20_000;
/** So many are read in some tenths of a second. */
const MOST_COUNTED = 200_000;
const MOST_READ = 2 * MOST_COUNTED;
const MOST_FLOWS = 20_000;
const MOST_ACCOUNTS = 5_000;
const CELL_LENGTH = 200;

/** Reads the rows of the reports once, in bounded memory: what is left out is counted. */
export async function collect(folder: RunFolder): Promise<Collected> {
  const { manifest } = folder;
  const rowsOf = (id: string) => manifest.reports.find((report) => report.id === id)?.rows ?? 0;
  const ids = manifest.reports
    .filter(({ id, status }) => status === 'succeeded' && id !== COVERAGE_REPORT)
    .map(({ id }) => id)
    .sort((a, b) => orderOf(a) - orderOf(b));
  const actions = ids.filter((id) => ACTIONS.includes(id));
  const counted = actions.length > 0 ? actions : ids.filter((id) => id === 'console-logins');
  const countable = counted.reduce((sum, id) => sum + rowsOf(id), 0);
  // Of more than can be counted, no more are read than are carried.
  const collector = new Collector(binsOf(manifest.window), countable <= MOST_COUNTED);
  for (const id of ids)
    for (const file of rowFilesOf(manifest, id))
      await collector.read(id, folder.content(file), counted.includes(id));
  return {
    ...collector.collected(),
    countable,
    allRows: ids.reduce((sum, id) => sum + rowsOf(id), 0),
  };
}

/** Reports of a team's own come before the actions, in which most rows are. */
function orderOf(id: string): number {
  const at = [...FIRST, '', ...ACTIONS].indexOf(id);
  return at === -1 ? FIRST.length : at;
}

const COLUMNS = [
  'eventtime',
  'identity',
  'recipientaccountid',
  'awsregion',
  'eventsource',
  'eventname',
  'sourceipaddress',
  'outcome',
  'errorcode',
  'errormessage',
  'eventid',
  'control',
] as const;

type Column = (typeof COLUMNS)[number];

/** A report that is not of events has nothing for the page. */
function placesOf(header: string[]): number[] | undefined {
  const names = header.map((name) => name.toLowerCase());
  return names.includes('eventtime') ? COLUMNS.map((name) => names.indexOf(name)) : undefined;
}

/** In the order of COLUMNS. */
const PLACE = Object.fromEntries(COLUMNS.map((name, at) => [name, at])) as Record<Column, number>;

type Flow = Collected['flows'][number];

type Cells = (column: Column) => string;

class Collector {
  private readRows = 0;
  private counted = 0;
  private readonly rows = new Map<string, CarriedRow>();
  private readonly activity: number[][];
  private readonly accounts = new Map<string, number[]>();
  private readonly flows = new Map<string, Flow>();
  /** by address */
  private readonly networks = new Map<string, string>();
  private readonly known = new Map<string, string>();
  private readonly texts = new TextCache();

  constructor(
    private readonly bins: Bins,
    private readonly countsAll: boolean,
  ) {
    this.activity = OUTCOMES.map(() => Array(bins.count).fill(0));
  }

  async read(report: string, content: AsyncIterable<Uint8Array>, isCounted: boolean): Promise<void> {
    if (this.isFull(isCounted)) return;
    let places: number[] | undefined;
    for await (const rows of csvRows(content)) {
      if (!places) {
        if (!rows.next()) continue;
        places = placesOf(rows.texts());
        if (!places) return;
      }
      const cells = this.cellsOf(rows, places);
      while (rows.next()) {
        this.row(report, cells, isCounted);
        if (this.isFull(isCounted)) return;
      }
    }
  }

  /** @returns what reads a cell of the row */
  private cellsOf(rows: CsvRows, places: readonly number[]): Cells {
    const make = (from: number, to: number) => rows.textAt(from, to);
    return (column) => {
      const place = places[PLACE[column]] ?? -1;
      if (!(place >= 0 && place < rows.count)) return '';
      return this.texts.text(rows.words, rows.starts[place] ?? 0, rows.ends[place] ?? 0, make);
    };
  }

  private isFull(isCounted: boolean): boolean {
    const isCarried = this.rows.size >= MOST_CARRIED && !(isCounted && this.countsAll);
    return isCarried || this.readRows >= MOST_READ;
  }

  private row(report: string, cell: Cells, isCounted: boolean): void {
    this.readRows += 1;
    const control = cell('control');
    const inside = [control ? `control:${control}` : report];
    const key = cell('eventid') || `${report}:${this.readRows}`;
    const before = this.rows.get(key);
    if (before) {
      before.in.push(...inside.filter((name) => !before.in.includes(name)));
      // Reports of sign-ins do not name the service.
      before.service ||= this.shown(cell('eventsource'));
    } else if (this.rows.size < MOST_CARRIED) this.rows.set(key, this.carried(cell, inside));
    if (isCounted) this.count(cell);
  }

  private carried(cell: Cells, inside: string[]): CarriedRow {
    const text = (column: Column) => this.shown(cell(column));
    return {
      time: text('eventtime'),
      who: text('identity'),
      account: text('recipientaccountid'),
      region: text('awsregion'),
      service: text('eventsource'),
      action: this.shown(cell('eventname') || (inside[0]?.includes('login') ? 'ConsoleLogin' : '')),
      from: text('sourceipaddress'),
      outcome: text('outcome'),
      error: this.shown([cell('errorcode'), cell('errormessage')].filter(Boolean).join(': ')),
      in: inside,
      eventId: printable(cell('eventid'), CELL_LENGTH),
    };
  }

  /** The same values come again and again. */
  private shown(value: string): string {
    const known = this.known.get(value);
    if (known !== undefined) return known;
    const shown = printable(value, CELL_LENGTH);
    if (this.known.size < MOST_CARRIED && value.length < 1000) this.known.set(value, shown);
    return shown;
  }

  private count(cell: Cells): void {
    this.counted += 1;
    const at = this.bins.at(cell('eventtime'));
    // Late events are of the window before.
    if (at === undefined) return;
    const outcome = cell('outcome');
    add(this.activity[outcome === 'Success' ? 0 : outcome === 'Failure' ? 1 : 2], at);
    const id = cell('recipientaccountid');
    let account = this.accounts.get(id);
    if (!account && this.accounts.size < MOST_ACCOUNTS) {
      account = Array(this.bins.count).fill(0);
      this.accounts.set(id, account);
    }
    add(account, at);
    const flow = this.flowOf(cell('identity'), cell('eventsource'), cell('sourceipaddress'));
    if (flow) flow.events += 1;
  }

  private flowOf(identity: string, service: string, address: string): Flow | undefined {
    const who = roleOf(identity);
    let from = this.networks.get(address);
    if (from === undefined) {
      from = networkOf(address);
      if (this.networks.size < MOST_CARRIED) this.networks.set(address, from);
    }
    const key = `${who}\n${service}\n${from}`;
    const known = this.flows.get(key);
    if (known || this.flows.size >= MOST_FLOWS) return known;
    const flow = { who: this.shown(who), service: this.shown(service), from: this.shown(from), events: 0 };
    this.flows.set(key, flow);
    return flow;
  }

  collected(): Omit<Collected, 'countable' | 'allRows'> {
    const { bins, counted, activity } = this;
    const accounts = new Map([...this.accounts].map(([name, events]) => [this.shown(name), events]));
    return {
      bins,
      counted,
      activity,
      accounts,
      flows: [...this.flows.values()],
      rows: [...this.rows.values()],
    };
  }
}

function add(counts: number[] | undefined, at: number): void {
  if (counts) counts[at] = (counts[at] ?? 0) + 1;
}

/** Of `assumed-role/deploy/run-123` the role: sessions have new names each day. */
function roleOf(identity: string): string {
  if (!identity.startsWith(ROLE)) return identity;
  const end = identity.indexOf('/', ROLE.length);
  return end === -1 ? identity : identity.slice(0, end);
}

const ROLE = 'assumed-role/';

/** `203.0.113.0/24`; anything else, such as the name of a service, as it is. */
function networkOf(address: string): string {
  const [, network] = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(address) ?? [];
  if (network) return `${network}.0/24`;
  const [, six] = /^([\da-f]{1,4}:[\da-f]{1,4}:[\da-f]{1,4}):/i.exec(address) ?? [];
  return six ? `${six}::/48` : address;
}
