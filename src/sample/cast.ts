import type { Actor, Opening, Visit } from './actor.ts';
import { fill, type Habit } from './call.ts';
import * as company from './company.ts';
import * as identity from './identity.ts';
import type { Random } from './random.ts';
import { checkMfa, failedUserLogin, roleLogin, userLogin } from './sign-ins.ts';

const { ACCOUNTS, BOTO, CHROME, CLI, EDGE, FIREFOX, GO, IRELAND, JAVA, MANAGEMENT, NODE, OHIO } = company;
const { PRODUCTION, SECURITY, STAGING, SYDNEY, TERRAFORM, TOKYO, VIRGINIA } = company;
const { LONDON_OFFICE, NEW_YORK_OFFICE, SYDNEY_HOME, TOKYO_OFFICE } = company;

/** The IAM users of people. */
// biome-ignore format: a table
const USERS: [share: number, account: string, name: string, mfa: boolean, address: string, agent: string, regions: string[]][] = [
  [0.9, MANAGEMENT, 'tanaka', true, TOKYO_OFFICE, CHROME, [TOKYO, TOKYO, VIRGINIA]],
  [0.9, PRODUCTION, 'suzuki', true, TOKYO_OFFICE, EDGE, [TOKYO, TOKYO, VIRGINIA]],
  [0.8, MANAGEMENT, 'alice', true, LONDON_OFFICE, CHROME, [IRELAND, VIRGINIA]],
  [0.5, STAGING, 'm.garcia', false, SYDNEY_HOME, FIREFOX, [SYDNEY, TOKYO]],
  [0.2, MANAGEMENT, 'awsadmin', false, TOKYO_OFFICE, EDGE, [TOKYO, VIRGINIA]],
];

/** Programs and AWS services, by key of an IAM user, by role (with the name of its sessions), or as a service. */
// biome-ignore format: a table
const PROGRAMS: [share: number, habit: Habit, account: string, as: string, address: string, agent: string, regions: string[]][] = [
  [1.5, 'admin', MANAGEMENT, 'user awsadmin', '203.0.113.25', CLI, [TOKYO, VIRGINIA]],
  [8, 'deploy', STAGING, 'user ci-deploy', '203.0.113.40', GO, [TOKYO]],
  [7, 'monitor', PRODUCTION, 'user monitoring', '198.51.100.91', BOTO, [TOKYO, VIRGINIA, IRELAND]],
  [3, 'backup', PRODUCTION, 'user backup-agent', '203.0.113.26', BOTO, [TOKYO]],
  [9, 'web', PRODUCTION, 'role web-instance i-0{hex}', '10.0.3.17', JAVA, [TOKYO]],
  [4, 'web', PRODUCTION, 'role web-instance i-0{hex}', '10.0.7.21', JAVA, [IRELAND, VIRGINIA]],
  [4, 'web', STAGING, 'role batch-instance i-0{hex}', '10.0.9.44', JAVA, [OHIO]],
  [5, 'app', PRODUCTION, 'role order-api-role order-api', '192.0.2.57', NODE, [TOKYO]],
  [4, 'app', PRODUCTION, 'role payment-webhook-role payment-webhook', '192.0.2.58', NODE, [TOKYO, IRELAND]],
  [3, 'app', PRODUCTION, 'role image-resize-role image-resize', '192.0.2.59', NODE, [TOKYO, VIRGINIA]],
  [3, 'app', SECURITY, 'role audit-collector-role audit-collector', '192.0.2.61', NODE, [TOKYO]],
  [6, 'app', PRODUCTION, 'role shop-task task-{number}', '192.0.2.60', JAVA, [TOKYO, IRELAND]],
  [4, 'deploy', PRODUCTION, 'role deploy-production GitHubActions-{number}', '203.0.113.41', GO, [TOKYO]],
  [2, 'terraform', PRODUCTION, 'role terraform-apply apply-{number}', '203.0.113.42', TERRAFORM, [TOKYO, OHIO]],
  [2, 'terraform', STAGING, 'role terraform-apply apply-{number}', '203.0.113.42', TERRAFORM, [TOKYO, OHIO]],
  [2, 'scan', SECURITY, 'role security-scanner scan-{number}', '192.0.2.77', BOTO, [TOKYO]],
  [1, 'scan', MANAGEMENT, 'role SecurityAudit scan-{number}', '192.0.2.77', BOTO, [TOKYO]],
  [2, 'scan', PRODUCTION, 'role SecurityAudit scan-{number}', '192.0.2.77', BOTO, [TOKYO]],
  [1, 'scan', STAGING, 'role SecurityAudit scan-{number}', '192.0.2.77', BOTO, [TOKYO]],
  [4, 'scaling', PRODUCTION, 'role AWSServiceRoleForAutoScaling AutoScaling', 'autoscaling.amazonaws.com', '', [TOKYO]],
  [1, 'scan', MANAGEMENT, 'role AWSServiceRoleForConfig Config', 'config.amazonaws.com', '', [TOKYO, VIRGINIA]],
  [1, 'scan', SECURITY, 'role AWSServiceRoleForConfig Config', 'config.amazonaws.com', '', [TOKYO, VIRGINIA]],
  [1, 'scaling', PRODUCTION, 'role lambda-service-view view', 'AWS Internal', '', [TOKYO]],
  [3, 'service', PRODUCTION, 'service', 'ec2.amazonaws.com', '', [TOKYO]],
  [3, 'service', PRODUCTION, 'service', 'lambda.amazonaws.com', '', [TOKYO]],
  [1.5, 'service', STAGING, 'service', 'ecs-tasks.amazonaws.com', '', [TOKYO]],
];

const GIVEN = [
  'hanako',
  'kenji',
  'emma',
  'liam',
  'yuki',
  'sofia',
  'noah',
  'aoi',
  'ren',
  'chloe',
  'oscar',
  'mio',
];
const FAMILY = [
  'yamada',
  'sato',
  'jones',
  'smith',
  'kobayashi',
  'rossi',
  'ito',
  'garcia',
  'novak',
  'dubois',
  'kato',
];
const OFFICES = [TOKYO_OFFICE, TOKYO_OFFICE, '203.0.113.104', LONDON_OFFICE, NEW_YORK_OFFICE, SYDNEY_HOME];

/** Everyone and everything in the logs, and by name those of the stories. */
export interface Cast {
  actors: Actor[];
  /** @throws RangeError where no user has this name */
  user: (name: string) => identity.Principal;
  administrators: identity.Principal;
  engineers: identity.Principal;
}

/** Someone with an account at the company's identity provider. */
interface Person {
  name: string;
  userId: string;
  address: string;
  agent: string;
}

/** @param eventsPerDay more events take more people: one does not sign in a hundred times a day */
export function castOf(random: Random, eventsPerDay: number): Cast {
  const forgotten = identity.iamUser(random, PRODUCTION, 'legacy-report');
  const users = USERS.map(([, account, name]) => identity.iamUser(random, account, name));
  const user = (name: string) => {
    const found = [...users, forgotten].find((one) => one.name === name);
    if (!found) throw new RangeError(`no user ${name}`);
    return found;
  };
  const administrators = identity.permissionSetRole(random, MANAGEMENT, 'AdministratorAccess');
  const engineers = identity.iamRole(random, PRODUCTION, 'CorpFederatedEngineer');
  const staff = staffOf(random, Math.min(GIVEN.length * FAMILY.length, 6 + Math.floor(eventsPerDay / 900)));
  const powerUsers = [PRODUCTION, STAGING].map((account) =>
    permissionSet(random, account, 'PowerUserAccess'),
  );
  const readers = ACCOUNTS.map((account) => permissionSet(random, account, 'ReadOnlyAccess'));
  const actors = [
    ...USERS.map((row) => consoleUser(row, user(row[2]))),
    ...PROGRAMS.map((row) => programOf(row, random)),
    providerUsers(2, [TOKYO, VIRGINIA], administrators, staff),
    ...powerUsers.map((role) => providerUsers(2, [TOKYO, IRELAND, OHIO], role, staff)),
    ...readers.map((role) => providerUsers(1, [TOKYO, VIRGINIA], role, staff)),
    providerUsers(2, [TOKYO, IRELAND], engineers, staffOf(random, 2), company.SAML_PROVIDER),
  ];
  return { actors, user, administrators, engineers };
}

const permissionSet = identity.permissionSetRole;

function staffOf(random: Random, size: number): Person[] {
  return Array.from({ length: size }, (_, n) => ({
    name: `${GIVEN[n % GIVEN.length]}.${FAMILY[n % FAMILY.length]}`,
    userId: `9567a1b2c3-${random.uuid()}`,
    address: random.pick(OFFICES),
    agent: random.pick([CHROME, CHROME, EDGE, FIREFOX]),
  }));
}

function consoleUser(
  [share, account, , mfa, address, agent, regions]: (typeof USERS)[number],
  user: identity.Principal,
): Actor {
  const open = (visit: Visit): Opening => {
    const visitor = { ...visit, address, agent };
    const used = mfa ? 'Yes' : 'No';
    const mistyped = visit.random.chance(0.08) ? [failedUserLogin(visitor, user, used)] : [];
    const traces = [...mistyped, ...(mfa ? [checkMfa(visitor, user)] : []), userLogin(visitor, user, used)];
    const accessKeyId = identity.idOf('ASIA', visit.random);
    const who = identity.userIdentity(user, { accessKeyId, ...identity.signedIn(visit.at, mfa) });
    return { session: { account, identity: who, address, agent, console: true }, traces };
  };
  return { share, habit: 'person', account, regions, open };
}

/** People who come by Identity Center or SAML, in a browser or on the command line. */
function providerUsers(
  share: number,
  regions: string[],
  role: identity.Principal,
  staff: readonly Person[],
  provider?: string,
): Actor {
  const { account } = role;
  const open = (visit: Visit): Opening => {
    const { name, userId, address, agent } = visit.random.pick(staff);
    const session = provider ? name : `${name}@example.com`;
    const onBehalfOf = provider ? undefined : { userId, identityStoreArn: company.IDENTITY_STORE };
    const more = { accessKeyId: identity.idOf('ASIA', visit.random), onBehalfOf };
    const begun = { account, identity: identity.roleIdentity(role, session, visit.at, more), address, agent };
    if (visit.random.chance(0.3)) return { session: { ...begun, agent: CLI } };
    const login = roleLogin({ ...visit, address, agent }, role, session, provider);
    return { session: { ...begun, console: true }, traces: [login] };
  };
  return { share, habit: 'person', account, regions, open };
}

function programOf(
  [share, habit, account, as, address, agent, regions]: (typeof PROGRAMS)[number],
  random: Random,
): Actor {
  const [kind, name = '', sessionName = ''] = as.split(' ');
  const place = { account, address, agent: agent || address };
  const actor = { share, habit, account, regions };
  if (kind !== 'role') {
    const key = { accessKeyId: identity.idOf('AKIA', random) };
    const user = identity.userIdentity(identity.iamUser(random, account, name), key);
    const session = {
      ...place,
      identity: kind === 'user' ? user : { type: 'AWSService', invokedBy: address },
    };
    return { ...actor, open: () => ({ session }) };
  }
  const linked = name.startsWith('AWSServiceRole');
  const role = identity.iamRole(random, account, name, linked ? `/aws-service-role/${address}/` : '/');
  const open = ({ random, at, region }: Visit): Opening => {
    const session = { ...place, identity: {} };
    const inside = fill(sessionName, { random, session, region, at });
    const more = { accessKeyId: identity.idOf('ASIA', random), invokedBy: linked ? address : undefined };
    return { session: { ...session, identity: identity.roleIdentity(role, inside, at, more) } };
  };
  return { ...actor, open };
}
