import type { Call } from '../../src/sample/call.ts';
import { callOf } from '../../src/sample/calls.ts';
import * as company from '../../src/sample/company.ts';
import { iamUser } from '../../src/sample/identity.ts';
import type { Random } from '../../src/sample/random.ts';
import { userLogin } from '../../src/sample/sign-ins.ts';
import type { Company } from './company.ts';
import { callNamed, type Day, type Happening, happeningOf, hour, ingress } from './happening.ts';
import { signInOf } from './people.ts';
import { REGIONS } from './programs.ts';

const { CHROME, IRELAND, MANAGEMENT, TOKYO, TOKYO_OFFICE, VIRGINIA } = company;

const PARTNER = 'partner-880417';
const READ_POLICY = JSON.stringify({
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
});

type Row = [isDue: (day: Day) => boolean, person: string, clock: number, region: string, calls: Call[]];

const on = (ofMonth: number) => (day: Day) => day.ofMonth === ofMonth;
const weekdays = (every: number) => (day: Day) => !day.isWeekend && day.ofMonth % every === 0;
const rotation = ['iam:CreateAccessKey', 'iam:DeleteAccessKey'].map((title) =>
  callNamed(title, { userName: 'suzuki' }),
);

/** With a ticket, from the office. */
// biome-ignore format: a table
const ROWS: Row[] = [
  [weekdays(1), 'yuki.kobayashi', 2, TOKYO, [callNamed('ssm:StartSession', { target: 'i-0a1b2c3d4e5f60718' })]],
  [weekdays(3), 'emma.jones', 10, IRELAND, [ingress('203.0.113.0/24', 443)]],
  [weekdays(5), 'noah.ito', 4, TOKYO, [callOf('s3:PutBucketPolicy')]],
  [weekdays(7), 'sofia.rossi', 11, IRELAND, [callOf('lambda:UpdateFunctionCode20150331v2')]],
  [on(3), 'tanaka', 2, VIRGINIA, userFor('partner-771203')],
  [on(6), 'suzuki', 1, VIRGINIA, rotation],
  [on(17), 'tanaka', 2, VIRGINIA, userFor(PARTNER)],
  [on(20), 'hanako.yamada', 1, TOKYO, [callNamed('sso-directory:AddMemberToGroup', { groupId: 'g-1', memberId: 'm-1' })]],
  [on(21), 'suzuki', 1, VIRGINIA, rotation],
  [on(23), 'liam.smith', 9, IRELAND, [callNamed('monitoring:DeleteAlarms', { alarmNames: ['old-api-errors'] })]],
  [on(28), 'liam.smith', 9, IRELAND, [ingress('0.0.0.0/0', 443)]],
  [on(29), 'ren.novak', 5, TOKYO, [callNamed('logs:DeleteLogGroup', { logGroupName: '/aws/lambda/old' })]],
  [on(30), 'kenji.sato', 3, VIRGINIA, [callNamed('iam:PutRolePolicy', { roleName: 'web-instance', policyName: 'read', policyDocument: READ_POLICY })]],
];

/** What somebody does on purpose on a day of the month: work, and no incident. */
export function plannedAt(company: Company, day: Day, random: Random): Happening[] {
  const planned = ROWS.filter(([isDue]) => isDue(day)).flatMap(([, name, clock, region, calls]) => {
    const person = company.person(name);
    const at = hour(day, clock) + random.integer(0, 1800);
    const [role] = person.roles;
    const { session, signIns } = signInOf(person, random, at, {
      address: person.office,
      ...(role && { role }),
    });
    const made = calls.map((call, n) =>
      happeningOf(call, session, { random, at: at + 30 * (n + 1), region }),
    );
    return [...signIns, ...made];
  });
  return [
    ...planned,
    ...(day.ofMonth === 18 ? partnerAt(day, random) : []),
    ...(day.ofMonth === 22
      ? ['liam.smith', 'sofia.rossi'].flatMap((name) => visit(company, name, day, random))
      : []),
    ...(day.ofMonth === 27 ? globalView(company, 'chloe.dubois', day, random) : []),
  ];
}

/** With a password. */
function userFor(userName: string): Call[] {
  return [
    callNamed('iam:CreateUser', { userName }),
    callNamed('iam:CreateLoginProfile', { userName, passwordResetRequired: true }),
    callNamed('iam:AddUserToGroup', { userName, groupName: 'partners' }),
  ];
}

function partnerAt(day: Day, random: Random): Happening[] {
  const scene = { random, at: hour(day, 7), region: VIRGINIA };
  const user = iamUser(random, MANAGEMENT, PARTNER);
  return [
    { at: scene.at, record: userLogin(user, 'Yes')({ ...scene, address: '240.77.1.20', agent: CHROME }) },
  ];
}

/** Somebody of London in Tokyo. */
function visit(company: Company, name: string, day: Day, random: Random): Happening[] {
  const at = hour(day, 1);
  const { session, signIns } = signInOf(company.person(name), random, at, { address: TOKYO_OFFICE });
  return [
    ...signIns,
    happeningOf(callOf('ecs:DescribeServices'), session, { random, at: at + 60, region: TOKYO }),
  ];
}

/** One page of the console asks every region. */
function globalView(company: Company, name: string, day: Day, random: Random): Happening[] {
  const at = hour(day, 10);
  const { session, signIns } = signInOf(company.person(name), random, at);
  const asked = REGIONS.map((region, n) =>
    happeningOf(callOf('ec2:DescribeInstances'), session, { random, at: at + 60 + n, region }),
  );
  return [...signIns, ...asked];
}
