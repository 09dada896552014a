import type { Session } from '../call.ts';
import * as iam from '../calls/iam.ts';
import { stopLogging } from '../calls/oversight.ts';
import { listBuckets } from '../calls/s3.ts';
import { getSecret } from '../calls/secrets.ts';
import { getCallerIdentity } from '../calls/sts.ts';
import { AGENTS, GUESSER_ADDRESS, MANAGEMENT, PRODUCTION, TOKYO, VIRGINIA } from '../company.ts';
import { accessKeyId, type IamUser, userIdentity } from '../identity.ts';
import type { Occurrence } from '../record.ts';
import { failedUserLogin, unknownUserLogin, userLogin } from '../sign-ins.ts';
import { callsOf, instantOf, type Stage, signedIn, visitFrom } from './stage.ts';

const GUESSER = { address: GUESSER_ADDRESS };
const BROWSER =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0.0.0 Safari/537.36';

/** One address tries names and passwords for twelve minutes, and gets in by a forgotten user without MFA. */
export function passwordGuessing(stage: Stage): Occurrence[] {
  const { suzuki, tanaka, awsadmin, legacyReport } = stage.cast.users;
  const targets = [
    suzuki,
    suzuki,
    suzuki,
    PRODUCTION,
    PRODUCTION,
    legacyReport,
    awsadmin,
    awsadmin,
    awsadmin,
    tanaka,
    tanaka,
    MANAGEMENT,
    PRODUCTION,
    legacyReport,
  ];
  const tries = targets.map((target, n) => guess(stage, target, n));
  const success = visitFrom(stage, '17:53:38', VIRGINIA, GUESSER, BROWSER);
  return [...tries, signedIn(success, userLogin(success, legacyReport, false)), ...lookingAround(stage)];
}

/** A few tries that lead nowhere: what any company sees on any day. */
export function idleGuessing(stage: Stage): Occurrence[] {
  return [stage.cast.users.awsadmin, MANAGEMENT, PRODUCTION].map((target, n) => guess(stage, target, n * 3));
}

/** @param target a user, or the account in which a name is tried that it does not have */
function guess(stage: Stage, target: IamUser | string, n: number): Occurrence {
  const visit = visitFrom(stage, '17:41:05', VIRGINIA, GUESSER, BROWSER);
  visit.at += n * 47 + stage.random.integer(0, 20);
  return signedIn(
    visit,
    typeof target === 'string' ? unknownUserLogin(visit, target) : failedUserLogin(visit, target, false),
  );
}

function lookingAround(stage: Stage): Occurrence[] {
  const { legacyReport } = stage.cast.users;
  const { random } = stage;
  const console = { at: instantOf(stage, '17:53:38'), mfa: false };
  const signedInAs = userIdentity(legacyReport, accessKeyId(random, 'ASIA'), console);
  const session: Session = {
    account: PRODUCTION,
    identity: signedInAs,
    sourceIPAddress: GUESSER_ADDRESS,
    userAgent: BROWSER,
    channel: 'console',
  };
  const keyed = userIdentity(legacyReport, accessKeyId(random, 'AKIA'));
  const script: Session = { ...session, identity: keyed, userAgent: AGENTS.boto, channel: 'sdk' };
  const newKey = { ...iam.createAccessKey, request: () => ({ userName: legacyReport.name }) };
  return [
    ...callsOf(stage, session, TOKYO, '17:54:10', [
      iam.getAccountSummary,
      iam.listUsers,
      iam.listRoles,
      listBuckets,
      newKey,
    ]),
    ...callsOf(stage, script, TOKYO, '18:01:00', [getCallerIdentity, iam.listUsers]),
    ...callsOf(
      stage,
      script,
      TOKYO,
      '18:02:10',
      [iam.attachUserPolicy, getSecret, getSecret, stopLogging],
      true,
    ),
  ];
}
