import { askArchive } from '../adapters/aws/setup/archive.ts';
import { askCaller } from '../adapters/aws/setup/caller.ts';
import { type Clients, clientsIn } from '../adapters/aws/setup/clients.ts';
import { askLogs } from '../adapters/aws/setup/logs.ts';
import { askMail } from '../adapters/aws/setup/mail.ts';
import { askSchedule } from '../adapters/aws/setup/schedule.ts';
import { askStateMachine } from '../adapters/aws/setup/state-machine.ts';
import { askWorkgroup } from '../adapters/aws/setup/workgroup.ts';
import type { Config } from '../config/config.ts';
import { judgeArchive } from '../doctor/archive.ts';
import { judgeCaller } from '../doctor/caller.ts';
import { type Examination, type Finding, warning } from '../doctor/finding.ts';
import { judgeLogs } from '../doctor/logs.ts';
import { judgeMail } from '../doctor/mail.ts';
import { judgeSchedule } from '../doctor/schedule.ts';
import type { Setup } from '../doctor/setup.ts';
import { judgeStateMachine } from '../doctor/state-machine.ts';
import { judgeWorkgroup } from '../doctor/workgroup.ts';
import { RequestError } from '../errors.ts';
import { callerFaults } from './aws.ts';
import { DEFAULT_WORKGROUP } from './engine-athena.ts';
import type { DoctorOptions } from './options.ts';
import { parseS3Location } from './s3-location.ts';

/** What is asked of AWS together, and judged. */
interface Area {
  name: string;
  /** the option without which this area cannot be checked */
  missing: string | false;
  examine(): Promise<Finding[]>;
}

/**
 * Checks what is on AWS. No area waits for another, and none that fails hides another.
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
    workgroup,
    output,
    archive: place(out),
    stack,
  });
  const findings = await Promise.all(all.filter(({ missing }) => !missing).map(examined));
  return {
    findings: findings.flat(),
    notLookedAt: all.flatMap(({ name, missing }) => (missing ? `${name}: give ${missing}` : [])),
  };
}

function areas(clients: Clients, setup: Setup): Area[] {
  const area = <Facts>(
    name: string,
    ask: (clients: Clients, setup: Setup) => Promise<Facts>,
    judge: (facts: Facts, setup: Setup) => Finding[],
    missing: string | false = false,
  ): Area => ({ name, missing, examine: async () => judge(await ask(clients, setup), setup) });
  const { archive, config, stack } = setup;
  // The default sender is an address that nobody can send from.
  const noMail = config.mail.from.endsWith('.localdomain') && 'mail.from and mail.to in --config';
  const noStack = stack === '' && '--stack NAME, once deployed';
  return [
    area('caller', askCaller, judgeCaller),
    area('logs', askLogs, judgeLogs),
    area('workgroup', askWorkgroup, judgeWorkgroup),
    area('archive bucket', askArchive, judgeArchive, archive.bucket === '' && '--out s3://bucket/prefix'),
    area('SES', askMail, judgeMail, noMail),
    area('schedule', askSchedule, judgeSchedule, noStack),
    area('state machine', askStateMachine, judgeStateMachine, noStack),
  ];
}

async function examined({ name, examine }: Area): Promise<Finding[]> {
  try {
    return await examine();
  } catch (error) {
    const todo = 'run doctor again; if this stays, report it as a bug of the doctor';
    return [warning(name, `not checked: ${error}`, todo)];
  }
}
