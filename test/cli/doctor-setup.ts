import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ALARMS } from '../../src/doctor/notices.ts';
import { eventColumns } from '../../src/table/cloudtrail-columns.ts';
import { ACCOUNT, OTHER, STACK } from '../doctor/facts.ts';
import { startAthenaEndpoint } from '../endpoints/athena.ts';
import { type S3Endpoint, startS3Endpoint } from '../endpoints/s3.ts';
import type { BucketSettings } from '../endpoints/s3-settings.ts';
import { type SetupAnswers, startSetupEndpoint } from '../endpoints/setup.ts';
import { emptyDirectory } from '../logs.ts';
import { recommendedTable } from '../table/tables.ts';

export { ACCOUNT, STACK } from '../doctor/facts.ts';

const BUCKETS = ['logs', 'results', 'archive', 'prefixed'];

/**
 * A set-up on AWS in which nothing is wrong: starts the endpoints, and points the AWS SDK of this process at them. A test
 * breaks it; `restore` makes it whole again.
 */
export async function startDoctorSetup() {
  const s3 = await startS3Endpoint(BUCKETS);
  const setup = await startSetupEndpoint({});
  const athena = await startAthenaEndpoint({
    s3Endpoint: s3,
    logs: await emptyDirectory(),
    table: { database: 'audit', table: 'cloudtrail_logs', partitions: { day: 'day' } },
    workgroups: { [STACK]: { outputLocation: 's3://results/athena/', enforced: true, scanLimit: 1e12 } },
  });
  await putLogs(s3);
  Object.assign(process.env, environment(s3, athena.url, setup.url));
  return {
    config: await configFile(),
    calls: setup.calls,
    athenaCalls: athena.calls,
    answers: setup.answers,
    buckets: s3.settings,
    tables: athena.tables,
    failAthena: athena.failCalls,
    restore() {
      replace(setup.answers, soundAnswers());
      replace(s3.settings, Object.fromEntries(BUCKETS.map((name) => [name, soundBucket()])));
      replace(athena.tables, { 'audit.cloudtrail_logs': soundTable() });
    },
    async close() {
      await athena.close();
      await setup.close();
      await s3.close();
    },
  };
}

async function configFile(): Promise<string> {
  const file = join(await emptyDirectory(), 'audit.json');
  const mail = { from: 'audit@example.com', to: ['security@example.com'] };
  await writeFile(file, JSON.stringify({ timezone: 'Asia/Tokyo', table: { database: 'audit' }, mail }));
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
    AWS_ENDPOINT_URL_CLOUDTRAIL: setup,
    AWS_ENDPOINT_URL_CLOUDWATCH: setup,
    AWS_ENDPOINT_URL_EVENTBRIDGE: setup,
    AWS_ENDPOINT_URL_KMS: setup,
    AWS_ENDPOINT_URL_LAMBDA: setup,
    AWS_ENDPOINT_URL_SNS: setup,
    AWS_ENDPOINT_URL_SQS: setup,
  };
}

function replace<T extends object>(target: T, content: T): void {
  for (const key of Object.keys(target)) delete target[key as keyof T];
  Object.assign(target, content);
}

function soundAnswers(): SetupAnswers {
  const startDate = (Date.now() - 5 * HOUR) / 1000;
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
      ConfigurationSetName: 'tracked',
      DkimAttributes: { Status: 'SUCCESS', SigningEnabled: true },
    },
    GetConfigurationSet: { SendingOptions: { SendingEnabled: true } },
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
    ...soundNotices(),
    DescribeTrails: {
      trailList: [
        {
          TrailARN: `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/all`,
          HomeRegion: 'us-east-1',
          S3BucketName: 'logs',
          IsMultiRegionTrail: true,
          LogFileValidationEnabled: true,
          KmsKeyId: `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd`,
        },
        { TrailARN: `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/other`, S3BucketName: 'elsewhere' },
      ],
    },
    GetTrailStatus: { IsLogging: true },
    DescribeKey: { KeyMetadata: { KeyId: '1234abcd', KeyState: 'Enabled' } },
    GetFunctionConfiguration: { State: 'Active', LastUpdateStatus: 'Successful' },
    DescribeStateMachine: { status: 'ACTIVE', name: STACK },
    ListExecutions: { executions: [{ name: scheduledRun(), status: 'SUCCEEDED', startDate }] },
  };
}

const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:${STACK}-notices`;

function soundNotices(): SetupAnswers {
  return {
    GetQueueUrl: { QueueUrl: `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/${STACK}-not-started` },
    GetQueueAttributes: {
      Attributes: { ApproximateNumberOfMessages: '0', ApproximateNumberOfMessagesNotVisible: '0' },
    },
    DescribeRule: { Name: `${STACK}-run-failed`, State: 'ENABLED' },
    ListTargetsByRule: { Targets: [{ Id: 'notices', Arn: TOPIC }] },
    DescribeAlarms: {
      MetricAlarms: ALARMS.map((suffix) => ({
        AlarmName: `${STACK}${suffix}`,
        StateValue: 'OK',
        ActionsEnabled: true,
        AlarmActions: [TOPIC],
      })),
    },
    ListSubscriptionsByTopic: {
      Subscriptions: [
        {
          SubscriptionArn: `${TOPIC}:1`,
          Protocol: 'email',
          Endpoint: 'security@example.com',
          TopicArn: TOPIC,
        },
      ],
    },
    GetSubscriptionAttributes: { Attributes: { ConfirmationWasAuthenticated: 'true' } },
  };
}

/** The name of the run that covers the day until an hour ago. */
function scheduledRun(): string {
  const [to, from] = [1, 25].map((hours) => stampOf(new Date(Date.now() - hours * HOUR).toISOString()));
  return `scheduled-${from}-${to}-1a2b3c4d`;
}

/** @returns `20261121T2130Z` */
function stampOf(time: string): string {
  return `${time.slice(0, 10).replaceAll('-', '')}T${time.slice(11, 16).replace(':', '')}Z`;
}

function soundBucket(): BucketSettings {
  return {
    region: 'us-east-1',
    publicAccessBlock: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    isPublic: false,
    encryption: 'AES256',
  };
}

function soundTable() {
  const Columns = Object.keys(eventColumns).map((name) => ({ Name: name, Type: 'string' }));
  return { ...recommendedTable(), Columns };
}

const HOUR = 3_600_000;

async function putLogs(endpoint: S3Endpoint): Promise<void> {
  const client = new S3Client(endpoint.client);
  const put = (Bucket: string, Key: string) => client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  for (const account of [ACCOUNT, OTHER]) {
    await put('logs', logKey(account, 'us-east-1', 0));
    await put('logs', logKey(account, 'us-east-1', 24));
    await put('logs', logKey(account, 'us-east-1', 30));
    await put('logs', logKey(account, 'ap-northeast-1', 70));
    await put('logs', logKey(account, 'us-east-1', 1, 'CloudTrail-Digest'));
  }
  await put('prefixed', `trails/${logKey(ACCOUNT, 'us-east-1', 0)}`);
  client.destroy();
}

/** The key of a log file, or of another, that was delivered so many hours ago. */
function logKey(account: string, region: string, hours: number, service = 'CloudTrail'): string {
  const time = new Date(Date.now() - hours * HOUR).toISOString();
  const day = time.slice(0, 10);
  return `AWSLogs/${account}/${service}/${region}/${day.replaceAll('-', '/')}/${account}_${service}_${region}_${stampOf(time)}_AbCdEfGhIjKlMnOp.json.gz`;
}
