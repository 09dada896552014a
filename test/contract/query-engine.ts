import { createHash, randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { QueryEngine, QueryExecution } from '../../src/ports.ts';
import type { TableConfig } from '../../src/table/table-config.ts';

export interface OpenedEngine {
  engine: QueryEngine;
  close(): Promise<void>;
}

/** The table that the engine must have, over the logs that `writeContractLogs` writes. */
export const contractTable: TableConfig = {
  database: 'cloudtrail',
  table: 'events',
  partitions: { day: 'day', account: 'account', region: 'region' },
};

/**
 * What every QueryEngine does. The engine is opened once. Statements keep to what Athena takes: parameters stand in
 * WHERE only.
 */
export function queryEngineContract(open: () => Promise<OpenedEngine>): void {
  let opened: OpenedEngine;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());
  const engine = () => opened.engine;

  const start = (sql: string, parameters: string[] = []) =>
    engine().start({ sql, parameters, token: newToken() });
  const resultOf = async (sql: string, parameters: string[] = []) => {
    const { state, resultLocation, error } = await ended(engine(), await start(sql, parameters));
    expect({ state, error }).toEqual({ state: 'succeeded', error: undefined });
    return textOf(engine().result(resultLocation as string));
  };

  test('says how many bytes a result has', async () => {
    const { resultLocation = '' } = await ended(engine(), await start("SELECT 'Zoë' AS a"));

    expect(await engine().resultBytes(resultLocation)).toBe(11);
  });

  describe('result', () => {
    test('has a header row with every name quoted, and rows ended by LF', async () => {
      expect(await resultOf("SELECT 'alice' AS username, 'iam' AS eventsource")).toBe(
        '"username","eventsource"\n"alice","iam"\n',
      );
    });

    test('names columns in lower case where the statement names none', async () => {
      const sql =
        'SELECT * FROM (SELECT eventname, useridentity.username FROM "cloudtrail"."events") AS t WHERE 1 = 0';
      expect(await resultOf(sql)).toBe('"eventname","username"\n');
    });

    test('is the header alone where no row matches', async () => {
      expect(
        await resultOf("SELECT username FROM (VALUES ('alice')) AS t (username) WHERE username = 'bob'"),
      ).toBe('"username"\n');
    });

    test('distinguishes NULL, an unquoted empty field, from the empty string', async () => {
      const sql = "SELECT CAST(NULL AS VARCHAR) AS a, '' AS b, CAST(NULL AS VARCHAR) AS c";
      expect(await resultOf(sql)).toBe('"a","b","c"\n,"",\n');
    });

    test('has a row of a single NULL as an empty line', async () => {
      expect(await resultOf('SELECT CAST(NULL AS VARCHAR) AS a')).toBe('"a"\n\n');
    });

    test('quotes numbers and truth values too', async () => {
      expect(await resultOf('SELECT 42 AS n, 1 = 1 AS t')).toBe('"n","t"\n"42","true"\n');
    });

    test('doubles quotes, keeps commas and line ends inside quotes', async () => {
      const value = 'a "quoted", value\nover\r\nlines';
      expect(await resultOf(`SELECT '${value}' AS a`)).toBe(`"a"\n"${value.replaceAll('"', '""')}"\n`);
    });

    test('is UTF-8', async () => {
      expect(await resultOf("SELECT '監査 Zoë 🦊 \u202e' AS a")).toBe('"a"\n"監査 Zoë 🦊 \u202e"\n');
    });

    test('keeps the order that the statement asks for', async () => {
      const numbers = Array.from({ length: 3000 }, (_, i) => i);
      const values = numbers.map((n) => `(${(n * 7) % 3000})`).join(', ');
      expect(await resultOf(`SELECT n FROM (VALUES ${values}) AS t (n) ORDER BY n`)).toBe(
        `"n"\n${numbers.map((n) => `"${n}"\n`).join('')}`,
      );
    });

    test('of a place that holds nothing rejects', async () => {
      const { resultLocation } = await ended(engine(), await start('SELECT 1 AS a'));
      await expect(textOf(engine().result(`${resultLocation}.absent`))).rejects.toThrow();
    });
  });

  describe('parameters', () => {
    test('reach the question marks in order, as strings', async () => {
      const sql = `SELECT a, b FROM (VALUES ('1', '2'), ('2', '1')) AS t (a, b) WHERE a = ? AND b = ?`;
      expect(await resultOf(sql, ['2', '1'])).toBe('"a","b"\n"2","1"\n');
    });

    test.each([
      "O'Brien",
      "''",
      "' OR 1 = 1 --",
      '2026/11/22',
      '',
      ' ',
      'a?b',
      '\\',
      'Zoë 監査',
      'line\nend',
    ])('keep %j as it is', async (value) => {
      const sql = `SELECT length(a) AS l FROM (VALUES (${literal(value)}), ('another')) AS t (a) WHERE a = ?`;
      expect(await resultOf(sql, [value])).toBe(`"l"\n"${[...value].length}"\n`);
    });

    test('bound the table to partitions and times', async () => {
      const sql = `
        SELECT eventname AS eventname FROM "cloudtrail"."events"
        WHERE "day" >= ? AND "day" <= ? AND "account" = ? AND eventtime >= ? AND eventtime < ?`;
      const parameters = [
        '2026/11/21',
        '2026/11/21',
        '111122223333',
        '2026-11-21T00:00:00Z',
        '2026-11-22T00:00:00Z',
      ];
      expect(await resultOf(sql, parameters)).toBe('"eventname"\n"ConsoleLogin"\n');
    });
  });

  describe('start', () => {
    test('is one query execution where the token is the same', async () => {
      const query = { sql: 'SELECT 1 AS a', parameters: [], token: newToken() };
      const [first, second] = await Promise.all([engine().start(query), engine().start(query)]);
      await ended(engine(), first);
      expect([second, await engine().start(query)]).toEqual([first, first]);
    });

    test('is another query execution where the token is another', async () => {
      expect(await start('SELECT 1 AS a')).not.toBe(await start('SELECT 1 AS a'));
    });

    test('does not wait for the end of the query', async () => {
      const id = await start(LONG);
      const { state } = await engine().poll(id);
      await engine().stop(id);
      expect(['queued', 'running']).toContain(state);
      await ended(engine(), id);
    });
  });

  describe('poll', () => {
    test('gives bytes, milliseconds and the place of the result once succeeded', async () => {
      const execution = await ended(engine(), await start('SELECT 1 AS a'));
      expect(execution).toEqual({
        state: 'succeeded',
        scannedBytes: expect.any(Number),
        milliseconds: expect.any(Number),
        resultLocation: expect.any(String),
      });
    });

    test('names no result before the query has succeeded', async () => {
      const id = await start(LONG);
      const execution = await engine().poll(id);
      await engine().stop(id);
      expect(execution).not.toHaveProperty('resultLocation');
      await ended(engine(), id);
    });

    test('says why a query failed, and that it would fail again', async () => {
      const { state, error } = await ended(
        engine(),
        await start('SELECT no_such_column FROM "cloudtrail"."events"'),
      );
      expect({ state, error }).toEqual({
        state: 'failed',
        error: { message: expect.stringContaining('no_such_column'), retryable: false },
      });
    });

    test('shows a failure where a parameter is missing', async () => {
      const sql = "SELECT a FROM (VALUES ('1')) AS t (a) WHERE a = ? AND a <> ?";
      expect((await ended(engine(), await start(sql, ['1']))).state).toBe('failed');
    });

    test('rejects for an unknown id', async () => {
      await expect(engine().poll('12345678-0000-0000-0000-000000000000')).rejects.toThrow();
    });
  });

  describe('stop', () => {
    test('ends a query that is at work: it never succeeds', async () => {
      const id = await start(LONG);
      await running(engine(), id);
      await engine().stop(id);
      expect(['cancelled', 'failed']).toContain((await ended(engine(), id)).state);
    });

    test('leaves a query that has ended as it is', async () => {
      const id = await start('SELECT 1 AS a');
      await ended(engine(), id);
      await engine().stop(id);
      expect((await engine().poll(id)).state).toBe('succeeded');
    });

    test('rejects for an unknown id', async () => {
      await expect(engine().stop('12345678-0000-0000-0000-000000000000')).rejects.toThrow();
    });
  });
}

/** Two accounts' logs of one day, each with one event. */
export async function writeContractLogs(directory: string): Promise<void> {
  await writeLog(directory, '111122223333', { eventName: 'ConsoleLogin', eventTime: '2026-11-21T09:00:00Z' });
  await writeLog(directory, '444455556666', { eventName: 'CreateUser', eventTime: '2026-11-21T10:00:00Z' });
}

async function writeLog(directory: string, account: string, event: object): Promise<void> {
  const folder = join(directory, 'AWSLogs', account, 'CloudTrail/us-east-1/2026/11/21');
  const name = `${account}_CloudTrail_us-east-1_20261121T1005Z_abcdefghijklmnop.json.gz`;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), gzipSync(JSON.stringify({ Records: [event] })));
}

const ONE_TO_TEN = '(VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10))';
/** Counts to 10^10, which takes longer than a test may. */
const LONG = `SELECT count(*) AS n FROM ${Array.from({ length: 10 }, (_, i) => `${ONE_TO_TEN} AS t${i} (n${i})`).join(' CROSS JOIN ')}
  WHERE ${Array.from({ length: 10 }, (_, i) => `n${i}`).join(' + ')} <> 50`;

function newToken(): string {
  return createHash('sha256').update(randomBytes(16)).digest('hex');
}

function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

async function ended(engine: QueryEngine, id: string): Promise<QueryExecution> {
  return pollUntil(engine, id, ({ state }) => state !== 'queued' && state !== 'running');
}

async function running(engine: QueryEngine, id: string): Promise<QueryExecution> {
  return pollUntil(engine, id, ({ state }) => state !== 'queued');
}

async function pollUntil(engine: QueryEngine, id: string, done: (execution: QueryExecution) => boolean) {
  for (;;) {
    const execution = await engine.poll(id);
    if (done(execution)) return execution;
    await setTimeout(5);
  }
}

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
