/** The calls by which a scheduled run keeps its events, and reads what other runs left: when they fail, no report does. */
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { RedriveExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { checksumOf } from '../../src/archive/checksum.ts';
import { reviewedHash } from '../../src/archive/review.ts';
import { writeSample } from '../../src/cli/write-sample.ts';
import { REVIEW_VERSION } from '../../src/run/review.ts';
import type { Run } from '../../src/run/run.ts';
import { oneMachineRun } from '../e2e/one-machine.ts';
import { csvsOf, mailsOf, type Outcome, outcomeOf } from '../e2e/outcome.ts';
import { packageChanged } from '../e2e/packaged.ts';
import type { Stop } from '../e2e/state-machine.ts';
import { emptyDirectory } from '../logs.ts';
import type { Fault } from './fault.ts';
import { type Injection, type Lane, openLane } from './lane.ts';

type Matches = Injection['matches'];

const isUnload: Matches = ({ operation, input }) =>
  operation === 'StartQueryExecution' && String(input?.QueryString).startsWith('UNLOAD ');
const isCount: Matches = ({ operation, input }) =>
  operation === 'StartQueryExecution' && String(input?.QueryString).includes(' AS counted');
const isPollOfUnload: Matches = ({ operation, input }, { athena }) =>
  operation === 'GetQueryExecution' &&
  athena.queries.some(({ id, sql }) => id === input?.QueryExecutionId && sql.startsWith('UNLOAD '));
const isEvents =
  (name: string, asked: string): Matches =>
  ({ caller, operation, key = '' }) =>
    caller === name && operation === asked && key.startsWith('events/');
const isSeen: Matches = ({ caller, operation, key = '' }, { stepFunctions }) =>
  caller === 'sendSummary' &&
  operation === 'GetObject' &&
  key.endsWith('/seen.json.gz') &&
  !key.startsWith(JSON.parse(stepFunctions.executions.at(-1)?.input ?? '').run.archive);

const isReview: Matches = ({ caller, operation, key = '' }) =>
  caller === 'sendSummary' && operation === 'GetObject' && key.endsWith('/review-1.json');

/** `kept`: the manifest has the events; `told`: the mail says that it has not; `compared`: what others saw is known. */
interface Expected {
  kept: boolean;
  compared: boolean;
}
const WHOLE: Expected = { kept: true, compared: true };
const NOT_KEPT: Expected = { kept: false, compared: true };

type Cell = [call: string, matches: Matches, fault: Fault, times: number, expected: Expected];
const ALWAYS = Number.POSITIVE_INFINITY;
const CELLS: Cell[] = [
  ['look for a free place', isEvents('runQuery', 'ListObjectsV2'), 'access denied', ALWAYS, NOT_KEPT],
  ['look for a free place', isEvents('runQuery', 'ListObjectsV2'), 'killed', 1, WHOLE],
  ['UNLOAD', isUnload, 'access denied', ALWAYS, NOT_KEPT],
  ['UNLOAD', isUnload, 'answer cut', 1, WHOLE],
  ['UNLOAD', isUnload, 'killed', 1, WHOLE],
  ['ask for its state', isPollOfUnload, 'server error', ALWAYS, NOT_KEPT],
  ['ask for its state', isPollOfUnload, 'hangs', 1, WHOLE],
  ['read what it wrote', isEvents('pollQuery', 'GetObject'), 'access denied', ALWAYS, NOT_KEPT],
  ['read what it wrote', isEvents('pollQuery', 'GetObject'), 'answer cut', 1, WHOLE],
  ['count it', isCount, 'throttled', ALWAYS, NOT_KEPT],
  ['count it', isCount, 'killed', 1, WHOLE],
  ['read what others saw', isSeen, 'access denied', ALWAYS, { kept: true, compared: false }],
  ['read what others saw', isSeen, 'malformed', ALWAYS, { kept: true, compared: false }],
  ['read what others saw', isSeen, 'hangs', 1, WHOLE],
];

/** Files of the run before that this version cannot read: how they are changed, and what is expected then. */
const LEFT: [file: string, how: string, change: (text: string) => string, expected: Expected][] = [
  [
    'seen.json.gz',
    'newer',
    (text) => text.replace('"version":1', '"version":99'),
    { kept: true, compared: false },
  ],
  ['seen.json.gz', 'cut', (text) => text.slice(0, text.length / 2), { kept: true, compared: false }],
  ['review-1.json', 'newer', (text) => text.replace('"version":1', '"version":99'), WHOLE],
  ['review-1.json', 'cut', (text) => text.slice(0, text.length / 2), WHOLE],
];

declare const ALL_CELLS: boolean;

// The others are those of other states: stopped.faults.ts.
const WHEN = ALL_CELLS ? (['before', 'unrecorded', 'after'] as const) : (['unrecorded'] as const);
const STOPS = ['RunCollect', 'PollCollect'].flatMap((state) => WHEN.map((when): Stop => ({ state, when })));

const FAULTY_DAYS = CELLS.length + STOPS.length + LEFT.length + 3;

let lane: Lane;
let logs: string;
let stepFunctions: SFNClient;
let s3: S3Client;
beforeAll(async () => {
  logs = join(await emptyDirectory(), 'logs');
  await writeSample({ out: logs, days: FAULTY_DAYS + 2, events: 1500, seed: 1, files: 100 });
  const on = (yaml: string) => yaml.replace('    # history: on', '    history: on');
  lane = await openLane({ logs, packaged: await packageChanged(await emptyDirectory(), on) });
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  stepFunctions = new SFNClient({ endpoint: lane.stepFunctions.url, region: 'us-east-1', credentials });
  s3 = new S3Client(lane.s3.client);
  await lane.schedule.deliver(due());
  await lane.settled();
});
afterAll(async () => {
  stepFunctions.destroy();
  s3.destroy();
  await lane.close();
});

let days = 0;
/** Of a day that no run was about. */
function due(): string {
  days += 1;
  return new Date(Date.UTC(2025, 9, 31 - FAULTY_DAYS + days, 7)).toISOString();
}

const cells = CELLS.map(([call, matches, fault, times, expected]) => {
  return { call, matches, fault, times, expected, how: times === 1 ? 'once' : 'for good' };
});

test.each(cells)('$call, $fault $how', async ({ matches, fault, times, expected }) => {
  const scheduled = due();
  lane.inject({ fault, matches, times });
  await lane.schedule.deliver(scheduled);
  await lane.settled();
  const [failed = 0] = lane.heal();
  // The SDK has a budget for its tries in each process.
  for (const name of ['runQuery', 'pollQuery', 'sendSummary']) lane.lambda.renew(name);

  expect(failed).toBeGreaterThan(0);
  await expectTrue(expected, scheduled);
});

test.each(STOPS)('stopped at $state, $when, and continued', async (stop) => {
  const scheduled = due();
  lane.pace.stop = stop;
  await lane.schedule.deliver(scheduled);
  await lane.settled();
  const { arn, status } = lane.stepFunctions.executions.at(-1) ?? {};
  expect(status).toBe('ABORTED');

  await stepFunctions.send(new RedriveExecutionCommand({ executionArn: arn }));
  await lane.settled();

  await expectTrue(WHOLE, scheduled);
});

test.each(LEFT)('%s of the run before, %s', async (file, _, change, expected) => {
  const before = lastRun();
  const restore = await leave(before, file, change);
  const scheduled = due();
  await lane.schedule.deliver(scheduled);
  await lane.settled();
  await restore();

  await expectTrue(expected, scheduled);
  if (file === 'review-1.json') expect(await reviewOf(before.runId)).toBe('unreadable');
});

test('review of the run before, access denied for good', async () => {
  const before = lastRun();
  await leave(before, 'review-1.json', (text) => text);
  const scheduled = due();
  lane.inject({ fault: 'access denied', matches: isReview });
  await lane.schedule.deliver(scheduled);
  await lane.settled();
  const [failed = 0] = lane.heal();

  expect(failed).toBeGreaterThan(0);
  await expectTrue(WHOLE, scheduled);
  expect(await reviewOf(before.runId)).toBe('unreadable');
});

test('another stack keeps the same window in the same place at the same time: named, and not read', async () => {
  const scheduled = due();
  lane.pace.stop = { state: 'PollCollect', when: 'unrecorded' };
  await lane.schedule.deliver(scheduled);
  await lane.settled();
  const place = `events/run=${lastRun().runId}-1`;
  let [key] = await lane.buckets.keys(lane.archiveBucket, `${place}/`);
  while (!key) {
    // The query goes on while nobody asks for its state.
    await setTimeout(50);
    [key] = await lane.buckets.keys(lane.archiveBucket, `${place}/`);
  }
  const Body = await lane.buckets.read(lane.archiveBucket, key);
  await s3.send(new PutObjectCommand({ Bucket: lane.archiveBucket, Key: `${key}-of-another-stack`, Body }));

  const executionArn = lane.stepFunctions.executions.at(-1)?.arn;
  await stepFunctions.send(new RedriveExecutionCommand({ executionArn }));
  await lane.settled();

  await expectTrue(NOT_KEPT, scheduled);
});

function lastRun(): Run {
  return JSON.parse(lane.stepFunctions.executions.at(-1)?.input ?? '').run;
}

/** Changes a file of a run, or writes it. @returns what makes it as it was */
async function leave({ runId, archive }: Run, file: string, change: (text: string) => string) {
  const key = `${archive}/${file}`;
  const read = (name: string) => lane.buckets.read(lane.archiveBucket, `${archive}/${name}`);
  const put = (Key: string, Body: Uint8Array) =>
    s3.send(new PutObjectCommand({ Bucket: lane.archiveBucket, Key, Body }));
  if (file === 'review-1.json') {
    const manifestSha256 = reviewedHash(JSON.parse(`${await read('manifest.json')}`));
    const at = '2026-11-21T07:00:00Z';
    const review = { version: REVIEW_VERSION, runId, reviewer: 'tanaka', at, manifestSha256 };
    const whole = JSON.stringify(review);
    await put(key, Buffer.from(change(whole)));
    return () => put(key, Buffer.from(whole));
  }
  const [whole, manifest] = [await read(file), await read('manifest.json')];
  const changed = gzipSync(change(gunzipSync(whole).toString()));
  const listed = JSON.parse(`${manifest}`);
  Object.assign(
    listed.files.find((it: { file: string }) => it.file === file),
    checksumOf(changed),
  );
  await put(key, changed);
  await put(`${archive}/manifest.json`, Buffer.from(JSON.stringify(listed)));
  return async () => {
    await put(key, whole);
    await put(`${archive}/manifest.json`, manifest);
  };
}

/** What the last run's manifest says of the reviews of another run. */
async function reviewOf(runId: string) {
  const { manifest } = await outcomeOf(`s3://${lane.archiveBucket}/${lastRun().archive}`, lane);
  return manifest?.reviews?.find((review) => review.runId === runId)?.status;
}

/** Every row of every report, one mail, and of the history all events once, or none and a word about it. */
async function expectTrue({ kept, compared }: Expected, scheduled: string): Promise<void> {
  const { run } = JSON.parse(lane.stepFunctions.executions.at(-1)?.input ?? '');
  const outcome = await outcomeOf(`s3://${lane.archiveBucket}/${run.archive}`, lane);
  const { manifest } = outcome;
  const same = await oneMachineRun(lane.packaged.config, { logs, scheduled });

  expect(builtIn(outcome)).toEqual(builtIn(same));
  expect(await mailsOf(run.runId, lane)).toHaveLength(1);
  expect(manifest?.history?.rows).toBe(kept ? same.manifest?.history?.rows : undefined);
  expect(manifest?.warnings.some(({ code }) => code === 'history-failed')).toBe(!kept);
  expect(manifest?.seen?.unread === undefined).toBe(compared);
  if (kept)
    expect(await filesIn(`${manifest?.history?.place}/`)).toEqual(
      manifest?.history?.files.map(({ file }) => file),
    );
}

async function filesIn(prefix: string): Promise<string[]> {
  const keys = await lane.buckets.keys(lane.archiveBucket, prefix);
  return keys.map((key) => key.slice(prefix.length)).sort();
}

/** What is new depends on the archive. */
function builtIn(run: Pick<Outcome, 'files'>) {
  const { 'new.csv': _, ...others } = csvsOf(run);
  return others;
}
