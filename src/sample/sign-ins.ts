import { IDENTITY_STORE, MANAGEMENT, SAML_PROVIDER, TOKYO } from './company.ts';
import {
  type IamUser,
  identityCenterIdentity,
  type Role,
  roleIdentity,
  rootIdentity,
  userArn,
} from './identity.ts';
import type { CloudTrailRecord, UserIdentity } from './record.ts';
import { login, signIn, type Visit } from './sign-in-record.ts';

export const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** With root's, the one sign-in where MFAUsed means what it says. */
export function userLogin(visit: Visit, user: IamUser, mfa: boolean): CloudTrailRecord {
  const identity = {
    type: 'IAMUser',
    principalId: user.principalId,
    arn: userArn(user),
    accountId: user.account,
    userName: user.name,
  };
  const device = mfa ? { MFAIdentifier: `arn:aws:iam::${user.account}:mfa/${user.name}` } : {};
  return login(visit, identity, 'Success', { ...device, MFAUsed: mfa ? 'Yes' : 'No' });
}

/** A wrong password: the name stays, the arn does not. */
export function failedUserLogin(visit: Visit, user: IamUser, mfa: boolean): CloudTrailRecord {
  const identity = {
    type: 'IAMUser',
    principalId: user.principalId,
    accountId: user.account,
    accessKeyId: '',
    userName: user.name,
  };
  return {
    ...login(visit, identity, 'Failure', { MFAUsed: mfa ? 'Yes' : 'No' }),
    errorMessage: 'Failed authentication',
  };
}

/** A name that the account does not have may be a password typed into the wrong field, so it is hidden. */
export function unknownUserLogin(visit: Visit, account: string): CloudTrailRecord {
  const identity = { type: 'IAMUser', accountId: account, accessKeyId: '', userName: HIDDEN };
  return {
    ...login(visit, identity, 'Failure', { MFAUsed: 'No' }),
    errorMessage: 'No username found in supplied account',
  };
}

export function rootLogin(visit: Visit, account: string): CloudTrailRecord {
  const device = { MFAIdentifier: `arn:aws:iam::${account}:mfa/root-account-mfa-device` };
  return login(visit, rootIdentity(account, ''), 'Success', { ...device, MFAUsed: 'Yes' });
}

export function failedRootLogin(visit: Visit, account: string): CloudTrailRecord {
  return {
    ...login(visit, rootIdentity(account, ''), 'Failure', { MFAUsed: 'No' }),
    errorMessage: 'Failed authentication',
  };
}

/** MFAUsed is `No` whatever the identity provider asked for. */
export function samlLogin(visit: Visit, role: Role, name: string): CloudTrailRecord {
  const provider = `arn:aws:iam::${role.account}:saml-provider/${SAML_PROVIDER}`;
  return login(visit, federated(visit, role, name), 'Success', { MFAUsed: 'No', SamlProviderArn: provider });
}

/** MFAUsed is `No` whatever Identity Center asked for. */
export function identityCenterLogin(visit: Visit, role: Role, email: string): CloudTrailRecord {
  return login(visit, federated(visit, role, email), 'Success', { MFAUsed: 'No' });
}

/** The sign-in to the access portal, in the account and region of the Identity Center instance. */
export function portalSignIn(visit: Visit, userId: string): CloudTrailRecord {
  const identity = identityCenterIdentity(MANAGEMENT, userId, visit.random.uuid());
  const details = {
    AuthWorkflowID: visit.random.uuid(),
    UserId: userId,
    IdentityStoreArn: IDENTITY_STORE,
    CredentialType: 'PASSWORD,TOTP',
    LoginTo: 'https://example-corp.awsapps.com/start/',
  };
  const record = signIn({ ...visit, region: TOKYO }, 'UserAuthentication', identity, 'Success', details);
  return {
    ...record,
    responseElements: null,
    requestID: visit.random.uuid(),
    eventType: 'AwsServiceEvent',
    serviceEventDetails: { UserAuthentication: 'Success' },
  };
}

/** Neither this nor the two below is a login, though they share its event source. */
export function checkMfa(visit: Visit, user: IamUser): CloudTrailRecord {
  const identity = {
    type: 'IAMUser',
    principalId: user.principalId,
    accountId: user.account,
    accessKeyId: '',
    userName: user.name,
  };
  return signIn(visit, 'CheckMfa', identity, 'Success', { MfaType: 'Virtual MFA' });
}

export function switchRole(visit: Visit, user: IamUser, role: Role): CloudTrailRecord {
  const details = {
    SwitchFrom: userArn(user),
    RedirectTo: `https://${visit.region}.console.aws.amazon.com/console/home?region=${visit.region}`,
  };
  return signIn(visit, 'SwitchRole', federated(visit, role, user.name), 'Success', details);
}

export function passwordUpdated(visit: Visit, account: string): CloudTrailRecord {
  return signIn(visit, 'PasswordUpdated', rootIdentity(account, ''), 'Success', { MFAUsed: 'Yes' });
}

/** The page has no access key to show yet. */
function federated(visit: Visit, role: Role, sessionName: string): UserIdentity {
  return roleIdentity(role, sessionName, undefined, visit.at);
}
