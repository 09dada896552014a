import { recordOf, tlsWith } from './call.ts';
import { IDENTITY_STORE, MANAGEMENT } from './company.ts';
import { federatedIdentity, type Principal, roleIdentity, rootIdentity, userIdentity } from './identity.ts';
import type { Client, CloudTrailRecord, Fields, Scene, UserIdentity } from './record.ts';

/** Someone in front of the sign-in page. */
type Visitor = Scene & Client;

/** What the page records of a visitor. */
export type SignIn = (visitor: Visitor) => CloudTrailRecord;

/** Older records have capitals. Only for IAM users and root does it say whether there was MFA. */
type MfaUsed = 'Yes' | 'No' | 'YES' | 'NO';

const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';
/** Before the password is checked, a record has the name but no ARN. */
const UNPROVEN = { arn: undefined, accessKeyId: '' };

export function userLogin(user: Principal, MFAUsed: MfaUsed): SignIn {
  const device = /^yes$/i.test(MFAUsed) && { MFAIdentifier: user.arn.replace(':user/', ':mfa/') };
  return (visitor) => login(visitor, userIdentity(user), 'Success', { ...device, MFAUsed });
}

/** A wrong password. */
export function failedUserLogin(user: Principal, MFAUsed: MfaUsed): SignIn {
  return (visitor) => login(visitor, userIdentity(user, UNPROVEN), 'Failed authentication', { MFAUsed });
}

/** CloudTrail hides a name that the account does not have: it may be a password typed into the wrong field. */
export function unknownUserLogin(accountId: string): SignIn {
  const identity = { type: 'IAMUser', accountId, accessKeyId: '', userName: HIDDEN };
  return (visitor) => login(visitor, identity, 'No username found in supplied account', { MFAUsed: 'No' });
}

export function rootLogin(account: string): SignIn {
  const MFAIdentifier = `arn:aws:iam::${account}:mfa/root-account-mfa-device`;
  return (visitor) => login(visitor, rootIdentity(account), 'Success', { MFAIdentifier, MFAUsed: 'Yes' });
}

export function failedRootLogin(account: string): SignIn {
  return (visitor) => login(visitor, rootIdentity(account), 'Failed authentication', { MFAUsed: 'No' });
}

/** By SAML or, without a provider, by Identity Center. MFAUsed is `No` even where the provider asked for MFA. */
export function roleLogin(role: Principal, name: string, provider?: string): SignIn {
  const details = { MFAUsed: 'No', SamlProviderArn: provider };
  return (visitor) => login(visitor, roleIdentity(role, name, visitor.at), 'Success', details);
}

/** By a link that a page of the company made with GetFederationToken. */
export function federatedLogin(user: Principal, name: string): SignIn {
  const details = { MFAUsed: 'No' };
  return (visitor) => login(visitor, federatedIdentity(user, name, visitor.at), 'Success', details);
}

/** The sign-in to the access portal, in the account and region of the Identity Center instance. */
export function portalSignIn(userId: string, outcome: string): SignIn {
  const who = { type: 'IdentityCenterUser', accountId: MANAGEMENT };
  const onBehalfOf = { userId, identityStoreArn: IDENTITY_STORE };
  const portal = { IdentityStoreArn: IDENTITY_STORE, CredentialType: 'PASSWORD,TOTP' };
  const details = { UserId: userId, ...portal, LoginTo: 'https://example-corp.awsapps.com/start/' };
  return (visitor) => {
    const identity = { ...who, onBehalfOf, credentialId: visitor.random.uuid() };
    return {
      ...signIn(visitor, 'UserAuthentication', identity, outcome, details),
      responseElements: null,
      eventType: 'AwsServiceEvent',
      serviceEventDetails: { UserAuthentication: outcome },
    };
  };
}

/** This and the next two have the event source of the logins but are not logins. */
export function checkMfa(user: Principal): SignIn {
  const details = { MfaType: 'Virtual MFA' };
  return (visitor) => signIn(visitor, 'CheckMfa', userIdentity(user, UNPROVEN), 'Success', details);
}

export function switchRole(user: Principal, role: Principal): SignIn {
  const details = { SwitchFrom: user.arn };
  return (visitor) =>
    signIn(visitor, 'SwitchRole', roleIdentity(role, user.name, visitor.at), 'Success', details);
}

export function passwordUpdated(account: string): SignIn {
  const details = { MFAUsed: 'Yes' };
  return (visitor) => signIn(visitor, 'PasswordUpdated', rootIdentity(account), 'Success', details);
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
