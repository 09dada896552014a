import { askArrivals } from '../adapters/aws/setup/arrivals.ts';
import { askBucket, askWritable } from '../adapters/aws/setup/bucket.ts';
import { askLastRun, askSchedule, askStateMachine } from '../adapters/aws/setup/flow.ts';
import { askTable } from '../adapters/aws/setup/table.ts';
import { askWorkgroup } from '../adapters/aws/setup/workgroup.ts';
import type { Config } from '../config/config.ts';
import type { Answer } from '../doctor/aws-setup/answer.ts';
import { judgeArrivals } from '../doctor/aws-setup/arrivals.ts';
import { judgeBucket, judgeWritable } from '../doctor/aws-setup/bucket.ts';
import type { Caller } from '../doctor/aws-setup/caller.ts';
import { judgeSchedule } from '../doctor/aws-setup/schedule.ts';
import { hoursOf } from '../doctor/aws-setup/schedule-period.ts';
import { judgeLastRun, judgeStateMachine } from '../doctor/aws-setup/state-machine.ts';
import { judgeTable } from '../doctor/aws-setup/table.ts';
import { judgeFolders } from '../doctor/aws-setup/table-folders.ts';
import { tableWindows } from '../doctor/aws-setup/table-windows.ts';
import { judgeWorkgroup, resultLocation } from '../doctor/aws-setup/workgroup.ts';
import type { Finding } from '../doctor/finding.ts';
import type { Clients } from './doctor-clients.ts';
import type { DoctorOptions } from './doctor-options.ts';
import { DEFAULT_WORKGROUP } from './engine-athena.ts';
import { parseS3Location } from './s3-location.ts';

/** What is looked at, and with what. */
export interface Setup {
  options: DoctorOptions & { logBucket: string };
  config: Config;
  /** where the queries run */
  region: string;
  /** the present, an instant */
  now: string;
  clients: Clients;
}

/** The log bucket, and the table over it. */
export async function examineLogsAndTable({
  options,
  config,
  region,
  now,
  clients,
}: Setup): Promise<Finding[]> {
  const { bucket, prefix } = placeOf(options.logBucket);
  const bounds = { accounts: config.accounts, regions: config.regions };
  const { table } = config;
  const place = options.logBucket.replace(/\/$/, '');
  const [logBucket, arrivals, description] = await Promise.all([
    askBucket(clients.s3, bucket),
    askArrivals({ client: clients.s3, bucket, prefix }),
    askTable(clients.athena, table),
  ]);
  const arrived = arrivals.kind === 'found' ? arrivals.value : undefined;
  return [
    ...judgeBucket('log bucket', logBucket, region),
    ...(logBucket.place.kind === 'absent' ? [] : judgeArrivals(arrivals, { place, ...bounds, now })),
    ...judgeTable(description, { table, ...bounds, windows: tableWindows(config, now), now }),
    ...(description.kind === 'found'
      ? judgeFolders(description.value, arrived, { table, place, ...bounds })
      : []),
  ];
}

/** The workgroup, and the bucket of its results. */
export async function examineWorkgroup({ options, region, clients }: Setup): Promise<Finding[]> {
  const { stack, output } = options;
  const name = options.workgroup ?? stack ?? DEFAULT_WORKGROUP;
  const answer = await askWorkgroup(clients.athena, name);
  const results = resultLocation(answer, output);
  const found = judgeWorkgroup(name, answer, output);
  if (!results) return found;
  return [
    ...found,
    ...judgeBucket('result bucket', await askBucket(clients.s3, placeOf(results).bucket), region),
  ];
}

export async function examineArchive({ region, clients }: Setup, out: string): Promise<Finding[]> {
  const place = placeOf(out);
  const [bucket, writable] = await Promise.all([
    askBucket(clients.s3, place.bucket),
    askWritable(clients.s3, place),
  ]);
  const found = judgeBucket('archive bucket', bucket, region);
  return bucket.place.kind === 'absent' ? found : [...found, ...judgeWritable(out, writable)];
}

/** The schedule and the state machine of a stack; the caller tells in which account they are. */
export async function examineFlow(
  { config, region, now, clients }: Setup,
  stack: string,
  asked: Promise<Answer<Caller>>,
): Promise<Finding[]> {
  const { timezone, schedule } = config;
  const caller = await asked;
  const [, partition = 'aws'] = caller.kind === 'found' ? caller.value.arn.split(':') : [];
  const account = caller.kind === 'found' ? caller.value.account : '';
  const arn = `arn:${partition}:states:${region}:${account}:stateMachine:${stack}`;
  const context = { name: stack, periodHours: hoursOf(schedule.period), now };
  const [scheduled, stateMachine, lastRun] = await Promise.all([
    askSchedule(clients.scheduler, stack),
    askStateMachine(clients.sfn, arn),
    askLastRun(clients.sfn, arn),
  ]);
  return [
    ...judgeSchedule(scheduled, {
      name: stack,
      period: schedule.period,
      timezone,
      startFunction: `${stack}-start`,
      now,
    }),
    ...judgeStateMachine(stateMachine, context),
    ...(stateMachine.kind === 'absent' ? [] : judgeLastRun(lastRun, context)),
  ];
}

function placeOf(location: string): { bucket: string; prefix: string } {
  return parseS3Location(location) ?? { bucket: '', prefix: '' };
}
