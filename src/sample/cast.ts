import type { Habit } from './call.ts';
import * as company from './company.ts';
import * as identity from './identity.ts';
import type { Random } from './random.ts';
import type { CloudTrailRecord, Scene, Session, UserIdentity } from './record.ts';
import { checkMfa, failedUserLogin, roleLogin, userLogin } from './sign-ins.ts';

const { BOTO, CHROME, CLI, EDGE, FIREFOX, GO, IRELAND, JAVA, MANAGEMENT, NODE, OHIO } = company;
const { PRODUCTION, SECURITY, STAGING, SYDNEY, TERRAFORM, TOKYO, VIRGINIA } = company;
const { LONDON_OFFICE, NEW_YORK_OFFICE, SYDNEY_HOME, TOKYO_OFFICE } = company;

/** A person or a program, or several of one kind. */
export interface Actor {
  /** roughly, in percent of all events */
  share: number;
  habit: Habit;
  account: string;
  /** a region named twice has twice the calls */
  regions: readonly string[];
  open: Open;
}

/** Begins a session, with the sign-ins that takes. */
type Open = (scene: Scene) => { session: Session; signIns?: CloudTrailRecord[] };

type Row = [share: number, Habit, account: string, as: string, address: string, agent: string, string[]];

/**
 * Everyone and everything in the logs. `password`: an IAM user who signs in, with MFA or not; `key`: an IAM user's access
 * key; `center`, `saml`: people with a role from a provider; `role`: a program, with the name of its sessions; `service`:
 * an AWS service as itself.
 */
// biome-ignore format: a table
const ROWS: Row[] = [
  [0.9, 'person', MANAGEMENT, 'password tanaka mfa', TOKYO_OFFICE, CHROME, [TOKYO, TOKYO, VIRGINIA]],
  [0.9, 'person', PRODUCTION, 'password suzuki mfa', TOKYO_OFFICE, EDGE, [TOKYO, TOKYO, VIRGINIA]],
  [0.8, 'person', MANAGEMENT, 'password alice mfa', LONDON_OFFICE, CHROME, [IRELAND, VIRGINIA]],
  [0.5, 'person', STAGING, 'password m.garcia', SYDNEY_HOME, FIREFOX, [SYDNEY, TOKYO]],
  [0.2, 'person', MANAGEMENT, 'password awsadmin', TOKYO_OFFICE, EDGE, [TOKYO, VIRGINIA]],
  [0, 'person', PRODUCTION, 'password legacy-report', '', '', []],
  [3, 'person', MANAGEMENT, 'center AdministratorAccess', '', '', [TOKYO, VIRGINIA]],
  [2, 'person', PRODUCTION, 'center PowerUserAccess', '', '', [TOKYO, IRELAND, OHIO]],
  [2, 'person', STAGING, 'center PowerUserAccess', '', '', [TOKYO, IRELAND, OHIO]],
  [1, 'person', SECURITY, 'center ReadOnlyAccess', '', '', [TOKYO, VIRGINIA]],
  [2, 'person', PRODUCTION, 'center ReadOnlyAccess', '', '', [TOKYO, VIRGINIA]],
  [2, 'person', PRODUCTION, 'saml CorpFederatedEngineer', '', '', [TOKYO, IRELAND]],

  [1.5, 'admin', MANAGEMENT, 'key awsadmin', '203.0.113.25', CLI, [TOKYO, VIRGINIA]],
  [8, 'deploy', STAGING, 'key ci-deploy', '203.0.113.40', GO, [TOKYO]],
  [7, 'monitor', PRODUCTION, 'key monitoring', '198.51.100.91', BOTO, [TOKYO, VIRGINIA, IRELAND]],
  [3, 'backup', PRODUCTION, 'key backup-agent', '203.0.113.26', BOTO, [TOKYO]],
  [9, 'web', PRODUCTION, 'role web-instance i-0{hex}', '10.0.3.17', JAVA, [TOKYO]],
  [4, 'web', PRODUCTION, 'role web-instance i-0{hex}', '10.0.7.21', JAVA, [IRELAND, VIRGINIA]],
  [4, 'web', STAGING, 'role batch-instance i-0{hex}', '10.0.9.44', JAVA, [OHIO]],
  [5, 'app', PRODUCTION, 'role order-api-role order-api', '192.0.2.57', NODE, [TOKYO]],
  [4, 'app', PRODUCTION, 'role payment-webhook-role payment-webhook', '192.0.2.58', NODE, [TOKYO, IRELAND]],
  [3, 'app', PRODUCTION, 'role image-resize-role image-resize', '192.0.2.59', NODE, [TOKYO, VIRGINIA]],
  [5, 'app', SECURITY, 'role audit-collector-role audit-collector', '192.0.2.61', NODE, [TOKYO]],
  [6, 'app', PRODUCTION, 'role shop-task task-{number}', '192.0.2.60', JAVA, [TOKYO, IRELAND]],
  [4, 'deploy', PRODUCTION, 'role deploy-production GitHubActions-{number}', '203.0.113.41', GO, [TOKYO]],
  [2, 'terraform', PRODUCTION, 'role terraform-apply apply-{number}', '203.0.113.42', TERRAFORM, [TOKYO, OHIO]],
  [2, 'terraform', STAGING, 'role terraform-apply apply-{number}', '203.0.113.42', TERRAFORM, [TOKYO, OHIO]],
  [3, 'scan', SECURITY, 'role security-scanner scan-{number}', '192.0.2.77', BOTO, [TOKYO]],
  [3, 'scan', MANAGEMENT, 'role SecurityAudit scan-{number}', '192.0.2.77', BOTO, [TOKYO]],
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

const GIVEN = 'hanako kenji emma liam yuki sofia noah aoi ren chloe oscar mio'.split(' ');
const FAMILY = 'yamada sato jones smith kobayashi rossi ito garcia novak dubois kato'.split(' ');
const OFFICES = [TOKYO_OFFICE, TOKYO_OFFICE, '203.0.113.104', LONDON_OFFICE, NEW_YORK_OFFICE, SYDNEY_HOME];

type Staff = ReturnType<typeof staffOf>;
type Origin = Omit<Session, 'identity'>;

export class Cast {
  readonly actors: Actor[];
  private readonly principals = new Map<string, identity.Principal>();

  /** @param eventsPerDay more events take more people: one does not sign in a hundred times a day */
  constructor(random: Random, eventsPerDay: number) {
    const most = GIVEN.length * FAMILY.length;
    const staff = staffOf(random, Math.min(most, 6 + Math.floor(eventsPerDay / 900)));
    this.actors = ROWS.map(([share, habit, account, as, address, agent, regions]) => {
      const [kind = '', name = '', detail = ''] = as.split(' ');
      const origin = { account, address, agent: agent || address };
      const principal = this.principals.get(account + name) ?? principalOf(kind, random, account, name);
      this.principals.set(account + name, principal);
      const open = {
        password: () => passwordUser(principal, origin, detail === 'mfa'),
        key: () => always(origin, identity.userIdentity(principal, identity.newKey('AKIA', random))),
        center: () => providerUsers(principal, staff),
        saml: () => providerUsers(principal, staff.slice(0, 2), company.SAML_PROVIDER),
        role: () => roleSessions(principal, origin, detail),
        service: () => always(origin, { type: 'AWSService', invokedBy: address }),
      }[kind];
      if (!open) throw new RangeError(`no kind ${kind}`);
      return { share, habit, account, regions, open: open() };
    });
  }

  /**
   * @returns the IAM user, role or permission set: the first of that name, in whichever account
   * @throws RangeError if nobody has the name
   */
  readonly named = (name: string): identity.Principal => {
    const [, found] = [...this.principals].find(([key]) => key.slice(MANAGEMENT.length) === name) ?? [];
    if (!found) throw new RangeError(`no actor is named ${name}`);
    return found;
  };
}

function principalOf(kind: string, random: Random, account: string, name: string): identity.Principal {
  if (!['center', 'saml', 'role'].includes(kind)) return identity.iamUser(random, account, name);
  const service = /^AWSServiceRoleFor(\w+)$/.exec(name)?.[1]?.toLowerCase();
  if (service) return identity.iamRole(random, account, name, `aws-service-role/${service}.amazonaws.com/`);
  if (kind !== 'center') return identity.iamRole(random, account, name);
  // Identity Center makes a role in an account for a permission set.
  const role = `AWSReservedSSO_${name}_${random.hex(16)}`;
  return identity.iamRole(random, account, role, 'aws-reserved/sso.amazonaws.com/ap-northeast-1/');
}

function staffOf(random: Random, size: number) {
  return Array.from({ length: size }, (_, n) => ({
    name: `${GIVEN[n % GIVEN.length]}.${FAMILY[n % FAMILY.length]}`,
    userId: `9567a1b2c3-${random.uuid()}`,
    address: random.pick(OFFICES),
    agent: random.pick([CHROME, CHROME, EDGE, FIREFOX]),
  }));
}

function always(origin: Origin, userIdentity: UserIdentity): Open {
  return () => ({ session: { ...origin, identity: userIdentity } });
}

function passwordUser(user: identity.Principal, origin: Origin, mfa: boolean): Open {
  return (scene) => {
    const used = mfa ? 'Yes' : 'No';
    const mistyped = scene.random.chance(0.08) ? [failedUserLogin(user, used)] : [];
    const steps = [...mistyped, ...(mfa ? [checkMfa(user)] : []), userLogin(user, used)];
    const signIns = steps.map((step) => step({ ...scene, ...origin }));
    const who = identity.userIdentity(user, identity.signedIn(scene.random, scene.at, mfa));
    return { session: { ...origin, identity: who, console: true }, signIns };
  };
}

/** In a browser or on the command line. */
function providerUsers(role: identity.Principal, staff: Staff, samlProvider?: string): Open {
  return (scene) => {
    const { random, at } = scene;
    const { name, userId, ...client } = random.pick(staff);
    const email = samlProvider ? name : `${name}@example.com`;
    const onBehalfOf = samlProvider ? undefined : { userId, identityStoreArn: company.IDENTITY_STORE };
    const who = identity.roleIdentity(role, email, at, { ...identity.newKey('ASIA', random), onBehalfOf });
    const session = { account: role.account, identity: who, ...client };
    if (random.chance(0.3)) return { session: { ...session, agent: CLI } };
    const signIns = [roleLogin(role, email, samlProvider)({ ...scene, ...client })];
    return { session: { ...session, console: true }, signIns };
  };
}

/** @param name of a session: with `{hex}` and `{number}` filled in */
function roleSessions(role: identity.Principal, origin: Origin, name: string): Open {
  const invokedBy = role.arn.includes('/aws-service-role/') ? origin.address : undefined;
  return ({ random, at }) => {
    const number = `${random.integer(100_000, 999_999)}`;
    const session = name.replace('{hex}', random.hex(16)).replace('{number}', number);
    const more = { ...identity.newKey('ASIA', random), invokedBy };
    return { session: { ...origin, identity: identity.roleIdentity(role, session, at, more) } };
  };
}
