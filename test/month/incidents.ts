import type { Instant } from '../../src/sample/calendar.ts';
import type { Call } from '../../src/sample/call.ts';
import { callOf } from '../../src/sample/calls.ts';
import * as company from '../../src/sample/company.ts';
import {
  iamUser,
  newKey,
  type Principal,
  roleIdentity,
  rootIdentity,
  signedIn,
  userIdentity,
} from '../../src/sample/identity.ts';
import type { Random } from '../../src/sample/random.ts';
import type { Session } from '../../src/sample/record.ts';
import { failedUserLogin, rootLogin, userLogin } from '../../src/sample/sign-ins.ts';
import type { Company } from './company.ts';
import { callNamed, type Day, dayOf, type Happening, happeningOf, hour, ingress } from './happening.ts';
import { signInOf } from './people.ts';

const {
  BOTO,
  CLI,
  CHROME,
  GUESSER,
  HEADLESS,
  IRELAND,
  JAVA,
  MANAGEMENT,
  NODE,
  PRODUCTION,
  TOKYO,
  TOKYO_OFFICE,
  VIRGINIA,
} = company;

const STRANGER = '999988887777';

/** What the first screen of its day must show. */
export interface Incident {
  dayOfMonth: number;
  name: string;
  /** who did it, as the first screen names them */
  who: string;
  happenings: Happening[];
}

type Planted = [dayOfMonth: number, name: string, who: string, made: (day: Day) => Happening[]];

/** Twenty incidents after the days of learning, each of another kind. */
export function incidentsOf(company: Company, firstDay: Instant, random: Random): Incident[] {
  const calls = (session: Session, at: Instant, list: readonly Call[], region = TOKYO, fails = false) =>
    list.map((call, n) => happeningOf(call, session, { random, at: at + 20 * (n + 1), region }, fails));

  /** A person of the company, who signs in from the office, or somebody with their session. */
  const person =
    (name: string, set: string, clock: number, list: readonly Call[], address?: string, region = TOKYO) =>
    (day: Day) => {
      const who = company.person(name);
      const role = who.roles.find((one) => one.name.includes(set)) ?? who.roles[0];
      const at = hour(day, clock);
      const { session, signIns } = signInOf(who, random, at, {
        address: address ?? who.office,
        ...(role && { role }),
      });
      return [...signIns, ...calls(session, at, list, region)];
    };
  const keyed = (user: Principal, address: string, agent = BOTO): Session => ({
    account: user.account,
    identity: userIdentity(user, newKey('AKIA', random)),
    address,
    agent,
  });
  const session = (role: Principal, name: string, address: string, agent: string, at: Instant): Session => ({
    account: role.account,
    identity: roleIdentity(role, name, at, newKey('ASIA', random)),
    address,
    agent,
  });

  const legacy = iamUser(random, PRODUCTION, 'legacy-report');
  const awsadmin = company.cast.named('awsadmin');
  const monitoring = company.cast.named('monitoring');

  const rootSignsIn = (day: Day): Happening[] => {
    const at = hour(day, 3);
    const visitor = { random, at, region: VIRGINIA, address: TOKYO_OFFICE, agent: CHROME };
    const identity = rootIdentity(PRODUCTION, signedIn(random, at, true));
    const root = { account: PRODUCTION, identity, address: TOKYO_OFFICE, agent: CHROME, console: true };
    return [
      { at, record: rootLogin(PRODUCTION)(visitor) },
      ...calls(root, at, [callOf('iam:GetAccountSummary')]),
    ];
  };
  const guessed = (day: Day): Happening[] => {
    const at = hour(day, 17);
    const visitor = (seconds: number) => ({
      random,
      at: at + seconds,
      region: VIRGINIA,
      address: GUESSER,
      agent: HEADLESS,
    });
    const failures = Array.from({ length: 6 }, (_, n) => ({
      at: at + 25 * n,
      record: failedUserLogin(legacy, 'No')(visitor(25 * n)),
    }));
    return [...failures, { at: at + 200, record: userLogin(legacy, 'No')(visitor(200)) }];
  };
  const withoutMfa = (day: Day): Happening[] => {
    const at = hour(day, 4);
    const visitor = { random, at, region: VIRGINIA, address: TOKYO_OFFICE, agent: CHROME };
    return [{ at, record: userLogin(awsadmin, 'No')(visitor) }];
  };
  const enumeration = (day: Day) =>
    [TOKYO, IRELAND].flatMap((region, n) => {
      const tried = TRIED.split(' ').map((title) => callNamed(title));
      return calls(keyed(monitoring, '198.51.100.91'), hour(day, 14) + 900 * n, tried, region, true);
    });
  const otherRegion = (day: Day) =>
    calls(
      keyed(company.cast.named('backup-agent'), '203.0.113.26', BOTO),
      hour(day, 20),
      [MINER, MINER],
      'af-south-1',
    );
  const stolen = (day: Day) => {
    const at = hour(day, 21);
    const instance = session(company.roles.web, `i-0${random.hex(16)}`, '240.201.9.66', CLI, at);
    return calls(instance, at, ['sts:GetCallerIdentity', 's3:ListBuckets', 'ssm:GetParameter'].map(callOf));
  };
  const shared = (day: Day) =>
    calls(keyed(company.cast.named('backup-agent'), '203.0.113.26'), hour(day, 13), [SHARE]);
  const userData = (day: Day) => {
    const at = hour(day, 5);
    return calls(session(company.cast.named('order-api-role'), 'order-api', '192.0.2.57', NODE, at), at, [
      USER_DATA,
    ]);
  };
  const quietUser = (day: Day) => {
    const at = hour(day, 22);
    const role = company.cast.named('batch-instance');
    return calls(session(role, `i-0${random.hex(16)}`, '10.0.9.44', JAVA, at), at, [
      callNamed('iam:CreateUser', { userName: 'support-svc' }),
    ]);
  };

  // biome-ignore format: a table
  const planted: Planted[] = [
    [15, 'root signs in', 'root', rootSignsIn],
    [16, 'a sign-in after failures', 'legacy-report', guessed],
    [16, 'the trail is stopped', 'noah.ito', person('noah.ito', 'PowerUser', 6, [callNamed('cloudtrail:StopLogging', { name: 'org-trail' })])],
    [17, 'GuardDuty is disabled', 'kenji.sato', person('kenji.sato', 'Administrator', 7, [callNamed('guardduty:UpdateDetector', { detectorId: 'd', enable: false })])],
    [18, 'a person from a network never seen', 'emma.jones', person('emma.jones', 'PowerUser', 19, ['s3:ListBuckets', 'ecs:DescribeServices'].map(callOf), '240.199.7.31', IRELAND)],
    [18, 'an administrator policy is attached', 'alice', person('alice', '', 11, [callNamed('iam:AttachUserPolicy', { userName: 'ci-deploy', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' })])],
    [19, 'a role trusts a stranger', 'suzuki', person('suzuki', '', 5, [callNamed('iam:UpdateAssumeRolePolicy', { roleName: 'shop-task', policyDocument: trustOf(STRANGER) })])],
    [20, 'a snapshot is shared', 'backup-agent', shared],
    [21, 'a port is open to the world', 'sofia.rossi', person('sofia.rossi', 'PowerUser', 12, [ingress('0.0.0.0/0', 22)], undefined, IRELAND)],
    [22, 'a key will be deleted', 'hanako.yamada', person('hanako.yamada', 'Administrator', 8, [callNamed('kms:ScheduleKeyDeletion', { keyId: '1234abcd-12ab-34cd-56ef-1234567890ab', pendingWindowInDays: 7 })])],
    [22, 'a region never used', 'af-south-1', otherRegion],
    [23, 'credentials of an instance used from outside', 'shop-front-instance', stolen],
    [24, 'refused calls in number', 'monitoring', enumeration],
    [25, 'a sign-in without MFA', 'awsadmin', withoutMfa],
    [26, 'an MFA device is deactivated', 'yuki.kobayashi', person('yuki.kobayashi', 'PowerUser', 9, [callNamed('iam:DeactivateMFADevice', { userName: 'suzuki', serialNumber: `arn:aws:iam::${PRODUCTION}:mfa/suzuki` })])],
    [27, 'a bucket is public', 'noah.ito', person('noah.ito', 'PowerUser', 10, [callNamed('s3:PutBucketPolicy', { bucketName: 'example-corp-order-exports', bucketPolicy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject' }] } })])],
    [28, 'a permission set is changed', 'kenji.sato', person('kenji.sato', 'Administrator', 13, [callNamed('sso:AttachManagedPolicyToPermissionSet', { permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1', managedPolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' })])],
    [29, 'user data is changed', 'order-api-role', userData],
    [30, 'a user is made quietly', 'batch-instance', quietUser],
    [31, 'a guardrail is detached', 'hanako.yamada', person('hanako.yamada', 'Administrator', 14, [callNamed('organizations:DetachPolicy', { policyId: 'p-guardrail', targetId: MANAGEMENT })])],
  ];
  return planted.map(([dayOfMonth, name, who, made]) => ({
    dayOfMonth,
    name,
    who,
    happenings: made(dayOf(firstDay, dayOfMonth)),
  }));
}

const TRIED =
  'iam:ListUsers iam:ListRoles iam:GetAccountAuthorizationDetails s3:ListBuckets s3:GetBucketPolicy ec2:DescribeInstances ec2:DescribeSnapshots rds:DescribeDBSnapshots secretsmanager:ListSecrets ssm:DescribeParameters kms:ListKeys lambda:ListFunctions20150331 dynamodb:ListTables sns:ListTopics sqs:ListQueues ses:GetAccount cloudtrail:DescribeTrails guardduty:ListDetectors organizations:ListAccounts sso:ListInstances ecr:DescribeRepositories eks:ListClusters iam:CreateUser iam:AttachUserPolicy';
const MINER = callNamed('ec2:RunInstances', {
  instanceType: 'c7i.48xlarge',
  instancesSet: { items: [{ minCount: 20, maxCount: 20 }] },
});
const SHARE = callNamed('ec2:ModifySnapshotAttribute', {
  snapshotId: 'snap-0a1b2c3d4e5f60718',
  createVolumePermission: { add: { items: [{ userId: STRANGER }] } },
  attributeType: 'CREATE_VOLUME_PERMISSION',
});
const USER_DATA = callNamed('ec2:ModifyInstanceAttribute', {
  instanceId: 'i-0a1b2c3d4e5f60718',
  userData: '<sensitiveDataRemoved>',
});

function trustOf(account: string): string {
  const Principal = { AWS: `arn:aws:iam::${account}:root` };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }],
  });
}
