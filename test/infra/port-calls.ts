/** Which AWS operations the methods of the ports ask for, seen by calling them. */
import { AthenaClient } from '@aws-sdk/client-athena';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { athenaEngine } from '../../src/adapters/aws/athena.ts';
import { describeTable } from '../../src/adapters/aws/athena-table.ts';
import { s3Archive } from '../../src/adapters/aws/s3.ts';
import { s3Logs } from '../../src/adapters/aws/s3-logs.ts';
import { sesMailer } from '../../src/adapters/aws/ses.ts';
import { stateMachineExecutions } from '../../src/adapters/aws/step-functions.ts';

export interface Call {
  /** `GetObject` */
  operation: string;
  /** archive, logs or results */
  bucket?: string;
}

const region = { region: 'us-east-1' };
const LARGE = 2 ** 25;
/** a key that somebody else has written */
const TAKEN = 'taken';

/** Every way through a method is taken. */
function waysThrough(): Record<string, (() => Promise<unknown>)[]> {
  const s3 = new S3Client(region);
  const athena = new AthenaClient(region);
  const engine = athenaEngine({
    athena,
    s3,
    workgroup: 'audit',
    database: 'audit',
  });
  const archive = s3Archive({ client: s3, bucket: 'archive' });
  const partitions = { from: '2026/11/21', to: '2026/11/22' };
  const logs = s3Logs({ client: s3, bucket: 'logs', prefix: '', partitions });
  const mailer = sesMailer({ client: new SESv2Client(region) });
  const executions = stateMachineExecutions({ client: new SFNClient(region), stateMachineArn: 'arn' });
  return {
    'engine.start': [() => engine.start({ sql: 'SELECT 1', parameters: [], token: 'token' })],
    'engine.poll': [() => engine.poll('id')],
    'archive.measure': [() => archive.measure('events/')],
    'engine.stop': [() => engine.stop('id')],
    'engine.logFile': [async () => engine.logFile?.('s3://logs/AWSLogs/x.json.gz', 1)],
    'engine.result': [() => engine.result('s3://results/id.csv')[Symbol.asyncIterator]().next()],
    'engine.resultBytes': [() => engine.resultBytes('s3://results/id.csv')],
    'archive.read': [() => archive.read('key')],
    'archive.content': [() => archive.content('key')[Symbol.asyncIterator]().next()],
    'archive.list': [() => archive.list('runs/')],
    'archive.write': [
      () => archive.write('key', [new Uint8Array(1)], 'text/csv'),
      () => archive.write('key', [new Uint8Array(LARGE)], 'text/csv'),
      () => archive.write('key', cutOff(), 'text/csv'),
    ],
    'archive.exchange': [
      () => archive.exchange('key', undefined, new Uint8Array(1), 'text/csv'),
      () => archive.exchange(TAKEN, undefined, new Uint8Array(1), 'text/csv'),
      () => archive.exchange('key', new Uint8Array(1), new Uint8Array(1), 'text/csv'),
    ],
    'logs.survey': [() => logs.survey()],
    'mailer.send': [() => mailer.send({ from: 'a@b.c', to: ['a@b.c'], raw: new Uint8Array() })],
    describeTable: [() => describeTable(athena, { database: 'audit', table: 'trail' })],
    'executions.start': [() => executions.start('id', { run: { runId: 'id' }, reports: [] } as never)],
    'executions.describe': [() => executions.describe('id')],
    'executions.redrive': [() => executions.redrive('id')],
  };
}

export async function callsOfPorts(): Promise<Record<string, Call[]>> {
  const s3 = mockClient(S3Client);
  // lib-storage goes on with an upload only where it has these.
  s3.onAnyCommand().resolves({ UploadId: 'upload', ETag: 'part' });
  s3.on(PutObjectCommand, { Key: TAKEN }).rejects(
    Object.assign(new Error('taken'), { name: 'PreconditionFailed' }),
  );
  const clients = [mockClient(AthenaClient), s3, mockClient(SESv2Client), mockClient(SFNClient)];
  const calls: Record<string, Call[]> = {};
  for (const [method, ways] of Object.entries(waysThrough())) {
    for (const client of clients) client.resetHistory();
    // What was sent counts. The answers are empty, and most methods end in an error over that.
    for (const way of ways) await way().catch(() => {});
    calls[method] = clients.flatMap((client) => client.calls().map(({ args: [command] }) => callOf(command)));
  }
  for (const client of clients) client.restore();
  return calls;
}

function callOf(command: object): Call {
  const { input } = command as { input: { Bucket?: string } };
  const operation = command.constructor.name.replace(/Command$/, '');
  return input.Bucket ? { operation, bucket: input.Bucket } : { operation };
}

async function* cutOff(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(LARGE);
  throw new Error('cut off');
}
