import { HOUR } from '../calendar.ts';
import type { Call, Session } from '../call.ts';
import { AGENTS, TOKYO } from '../company.ts';
import { accessKeyId, type Role, roleIdentity } from '../identity.ts';
import type { Random, Weighted } from '../random.ts';
import { type Rhythm, roundTheClock } from '../rhythm.ts';
import type { Actor, Opening } from './actor.ts';
import { functionWork } from './habits.ts';

export type Workload = Omit<Actor, 'share'>;

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
    functionWork,
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

export function steady(calls: Weighted<Call>, traits: WorkloadTraits): Omit<Workload, 'open'> {
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

export function begun(session: Session): Opening {
  return { session, traces: [] };
}
