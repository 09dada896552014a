/** The corpus through the whole flow on one machine, and read back. */

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import PostalMime, { type Email } from 'postal-mime';
import { runOnLogs } from '../../src/cli/run-on-logs.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import { ACCOUNT, emptyDirectory } from '../logs.ts';
import { cellOf, isFormula, wellFormed } from './cells.ts';
import { corpus } from './corpus.ts';
import { tagsOf } from './html.ts';
import { eventId, type Kind, writeHostileLogs } from './records.ts';

const CHOSEN = [
  'username',
  'eventsource',
  'eventname',
  'sourceipaddress',
  'useragent',
  'errorcode',
  'errormessage',
  'requestid',
];

const LAYOUT =
  'html head meta title style body table tbody thead caption tr th td div span h1 h2 h3 wbr i'.split(' ');

type Cells = Record<string, string>;

const csvs = new Map<string, Cells[]>();
const files = new Map<string, string>();
let manifest: Manifest;
let mail: Email;
beforeAll(async () => {
  const [logs, out] = [await emptyDirectory(), await emptyDirectory()];
  await writeHostileLogs(logs);
  const quiet = { read: () => {}, flow: () => {} };
  const day = { from: '2026-11-21', to: '2026-11-21' };
  const run = await runOnLogs({ logs, out, ...day }, quiet);
  manifest = run.manifest;
  const folder = run.archive.locate(run.plan.run.archive);
  for (const name of await readdir(folder)) files.set(name, await readFile(join(folder, name), 'utf8'));
  for (const { id } of manifest.reports) {
    const zipped = manifest.files.find(({ file }) => file === `${id}.csv.gz`);
    const csv = zipped ? gunzipSync(await readFile(join(folder, zipped.file))) : files.get(`${id}.csv`);
    csvs.set(id, parse(csv ?? '', { bom: true, columns: true, recordDelimiter: '\r\n' }));
  }
  mail = await PostalMime.parse(files.get('message.eml') ?? '');
});

const rowOf = (report: string, at: number, kind: Kind) =>
  csvs.get(report)?.find(({ eventid }) => eventid === eventId(at, kind)) ?? {};
const pick = (row: Cells, columns: readonly string[]) => columns.map((column) => [column, row[column]]);

test('has at least 200 values, each by a name of its own', () => {
  expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
  expect(new Set(corpus.map(({ value }) => value)).size).toBeGreaterThan(300);
});

test('every record is in its reports, and none is damaged', () => {
  const rows = manifest.reports.map(({ id, rows }) => [id, rows]);
  expect([manifest.status, manifest.warnings]).toEqual(['succeeded', []]);
  expect(Object.fromEntries(rows)).toMatchObject({
    'console-logins': corpus.length,
    'failed-console-logins': corpus.length,
    'iam-role-actions': corpus.length,
    'iam-user-actions': 2 * corpus.length,
  });
});

test('no cell of any CSV is a formula', () => {
  const cells = [...csvs.values()].flat().flatMap((row) => Object.values(row));
  expect(cells.length).toBeGreaterThan(20_000);
  expect(cells.filter(isFormula)).toEqual([]);
});

test('manifest and figures are JSON without characters that speak to a terminal or hide', () => {
  const texts = [...files].filter(([name]) => name.endsWith('.json'));
  expect(texts).toHaveLength(manifest.reports.length + 2);
  for (const [, text] of texts) {
    expect(() => JSON.parse(text)).not.toThrow();
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  }
});

test('the figures are of the values as they were logged', () => {
  const values = new Set(corpus.map(({ value }) => wellFormed(value)));
  const figures = JSON.parse(files.get('iam-user-actions.figures.json') ?? '');
  const [who, what] = figures.counts;
  expect(figures.rows).toBe(2 * corpus.length);
  expect(what.values[0]).toEqual({ value: 'ConsoleLogin', rows: corpus.length });
  for (const { value } of who.values) expect(values.has(value)).toBe(true);
  for (const { sourceipaddress } of figures.newestRows) expect(values.has(sourceipaddress)).toBe(true);
});

describe('the mail', () => {
  test('has the headers and attachments of any mail', () => {
    const headers = mail.headers.map(({ key }) => key);
    expect(headers.filter((key) => /^(bcc|cc|x-.*)$/.test(key))).toEqual(['x-audit-run-id']);
    expect(headers.filter((key) => /^(from|to|subject|date|message-id)$/.test(key))).toHaveLength(5);
    const names = mail.attachments.map(({ filename }) => filename);
    expect(names).toEqual(names.filter((name) => name && csvs.has(name.replace(/\.csv(\.gz)?$/, ''))));
    expect(names.length).toBeGreaterThan(0);
  });

  test('has the subject that counts the rows', () => {
    expect(mail.subject).toBe(manifest.mail.subject);
    expect(mail.subject).toContain(
      ` · ${corpus.length} console logins, ${corpus.length} failed console logins,`,
    );
  });

  test('is HTML of layout and text alone', () => {
    const tags = tagsOf(mail.html ?? '');
    expect(new Set(tags.map(({ name }) => name))).toEqual(new Set(LAYOUT));
    const attributes = tags.flatMap((tag) => tag.attributes);
    expect(
      attributes.map(({ name }) => name).filter((name) => /^on|^(href|src|action|background)$/.test(name)),
    ).toEqual([]);
    expect(attributes.filter(({ value }) => /evil|script|\/\//i.test(value))).toEqual([]);
  });

  test.each(['html', 'text'] as const)(
    'has nothing in its %s that hides, reorders or is made a link',
    (body) => {
      const text = (mail[body] ?? '').replaceAll('\r\n', '\n');
      expect(text).toContain('\\u{');
      expect(text).not.toMatch(/(?![\n\u00a0])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(text).not.toMatch(/(?<!s3):\/\/|\bwww\./);
    },
  );
});

test('every value is in the CSVs as it was logged', () => {
  const wrong = corpus.filter(({ value }, at) => !isDeepStrictEqual(shown(at), logged(value)));
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

/** What the CSVs show of a value, wherever the records have it. */
function shown(at: number): unknown {
  const [user, role] = [rowOf('iam-user-actions', at, 'user'), rowOf('iam-role-actions', at, 'role')];
  return {
    user: pick(user, [
      ...CHOSEN,
      'awsregion',
      'recipientaccountid',
      'accesskeyid',
      'responseelements',
      'arn',
    ]),
    role: pick(role, [...CHOSEN, 'arn']),
    additional: JSON.parse(user.additionaleventdata ?? ''),
    parameters: Object.entries(JSON.parse(user.requestparameters ?? '')),
  };
}

function logged(value: string): ReturnType<typeof shown> {
  const cells = (...columns: string[]) => columns.map((column) => [column, cellOf(value)]);
  const text = wellFormed(value);
  return {
    user: [
      ...cells(...CHOSEN, 'awsregion', 'recipientaccountid', 'accesskeyid', 'responseelements'),
      ['arn', cellOf(`arn:aws:iam::${ACCOUNT}:user/${value}`)],
    ],
    role: [...cells(...CHOSEN), ['arn', cellOf(`arn:aws:sts::${ACCOUNT}:assumed-role/deploy/${value}`)]],
    additional: { value: text },
    parameters: Object.entries({ [text]: [text] }),
  };
}
