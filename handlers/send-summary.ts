/** State SendSummary: archives the mail and the manifest, and sends the mail. */

import { fileURLToPath } from 'node:url';
import { s3Archive } from '../src/adapters/aws/s3.ts';
import { s3Client } from '../src/adapters/aws/s3-client.ts';
import { s3Logs } from '../src/adapters/aws/s3-logs.ts';
import { sesClient, sesMailer } from '../src/adapters/aws/ses.ts';
import type { Config } from '../src/config/config.ts';
import { messageOf } from '../src/errors.ts';
import type { Control } from '../src/run/judgement.ts';
import { type SendSummaryInput, sendSummary } from '../src/steps/send-summary.ts';
import { countRun } from './run-metrics.ts';
import { config, environment, logged, now } from './wiring.ts';

/** Known when it is bundled, so that a bundle without a use for the workbook does not hold it. */
declare const AUDIT_CONFIG: Config;

const workbook =
  AUDIT_CONFIG.mail.attach === 'xlsx'
    ? (await import('../src/workbook/attachment.ts')).attachableWorkbook
    : undefined;

// Packaged with the function, which lies in a folder of its own.
const networks = AUDIT_CONFIG.networks
  ? await (await import('../src/adapters/local/network-files.ts'))
      .readNetworkNames(AUDIT_CONFIG.networks, fileURLToPath(new URL('..', import.meta.url)))
      .catch((error: unknown) => ({ error: messageOf(error) }))
  : undefined;

/** As for AUDIT_CONFIG: the texts of the controls that the report `controls` is made of. */
declare const AUDIT_CONTROLS: readonly Control[];

// The log bucket often is another account's, and in another region.
const client = s3Client(30, { followRegionRedirects: true });
const archive = s3Archive({ client, bucket: environment('ARCHIVE_BUCKET') });
const mailer = sesMailer({ client: sesClient() });
const logBucket = {
  client,
  bucket: environment('LOG_BUCKET'),
  prefix: environment('LOG_PREFIX'),
};

export const handler = logged(async (input: SendSummaryInput) => {
  const logs = s3Logs({ ...logBucket, ...input.run });
  const manifest = await sendSummary(input, {
    archive,
    mailer,
    logs,
    config,
    controls: AUDIT_CONTROLS,
    networks,
    charged: true,
    now,
    workbook,
  });
  if (!('resend' in input)) countRun(manifest);
  // The archive has the rest; an organization's accounts and 40 statements may outgrow the 256 KiB of a state's output.
  const { coverage, controls, networks: _, warnings, events, history, reports, ...outcome } = manifest;
  return { ...outcome, reports: reports.map(({ sql, ...report }) => report) };
});
