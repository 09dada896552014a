import { type Clients, clientsIn } from '../adapters/aws/setup/ask.ts';
import { askArchive } from '../adapters/aws/setup/bucket.ts';
import { askLogContents } from '../adapters/aws/setup/log-contents.ts';
import { askLogs } from '../adapters/aws/setup/logs.ts';
import { askMail } from '../adapters/aws/setup/mail.ts';
import { askNotices } from '../adapters/aws/setup/notices.ts';
import { askCaller, askSchedule, askStartFunction, askStateMachine } from '../adapters/aws/setup/stack.ts';
import { askTrails } from '../adapters/aws/setup/trail.ts';
import { askWorkgroup } from '../adapters/aws/setup/workgroup.ts';
import type { Config } from '../config/config.ts';
import { judgeArchive } from '../doctor/bucket.ts';
import { type Examination, type Finding, warning } from '../doctor/finding.ts';
import { judgeLogContents } from '../doctor/log-contents.ts';
import { judgeLogs } from '../doctor/logs.ts';
import { judgeMail } from '../doctor/mail.ts';
import { judgeNotices } from '../doctor/notices.ts';
import type { Setup } from '../doctor/setup.ts';
import { judgeCaller, judgeSchedule, judgeStartFunction, judgeStateMachine } from '../doctor/stack.ts';
import { judgeTrails } from '../doctor/trail.ts';
import { judgeWorkgroup } from '../doctor/workgroup.ts';
import { RequestError } from '../errors.ts';
import { callerFaults } from './aws.ts';
import { DEFAULT_WORKGROUP } from './engine-athena.ts';
import type { DoctorOptions } from './options.ts';
import { parseS3Location } from './s3-location.ts';

/** What is asked of AWS together, and judged; with the option that is missing where it cannot be checked. */
type Area = [name: string, missing: string | false, examine: () => Promise<Finding[]>];

/**
 * Checks what is on AWS. Areas do not wait for each other, and a failure in one does not hide the others.
 *
 * @throws RequestError where there are no credentials or no region
 */
export async function examineAws(options: DoctorOptions, config: Config): Promise<Examination> {
  const { output, logBucket, out, stack = '', workgroup = stack || DEFAULT_WORKGROUP } = options;
  const clients = clientsIn(options.region);
  const faults = await callerFaults(clients.athena);
  if (faults.length > 0) throw new RequestError(faults);
  const place = (text = '') => parseS3Location(text) ?? { bucket: '', prefix: '' };
  const all = areas(clients, {
    config,
    region: await clients.athena.config.region(),
    now: new Date().toISOString(),
    logs: place(logBucket),
    readDay: options.readFiles,
    workgroup,
    output,
    archive: place(out),
    stack,
  });
  const findings = await Promise.all(all.filter(([, missing]) => !missing).map(examined));
  return {
    findings: findings.flat(),
    notLookedAt: all.flatMap(([name, missing]) => (missing ? `${name}: give ${missing}` : [])),
  };
}

function areas(clients: Clients, setup: Setup): Area[] {
  const { archive, config, readDay, stack } = setup;
  const noArchive = archive.bucket === '' && '--out s3://bucket/prefix';
  // The default sender is an address that cannot send mail.
  const noMail = config.mail.from.endsWith('.localdomain') && 'mail.from and mail.to in --config';
  const noStack = stack === '' && '--stack NAME, once deployed';
  const area = <T>(
    name: string,
    missing: string | false,
    ask: (clients: Clients, setup: Setup) => Promise<T>,
    judge: (answer: T, setup: Setup) => Finding[],
  ): Area => [name, missing, async () => judge(await ask(clients, setup), setup)];
  return [
    area('caller', false, askCaller, judgeCaller),
    area('trail', false, askTrails, judgeTrails),
    area('logs', false, askLogs, judgeLogs),
    ...(readDay === undefined ? [] : [area('log contents', false, askLogContents, judgeLogContents)]),
    area('workgroup', false, askWorkgroup, judgeWorkgroup),
    area('archive bucket', noArchive, askArchive, judgeArchive),
    area('SES', noMail, askMail, judgeMail),
    area('schedule', noStack, askSchedule, judgeSchedule),
    area('start function', noStack, askStartFunction, judgeStartFunction),
    area('state machine', noStack, askStateMachine, judgeStateMachine),
    area('notices', noStack, askNotices, judgeNotices),
  ];
}

async function examined([name, , examine]: Area): Promise<Finding[]> {
  try {
    return await examine();
  } catch (error) {
    const todo = 'run doctor again; if this happens again, report it as a bug in doctor';
    return [warning(name, `not checked: ${error}`, todo)];
  }
}
