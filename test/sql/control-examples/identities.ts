import { ACCOUNT, call, type Examples, refused, role, SSO, user } from './records.ts';

const iam = (name: string, parameters: Record<string, unknown> | null, more = {}) =>
  call('iam', name, parameters, more);
const policy = (...statements: object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2);
const ALL = { Effect: 'Allow', Action: '*', Resource: '*' };
const SOME = { Effect: 'Allow', Action: ['s3:*'], Resource: '*' };
const trust = (AWS: unknown) => policy({ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' });

export const identities: Examples = {
  'iam-policy-changed': {
    hits: [iam('PutRolePolicy', { roleName: 'app', policyName: 'p', policyDocument: policy(SOME) })],
    others: [
      refused(iam('CreatePolicy', null)),
      iam('GetPolicy', null),
      call('organizations', 'CreatePolicy'),
    ],
  },
  'admin-policy-attached': {
    hits: ['AttachUserPolicy', 'AttachGroupPolicy', 'AttachRolePolicy'].map((name) =>
      iam(name, { userName: 'bob', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
    ),
    others: [
      iam('AttachUserPolicy', { userName: 'bob', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }),
      iam('DetachUserPolicy', { userName: 'bob', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
    ],
  },
  'permissions-boundary-removed': {
    hits: [iam('DeleteUserPermissionsBoundary', { userName: 'bob' })],
    others: [
      iam('PutUserPermissionsBoundary', { userName: 'bob' }),
      refused(iam('DeleteRolePermissionsBoundary', { roleName: 'app' })),
    ],
  },
  'star-policy': {
    hits: [
      iam('PutRolePolicy', { roleName: 'app', policyDocument: policy({ ...ALL, Action: 'iam:*' }) }),
      iam('CreatePolicy', {
        policyName: 'p',
        policyDocument: policy({
          Effect: 'Allow',
          Condition: { Bool: { 'aws:ViaAWSService': 'false' } },
          Action: '*',
          Resource: '*',
        }),
      }),
      iam('PutUserPolicy', { userName: 'bob', policyName: 'p', policyDocument: policy(ALL) }),
      iam('CreatePolicyVersion', {
        policyArn: 'a',
        policyDocument: policy(SOME, { Action: ['*'], Resource: '*', Effect: 'Allow' }),
      }),
      iam('CreatePolicy', {
        policyName: 'p',
        policyDocument: policy({ ...ALL, Action: ['s3:Get*', '*:*'] }),
      }),
    ],
    others: [
      iam('PutUserPolicy', { userName: 'bob', policyName: 'p', policyDocument: policy(SOME) }),
      iam('PutUserPolicy', {
        userName: 'bob',
        policyName: 'p',
        policyDocument: policy(SOME, { ...ALL, Effect: 'Deny' }),
      }),
      refused(iam('CreatePolicy', { policyName: 'p', policyDocument: policy(ALL) })),
    ],
  },
  'policy-by-exception': {
    hits: [
      iam('PutRolePolicy', {
        roleName: 'app',
        policyName: 'p',
        policyDocument: policy({ Effect: 'Allow', NotAction: ['iam:*'], Resource: '*' }),
      }),
      iam('CreatePolicy', {
        policyName: 'p',
        policyDocument: policy(SOME, {
          NotResource: ['arn:aws:s3:::a'],
          Action: 's3:*',
          Condition: { StringEquals: { 'aws:ResourceAccount': [ACCOUNT] } },
          Effect: 'Allow',
        }),
      }),
      call('s3', 'PutBucketPolicy', {
        bucketName: 'b',
        bucketPolicy: {
          Statement: [{ Effect: 'Allow', NotPrincipal: { AWS: ACCOUNT }, Action: 's3:*', Resource: '*' }],
        },
      }),
      call('kms', 'PutKeyPolicy', {
        keyId: 'k',
        policy: policy({
          Effect: 'Allow',
          Principal: { AWS: ACCOUNT },
          NotAction: 'kms:Decrypt',
          Resource: '*',
        }),
      }),
    ],
    others: [
      iam('PutRolePolicy', {
        roleName: 'app',
        policyName: 'p',
        policyDocument: policy(SOME, { Effect: 'Deny', NotAction: ['iam:*'], Resource: '*' }),
      }),
      iam('PutRolePolicy', { roleName: 'app', policyName: 'NotAction', policyDocument: policy(SOME) }),
      call('s3', 'PutBucketPolicy', {
        bucketName: 'b',
        bucketPolicy: {
          Statement: [
            { Effect: 'Deny', NotPrincipal: { AWS: ACCOUNT }, Action: 's3:*', Resource: '*' },
            { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 's3:*', Resource: '*' },
          ],
        },
      }),
      refused(
        iam('CreatePolicy', {
          policyName: 'p',
          policyDocument: policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
        }),
      ),
    ],
  },
  'role-trusts-other-account': {
    hits: [
      iam('UpdateAssumeRolePolicy', {
        roleName: 'app',
        policyDocument: trust('arn:aws:iam::999988887777:root'),
      }),
      iam('CreateRole', { roleName: 'app', assumeRolePolicyDocument: trust(['999988887777']) }),
      iam('CreateRole', { roleName: 'app', assumeRolePolicyDocument: trust('*') }),
    ],
    others: [
      iam('CreateRole', { roleName: 'app', assumeRolePolicyDocument: trust(`arn:aws:iam::${ACCOUNT}:root`) }),
      iam('CreateRole', {
        roleName: 'app',
        assumeRolePolicyDocument: policy({
          Effect: 'Allow',
          Principal: { Service: 'ec2.amazonaws.com' },
          Action: 'sts:AssumeRole',
        }),
      }),
    ],
  },
  'access-key-created': {
    hits: [iam('CreateAccessKey', null), iam('CreateAccessKey', { userName: 'bob' })],
    others: [refused(iam('CreateAccessKey', null)), iam('DeleteAccessKey', { accessKeyId: 'AKIA' })],
  },
  'access-key-for-another': {
    hits: [
      iam('CreateAccessKey', { userName: 'bob' }),
      iam('CreateAccessKey', { userName: 'bob' }, { userIdentity: SSO }),
    ],
    others: [iam('CreateAccessKey', null), iam('CreateAccessKey', { userName: 'alice' })],
  },
  'login-profile-changed': {
    hits: [iam('CreateLoginProfile', { userName: 'bob' }), iam('UpdateLoginProfile', { userName: 'bob' })],
    others: [
      iam('UpdateLoginProfile', { userName: 'alice' }),
      refused(iam('CreateLoginProfile', { userName: 'bob' })),
    ],
  },
  'user-created': {
    hits: [iam('CreateUser', { userName: 'bob' })],
    others: [refused(iam('CreateUser', { userName: 'bob' })), call('identitystore', 'CreateUser')],
  },
  'user-added-to-group': {
    hits: [iam('AddUserToGroup', { userName: 'bob', groupName: 'admins' })],
    others: [iam('RemoveUserFromGroup', { userName: 'bob', groupName: 'admins' })],
  },
  'mfa-device-deactivated': {
    hits: [iam('DeactivateMFADevice', { userName: 'bob', serialNumber: `arn:aws:iam::${ACCOUNT}:mfa/bob` })],
    others: [iam('EnableMFADevice', { userName: 'bob', serialNumber: 'x' })],
  },
  'password-policy-changed': {
    hits: [
      iam('UpdateAccountPasswordPolicy', { minimumPasswordLength: 6 }),
      iam('DeleteAccountPasswordPolicy', null),
    ],
    others: [iam('GetAccountPasswordPolicy', null)],
  },
  'identity-provider-changed': {
    hits: [
      iam('CreateSAMLProvider', { name: 'idp' }),
      call('rolesanywhere', 'CreateTrustAnchor', { name: 'x' }),
      call('sso-directory', 'EnableExternalIdPConfigurationForDirectory'),
    ],
    others: [
      iam('ListSAMLProviders', null),
      refused(call('rolesanywhere', 'CreateTrustAnchor', { name: 'x' })),
    ],
  },
  'identity-center-changed': {
    hits: [
      call('sso', 'CreateAccountAssignment', { targetId: ACCOUNT, principalId: 'p' }, { userIdentity: SSO }),
    ],
    others: [call('sso', 'ListInstances'), call('sso', 'Authenticate', null, { userIdentity: user('bob') })],
  },
  'secrets-read-in-number': {
    hits: [
      Array.from({ length: 10 }, (_, i) => call('secretsmanager', 'GetSecretValue', { secretId: `s${i}` })),
      Array.from({ length: 10 }, () =>
        call('ssm', 'GetParameter', { name: '/a', withDecryption: true }, { userIdentity: SSO }),
      ),
    ],
    others: [
      Array.from({ length: 9 }, () => call('secretsmanager', 'GetSecretValue', { secretId: 's' })),
      Array.from({ length: 10 }, () => call('ssm', 'GetParameter', { name: '/a', withDecryption: false })),
      Array.from({ length: 10 }, () =>
        call('secretsmanager', 'GetSecretValue', null, { userIdentity: role('app', 'i-1') }),
      ),
    ],
  },
  'secrets-read-in-bulk': {
    hits: [
      Array.from({ length: 3 }, () => call('secretsmanager', 'BatchGetSecretValue', { filters: [] })),
      Array.from({ length: 3 }, () =>
        call('ssm', 'GetParametersByPath', { path: '/', withDecryption: true }),
      ),
    ],
    others: [
      Array.from({ length: 2 }, () => call('secretsmanager', 'BatchGetSecretValue', { filters: [] })),
      Array.from({ length: 3 }, () => call('ssm', 'GetParameters', { names: ['/a'], withDecryption: false })),
    ],
  },
};
