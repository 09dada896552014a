import { printable } from '../mail/printable.ts';
import { COVERAGE_REPORT } from '../run/coverage.ts';
import { CONTROLS_REPORT } from '../run/judgement.ts';
import { rowFilesOf } from '../run/run-files.ts';
import type { RunFolder } from '../steps/run-folder.ts';
import { type Bins, binsOf } from './bins.ts';
import { readCsv } from './csv.ts';

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
/** So many are read within a second. */
const MOST_READ = 200_000;
const MOST_FLOWS = 20_000;
const MOST_ACCOUNTS = 5_000;
const CELL_LENGTH = 200;

/** Reads the rows of the reports once, in bounded memory: what is left out is counted. */
export async function collect(folder: RunFolder): Promise<Collected> {
  const { manifest } = folder;
  const collector = new Collector(binsOf(manifest.window));
  const rowsOf = (id: string) => manifest.reports.find((report) => report.id === id)?.rows ?? 0;
  const ids = manifest.reports
    .filter(({ id, status }) => status === 'succeeded' && id !== COVERAGE_REPORT)
    .map(({ id }) => id)
    .sort((a, b) => orderOf(a) - orderOf(b));
  const actions = ids.filter((id) => ACTIONS.includes(id));
  const counted = actions.length > 0 ? actions : ids.filter((id) => id === 'console-logins');
  for (const id of ids)
    for (const file of rowFilesOf(manifest, id))
      await collector.read(id, folder.content(file), counted.includes(id));
  return {
    ...collector.collected(),
    countable: counted.reduce((sum, id) => sum + rowsOf(id), 0),
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

type Cells = Record<(typeof COLUMNS)[number], string>;

class Collector {
  private readRows = 0;
  private counted = 0;
  private readonly rows = new Map<string, CarriedRow>();
  private readonly activity: number[][];
  private readonly accounts = new Map<string, number[]>();
  private readonly flows = new Map<string, Collected['flows'][number]>();
  private readonly known = new Map<string, string>();

  constructor(private readonly bins: Bins) {
    this.activity = OUTCOMES.map(() => Array(bins.count).fill(0));
  }

  async read(report: string, content: AsyncIterable<Uint8Array>, isCounted: boolean): Promise<void> {
    if (this.isFull(isCounted)) return;
    let indices: number[] | undefined;
    await readCsv(content, (cells) => {
      if (!indices) {
        const names = cells.map((name) => name.replace(/^\uFEFF/, '').toLowerCase());
        indices = COLUMNS.map((name) => names.indexOf(name));
        // A report that is not of events has nothing for the page.
        return indices[0] !== -1;
      }
      this.row(
        report,
        Object.fromEntries(COLUMNS.map((name, at) => [name, cells[indices?.[at] ?? -1] ?? ''])) as Cells,
        isCounted,
      );
      return !this.isFull(isCounted);
    });
  }

  private isFull(isCounted: boolean): boolean {
    return this.readRows >= MOST_READ || (!isCounted && this.rows.size >= MOST_CARRIED);
  }

  private row(report: string, cells: Cells, isCounted: boolean): void {
    this.readRows += 1;
    const inside = [cells.control ? `control:${cells.control}` : report];
    const key = cells.eventid || `${report}:${this.readRows}`;
    const before = this.rows.get(key);
    if (before) {
      before.in.push(...inside.filter((name) => !before.in.includes(name)));
      // Reports of sign-ins do not name the service.
      before.service ||= this.shown(cells.eventsource);
    } else if (this.rows.size < MOST_CARRIED) this.rows.set(key, this.carried(cells, inside));
    if (isCounted) this.count(cells);
  }

  private carried(cells: Cells, inside: string[]): CarriedRow {
    const text = (value: string) => this.shown(value);
    return {
      time: text(cells.eventtime),
      who: text(cells.identity),
      account: text(cells.recipientaccountid),
      region: text(cells.awsregion),
      service: text(cells.eventsource),
      action: text(cells.eventname || (inside[0]?.includes('login') ? 'ConsoleLogin' : '')),
      from: text(cells.sourceipaddress),
      outcome: text(cells.outcome),
      error: text([cells.errorcode, cells.errormessage].filter(Boolean).join(': ')),
      in: inside,
      eventId: printable(cells.eventid, CELL_LENGTH),
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

  private count(cells: Cells): void {
    this.counted += 1;
    const at = this.bins.at(cells.eventtime);
    // Late events are of the window before.
    if (at === undefined) return;
    const outcome = OUTCOMES.findIndex((name) => name === cells.outcome || name === '');
    add(this.activity[outcome], at);
    let account = this.accounts.get(cells.recipientaccountid);
    if (!account && this.accounts.size < MOST_ACCOUNTS) {
      account = Array(this.bins.count).fill(0);
      this.accounts.set(cells.recipientaccountid, account);
    }
    add(account, at);
    const [who, service, from] = [
      roleOf(cells.identity),
      cells.eventsource,
      networkOf(cells.sourceipaddress),
    ];
    const key = JSON.stringify([who, service, from]);
    const flow = this.flows.get(key);
    if (flow) flow.events += 1;
    else if (this.flows.size < MOST_FLOWS)
      this.flows.set(key, {
        who: this.shown(who),
        service: this.shown(service),
        from: this.shown(from),
        events: 1,
      });
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

/** Of `assumed-role/deploy/run-123` the role: a session is none to compare with another day's. */
function roleOf(identity: string): string {
  return /^assumed-role\/[^/]+/.exec(identity)?.[0] ?? identity;
}

/** `203.0.113.0/24`; anything else, such as the name of a service, as it is. */
function networkOf(address: string): string {
  const [, network] = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(address) ?? [];
  if (network) return `${network}.0/24`;
  const [, six] = /^([\da-f]{1,4}:[\da-f]{1,4}:[\da-f]{1,4}):/i.exec(address) ?? [];
  return six ? `${six}::/48` : address;
}
