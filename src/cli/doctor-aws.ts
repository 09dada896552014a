import { askCaller } from '../adapters/aws/setup/caller.ts';
import { askMail } from '../adapters/aws/setup/mail.ts';
import type { Config } from '../config/config.ts';
import { judgeCaller } from '../doctor/aws-setup/caller.ts';
import { judgeMail } from '../doctor/aws-setup/mail.ts';
import { type Finding, warning } from '../doctor/finding.ts';
import { RequestError } from '../errors.ts';
import { callerFaults } from './aws.ts';
import type { Examination } from './doctor.ts';
import {
  examineArchive,
  examineFlow,
  examineLogsAndTable,
  examineWorkgroup,
  type Setup,
} from './doctor-areas.ts';
import { clientsIn } from './doctor-clients.ts';

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
    area('logs', () => examineLogsAndTable(setup)),
    area('workgroup', () => examineWorkgroup(setup)),
    ...(options.out ? [area('archive bucket', () => examineArchive(setup, options.out ?? ''))] : []),
    ...(isMailSet(config)
      ? [area('mail', async () => judgeMail(await askMail(clients.ses, config.mail), setup.region))]
      : []),
    ...(options.stack ? [area('schedule', () => examineFlow(setup, options.stack ?? '', caller))] : []),
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
