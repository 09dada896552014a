import type { Call, Session } from '../call.ts';
import { FUNCTIONS } from '../calls/applications.ts';
import { describeKey, generateDataKey } from '../calls/secrets.ts';
import { assumeOwnRole, assumeWithWebIdentity } from '../calls/sts.ts';
import { AGENTS, TOKYO } from '../company.ts';
import {
  accessKeyId,
  type IamUser,
  type Role,
  roleIdentity,
  serviceIdentity,
  userIdentity,
  webIdentity,
} from '../identity.ts';
import { type Random, Weighted } from '../random.ts';
import type { Rhythm } from '../rhythm.ts';
import type { Opening } from './actor.ts';
import { begun, steady, type Workload, type WorkloadTraits } from './workloads.ts';

/** An IAM user for a program: one long-term key, for years. */
export function keyUser(
  random: Random,
  user: IamUser,
  address: string,
  userAgent: string,
  calls: Weighted<Call>,
  traits: WorkloadTraits = {},
): Workload {
  const identity = userIdentity(user, accessKeyId(random, 'AKIA'));
  const session: Session = {
    account: user.account,
    identity,
    sourceIPAddress: address,
    userAgent,
    channel: 'sdk',
  };
  return { ...steady(calls, traits), open: () => begun(session) };
}

/** Pipelines of a code host, which bring a token of its own. */
export function pipelines(account: string, repository: string, rhythm: Rhythm): Workload {
  const open = (random: Random): Opening => {
    const subject = `repo:${repository}:ref:refs/heads/${random.chance(0.8) ? 'main' : 'release'}`;
    const sourceIPAddress = `203.0.113.${random.integer(30, 60)}`;
    return begun({
      account,
      identity: webIdentity(account, subject),
      sourceIPAddress,
      userAgent: AGENTS.go,
      channel: 'sdk',
    });
  };
  const calls = new Weighted([[assumeWithWebIdentity, 1]]);
  return { ...steady(calls, { rhythm, regions: [TOKYO], callsPerBurst: 1 }), open, sessionSeconds: 0 };
}

/** A service that acts by its service-linked role. */
export function serviceLinked(
  role: Role,
  service: string,
  calls: Weighted<Call>,
  traits: WorkloadTraits = {},
): Workload {
  const host = `${service}.amazonaws.com`;
  const open = (random: Random, at: number): Opening => {
    const identity = roleIdentity(
      role,
      role.name.replace('AWSServiceRoleFor', ''),
      accessKeyId(random, 'ASIA'),
      at,
      { invokedBy: host },
    );
    return begun({
      account: role.account,
      identity,
      sourceIPAddress: host,
      userAgent: host,
      channel: 'service',
    });
  };
  return { ...steady(calls, traits), open };
}

/** A service that acts as itself, mostly to take up the roles of what it runs. */
export function service(
  account: string,
  name: string,
  roleName: string,
  traits: WorkloadTraits = {},
): Workload {
  const assume = assumeOwnRole(roleName, (random) => sessionNameFor(name, random));
  const calls = new Weighted<Call>([
    [assume, 8],
    [generateDataKey, 1.5],
    [describeKey, 0.5],
  ]);
  const host = `${name}.amazonaws.com`;
  const session: Session = {
    account,
    identity: serviceIdentity(name),
    sourceIPAddress: host,
    userAgent: host,
    channel: 'service',
  };
  return { ...steady(calls, { callsPerBurst: 2, ...traits }), failureRate: 0, open: () => begun(session) };
}

/** Sessions bear the name of the instance, function or task that they are for. */
function sessionNameFor(service: string, random: Random): string {
  if (service === 'ec2') return `i-0${random.hex(16)}`;
  return service === 'lambda' ? random.pick(FUNCTIONS) : random.hex(32);
}
