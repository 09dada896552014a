import { directoryArchive } from '../adapters/local/directory.ts';
import { jsonText } from '../archive/json-text.ts';
import { RequestError } from '../errors.ts';
import { type NewThing, newThingsOf } from '../judge/new-things.ts';
import { numbersIn } from '../mail/numbers.ts';
import { printable } from '../mail/printable.ts';
import { controlsOf } from '../reports/catalogue.ts';
import { CONTROLS_REPORT, type Control, SEVERITIES, type Severity } from '../run/judgement.ts';
import type { Window } from '../run/run.ts';
import { type Row, safeCsv } from '../steps/archive/result-csv.ts';
import { readCatalogue } from './config-file.ts';
import type { Printed, RunOptions } from './options.ts';
import { runForRows } from './print-rows.ts';
import type { Io } from './terminal.ts';
import { MOST_VALUES, type NameKind, nameKind, type Part, whoQuery } from './who-query.ts';

/** How often, and when. Times as CloudTrail writes them. */
interface Calls {
  calls: number;
  /** of these, those that failed */
  refused: number;
  first: string;
  last: string;
}

/** A value and its calls; of some parts a second value. NULL where the events have none. */
type Value = Calls & { a: string | null; b: string | null };
type Values = Partial<Record<Part, Value[]>>;

/**
 * Prints what one caller did: a person, role, account, access key or address.
 *
 * @returns whether there are calls, and all logs could be read
 * @throws RequestError with every fault, or where several callers have the name
 */
export async function printWho(
  { name, json = false, ...options }: RunOptions & Printed & { name: string },
  io: Io,
): Promise<boolean> {
  const faults = NAME.test(name) ? [] : [`name: ${JSON.stringify(name)} is not a name: ${RIGHT}`];
  const catalogue = await readCatalogue();
  const controls = catalogue.find(({ id }) => id === CONTROLS_REPORT)?.sql;
  const values: Values = {};
  let isAnswered = false;
  const query = whoQuery(name, controls);
  const { plan, succeeded } = await runForRows(
    { ...options, query, quiet: true },
    faults,
    io,
    async (rows) => {
      const reader = { header: () => {}, row: (row: Row) => keep(row, values) };
      for await (const _ of safeCsv(rows, [reader]));
      isAnswered = true;
      values.control?.sort((one, other) => rank(one) - rank(other));
    },
  );
  if (!isAnswered) return false;
  const kind = nameKind(name);
  const callers = values.caller ?? [];
  if (kind === 'caller' && callers.length > 1) throw new RequestError([several(name, callers)]);
  const { window } = plan.run;
  const of = new Set([name, ...callers.flatMap(({ a }) => a ?? [])]);
  const news = options.out && (await newThingsOf(of, window, directoryArchive(options.out)));
  for (const { file, reason } of (news || undefined)?.unread ?? [])
    io.error(`warning: ${printable(`${file} cannot be read: ${reason}`, 500)}`);
  const found: Found = {
    name,
    kind,
    window,
    values,
    controls: controlsOf(catalogue),
    ...(news && { news: news.found }),
  };
  io.out(json ? jsonText(whoJson(found)) : whoText(found));
  return succeeded && callers.length > 0;
}

const NAME = /^(?=.*\S)[^\p{Cc}]{1,500}$/u;
const RIGHT = "give a user's or role's name, an ARN, an account id, an access key id or an address";

interface Found {
  name: string;
  kind: NameKind;
  window: Window;
  values: Values;
  controls: readonly Control[];
  /** absent: not known */
  news?: readonly NewThing[];
}

function keep(row: Row, values: Values): void {
  const [part, a, b, calls, refused, first, last] = Array.from({ length: 7 }, (_, i) => row.value(i));
  const value = { a: a ?? null, b: b ?? null, calls: Number(calls), refused: Number(refused) };
  const list = values[part as Part] ?? [];
  values[part as Part] = list;
  list.push({ ...value, first: first ?? '', last: last ?? '' });
}

function rank({ b }: Value): number {
  return SEVERITIES.indexOf(b as Severity);
}

function several(name: string, callers: readonly Value[]): string {
  const shown = callers.slice(0, 10).map(({ a, calls }) => `${a ?? 'unknown'} (calls: ${calls})`);
  const more = callers.length > 10 ? `, and ${callers.length - 10} more` : '';
  return `name: ${JSON.stringify(name)} is the name of several callers; give one of ${shown.join(', ')}${more}`;
}

function whoJson({ name, kind, window, values, controls, news }: Found) {
  const list = (part: Part, a: string, b?: string) =>
    (values[part] ?? []).map(({ a: first, b: second, ...calls }) => ({
      [a]: first,
      ...(b && { [b]: second }),
      ...calls,
    }));
  const [all] = values.all ?? [];
  return {
    name,
    kind,
    window,
    ...(all ? callsOf(all) : { similar: list('similar', 'caller') }),
    callers: list('caller', 'caller'),
    identities: list('identity', 'identity'),
    controls: (values.control ?? []).map(({ a, b: severity, ...calls }) => {
      const { title, why, translations } = controls.find(({ id }) => id === a) ?? {};
      return { control: a, severity, title, why, translations, ...calls };
    }),
    actions: list('action', 'service', 'action'),
    refusals: list('refusal', 'action', 'error'),
    signIns: list('signin', 'outcome', 'mfa'),
    networks: list('network', 'network'),
    agents: list('agent', 'agent'),
    regions: list('region', 'region'),
    accounts: list('account', 'account'),
    accessKeys: list('key', 'key'),
    ...(news && { new: news }),
  };
}

function callsOf({ a: _, b: __, ...calls }: Value): Calls {
  return calls;
}

function whoText({ name, kind, window, values, controls, news = [] }: Found): string {
  const { number } = numbersIn('en');
  const [all] = values.all ?? [];
  const within = `${window.from} to ${window.to} (${window.timezone})`;
  if (!all) {
    const similar = (values.similar ?? []).slice(0, 10).map(({ a, calls }) => `  ${shown(a)}  ${calls}`);
    return [
      `${printable(name)}: no calls of this ${kind}, ${within}`,
      ...(similar.length > 0 ? ['', 'Callers with this in their name:', ...similar] : []),
    ].join('\n');
  }
  const { calls, refused, first, last } = all;
  const [caller] = values.caller ?? [];
  const matched = kind === 'caller' ? shown(caller?.a ?? null) : `${kind} ${printable(name)}`;
  const list = (title: string, part: Part, most: number, line = plain) =>
    lines(title, values[part] ?? [], most, line);
  const why = ({ a, b }: Value) => {
    const control = controls.find(({ id }) => id === a);
    return `${(b ?? '').padEnd(6)}  ${control?.title ?? shown(a)}: ${control?.why ?? ''}`;
  };
  return [
    `${matched}, ${within}`,
    `${number(calls)} calls, ${number(refused)} refused; first ${shown(first)}, last ${shown(last)}`,
    ...(kind === 'caller' ? [] : list('Callers', 'caller', 5)),
    ...list('Telling calls', 'control', 8, why),
    ...lines('Never seen before', news.map(asValue), 8, plain),
    ...list('Calls', 'action', 8),
    ...list('Refused', 'refusal', 5),
    ...list('Sign-ins', 'signin', 4, ({ a, b }) => `${shown(a)}, MFA ${shown(b)}`),
    ...list('Networks', 'network', 4),
    ...list('Agents', 'agent', 4),
    ...list('Regions', 'region', 4),
    ...list('Accounts called', 'account', 4),
    ...list('Access keys', 'key', 4),
  ].join('\n');
}

function lines(title: string, values: readonly Value[], most: number, line: (value: Value) => string) {
  if (values.length === 0) return [];
  const { number } = numbersIn('en');
  const count = values.length < MOST_VALUES ? `${values.length}` : `${MOST_VALUES} or more`;
  return [
    '',
    values.length > most ? `${title} (${most} of ${count})` : title,
    ...values.slice(0, most).map((value) => {
      const refused =
        value.refused > 0 && value.refused < value.calls ? ` (${number(value.refused)} refused)` : '';
      return `${number(value.calls).padStart(8)}  ${line(value)}${refused}`;
    }),
  ];
}

function asValue({ kind, value, events, first, last }: NewThing): Value {
  return { a: kind.replace('principal-', ''), b: value, calls: events, refused: 0, first, last };
}

function plain({ a, b }: Value): string {
  return b === null ? shown(a) : `${shown(a)} ${shown(b)}`;
}

function shown(value: string | null): string {
  return value === null ? 'unknown' : printable(value, 80);
}
