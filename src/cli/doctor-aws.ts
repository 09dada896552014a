import { AthenaClient } from '@aws-sdk/client-athena';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { STSClient } from '@aws-sdk/client-sts';
import { askArrivals } from '../adapters/aws-setup/arrivals.ts';
import { askBucket, askWritable } from '../adapters/aws-setup/bucket.ts';
import { askCaller } from '../adapters/aws-setup/caller.ts';
import { askLastRun, askSchedule, askStateMachine } from '../adapters/aws-setup/flow.ts';
import { askMail } from '../adapters/aws-setup/mail.ts';
import { askTable } from '../adapters/aws-setup/table.ts';
import { askWorkgroup } from '../adapters/aws-setup/workgroup.ts';
import type { Config } from '../config.ts';
import type { Answer } from '../doctor/answer.ts';
import { judgeArrivals } from '../doctor/arrivals.ts';
import { judgeBucket, judgeWritable } from '../doctor/bucket.ts';
import { type Caller, judgeCaller } from '../doctor/caller.ts';
import { type Finding, warning } from '../doctor/finding.ts';
import { judgeMail } from '../doctor/mail.ts';
import { hoursOf, judgeSchedule } from '../doctor/schedule.ts';
import { judgeLastRun, judgeStateMachine } from '../doctor/state-machine.ts';
import { judgeTable } from '../doctor/table.ts';
import { judgeFolders } from '../doctor/table-folders.ts';
import { tableWindows } from '../doctor/table-windows.ts';
import { judgeWorkgroup, resultLocation } from '../doctor/workgroup.ts';
import { RequestError } from '../errors.ts';
import { callerFaults } from './aws.ts';
import type { Examination } from './doctor.ts';
import type { DoctorOptions } from './doctor-options.ts';
import { DEFAULT_WORKGROUP } from './engine-athena.ts';
import { parseS3Location } from './s3-location.ts';

interface Setup {
  options: DoctorOptions & { logBucket: string };
  config: Config;
  region: string;
  now: string;
  clients: ReturnType<typeof clientsIn>;
}

/**
 * Looks at what is on AWS. No check waits for another that it does not need, and none hides another.
 *
 * @throws RequestError where there are no credentials or no region
 */
export async function examineAws(options: Setup['options'], config: Config): Promise<Examination> {
  const clients = clientsIn(options.region);
  const faults = await callerFaults(clients.athena);
  if (faults.length > 0) throw new RequestError(faults);
  const setup = {
    options,
    config,
    clients,
    region: await clients.athena.config.region(),
    now: new Date().toISOString(),
  };
  const caller = askCaller(clients.sts);
  const areas = [
    area('caller', async () => judgeCaller(await caller, setup.region)),
    area('logs', () => logsAndTable(setup)),
    area('workgroup', () => workgroup(setup)),
    ...(options.out ? [area('archive bucket', () => archive(setup, options.out ?? ''))] : []),
    ...(isMailSet(config)
      ? [area('mail', async () => judgeMail(await askMail(clients.ses, config.mail), setup.region))]
      : []),
    ...(options.stack ? [area('schedule', () => flow(setup, options.stack ?? '', caller))] : []),
  ];
  return { findings: (await Promise.all(areas)).flat(), notLookedAt: notLookedAt(setup) };
}

async function area(name: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    return [
      warning(
        name,
        `could not be looked at: ${error}`,
        'try again; if it stays so, report it as a fault of the doctor',
      ),
    ];
  }
}

function clientsIn(region: string | undefined) {
  const settings = {
    ...(region && { region }),
    // A person waits for it.
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
  };
  return {
    athena: new AthenaClient(settings),
    // Each bucket may lie in another region.
    s3: new S3Client({ ...settings, followRegionRedirects: true }),
    scheduler: new SchedulerClient(settings),
    ses: new SESv2Client(settings),
    sfn: new SFNClient(settings),
    sts: new STSClient(settings),
  };
}

async function logsAndTable({ options, config, region, now, clients }: Setup): Promise<Finding[]> {
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

async function workgroup({ options, region, clients }: Setup): Promise<Finding[]> {
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

async function archive({ region, clients }: Setup, out: string): Promise<Finding[]> {
  const place = placeOf(out);
  const [bucket, writable] = await Promise.all([
    askBucket(clients.s3, place.bucket),
    askWritable(clients.s3, place),
  ]);
  const found = judgeBucket('archive bucket', bucket, region);
  return bucket.place.kind === 'absent' ? found : [...found, ...judgeWritable(out, writable)];
}

async function flow(
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

function notLookedAt({ options, config }: Setup): string[] {
  return [
    ...(options.out ? [] : ['the archive bucket: give --out s3://bucket/prefix']),
    ...(isMailSet(config) ? [] : ['SES: give mail.from and mail.to in --config']),
    ...(options.stack ? [] : ['schedule and state machine: give --stack NAME, once deployed']),
  ];
}

/** The default address is one that nobody can send from. */
function isMailSet({ mail }: Config): boolean {
  return !mail.from.endsWith('.localdomain');
}

function placeOf(location: string): { bucket: string; prefix: string } {
  return parseS3Location(location) ?? { bucket: '', prefix: '' };
}
