import { DAY } from '../../src/sample/calendar.ts';
import type { Habit } from '../../src/sample/call.ts';
import { CALLS, callOf } from '../../src/sample/calls.ts';
import * as company from '../../src/sample/company.ts';
import { newKey, type Principal, roleIdentity } from '../../src/sample/identity.ts';
import { type Random, Weighted } from '../../src/sample/random.ts';
import type { Session } from '../../src/sample/record.ts';
import type { Company } from './company.ts';
import { type Day, type Happening, happeningOf, hour } from './happening.ts';

const { BOTO, JAVA, MANAGEMENT, NODE, PRODUCTION, STAGING, TOKYO } = company;

/** A scanner, and a page of the console, ask them all. */
export const REGIONS =
  'ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1 ap-southeast-2 ca-central-1 eu-central-1 eu-north-1 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2'.split(
    ' ',
  );

/** A hundred of the cast's shares are so many events a day. */
const EVENTS = 900;

/** What programs and AWS services do on a day. */
export function programsAt(company: Company, day: Day, random: Random): Happening[] {
  return [
    ...castAt(company, day, random),
    ...scansAt(company, day, random),
    ...rolesAt(company, day, random),
  ];
}

/** Deploy bots, Terraform, a scanner, auto scaling, services, keys of users. */
function castAt({ cast }: Company, day: Day, random: Random): Happening[] {
  return cast.actors
    .filter(({ habit }) => habit !== 'person' && habit !== 'admin')
    .flatMap(({ habit, share, regions, open }) => {
      const calls = new Weighted(CALLS.map((call) => [call, call.by[habit] ?? 0] as const));
      const happenings: Happening[] = [];
      let left = Math.ceil((share * EVENTS) / 100);
      while (left > 0) {
        const at = day.begins + random.integer(0, DAY - 600);
        const region = random.pick(regions);
        const { session } = open({ random, at, region });
        const from = { ...session, address: addressOf(session, habit, random) };
        for (let n = random.integer(1, 8); n > 0 && left > 0; n--, left--) {
          const scene = { random, at: at + n * 3, region };
          happenings.push(happeningOf(calls.pick(random), from, scene, random.chance(0.006)));
        }
      }
      return happenings;
    });
}

/** Runners of a build service come from everywhere. */
function addressOf({ address, identity }: Session, habit: Habit, random: Random): string {
  if (habit !== 'deploy' || identity.type !== 'AssumedRole') return address;
  return `240.${random.integer(100, 140)}.${random.integer(0, 255)}.${random.integer(1, 254)}`;
}

/** Every region of every account, each night; what the scanner may not read is refused. */
function scansAt({ cast }: Company, day: Day, random: Random): Happening[] {
  return [PRODUCTION, STAGING, MANAGEMENT].flatMap((account, n) => {
    const role = cast.named('SecurityAudit');
    const at = hour(day, 17) + n * 600;
    const own = { ...role, account, arn: role.arn.replace(/\d{12}/, account) };
    const name = `scan-${random.integer(100_000, 999_999)}`;
    const identity = roleIdentity(own, name, at, newKey('ASIA', random));
    const session = { account, identity, address: '192.0.2.77', agent: BOTO };
    return REGIONS.flatMap((region, r) =>
      ['ec2:DescribeInstances', 'kms:DescribeKey'].map((title, c) =>
        happeningOf(callOf(title), session, { random, at: at + 10 * r + c, region }, c === 1),
      ),
    );
  });
}

/** Functions and instances, whose addresses are of AWS or of a subnet, containers, jobs, and a service that is new on the 24th. */
function rolesAt({ roles }: Company, day: Day, random: Random): Happening[] {
  const of = (
    role: Principal,
    name: string,
    address: string,
    agent: string,
    titles: string,
    clock = random.integer(0, 22),
  ) => {
    const at = hour(day, clock) + random.integer(0, 3000);
    const identity = roleIdentity(role, name, at, newKey('ASIA', random));
    const session = { account: role.account, identity, address, agent };
    return titles
      .split(' ')
      .map((title, n) => happeningOf(callOf(title), session, { random, at: at + n, region: TOKYO }));
  };
  const often = (times: number, one: () => Happening[]) => Array.from({ length: times }, one).flat();
  const instance = () => `i-0${random.hex(16)}`;
  const task = () => random.hex(32);
  const subnet = () => `10.0.${random.pick([0, 16, 32]) + random.integer(0, 15)}.${random.integer(4, 250)}`;
  const ofAws = () => `240.${random.pick([60, 61, 62])}.${random.integer(0, 255)}.${random.integer(1, 254)}`;
  const guardDuty = 'guardduty.amazonaws.com';
  const isNew = day.ofMonth >= 24;
  // biome-ignore format: a table
  return [
    ...often(8, () => of(roles.function, 'invoice-mailer', ofAws(), NODE, 'secretsmanager:GetSecretValue kms:Decrypt')),
    ...often(12, () => of(roles.web, instance(), subnet(), JAVA, 'ssm:UpdateInstanceInformation ssm:GetParameter')),
    ...often(8, () => of(roles.container, task(), subnet(), JAVA, 'ecr:GetAuthorizationToken secretsmanager:GetSecretValue')),
    ...of(roles.guardduty, 'GuardDuty', guardDuty, guardDuty, 'ec2:DescribeInstances'),
    ...often(day.isSunday ? 1 : 0, () => of(roles.weekly, 'weekly', '192.0.2.61', BOTO, 'ce:GetCostAndUsage organizations:ListAccounts', 3)),
    ...often([1, 31].includes(day.ofMonth) ? 1 : 0, () => of(roles.monthEnd, 'closing', '192.0.2.61', BOTO, 's3:PutObject dynamodb:DescribeTable', 20)),
    ...often(isNew ? 3 : 0, () => of(roles.search, 'order-search', '192.0.2.58', NODE, 'kms:Decrypt ssm:GetParameter')),
    ...often(isNew ? 2 : 0, () => of(roles.searchTask, task(), subnet(), JAVA, 'ecr:GetAuthorizationToken')),
  ];
}
