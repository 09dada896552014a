import type { Actor, Opening } from './actor.ts';
import { HOUR } from './calendar.ts';
import type { Call, Session } from './call.ts';
import { assumeOwnRole, assumeWithWebIdentity } from './calls/access.ts';
import { FUNCTIONS } from './calls/compute.ts';
import { describeKey, generateDataKey } from './calls/operations.ts';
import { AGENTS, SECURITY, TOKYO } from './company.ts';
import * as habits from './habits.ts';
import {
  accessKeyId,
  type IamUser,
  type Role,
  roleIdentity,
  serviceIdentity,
  userIdentity,
  webIdentity,
} from './identity.ts';
import { type Random, Weighted } from './random.ts';
import { type Rhythm, roundTheClock } from './rhythm.ts';

type Workload = Omit<Actor, 'share'>;

/** What workloads differ in. */
export interface WorkloadTraits {
  regions?: readonly string[];
  rhythm?: Rhythm;
  callsPerBurst?: number;
}

/** One instance of a fleet; its calls stay in the network, by way of VPC endpoints. */
export function instance(
  random: Random,
  role: Role,
  calls: Weighted<Call>,
  traits: WorkloadTraits = {},
): Workload {
  const name = `i-0${random.hex(16)}`;
  const address = `10.0.${random.integer(0, 15)}.${random.integer(4, 250)}`;
  return running(role, () => name, address, AGENTS.java, 'endpoint', calls, traits);
}

export function lambdaFunction(random: Random, role: Role, traits: WorkloadTraits = {}): Workload {
  const name = role.name.replace(/-role$/, '');
  return running(
    role,
    () => name,
    `192.0.2.${random.integer(50, 90)}`,
    AGENTS.node,
    'sdk',
    habits.functionWork,
    traits,
  );
}

/** A role taken up anew for each job, from one address: tasks, deployments, scans. */
export function jobs(
  role: Role,
  prefix: string,
  address: string,
  userAgent: string,
  calls: Weighted<Call>,
  traits: WorkloadTraits = {},
): Workload {
  const sessionName = (random: Random) => `${prefix}${random.integer(100_000, 999_999)}`;
  return running(role, sessionName, address, userAgent, 'sdk', calls, traits);
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
  const assume = assumeOwnRole(roleName, (random) =>
    name === 'ec2' ? `i-0${random.hex(16)}` : random.pick(FUNCTIONS),
  );
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

/** AWS at work on its own behalf, which it says with neither a service's name nor an agent. */
export function internalCalls(role: Role, calls: Weighted<Call>): Workload {
  return running(
    role,
    () => 'LambdaDescribeHandlerSession',
    'AWS Internal',
    'AWS Internal',
    'service',
    calls,
    {},
  );
}

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

export function auditScanner(role: Role): Workload {
  return jobs(role, `${SECURITY}-scan-`, '192.0.2.77', AGENTS.boto, habits.scanning, { callsPerBurst: 14 });
}

function running(
  role: Role,
  sessionName: (random: Random) => string,
  sourceIPAddress: string,
  userAgent: string,
  channel: Session['channel'],
  calls: Weighted<Call>,
  traits: WorkloadTraits,
): Workload {
  const open = (random: Random, at: number): Opening => {
    const identity = roleIdentity(role, sessionName(random), accessKeyId(random, 'ASIA'), at);
    return begun({ account: role.account, identity, sourceIPAddress, userAgent, channel });
  };
  return { ...steady(calls, traits), open };
}

function steady(calls: Weighted<Call>, traits: WorkloadTraits): Omit<Workload, 'open'> {
  return {
    rhythm: roundTheClock,
    regions: [TOKYO],
    callsPerBurst: 6,
    pauseSeconds: 3,
    failureRate: 0.006,
    sessionSeconds: HOUR,
    reopenRate: 0,
    calls,
    ...traits,
  };
}

function begun(session: Session): Opening {
  return { session, traces: [] };
}
