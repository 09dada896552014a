/** All that a team sets: the configuration of src/config/config.ts, and what only a deployment needs. */
import * as z from 'zod';
import { configSchema, domain } from '../src/config/config.ts';
import { scheduleFaults } from '../src/plan/schedule.ts';
import { BUCKET, EMAIL, isOwnBucket, MOST_RECIPIENTS, RECIPIENTS, WORKGROUP } from '../src/rules.ts';

// Messages say what would be right; infra/settings.ts puts the setting and its value in front of them.

const bucket = z
  .string('give the name of a bucket')
  .refine(
    isOwnBucket,
    'not a bucket name: give 3 to 63 lower-case letters, digits, hyphens and dots, without s3:// and without a path',
  );

const address = z.email({ error: 'give an e-mail address, such as audit@example.com', pattern: EMAIL });

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const days = z
  .int('give a whole number of days')
  .min(1, 'give at least 1 day')
  .max(36_500, 'give at most 36500 days');

const keyArn = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[a-zA-Z0-9-]+$/,
    'give the ARN of a KMS key, not of an alias: arn:aws:kms:us-east-1:111122223333:key/…',
  );

const issue = (setting: string, message: string) => ({ code: 'custom' as const, path: [setting], message });

const config = configSchema.shape;

const schedule = config.schedule.unwrap().superRefine((value, context) => {
  for (const { setting, problem } of scheduleFaults(value)) context.addIssue(issue(setting, problem));
});

const athena = z
  .strictObject({
    /** an existing workgroup; absent: one is made */
    workgroup: z.string().regex(WORKGROUP, 'give the name of a workgroup').optional(),
    /** where that workgroup puts results */
    results: z
      .string()
      .refine(
        (text) => BUCKET.test(/^s3:\/\/([^/]+)\/([^/]+\/)*$/.exec(text)?.[1] ?? ''),
        'give a place in S3 that ends in a slash, such as s3://bucket/prefix/',
      )
      .optional(),
    /** a query that reads more is cut off, and charged so far; of the workgroup that is made */
    scanLimitBytes: z
      .int('give a whole number of bytes')
      .min(10_000_000, 'give at least 10000000 bytes, the lowest limit that Athena accepts')
      .optional(),
  })
  .superRefine(({ workgroup, results, scanLimitBytes }, context) => {
    const add = (setting: string, message: string) => context.addIssue(issue(setting, message));
    if (workgroup && !results) add('results', 'give the place in S3 where the workgroup puts its results');
    if (!workgroup && results)
      add('results', 'goes with an existing workgroup only: name that too, or remove it');
    if (workgroup && scanLimitBytes) add('scanLimitBytes', 'the existing workgroup has its own; remove it');
  });

/** S3 bills files in Glacier Instant Retrieval for this long: https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html */
export const COLD_STORAGE_DAYS = 90;

export const DEFAULT_RETENTION_DAYS = 2557;

const archive = config.archive
  .unwrap()
  .extend({
    /** an existing bucket; absent: one is made */
    bucket: bucket.optional(),
    /** how long the bucket that is made keeps files */
    retentionDays: days.optional(),
    /** how long the bucket that is made keeps the events of the setting `history` */
    historyDays: days.optional(),
    /** when files of the bucket that is made move to cheaper storage, which can be read at once as well */
    coldStorageAfterDays: z
      .union([z.literal('never'), days], 'give a whole number of days, at least 1, or never')
      .optional(),
    /** how long a file of the bucket that is made cannot be changed or removed: by any user (COMPLIANCE) or by most (GOVERNANCE) */
    objectLock: z
      .strictObject({ mode: z.enum(['GOVERNANCE', 'COMPLIANCE'], 'give GOVERNANCE or COMPLIANCE'), days })
      .optional(),
  })
  .superRefine((value, context) => {
    const add = (setting: string, message: string) => context.addIssue(issue(setting, message));
    for (const setting of ['retentionDays', 'historyDays', 'coldStorageAfterDays', 'objectLock'] as const) {
      if (value.bucket && value[setting]) add(setting, 'the existing bucket has its own; remove it');
    }
    const { retentionDays, historyDays, coldStorageAfterDays: cold } = value;
    if (historyDays && historyDays > (retentionDays ?? DEFAULT_RETENTION_DAYS))
      add('historyDays', 'files are removed after retentionDays: give at most as many');
    if (typeof cold === 'number' && retentionDays && cold + COLD_STORAGE_DAYS > retentionDays) {
      const most = retentionDays - COLD_STORAGE_DAYS;
      add(
        'coldStorageAfterDays',
        `files are removed after retentionDays, ${retentionDays}, and billed for ${COLD_STORAGE_DAYS} days after they move: give ${most > 0 ? `at most ${most}, or never` : 'never'}`,
      );
    }
    if (value.objectLock && value.retentionDays && value.objectLock.days > value.retentionDays) {
      add(
        'objectLock',
        `files would be locked for longer than retentionDays, ${value.retentionDays}: give at most as many days`,
      );
    }
  });

const notices = z
  .strictObject({
    /** who gets a notice when a run fails or is missing; absent: the recipients of the mail */
    to: z.array(address, 'give a list of e-mail addresses').min(1, 'give at least 1').optional(),
    /** an existing topic, which has its own subscribers; absent: one is made */
    topicArn: z
      .string()
      .regex(
        /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[a-zA-Z0-9_-]{1,256}$/,
        'give the ARN of an SNS topic that is not FIFO, such as arn:aws:sns:us-east-1:111122223333:alerts',
      )
      .optional(),
  })
  .superRefine(({ to, topicArn }, context) => {
    if (to && topicArn)
      context.addIssue(issue('to', 'the existing topic has its own subscribers; remove it'));
  });

export const settingsSchema = z.strictObject({
  ...config,
  schedule: schedule.prefault({}),
  mail: config.mail
    .unwrap()
    .extend({
      from: address,
      to: z
        .array(address, `give a list of ${RECIPIENTS}`)
        .min(1, `give ${RECIPIENTS}`)
        .max(MOST_RECIPIENTS, `give ${RECIPIENTS}`),
      allowedDomains: z.array(domain).min(1, 'give at least 1, or remove it').optional(),
    })
    // Where it is absent, its required settings are reported as missing.
    .prefault({} as never),
  daily: config.daily
    .unwrap()
    .refine(({ webhook }) => !webhook, { error: 'is for one machine alone; remove it', path: ['webhook'] })
    .prefault({}),
  /** the bucket with CloudTrail's logs, and what comes before AWSLogs/ in it */
  logs: z
    .strictObject({
      bucket,
      prefix: z
        .string()
        .regex(/^([^/*?$]+\/)*$/, 'give a prefix that ends in a slash, such as trails/, or an empty one')
        .default(''),
      /** the key that CloudTrail encrypts its log files with, where it is one of KMS */
      kmsKeyArn: keyArn.optional(),
    })
    .prefault({} as never),
  /** a key in the stack's region for all that the stack keeps; absent: S3's, SQS's and CloudWatch's own encryption */
  kmsKeyArn: keyArn.optional(),
  athena: athena.prefault({}),
  archive: archive.prefault({}),
  notices: notices.prefault({}),
  /** how long the functions' and the state machine's logs are kept */
  logRetentionDays: z
    .literal(
      LOG_RETENTION_DAYS,
      `CloudWatch Logs keeps logs for one of ${LOG_RETENTION_DAYS.join(', ')} days`,
    )
    .default(90),
});

export type Settings = z.infer<typeof settingsSchema>;
