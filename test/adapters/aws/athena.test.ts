import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { AthenaClient, type AthenaError, GetQueryExecutionCommand } from '@aws-sdk/client-athena';
import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { parse } from 'csv-parse/sync';
import { type AthenaOptions, athenaEngine } from '../../../src/adapters/aws/athena.ts';
import { LogTooLargeError } from '../../../src/log-files/log-text.ts';
import type { Query, QueryEngine, QueryExecution } from '../../../src/ports.ts';
import { contractTable, writeContractLogs } from '../../contract/query-engine.ts';
import { type AthenaEndpoint, startAthenaEndpoint } from '../../endpoints/athena.ts';
import { ServiceError } from '../../endpoints/json-service.ts';
import { type S3Endpoint, startS3Endpoint } from '../../endpoints/s3.ts';

let logs: string;
let s3Endpoint: S3Endpoint;
let endpoint: AthenaEndpoint;
let athena: AthenaClient;
let s3: S3Client;

beforeAll(async () => {
  logs = await mkdtemp(join(tmpdir(), 'athena-adapter-'));
  await writeContractLogs(logs);
  s3Endpoint = await startS3Endpoint(['results', 'elsewhere']);
  endpoint = await startAthenaEndpoint({
    s3Endpoint,
    logs,
    table: contractTable,
    workgroups: {
      audit: { outputLocation: 's3://results/athena/', enforced: true },
      free: {},
      thrifty: { outputLocation: 's3://results/athena/', enforced: true, scanLimit: 100 },
    },
  });
  athena = new AthenaClient({ ...endpoint.client, maxAttempts: 1 });
  s3 = new S3Client(s3Endpoint.client);
});

afterAll(async () => {
  athena.destroy();
  s3.destroy();
  await endpoint.close();
  await s3Endpoint.close();
  await rm(logs, { recursive: true });
});

const engineWith = (options: Partial<AthenaOptions> = {}) =>
  athenaEngine({ athena, s3, workgroup: 'audit', database: 'cloudtrail', ...options });

const aQuery = (query: Partial<Query> = {}): Query => ({
  sql: 'SELECT 1 AS a',
  parameters: [],
  token: randomUUID(),
  ...query,
});

async function endOf(engine: QueryEngine, id: string): Promise<QueryExecution> {
  for (;;) {
    const execution = await engine.poll(id);
    if (execution.state !== 'queued' && execution.state !== 'running') return execution;
  }
}

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of content) text += Buffer.from(chunk).toString();
  return text;
}

describe('start', () => {
  const lastInput = () =>
    endpoint.calls.findLast(({ operation }) => operation === 'StartQueryExecution')?.input;

  test('asks for the statement in the workgroup and the database, under the token', async () => {
    const query = aQuery();
    await engineWith().start(query);
    expect(lastInput()).toEqual({
      QueryString: query.sql,
      ClientRequestToken: query.token,
      WorkGroup: 'audit',
      QueryExecutionContext: { Database: 'cloudtrail' },
    });
  });

  test('sends parameters as strings in single quotes', async () => {
    const sql = "SELECT a FROM (VALUES ('x')) AS t (a) WHERE a IN (?, ?)";
    await engineWith().start(aQuery({ sql, parameters: ['2026/11/22', "O'Brien"] }));
    expect(lastInput()).toMatchObject({ ExecutionParameters: ["'2026/11/22'", "'O''Brien'"] });
  });

  test('any text as a parameter is that text, whatever quotes and question marks it has', async () => {
    const texts = ["'", "''", '"?"', '\\', "?';--", "/* ' */", '$1 {} ?', 'a\nb', "é'?"];
    const columns = texts.map((_, i) => `? AS c${i}`).join(', ');
    const engine = engineWith();

    const id = await engine.start(aQuery({ sql: `SELECT '?' AS fixed, ${columns}`, parameters: texts }));

    const { resultLocation = '' } = await endOf(engine, id);
    const [, row] = parse(await textOf(engine.result(resultLocation)), { recordDelimiter: '\n' });
    expect(row).toEqual(['?', ...texts]);
  });

  test('refuses a parameter that is too long for Athena, by its place, before any call', async () => {
    const calls = endpoint.calls.length;
    const started = engineWith().start(aQuery({ parameters: ['a', 'b'.repeat(1023)] }));
    await expect(started).rejects.toMatchObject({
      name: 'RequestError',
      message: 'parameter 2: 1025 characters with its quotes, Athena takes 1024',
    });
    expect(endpoint.calls).toHaveLength(calls);
  });

  test('names the place for results where the workgroup has none', async () => {
    const engine = engineWith({ workgroup: 'free', outputLocation: 's3://elsewhere/mine/' });
    const { resultLocation } = await endOf(engine, await engine.start(aQuery()));
    expect(resultLocation).toMatch(/^s3:\/\/elsewhere\/mine\//);
  });

  test('starts one query execution where the answer was lost and the client asks again', async () => {
    const query = aQuery();
    endpoint.failCalls('StartQueryExecution', 'disconnect-after');
    const patient = new AthenaClient(endpoint.client);
    await engineWith({ athena: patient }).start(query);
    patient.destroy();
    expect(endpoint.queries.filter(({ token }) => token === query.token)).toHaveLength(1);
  });

  test('lets throttling through by its name', async () => {
    const fault = new ServiceError('TooManyRequestsException', 'You have exceeded the limit', {
      Reason: 'CONCURRENT_QUERY_LIMIT_EXCEEDED',
    });
    endpoint.failCalls('StartQueryExecution', fault);
    await expect(engineWith().start(aQuery())).rejects.toMatchObject({ name: 'TooManyRequestsException' });
  });

  test('lets a refused request through by its name', async () => {
    const query = aQuery();
    await engineWith().start(query);
    await expect(engineWith().start({ ...query, sql: 'SELECT 2 AS a' })).rejects.toMatchObject({
      name: 'InvalidRequestException',
    });
  });
});

describe('poll', () => {
  test('shows queued, running, succeeded', async () => {
    const engine = engineWith();
    const id = await engine.start(aQuery());
    expect((await engine.poll(id)).state).toBe('queued');
    expect((await engine.poll(id)).state).toBe('running');
    expect((await endOf(engine, id)).state).toBe('succeeded');
  });

  test('gives the bytes that were read', async () => {
    const sql = 'SELECT eventname FROM events WHERE "day" = ? AND "account" = ?';
    const engine = engineWith();
    const one = await engine.start(aQuery({ sql, parameters: ['2026/11/21', '111122223333'] }));
    const none = await engine.start(aQuery({ sql, parameters: ['2026/11/22', '111122223333'] }));
    expect((await endOf(engine, one)).scannedBytes).toBeGreaterThan(0);
    expect((await endOf(engine, none)).scannedBytes).toBe(0);
  });

  test('counts the time in the queue and at work', async () => {
    const client = new AthenaClient();
    mockClient(client)
      .on(GetQueryExecutionCommand)
      .resolves({
        QueryExecution: {
          Status: { State: 'RUNNING' },
          Statistics: { QueryQueueTimeInMillis: 300, EngineExecutionTimeInMillis: 45 },
        },
      });
    const { milliseconds } = await engineWith({ athena: client }).poll('an-id');
    expect(milliseconds).toBe(345);
  });

  const systemError: AthenaError = { ErrorCategory: 1, ErrorType: 233, Retryable: false };
  const userError: AthenaError = { ErrorCategory: 2, ErrorType: 1006, Retryable: false };
  test.each<[string, boolean, AthenaError | undefined]>([
    ['that Athena calls retryable', true, { ErrorCategory: 3, ErrorType: 9999, Retryable: true }],
    ["of Athena's system", true, systemError],
    ['for lack of resources', false, { ...systemError, ErrorType: 1 }],
    [
      'for lack of resources that Athena calls retryable',
      true,
      { ...systemError, ErrorType: 1, Retryable: true },
    ],
    ['of the user', false, userError],
    ['of the user that Athena calls retryable', false, { ...userError, Retryable: true }],
    ['by throttling in S3, whoever is to blame', true, { ...userError, ErrorType: 1403 }],
    ['of another kind', false, { ErrorCategory: 3, ErrorType: 9999, Retryable: false }],
    ['that Athena does not explain', false, undefined],
  ])('a failure %s: retryable is %s', async (_, retryable, error) => {
    endpoint.failQuery({ state: 'FAILED', reason: 'a reason', ...(error && { error }) });
    const engine = engineWith();
    const execution = await endOf(engine, await engine.start(aQuery()));
    expect(execution).toMatchObject({ state: 'failed', error: { message: 'a reason', retryable } });
  });

  const key = 'AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail/us-east-1/2026/11/21/1_CloudTrail_x.json.gz';
  const manifest =
    " If a data manifest file was generated at 's3://results/AWSLogs/id-manifest.csv', you may need to manually clean the data from locations specified in the manifest. Athena will not delete data in your account.";
  const named = `s3://logs/trails/${key}`;
  test.each([
    [`HIVE_CURSOR_ERROR: Failed to read file at ${named}`, named],
    [`HIVE_CURSOR_ERROR: Failed to read file: ${named}.${manifest}`, named],
    [`HIVE_FILESYSTEM_ERROR: Error reading from ${named} at position 12345.${manifest}`, named],
    [`HIVE_CANNOT_OPEN_SPLIT: Error opening Hive split ${named} (offset=0, length=18614): Slow Down`, named],
    [`HIVE_BAD_DATA: Malformed JSON in '${named}'`, named],
    ['PERMISSION_DENIED: s3://results/athena/x', undefined],
    [`TABLE_NOT_FOUND: line 1:1.${manifest}`, undefined],
  ])('knows the log file that an error names: %s', async (reason, file) => {
    endpoint.failQuery({ state: 'FAILED', reason, error: userError });
    const engine = engineWith();
    const { error } = await endOf(engine, await engine.start(aQuery()));
    expect(error).toEqual({ message: reason, retryable: false, ...(file && { file }) });
  });

  test('says that an error of reading log files names none', async () => {
    const reason = 'HIVE_CURSOR_ERROR: incorrect data check';
    endpoint.failQuery({ state: 'FAILED', reason, error: userError });
    const engine = engineWith();
    const { error } = await endOf(engine, await engine.start(aQuery()));
    expect(error).toEqual({ message: reason, retryable: false, unnamedLog: true });
  });

  test("takes the message from Athena's error where the state has no reason", async () => {
    const error = { ...userError, ErrorMessage: 'TABLE_NOT_FOUND' };
    endpoint.failQuery({ state: 'FAILED', reason: '', error });
    const engine = engineWith();
    expect((await endOf(engine, await engine.start(aQuery()))).error?.message).toBe('TABLE_NOT_FOUND');
  });

  test('says that the scan limit was reached, and which setting it is', async () => {
    const sql = 'SELECT eventname FROM events';
    const engine = engineWith({ workgroup: 'thrifty' });
    const { state, scannedBytes, error } = await endOf(engine, await engine.start(aQuery({ sql })));
    expect({ state, scannedBytes, error }).toEqual({
      state: 'cancelled',
      scannedBytes: 100,
      error: {
        message:
          'Bytes scanned limit was exceeded: the scan limit was reached after 100 bytes. Ask for less (days, accounts, regions), or raise athena.scanLimitBytes (BytesScannedCutoffPerQuery of the workgroup thrifty)',
        retryable: false,
        scanLimit: true,
      },
    });
  });

  test('knows the scan limit by the bytes, where it was told the limit and Athena words the reason otherwise', async () => {
    const client = new AthenaClient();
    mockClient(client)
      .on(GetQueryExecutionCommand)
      .resolves({
        QueryExecution: {
          WorkGroup: 'audit',
          Status: { State: 'CANCELLED', StateChangeReason: 'cancelled' },
          Statistics: { DataScannedInBytes: 10_485_760 },
        },
      });
    const { error } = await engineWith({ athena: client, scanLimit: 10_485_760 }).poll('an-id');
    expect(error?.message).toMatch(/^cancelled: the scan limit was reached after 10,485,760 bytes\./);
  });

  test("gives Athena's reason alone where a person cancelled the query", async () => {
    endpoint.failQuery({ state: 'RUNNING' });
    const engine = engineWith({ scanLimit: 10_000_000 });
    const id = await engine.start(aQuery());
    await engine.stop(id);
    expect(await engine.poll(id)).toMatchObject({
      state: 'cancelled',
      error: { message: 'Query cancelled by user', retryable: false },
    });
  });

  test('rejects in a state that it does not know, rather than wait for ever', async () => {
    const client = new AthenaClient();
    mockClient(client)
      .on(GetQueryExecutionCommand)
      .resolves({
        QueryExecution: { QueryExecutionId: 'an-id', Status: { State: 'PAUSED' as 'RUNNING' } },
      });
    const polled = engineWith({ athena: client }).poll('an-id');
    await expect(polled).rejects.toThrow('query execution an-id is in an unknown state: PAUSED');
  });
});

describe('result', () => {
  test('is where the workgroup puts it, whatever the caller asked for', async () => {
    const engine = engineWith({ outputLocation: 's3://elsewhere/mine/' });
    const { resultLocation = '' } = await endOf(engine, await engine.start(aQuery()));
    expect(resultLocation).toMatch(/^s3:\/\/results\/athena\/.*\.csv$/);
    expect(await textOf(engine.result(resultLocation))).toBe('"a"\n"1"\n');
  });

  test.each([
    ['without a checksum', {}],
    ['with a checksum', { 'x-amz-checksum-crc32': 'AAAAAA==', 'x-amz-checksum-type': 'FULL_OBJECT' }],
  ])('rejects where the connection is cut in mid-stream, %s', async (_, headers) => {
    const server = await serve((request, response) => {
      response.writeHead(200, { 'content-length': 100_000, ...headers });
      response.write('"a"\n', () => request.socket.destroy());
    });
    const client = new S3Client({ ...s3Endpoint.client, endpoint: server.url });
    await expect(textOf(engineWith({ s3: client }).result('s3://results/cut.csv'))).rejects.toMatchObject({
      name: 'ResultTransferError',
      message: expect.stringContaining('s3://results/cut.csv broke off after'),
      cause: expect.objectContaining({ code: 'ECONNRESET' }),
    });
    client.destroy();
    await server.close();
  });

  test('rejects where fewer bytes come than S3 announced, though the stream ends in peace', async () => {
    const client = new S3Client();
    const mock = mockClient(client);
    const Body = Readable.from([Buffer.from('"a"\n')]) as never;
    mock.on(GetObjectCommand).resolves({ Body, ContentLength: 8 });
    const read = textOf(engineWith({ s3: client }).result('s3://results/short.csv'));
    await expect(read).rejects.toThrow('s3://results/short.csv ended after 4 of 8 bytes');
  });

  test('ends the transfer where its reader gives up', async () => {
    const client = new S3Client();
    const mock = mockClient(client);
    const Body = Readable.from([Buffer.from('"a"\n'), Buffer.from('"1"\n')]);
    mock.on(GetObjectCommand).resolves({ Body: Body as never, ContentLength: 8 });
    for await (const _ of engineWith({ s3: client }).result('s3://results/long.csv')) break;
    expect(Body.destroyed).toBe(true);
  });

  test('reads keys with characters that a URL would give a meaning', async () => {
    const client = new S3Client();
    const mock = mockClient(client);
    mock.on(GetObjectCommand).resolves({ Body: Readable.from([]) as never, ContentLength: 0 });
    await textOf(engineWith({ s3: client }).result('s3://results/a b/%41?c#d+é/1.csv'));
    const [call] = mock.commandCalls(GetObjectCommand);
    expect(call?.args[0].input).toEqual({ Bucket: 'results', Key: 'a b/%41?c#d+é/1.csv' });
  });

  test('rejects for a place that is not in S3', async () => {
    await expect(textOf(engineWith().result('/tmp/result.csv'))).rejects.toThrow(
      '"/tmp/result.csv" is not a place in S3, such as s3://bucket/key',
    );
  });
});

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('a log file', () => {
  const answering = (answer: object) => {
    const client = new S3Client();
    mockClient(client)
      .on(GetObjectCommand)
      .resolves(answer as never);
    return engineWith({ s3: client }).logFile?.('s3://logs/AWSLogs/a.json.gz', 10);
  };
  const body = (text: string) => ({ transformToByteArray: async () => Buffer.from(text) });

  test('is read whole', async () => {
    const content = await answering({ Body: body('a log'), ContentLength: 5, ETag: '"a"' });
    expect(content && Buffer.from(content).toString()).toBe('a log');
  });

  test('that is gone is undefined', async () => {
    const client = new S3Client();
    mockClient(client)
      .on(GetObjectCommand)
      .rejects(new NoSuchKey({ message: 'gone', $metadata: {} }));
    expect(await engineWith({ s3: client }).logFile?.('s3://logs/AWSLogs/a.json.gz', 10)).toBeUndefined();
  });

  test.each([
    ['is cut short', { Body: body('a l'), ContentLength: 5, ETag: '"a"' }],
    ['does not come from S3', { Body: body('<html>'), ContentLength: 6 }],
  ])('that %s is an error: it would look damaged', async (_, answer) => {
    await expect(answering(answer)).rejects.toThrow('s3://logs/AWSLogs/a.json.gz did not arrive whole');
  });

  test('with more bytes than asked for is refused', async () => {
    await expect(answering({ Body: body(''), ContentLength: 11, ETag: '"a"' })).rejects.toBeInstanceOf(
      LogTooLargeError,
    );
  });
});
