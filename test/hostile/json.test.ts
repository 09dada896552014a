/** Records whose JSON itself is hostile: of each, the other records and files are read whatever becomes of it. */
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { type FinishedRun, runOnLogs } from '../../src/cli/run-on-logs.ts';
import { emptyDirectory, logPath, signIn, writeLog } from '../logs.ts';

const DEEP = 10_000;

/** JSON of request parameters that is valid */
const parameters: Record<string, string> = {
  'huge number': '{"n":1e999999}',
  'tiny number': '{"n":1e-999999}',
  'long integer': '{"n":123456789012345678901234567890}',
  'long fraction': '{"n":1234567.12345678901234567890}',
  'negative zero': '{"n":-0}',
  'duplicate keys': '{"a":1,"a":2}',
  'prototype keys': '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}',
  'empty key': '{"":1}',
  'keys that differ in case': '{"a":1,"A":2}',
  'deep lists': `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
  'deep objects': `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
  'escaped letters': '{"\\u0061":"\\u003d1+1"}',
  'escaped slash': '{"a":"<\\/script>"}',
  'escaped NUL': '{"a\\u0000b":"\\u0000"}',
  'surrogates of a pair': '{"a":"\\ud83d\\ude00"}',
  'lone surrogate': '{"\\ud800":"\\udc00"}',
  'JSON in JSON': '{"policy":"{\\"Statement\\":[{\\"Effect\\":\\"Allow\\"}]}"}',
  'thousand keys': `{${Array.from({ length: 1000 }, (_, at) => `"k${at}":${at}`).join(',')}}`,
  list: '[1,[2,{"a":null}]]',
  number: '42',
  'number as a formula': '-1',
  text: '"=1+1"',
  boolean: 'true',
};

/** JSON of a whole record that has another shape than CloudTrail's */
const records: Record<string, string> = {
  'no object': '"a"',
  null: 'null',
  list: '[]',
  'empty object': '{}',
  'identity of text': withField('"userIdentity":"alice"'),
  'identity of a list': withField('"userIdentity":["alice"]'),
  'identity of null': withField('"userIdentity":null'),
  'name of an object': withField('"userIdentity":{"type":"IAMUser","userName":{"a":"b"}}'),
  'time of a number': withField('"eventTime":1'),
  'time that begins right': withField('"eventTime":"2026-11-21Tgarbage\\u001b[2J"'),
  'duplicate fields': withField('"eventName":"ConsoleLogin","eventName":"ConsoleLogin"'),
  'fields that differ in case': withField('"EVENTNAME":"x","eventname":"y"'),
  'field named as the prototype': withField('"__proto__":{"eventName":"x"}'),
  'key with a NUL': withField('"event\\u0000Name":"x"'),
};

function withField(field: string): string {
  return `${JSON.stringify(signIn({ eventID: 'other' })).slice(0, -1)},${field}}`;
}

const good = (id: string) => JSON.stringify(signIn({ eventID: id }));
const fileOf = (...texts: string[]) => `{"Records":[${texts.join(',')}]}`;

let run: FinishedRun;
let rows: Record<string, string>[];
beforeAll(async () => {
  const [logs, out] = [await emptyDirectory(), await emptyDirectory()];
  for (const [name, json] of Object.entries(parameters)) {
    const record = good(name).replace('"requestParameters":null', () => `"requestParameters":${json}`);
    await writeLog(logs, logPath({ name: `p-${name}.json.gz` }), fileOf(record));
  }
  for (const [name, json] of Object.entries(records))
    await writeLog(logs, logPath({ name: `r-${name}.json.gz` }), fileOf(json, good(name)));
  const quiet = { read: () => {}, flow: () => {} };
  run = await runOnLogs({ logs, out, from: '2026-11-21', to: '2026-11-21' }, quiet);
  const csv = await readFile(run.archive.locate(`${run.plan.run.archive}/iam-user-actions.csv`));
  rows = parse(csv, { bom: true, columns: true });
});

/** What JSON.parse makes something else of, or JSON.stringify cannot write. */
const EXACT = /^(huge number|long integer|duplicate keys|deep .*)$/;

const rowOf = (id: string) => rows.find(({ eventid }) => eventid === id);
const withoutApostrophe = (cell = '') => cell.replace(/^'/, '');

test.each(Object.entries(parameters))('parameters, %s: in the CSV as they were logged', (name, json) => {
  const cell = withoutApostrophe(rowOf(name)?.requestparameters);
  const logged = json.replace(/\\u(?:d800|dc00)/g, '\\ufffd');
  if (EXACT.test(name)) expect(cell).toBe(json);
  else if (name === 'text') expect(cell).toBe(JSON.parse(json));
  else expect(JSON.stringify(JSON.parse(cell))).toBe(JSON.stringify(JSON.parse(logged)));
});

test.each(Object.keys(records))('a record, %s: the record after it is read, or the file named', (name) => {
  const named = run.manifest.warnings.some(
    (warning) => 'file' in warning && warning.file.endsWith(`r-${name}.json.gz`),
  );
  expect(named || rowOf(name) !== undefined).toBe(true);
});

test('no report fails', () => {
  expect(run.manifest.reports.filter(({ status }) => status === 'failed')).toEqual([]);
});
