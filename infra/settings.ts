/** Checks `custom.settings` of serverless.yml, all of it at once, and makes it into what the templates need. */
import { configSchema } from '../src/config/config.ts';
import { settingValue } from '../src/config/setting-faults.ts';
import { RequestError } from '../src/errors.ts';
import { allowedDomains } from '../src/plan/request.ts';
import { controlsOf } from '../src/reports/catalogue.ts';
import type { Report } from '../src/run/report.ts';
import { encryptionOf, NO_VALUE } from './encryption.ts';
import { keptEventsOf } from './history-table.ts';
import { networkFaults, networkFiles } from './network-files.ts';
import { noticesOf } from './notices.ts';
import { querySeconds } from './query-seconds.ts';
import { scheduleExpression } from './schedule.ts';
import { readReports, settingsFaults } from './settings-faults.ts';
import {
  COLD_STORAGE_DAYS,
  DEFAULT_RETENTION_DAYS,
  type Settings,
  settingsSchema,
} from './settings-schema.ts';

/**
 * @param settings as they stand in serverless.yml
 * @returns `custom.deployment`: what serverless.yml and the templates in infra/ read
 * @throws RequestError with every fault: the setting, the value seen, what would be right
 */
export async function deploymentOf(
  settings: unknown,
  { now, stage = 'dev' }: { now: string; stage?: string },
) {
  const parsed = settingsSchema.safeParse(settings);
  const read = await readReports();
  const faults = [
    ...settingsFaults(settings, parsed.error, read, now),
    ...(await networkFaults(settingValue(settings, ['networks']))),
  ];
  if (!parsed.success || !read.reports || faults.length > 0) throw new RequestError(faults);
  return deployment(parsed.data, read.reports, stage);
}

function deployment(settings: Settings, reports: readonly Report[], stage: string) {
  const { logs, athena, archive, logRetentionDays, schedule, notices: _, kmsKeyArn: __, ...rest } = settings;
  const { table, mail, timezone } = settings;
  const { gzip, csvMaxBytes } = archive;
  const isOn = settings.history === 'on';
  const madeArchive = archiveOf(archive);
  const days = archive.historyDays ?? Math.min(DEFAULT_HISTORY_DAYS, madeArchive.retentionDays);
  return {
    /** the Lambdas' configuration as JSON, which is made part of their bundles: it may outgrow the 4 KB of their environment */
    config: JSON.stringify(configSchema.parse({ ...rest, archive: { gzip, csvMaxBytes }, schedule })),
    /** what the mail attaches, as JSON */
    attach: JSON.stringify(mail.attach),
    /** the setting `networks` as JSON, or null; and its files, which go into the function of the mail */
    networks: JSON.stringify(settings.networks ?? null),
    networkFiles: networkFiles(settings.networks),
    /** the texts of the controls as JSON, for the bundle of the mail */
    controls: JSON.stringify(controlsOf(reports)),
    schedule: scheduleExpression(schedule, timezone),
    table: { database: table.database, name: table.table },
    logs,
    mail: {
      from: mail.from,
      to: mail.to,
      /** patterns of the addresses in the allowed domains */
      inDomains: [...new Set(allowedDomains(mail).map((domain) => `*@${domain.toLowerCase()}`))],
    },
    athena: {
      ...athenaOf(athena),
      /** how long one report's query may take: to collect takes two queries before the reports */
      querySeconds: querySeconds(reports.length + (isOn ? 2 : 0)),
    },
    archive: madeArchive,
    history: keptEventsOf(isOn, { bucket: madeArchive.bucket, table, days, stage }),
    encryption: encryptionOf(settings),
    notices: noticesOf(settings),
    logRetentionDays,
  };
}

const NONE = 'infra/none.yml';
const DEFAULT_SCAN_LIMIT_BYTES = 1e12;
const DEFAULT_COLD_STORAGE_AFTER_DAYS = 90;
const DEFAULT_HISTORY_DAYS = 400;

function athenaOf({ workgroup, results = '', scanLimitBytes }: Settings['athena']) {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(results) ?? [];
  const made = !workgroup;
  return {
    template: made ? 'infra/workgroup.yml' : NONE,
    workgroup: workgroup ?? { Ref: 'Workgroup' },
    resultBucket: made ? { Ref: 'ResultBucket' } : bucket,
    resultPrefix: prefix,
    /** where the workgroup may not say so itself; else empty */
    resultLocation: results,
    /** 0: not known */
    scanLimitBytes: made ? (scanLimitBytes ?? DEFAULT_SCAN_LIMIT_BYTES) : 0,
  };
}

function archiveOf(archive: Settings['archive']) {
  const { bucket, retentionDays = DEFAULT_RETENTION_DAYS, objectLock } = archive;
  return {
    template: bucket ? NONE : 'infra/archive.yml',
    bucket: bucket ?? { Ref: 'ArchiveBucket' },
    retentionDays,
    /** the lifecycle's rule that moves files to cheaper storage */
    coldStorage: coldStorageRule(
      archive.coldStorageAfterDays ?? DEFAULT_COLD_STORAGE_AFTER_DAYS,
      retentionDays,
    ),
    objectLockEnabled: objectLock !== undefined,
    objectLock: objectLock
      ? {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: objectLock.mode, Days: objectLock.days } },
        }
      : NO_VALUE,
  };
}

/**
 * Glacier Instant Retrieval, a sixth of the price for as long as nobody reads: nothing reads old runs every day. Smaller
 * files would be billed as 128 KB. Files that are removed soon are not worth moving.
 */
function coldStorageRule(afterDays: number | 'never', retentionDays: number) {
  if (afterDays === 'never' || afterDays + COLD_STORAGE_DAYS > retentionDays) return NO_VALUE;
  return {
    Id: 'move-to-cold-storage',
    Status: 'Enabled',
    Prefix: 'runs/',
    ObjectSizeGreaterThan: String(128 * 1024),
    Transitions: [{ StorageClass: 'GLACIER_IR', TransitionInDays: afterDays }],
  };
}
