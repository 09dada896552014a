import { type Instant, isoOf } from './calendar.ts';
import { IDENTITY_STORE, SAML_PROVIDER } from './company.ts';
import { KEY_ALPHABET, type Random } from './random.ts';
import type { UserIdentity } from './record.ts';

export interface IamUser {
  account: string;
  name: string;
  principalId: string;
}

export interface Role {
  account: string;
  name: string;
  /** `/` or, as for the roles of Identity Center, a path with slashes at both ends */
  path: string;
  principalId: string;
}

export function principalId(random: Random, prefix: 'AIDA' | 'AROA'): string {
  return prefix + random.text(17, KEY_ALPHABET);
}

/** `AKIA`: long-term; `ASIA`: of a session */
export function accessKeyId(random: Random, prefix: 'AKIA' | 'ASIA'): string {
  return prefix + random.text(16, KEY_ALPHABET);
}

export function iamUser(random: Random, account: string, name: string): IamUser {
  return { account, name, principalId: principalId(random, 'AIDA') };
}

export function role(random: Random, account: string, name: string, path = '/'): Role {
  return { account, name, path, principalId: principalId(random, 'AROA') };
}

/** The role that Identity Center makes in an account for a permission set. */
export function permissionSetRole(random: Random, account: string, permissionSet: string): Role {
  const name = `AWSReservedSSO_${permissionSet}_${random.hex(16)}`;
  return role(random, account, name, '/aws-reserved/sso.amazonaws.com/ap-northeast-1/');
}

export function userArn(user: IamUser): string {
  return `arn:aws:iam::${user.account}:user/${user.name}`;
}

export function roleArn(role: Role): string {
  return `arn:aws:iam::${role.account}:role${role.path}${role.name}`;
}

/** An IAM user with a long-term access key or, where `signedIn` says when, in the console. */
export function userIdentity(
  user: IamUser,
  accessKeyId: string,
  signedIn?: { at: Instant; mfa: boolean },
): UserIdentity {
  return {
    type: 'IAMUser',
    principalId: user.principalId,
    arn: userArn(user),
    accountId: user.account,
    accessKeyId,
    userName: user.name,
    ...(signedIn && { sessionContext: { attributes: attributes(signedIn.at, signedIn.mfa) } }),
  };
}

/** A session of a role. It has no userName: the role's name stands in the session issuer. */
export function roleIdentity(
  role: Role,
  sessionName: string,
  accessKeyId: string | undefined,
  since: Instant,
  more: object = {},
): UserIdentity {
  return {
    type: 'AssumedRole',
    principalId: `${role.principalId}:${sessionName}`,
    arn: `arn:aws:sts::${role.account}:assumed-role/${role.name}/${sessionName}`,
    accountId: role.account,
    accessKeyId,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: role.principalId,
        arn: roleArn(role),
        accountId: role.account,
        userName: role.name,
      },
      attributes: attributes(since, false),
      ...(sessionName.startsWith('i-0') && { ec2RoleDelivery: '2.0' }),
    },
    ...more,
  };
}

/** Root has no userName. */
export function rootIdentity(account: string, accessKeyId: string, since?: Instant): UserIdentity {
  return {
    type: 'Root',
    principalId: account,
    arn: `arn:aws:iam::${account}:root`,
    accountId: account,
    accessKeyId,
    ...(since !== undefined && { sessionContext: { attributes: attributes(since, true) } }),
  };
}

export function serviceIdentity(service: string): UserIdentity {
  return { type: 'AWSService', invokedBy: `${service}.amazonaws.com` };
}

/** Another account, as the target of a cross-account call sees it. */
export function accountIdentity(account: string, principalId: string): UserIdentity {
  return { type: 'AWSAccount', principalId, accountId: account };
}

/** Someone on the way from the company's identity provider to a role. */
export function samlIdentity(account: string, userName: string): UserIdentity {
  const provider = `arn:aws:iam::${account}:saml-provider/${SAML_PROVIDER}`;
  return {
    type: 'SAMLUser',
    principalId: `6Kb0d2bV8uNcXqzP1rLJ5sYwGtA=:${userName}`,
    userName,
    identityProvider: provider,
  };
}

export function webIdentity(account: string, subject: string): UserIdentity {
  const provider = `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`;
  return {
    type: 'WebIdentityUser',
    principalId: `${provider}:sts.amazonaws.com:${subject}`,
    userName: subject,
    identityProvider: provider,
  };
}

export function identityCenterIdentity(account: string, userId: string, credentialId: string): UserIdentity {
  return {
    type: 'IdentityCenterUser',
    accountId: account,
    onBehalfOf: { userId, identityStoreArn: IDENTITY_STORE },
    credentialId,
  };
}

function attributes(since: Instant, mfa: boolean): object {
  return { creationDate: isoOf(since), mfaAuthenticated: `${mfa}` };
}
