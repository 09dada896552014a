import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TableMetadata } from '@aws-sdk/client-athena';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { cloudTrailColumns } from '../../src/table/cloudtrail-columns.ts';
import { startAthenaEndpoint } from '../endpoints/athena.ts';
import type { Workgroup } from '../endpoints/athena-request.ts';
import { type S3Endpoint, startS3Endpoint } from '../endpoints/s3.ts';
import type { BucketSettings } from '../endpoints/s3-settings.ts';
import { type SetupAnswers, startSetupEndpoint } from '../endpoints/setup.ts';
import { emptyDirectory } from '../logs.ts';

export const ACCOUNT = '111122223333';
export const STACK = 'cloudtrail-audit-reporter-dev';
const BUCKETS = [
  'logs',
  'results',
  'archive',
  'elsewhere',
  'empty',
  'stale',
  'prefixed',
  'silent',
  'partial',
];
const FROM = 'audit@example.com';

/** A set-up on AWS in which nothing is wrong, to be broken by a test in one way. */
export interface DoctorSetup {
  answers: SetupAnswers;
  buckets: Record<string, BucketSettings>;
  workgroups: Record<string, Workgroup>;
  table: TableMetadata & { Parameters: Record<string, string> };
  /** makes `table` the table of another name, or takes it away */
  tables: Record<string, TableMetadata>;
  /** of the configuration file */
  config: Record<string, unknown>;
}

/** Starts the endpoints, and points the AWS SDK of this process at them. */
export async function startDoctorSetup() {
  const s3 = await startS3Endpoint(BUCKETS);
  const setup = await startSetupEndpoint({});
  const workgroups: Record<string, Workgroup> = {};
  const athena = await startAthenaEndpoint({
    s3Endpoint: s3,
    logs: await emptyDirectory(),
    table: { database: 'audit', table: 'cloudtrail_logs', partitions: { day: 'day' } },
    workgroups,
  });
  await putLogs(s3);
  Object.assign(process.env, environment(s3, athena.url, setup.url));
  return {
    calls: setup.calls,
    athenaCalls: athena.calls,
    s3,
    /** Everything as it should be. */
    sound(): DoctorSetup {
      replace(setup.answers, soundAnswers());
      replace(s3.settings, soundBuckets());
      replace(workgroups, {
        [STACK]: { outputLocation: 's3://results/athena/', enforced: true, scanLimit: 1e12 },
      });
      const table = soundTable();
      replace(athena.tables, { 'audit.cloudtrail_logs': table });
      return {
        answers: setup.answers,
        buckets: s3.settings,
        workgroups,
        table,
        tables: athena.tables,
        config: soundConfig(),
      };
    },
    async close() {
      await athena.close();
      await setup.close();
      await s3.close();
    },
  };
}

export async function configFile(config: object): Promise<string> {
  const file = join(await emptyDirectory(), 'audit.json');
  await writeFile(file, JSON.stringify(config));
  return file;
}

function environment(s3: S3Endpoint, athena: string, setup: string): Record<string, string> {
  return {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: s3.client.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: s3.client.credentials.secretAccessKey,
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_ENDPOINT_URL_ATHENA: athena,
    AWS_ENDPOINT_URL_STS: setup,
    AWS_ENDPOINT_URL_SESV2: setup,
    AWS_ENDPOINT_URL_SFN: setup,
    AWS_ENDPOINT_URL_SCHEDULER: setup,
  };
}

function replace<T extends object>(target: T, content: T): void {
  for (const key of Object.keys(target)) delete target[key as keyof T];
  Object.assign(target, content);
}

function soundConfig(): Record<string, unknown> {
  return {
    timezone: 'Asia/Tokyo',
    table: { database: 'audit' },
    mail: { from: FROM, to: ['security@example.com'] },
  };
}

function soundAnswers(): SetupAnswers {
  return {
    GetCallerIdentity: { Account: ACCOUNT, Arn: `arn:aws:iam::${ACCOUNT}:user/alice`, UserId: 'AIDAEXAMPLE' },
    GetAccount: {
      SendingEnabled: true,
      ProductionAccessEnabled: true,
      EnforcementStatus: 'HEALTHY',
      SendQuota: { Max24HourSend: 50_000, SentLast24Hours: 3 },
    },
    'GetEmailIdentity example.com': {
      VerifiedForSendingStatus: true,
      DkimAttributes: { Status: 'SUCCESS', SigningEnabled: true },
    },
    GetSchedule: {
      State: 'ENABLED',
      ScheduleExpression: 'cron(0 7 * * ? *)',
      ScheduleExpressionTimezone: 'Asia/Tokyo',
      Target: {
        Arn: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${STACK}-start`,
        Input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
        DeadLetterConfig: { Arn: `arn:aws:sqs:us-east-1:${ACCOUNT}:${STACK}-not-started` },
      },
    },
    DescribeStateMachine: { status: 'ACTIVE', name: STACK },
    ListExecutions: { executions: [execution('SUCCEEDED', 5)] },
  };
}

/** An execution that began so many hours ago. */
export function execution(status: string, hours: number): object {
  return { name: 'schedule-20261121T2200Z', status, startDate: (Date.now() - hours * HOUR) / 1000 };
}

function soundBuckets(): Record<string, BucketSettings> {
  const settings = (): BucketSettings => ({
    region: 'us-east-1',
    publicAccessBlock: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    isPublic: false,
    encryption: 'AES256',
  });
  return Object.fromEntries(BUCKETS.map((name) => [name, settings()]));
}

function soundTable(): DoctorSetup['table'] {
  const named = (Name: string) => ({ Name, Type: 'string' });
  return {
    Name: 'cloudtrail_logs',
    TableType: 'EXTERNAL_TABLE',
    Columns: Object.keys(cloudTrailColumns).map((name) => named(name.toLowerCase())),
    PartitionKeys: ['account', 'region', 'day'].map(named),
    Parameters: {
      location: 's3://logs/AWSLogs/',
      'projection.enabled': 'true',
      'projection.account.type': 'enum',
      'projection.account.values': `${ACCOUNT},444455556666`,
      'projection.region.type': 'enum',
      'projection.region.values': 'us-east-1,ap-northeast-1',
      'projection.day.type': 'date',
      'projection.day.format': 'yyyy/MM/dd',
      'projection.day.range': '2020/01/01,NOW',
      'storage.location.template': 's3://logs/AWSLogs/${account}/CloudTrail/${region}/${day}',
    },
  };
}

const HOUR = 3_600_000;

/** Each bucket with its own story; all but `empty` and `elsewhere` hold logs. */
async function putLogs(endpoint: S3Endpoint): Promise<void> {
  const client = new S3Client(endpoint.client);
  const put = (Bucket: string, Key: string) => client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  const digest = (account: string) => `AWSLogs/${account}/CloudTrail-Digest/us-east-1/2026/11/21/d.json.gz`;
  for (const account of [ACCOUNT, '444455556666']) {
    await put('logs', logKey(account, 'us-east-1', 0));
    await put('logs', logKey(account, 'us-east-1', 30));
    await put('logs', logKey(account, 'ap-northeast-1', 70));
    await put('logs', digest(account));
  }
  await put('stale', logKey(ACCOUNT, 'us-east-1', 50));
  await put('prefixed', `trails/${logKey(ACCOUNT, 'us-east-1', 0)}`);
  await put('silent', logKey(ACCOUNT, 'us-east-1', 0));
  await put('silent', logKey('444455556666', 'us-east-1', 100));
  await put('partial', logKey(ACCOUNT, 'ap-northeast-1', 10));
  client.destroy();
}

/** The key of a log file that was delivered so many hours ago. */
function logKey(account: string, region: string, hours: number): string {
  const time = new Date(Date.now() - hours * HOUR).toISOString();
  const day = time.slice(0, 10);
  const stamp = `${day.replaceAll('-', '')}T${time.slice(11, 16).replace(':', '')}Z`;
  return `AWSLogs/${account}/CloudTrail/${region}/${day.replaceAll('-', '/')}/${account}_CloudTrail_${region}_${stamp}_AbCdEfGhIjKlMnOp.json.gz`;
}
