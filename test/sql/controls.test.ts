import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { runOnLogs } from '../../src/cli/run-on-logs.ts';
import { SEVERITIES } from '../../src/run/judgement.ts';
import { emptyDirectory } from '../logs.ts';
import { controls, rowsOf } from './built-in.ts';
import { controlExamples } from './control-examples/all.ts';
import { writeExamples } from './control-examples/logs.ts';
import { ACCOUNT, roleAction } from './events.ts';

type Row = Record<string, string>;

const observable = controls.filter(({ isObservable }) => isObservable).map(({ id }) => id);
let rows: Row[] = [];
let accounts: Awaited<ReturnType<typeof writeExamples>>;
beforeAll(async () => {
  const [logs, out] = [await emptyDirectory(), await emptyDirectory()];
  accounts = await writeExamples(logs);
  const options = { logs, out, from: '2026-11-21', to: '2026-11-21', reports: ['controls'], memory: '512MB' };
  const { archive, plan } = await runOnLogs(options, { read: () => {}, flow: () => {} });
  const csv = await readFile(archive.locate(join(plan.run.archive, 'controls.csv')));
  rows = parse(csv, { bom: true, columns: true });
});

test('every control has examples of what it finds and of what it does not', () => {
  const complete = Object.entries(controlExamples).filter(
    ([, { hits, others }]) => hits.length > 0 && others.length > 0,
  );
  expect(complete.map(([id]) => id).sort()).toEqual(observable);
});

test.each(observable)('%s finds what it must, and nothing else', (id) => {
  const found = new Set(rows.filter(({ control }) => control === id).map((row) => row.recipientaccountid));
  const wrong = accounts
    .filter((example) => example.control === id && found.has(example.account) !== example.isHit)
    .map(({ isHit, records }) => ({ isHit, records }));
  expect(wrong).toEqual([]);
});

test('of calls that are counted there is one row, which says how many', () => {
  const [first] = accounts.filter(({ control, isHit }) => control === 'calls-refused-in-number' && isHit);
  const its = rows.filter((row) => row.recipientaccountid === first?.account);
  expect(its.map(({ eventtime, detail }) => [eventtime, detail])).toEqual([
    ['2026-11-21T12:19:00Z', '20x since 2026-11-21T12:00:00Z'],
  ]);
});

test('a row says what it was done to, as far as the request says', () => {
  const details = (id: string) => rows.filter(({ control }) => control === id).map(({ detail }) => detail);
  expect(details('region-enabled')).toEqual(['me-south-1']);
  expect(details('security-group-open')).toContain('sg-1 ports 22-22');
  expect(details('admin-policy-attached')).toContain('bob arn:aws:iam::aws:policy/AdministratorAccess');
});

test('a row names the principal as what was seen does, also of another account', async () => {
  const call = roleAction({
    eventsource: 'cloudtrail.amazonaws.com',
    eventname: 'StopLogging',
    useridentity: {
      ...roleAction().useridentity,
      accountid: '444455556666',
      arn: 'arn:aws:sts::444455556666:assumed-role/deploy/i-0a1',
    },
  });
  const [row] = await rowsOf('controls', call);
  const seen = (await rowsOf('seen', call)).find(({ what }) => what === 'principal');
  expect([row?.recipientaccountid, row?.principal]).toEqual([ACCOUNT, '444455556666/role/deploy']);
  expect(row?.principal).toBe(seen?.value1);
});

test('a row has the severity of its control', () => {
  const severities = new Map(controls.map(({ id, severity }) => [id, severity as string]));
  expect(rows.filter(({ control = '', severity }) => severities.get(control) !== severity)).toEqual([]);
});

test.each(controls)('$id has its texts in Japanese too, and the numbers of known standards', (control) => {
  const japanese = expect.stringMatching(/[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/u);
  expect(control.translations).toEqual({ ja: { title: japanese, why: japanese, first: japanese } });
  expect(SEVERITIES).toContain(control.severity);
  for (const [name, number] of Object.entries(control.standards)) {
    expect(`${name} ${number}`).toMatch(
      /^(CIS v7\.0 5\.\d+ \(4\.\d+ in v3 to v5\)|PCI DSS 4 (10\.2\.1\.\d|10\.7\.2)(, 10\.2\.1\.\d)*|MITRE ATT&CK T\d{4}(\.\d{3})?)$/,
    );
  }
});
