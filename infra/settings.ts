/** Checks `custom.settings` of serverless.yml, all of it at once, and makes it into what the templates need. */
import { allowedDomains, configSchema } from '../src/config/config.ts';
import { RequestError } from '../src/errors.ts';
import { type Encryption, encryptionOf } from './encryption.ts';
import { querySeconds } from './history.ts';
import { type Notices, noticesOf } from './notices.ts';
import { scheduleExpression } from './schedule.ts';
import { readReports, settingsFaults } from './settings-faults.ts';
import { type Settings, settingsSchema } from './settings-schema.ts';

type CloudFormationValue = string | { Ref: string } | Record<string, unknown>;

/** `custom.deployment`: what serverless.yml and the templates in infra/ read. */
export interface Deployment {
  /** the Lambdas' configuration as JSON, which is made part of their bundles: it may outgrow the 4 KB of their environment */
  config: string;
  schedule: { expression: string; timezone: string };
  table: { database: string; name: string };
  logs: Settings['logs'];
  /** `inDomains`: patterns of the addresses in the allowed domains */
  mail: { from: string; to: string[]; inDomains: string[] };
  athena: {
    template: string;
    workgroup: CloudFormationValue;
    resultBucket: CloudFormationValue;
    resultPrefix: string;
    /** where the workgroup may not say so itself; else empty */
    resultLocation: string;
    /** 0: not known */
    scanLimitBytes: number;
    /** how long one report's query may take */
    querySeconds: number;
  };
  archive: {
    template: string;
    bucket: CloudFormationValue;
    retentionDays: number;
    objectLockEnabled: boolean;
    objectLock: CloudFormationValue;
  };
  encryption: Encryption;
  notices: Notices;
  logRetentionDays: number;
}

/**
 * @param settings as they stand in serverless.yml
 * @throws RequestError with every fault: the setting, the value seen, what would be right
 */
export async function deploymentOf(settings: unknown, { now }: { now: string }): Promise<Deployment> {
  const parsed = settingsSchema.safeParse(settings);
  const read = await readReports();
  const faults = settingsFaults(settings, parsed.error, read, now);
  if (!parsed.success || !read.reports || faults.length > 0) throw new RequestError(faults);
  return deployment(parsed.data, read.reports.length);
}

function deployment(settings: Settings, reports: number): Deployment {
  const { logs, athena, archive, logRetentionDays, schedule, notices: _, kmsKeyArn: __, ...rest } = settings;
  const { time, day, ...windows } = schedule;
  const { table, mail, timezone } = settings;
  return {
    config: JSON.stringify(configSchema.parse({ ...rest, schedule: windows })),
    schedule: scheduleExpression(schedule, timezone),
    table: { database: table.database, name: table.table },
    logs,
    mail: {
      from: mail.from,
      to: mail.to,
      inDomains: [...new Set(allowedDomains(mail).map((domain) => `*@${domain.toLowerCase()}`))],
    },
    athena: { ...athenaOf(athena), querySeconds: querySeconds(reports) },
    archive: archiveOf(archive),
    encryption: encryptionOf(settings),
    notices: noticesOf(settings),
    logRetentionDays,
  };
}

const NONE = 'infra/none.yml';
const DEFAULT_SCAN_LIMIT_BYTES = 1e12;
const DEFAULT_RETENTION_DAYS = 2557;

function athenaOf({
  workgroup,
  results = '',
  scanLimitBytes,
}: Settings['athena']): Omit<Deployment['athena'], 'querySeconds'> {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(results) ?? [];
  const made = !workgroup;
  return {
    template: made ? 'infra/workgroup.yml' : NONE,
    workgroup: workgroup ?? { Ref: 'Workgroup' },
    resultBucket: made ? { Ref: 'ResultBucket' } : bucket,
    resultPrefix: prefix,
    resultLocation: results,
    scanLimitBytes: made ? (scanLimitBytes ?? DEFAULT_SCAN_LIMIT_BYTES) : 0,
  };
}

function archiveOf({ bucket, retentionDays, objectLock }: Settings['archive']): Deployment['archive'] {
  return {
    template: bucket ? NONE : 'infra/archive.yml',
    bucket: bucket ?? { Ref: 'ArchiveBucket' },
    retentionDays: retentionDays ?? DEFAULT_RETENTION_DAYS,
    objectLockEnabled: objectLock !== undefined,
    objectLock: objectLock
      ? {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: objectLock.mode, Days: objectLock.days } },
        }
      : { Ref: 'AWS::NoValue' },
  };
}
