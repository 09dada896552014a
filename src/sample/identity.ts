import { type Instant, isoOf } from './calendar.ts';
import { KEY_ALPHABET, type Random } from './random.ts';
import type { Fields, UserIdentity } from './record.ts';

/** An IAM user or a role. */
export interface Principal {
  account: string;
  name: string;
  principalId: string;
  arn: string;
}

export function iamUser(random: Random, account: string, name: string): Principal {
  const principalId = `AIDA${random.text(17, KEY_ALPHABET)}`;
  return { account, name, principalId, arn: `arn:aws:iam::${account}:user/${name}` };
}

/** @param path of a role that a service made, ending in a slash */
export function iamRole(random: Random, account: string, name: string, path = ''): Principal {
  const principalId = `AROA${random.text(17, KEY_ALPHABET)}`;
  return { account, name, principalId, arn: `arn:aws:iam::${account}:role/${path}${name}` };
}

/** @param kind `AKIA`: for years; `ASIA`: for a session */
export function newKey(kind: 'AKIA' | 'ASIA', random: Random): { accessKeyId: string } {
  return { accessKeyId: kind + random.text(16, KEY_ALPHABET) };
}

/** What the identity of an IAM user or of root has more after a sign-in to the console. */
export function signedIn(random: Random, since: Instant, mfa: boolean): Fields {
  return { ...newKey('ASIA', random), sessionContext: { attributes: attributes(since, mfa) } };
}

export function userIdentity({ account, name, ...user }: Principal, more?: Fields): UserIdentity {
  return { type: 'IAMUser', ...user, accountId: account, userName: name, ...more };
}

/** A session of a role. It has no userName: the name of the role is in the session issuer. */
export function roleIdentity(role: Principal, session: string, since: Instant, more?: Fields): UserIdentity {
  const arn = `arn:aws:sts::${role.account}:assumed-role/${role.name}/${session}`;
  const principalId = `${role.principalId}:${session}`;
  return { type: 'AssumedRole', principalId, arn, ...issued('Role', role, since), ...more };
}

/** A session that an IAM user got for somebody by GetFederationToken. */
export function federatedIdentity(user: Principal, name: string, since: Instant): UserIdentity {
  const arn = `arn:aws:sts::${user.account}:federated-user/${name}`;
  const principalId = `${user.account}:${name}`;
  return { type: 'FederatedUser', principalId, arn, ...issued('IAMUser', user, since) };
}

function issued(type: string, issuer: Principal, since: Instant): UserIdentity {
  const { account: accountId, name: userName, principalId, arn } = issuer;
  const sessionIssuer = { type, principalId, arn, accountId, userName };
  return { accountId, sessionContext: { sessionIssuer, attributes: attributes(since, false) } };
}

function attributes(since: Instant, mfa: boolean): Fields {
  return { creationDate: isoOf(since), mfaAuthenticated: `${mfa}` };
}

/** Root has no userName. */
export function rootIdentity(account: string, more?: Fields): UserIdentity {
  const arn = `arn:aws:iam::${account}:root`;
  return { type: 'Root', principalId: account, arn, accountId: account, accessKeyId: '', ...more };
}
