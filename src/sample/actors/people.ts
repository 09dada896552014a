import { HOUR, type Instant } from '../calendar.ts';
import { recordOf, type Session } from '../call.ts';
import { assumeWithSaml } from '../calls/sts.ts';
import { AGENTS, BROWSERS, homeAddress, IDENTITY_STORE, type Office, VIRGINIA } from '../company.ts';
import {
  accessKeyId,
  type IamUser,
  type Role,
  roleIdentity,
  samlIdentity,
  userIdentity,
} from '../identity.ts';
import type { Random } from '../random.ts';
import { type CloudTrailRecord, type Occurrence, occurrence, type UserIdentity } from '../record.ts';
import { officeHours } from '../rhythm.ts';
import type { Visit } from '../sign-in-record.ts';
import {
  checkMfa,
  failedUserLogin,
  identityCenterLogin,
  portalSignIn,
  samlLogin,
  userLogin,
} from '../sign-ins.ts';
import type { Actor, Opening } from './actor.ts';
import { consoleWork } from './habits.ts';

/** Someone of flesh and blood: the same office, browser and home every day. */
interface Person {
  office: Office;
  browser: string;
  home: string;
}

function person(random: Random, office: Office): Person {
  return { office, browser: random.pick(BROWSERS), home: homeAddress(random, office) };
}

/** An IAM user of a person, who signs in with a password. */
export function consoleUser(
  random: Random,
  office: Office,
  user: IamUser,
  mfa: boolean,
): Omit<Actor, 'share'> {
  const who = person(random, office);
  return {
    ...atWork(office),
    open: (random, at) => openUserSession(visitOf(random, at, who), user, mfa),
  };
}

/** Someone who comes through Identity Center, to one account or another, by browser or by command line. */
export function identityCenterUser(
  random: Random,
  office: Office,
  email: string,
  roles: readonly Role[],
): Omit<Actor, 'share'> {
  const who = person(random, office);
  const userId = `9567a1b2c3-${random.uuid()}`;
  return {
    ...atWork(office),
    open: (random, at) => openPortalSession(visitOf(random, at, who), email, userId, random.pick(roles)),
  };
}

/** Someone who comes from the company's own identity provider by SAML. */
export function samlUser(random: Random, office: Office, name: string, role: Role): Omit<Actor, 'share'> {
  const who = person(random, office);
  return { ...atWork(office), open: (random, at) => openSamlSession(visitOf(random, at, who), name, role) };
}

function atWork(office: Office): Omit<Actor, 'share' | 'open'> {
  return {
    rhythm: officeHours(office.utcOffsetHours),
    regions: office.regions,
    calls: consoleWork,
    callsPerBurst: 8,
    pauseSeconds: 6,
    failureRate: 0.04,
    sessionSeconds: 10 * HOUR,
    reopenRate: 0.3,
  };
}

function visitOf(random: Random, at: Instant, who: Person): Visit {
  const region = random.pick([
    VIRGINIA,
    VIRGINIA,
    who.office.signInRegion,
    who.office.regions[0] ?? VIRGINIA,
  ]);
  const address = random.chance(0.75) ? who.office.address : who.home;
  return { random, at, region, address, browser: who.browser };
}

function openUserSession(visit: Visit, user: IamUser, mfa: boolean): Opening {
  const traces: CloudTrailRecord[] = [];
  if (visit.random.chance(0.08)) traces.push(failedUserLogin(visit, user, mfa));
  if (mfa) traces.push(checkMfa(visit, user));
  traces.push(userLogin(visit, user, mfa));
  const key = accessKeyId(visit.random, 'ASIA');
  return opening(visit, 'console', user.account, userIdentity(user, key, { at: visit.at, mfa }), traces);
}

function openPortalSession(visit: Visit, email: string, userId: string, role: Role): Opening {
  const commandLine = visit.random.chance(0.3);
  const traces = [portalSignIn(visit, userId)];
  if (!commandLine) traces.push(identityCenterLogin(visit, role, email));
  const behalf = { onBehalfOf: { userId, identityStoreArn: IDENTITY_STORE } };
  const identity = roleIdentity(role, email, accessKeyId(visit.random, 'ASIA'), visit.at, behalf);
  return opening(visit, commandLine ? 'sdk' : 'console', role.account, identity, traces);
}

function openSamlSession(visit: Visit, name: string, role: Role): Opening {
  const traces = [samlAssumption(visit, name, role), samlLogin(visit, role, name)];
  const identity = roleIdentity(role, name, accessKeyId(visit.random, 'ASIA'), visit.at);
  return opening(visit, 'console', role.account, identity, traces);
}

function samlAssumption(visit: Visit, name: string, role: Role): CloudTrailRecord {
  const session: Session = {
    account: role.account,
    identity: samlIdentity(role.account, name),
    sourceIPAddress: visit.address,
    userAgent: visit.browser,
    channel: 'sdk',
  };
  return recordOf(
    assumeWithSaml,
    { random: visit.random, session, region: visit.region, at: visit.at },
    false,
  );
}

function opening(
  visit: Visit,
  channel: 'console' | 'sdk',
  account: string,
  identity: UserIdentity,
  records: CloudTrailRecord[],
): Opening {
  const userAgent = channel === 'sdk' ? AGENTS.cli : visit.browser;
  const traces: Occurrence[] = records.map((record) => occurrence(visit.at, record));
  return { session: { account, identity, sourceIPAddress: visit.address, userAgent, channel }, traces };
}
