import { type Instant, isoOf } from './calendar.ts';
import { IDENTITY_STORE } from './company.ts';
import { KEY_ALPHABET, type Random } from './random.ts';
import type { Fields, UserIdentity } from './record.ts';

/** An IAM user or a role. */
export interface Principal {
  account: string;
  name: string;
  principalId: string;
  arn: string;
}

/** @param kind `AIDA`: a user; `AROA`: a role; `AKIA`: a long-term key; `ASIA`: a session's key */
export function idOf(kind: 'AIDA' | 'AROA' | 'AKIA' | 'ASIA', random: Random): string {
  return kind + random.text(kind === 'AIDA' || kind === 'AROA' ? 17 : 16, KEY_ALPHABET);
}

export function iamUser(random: Random, account: string, name: string): Principal {
  return { account, name, principalId: idOf('AIDA', random), arn: `arn:aws:iam::${account}:user/${name}` };
}

/** @param path with a slash at both ends, as the roles of services have it */
export function iamRole(random: Random, account: string, name: string, path = '/'): Principal {
  return {
    account,
    name,
    principalId: idOf('AROA', random),
    arn: `arn:aws:iam::${account}:role${path}${name}`,
  };
}

/** The role that Identity Center makes in an account for a permission set. */
export function permissionSetRole(random: Random, account: string, permissionSet: string): Principal {
  const name = `AWSReservedSSO_${permissionSet}_${random.hex(16)}`;
  return iamRole(random, account, name, '/aws-reserved/sso.amazonaws.com/ap-northeast-1/');
}

export function userIdentity({ account, name, ...user }: Principal, more: Fields): UserIdentity {
  return { type: 'IAMUser', ...user, accountId: account, userName: name, ...more };
}

/** A session of a role. It has no userName: the name of the role is in the session issuer. */
export function roleIdentity(role: Principal, session: string, since: Instant, more: Fields): UserIdentity {
  const arn = `arn:aws:sts::${role.account}:assumed-role/${role.name}/${session}`;
  return {
    ...issued('Role', role, since),
    type: 'AssumedRole',
    principalId: `${role.principalId}:${session}`,
    arn,
    ...more,
  };
}

/** A session that an IAM user got for somebody by GetFederationToken. */
export function federatedIdentity(user: Principal, name: string, since: Instant): UserIdentity {
  const arn = `arn:aws:sts::${user.account}:federated-user/${name}`;
  return {
    ...issued('IAMUser', user, since),
    type: 'FederatedUser',
    principalId: `${user.account}:${name}`,
    arn,
  };
}

function issued(
  type: string,
  { account: accountId, name: userName, principalId, arn }: Principal,
  since: Instant,
) {
  const sessionIssuer = { type, principalId, arn, accountId, userName };
  return { accountId, sessionContext: { sessionIssuer, ...signedIn(since, false).sessionContext } };
}

/** Root has no userName. */
export function rootIdentity(account: string, more: Fields = {}): UserIdentity {
  const arn = `arn:aws:iam::${account}:root`;
  return { type: 'Root', principalId: account, arn, accountId: account, accessKeyId: '', ...more };
}

/** Someone in the access portal of Identity Center. */
export function portalIdentity(accountId: string, userId: string, credentialId: string): UserIdentity {
  const onBehalfOf = { userId, identityStoreArn: IDENTITY_STORE };
  return { type: 'IdentityCenterUser', accountId, onBehalfOf, credentialId };
}

export function signedIn(since: Instant, mfa: boolean): { sessionContext: Fields } {
  return { sessionContext: { attributes: { creationDate: isoOf(since), mfaAuthenticated: `${mfa}` } } };
}
