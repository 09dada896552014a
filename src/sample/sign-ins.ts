import { recordOf, tlsWith } from './call.ts';
import { IDENTITY_STORE, MANAGEMENT } from './company.ts';
import { federatedIdentity, type Principal, portalIdentity, roleIdentity, rootIdentity } from './identity.ts';
import type { Client, CloudTrailRecord, Fields, Scene, UserIdentity } from './record.ts';

/** Someone in front of the sign-in page. */
export type Visitor = Scene & Client;

/** Older records have capitals. Only for IAM users and root does it say whether there was MFA. */
type MfaUsed = 'Yes' | 'No' | 'YES' | 'NO';

const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

export function userLogin(visitor: Visitor, user: Principal, MFAUsed: MfaUsed): CloudTrailRecord {
  const device = /^yes$/i.test(MFAUsed) && { MFAIdentifier: user.arn.replace(':user/', ':mfa/') };
  return login(visitor, { ...known(user), arn: user.arn }, 'Success', { ...device, MFAUsed });
}

/** A wrong password: the record has the name but no ARN. */
export function failedUserLogin(visitor: Visitor, user: Principal, MFAUsed: MfaUsed): CloudTrailRecord {
  return login(visitor, { ...known(user), accessKeyId: '' }, 'Failed authentication', { MFAUsed });
}

/** CloudTrail hides a name that the account does not have: it may be a password typed into the wrong field. */
export function unknownUserLogin(visitor: Visitor, accountId: string): CloudTrailRecord {
  const identity = { type: 'IAMUser', accountId, accessKeyId: '', userName: HIDDEN };
  return login(visitor, identity, 'No username found in supplied account', { MFAUsed: 'No' });
}

export function rootLogin(visitor: Visitor, account: string): CloudTrailRecord {
  const MFAIdentifier = `arn:aws:iam::${account}:mfa/root-account-mfa-device`;
  return login(visitor, rootIdentity(account), 'Success', { MFAIdentifier, MFAUsed: 'Yes' });
}

export function failedRootLogin(visitor: Visitor, account: string): CloudTrailRecord {
  return login(visitor, rootIdentity(account), 'Failed authentication', { MFAUsed: 'No' });
}

/** By SAML or, without a provider, by Identity Center. MFAUsed is `No` even where the provider asked for MFA. */
export function roleLogin(
  visitor: Visitor,
  role: Principal,
  name: string,
  provider?: string,
): CloudTrailRecord {
  const details = { MFAUsed: 'No', SamlProviderArn: provider };
  return login(visitor, roleIdentity(role, name, visitor.at), 'Success', details);
}

/** By a link that a page of the company made with GetFederationToken. */
export function federatedLogin(visitor: Visitor, user: Principal, name: string): CloudTrailRecord {
  return login(visitor, federatedIdentity(user, name, visitor.at), 'Success', { MFAUsed: 'No' });
}

/** The sign-in to the access portal, in the account and region of the Identity Center instance. */
export function portalSignIn(visitor: Visitor, userId: string, outcome: string): CloudTrailRecord {
  const identity = portalIdentity(MANAGEMENT, userId, visitor.random.uuid());
  const portal = { IdentityStoreArn: IDENTITY_STORE, CredentialType: 'PASSWORD,TOTP' };
  const details = { UserId: userId, ...portal, LoginTo: 'https://example-corp.awsapps.com/start/' };
  return {
    ...signIn(visitor, 'UserAuthentication', identity, outcome, details),
    responseElements: null,
    eventType: 'AwsServiceEvent',
    serviceEventDetails: { UserAuthentication: outcome },
  };
}

/** This and the next two have the event source of the logins but are not logins. */
export function checkMfa(visitor: Visitor, user: Principal): CloudTrailRecord {
  const identity = { ...known(user), accessKeyId: '' };
  return signIn(visitor, 'CheckMfa', identity, 'Success', { MfaType: 'Virtual MFA' });
}

export function switchRole(visitor: Visitor, user: Principal, role: Principal): CloudTrailRecord {
  const identity = roleIdentity(role, user.name, visitor.at);
  return signIn(visitor, 'SwitchRole', identity, 'Success', { SwitchFrom: user.arn });
}

export function passwordUpdated(visitor: Visitor, account: string): CloudTrailRecord {
  return signIn(visitor, 'PasswordUpdated', rootIdentity(account), 'Success', { MFAUsed: 'Yes' });
}

function known({ account, name, principalId }: Principal): UserIdentity {
  return { type: 'IAMUser', principalId, accountId: account, userName: name };
}

/** @param outcome `Success`, or the error message of a failure */
function login(visitor: Visitor, identity: UserIdentity, outcome: string, details: Fields): CloudTrailRecord {
  const LoginTo = `https://${visitor.region}.console.aws.amazon.com/console/home?state=${visitor.random.hex(16)}`;
  const data = { LoginTo, MobileVersion: 'No', ...details };
  if (outcome === 'Success') return signIn(visitor, 'ConsoleLogin', identity, outcome, data);
  return { ...signIn(visitor, 'ConsoleLogin', identity, 'Failure', data), errorMessage: outcome };
}

function signIn(visitor: Visitor, name: string, identity: UserIdentity, outcome: string, details: Fields) {
  const { region, address, agent } = visitor;
  const call = { service: 'signin', name, by: {}, request: null, response: { [name]: outcome } };
  const session = { account: identity.accountId ?? MANAGEMENT, identity, address, agent };
  return {
    ...recordOf(call, session, visitor),
    eventType: 'AwsConsoleSignIn',
    requestID: undefined,
    additionalEventData: details,
    tlsDetails: tlsWith(`${region}.signin.aws.amazon.com`),
  };
}
