import { isoOf } from '../calendar.ts';
import { read, write } from '../call.ts';
import { MANAGEMENT } from '../company.ts';
import { accessKeyId } from '../identity.ts';

const USERS = ['tanaka', 'suzuki', 'alice', 'ci-deploy', 'backup-agent', 'awsadmin'];
const ROLES = ['order-api-role', 'web-instance', 'deploy-production', 'OrganizationAccountAccessRole'];
export const listUsers = read('iam', 'ListUsers', () => ({ maxItems: 1000 }));
export const listRoles = read('iam', 'ListRoles', () => ({ maxItems: 1000 }));
export const getUser = read('iam', 'GetUser', ({ random }) => ({ userName: random.pick(USERS) }));
export const getRole = read('iam', 'GetRole', ({ random }) => ({ roleName: random.pick(ROLES) }));
export const listAccessKeys = read('iam', 'ListAccessKeys', ({ random }) => ({
  userName: random.pick(USERS),
}));
export const listAttachedPolicies = read('iam', 'ListAttachedUserPolicies', ({ random }) => ({
  userName: random.pick(USERS),
}));
export const getAccountSummary = read('iam', 'GetAccountSummary');
export const listMfaDevices = read('iam', 'ListMFADevices', () => ({ maxItems: 1000 }));
export const generateCredentialReport = read('iam', 'GenerateCredentialReport', () => null, {
  response: () => ({
    state: 'STARTED',
    description: 'No report exists. Starting a new report generation task',
  }),
});
export const listAccounts = read('organizations', 'ListAccounts');
export const describeOrganization = read('organizations', 'DescribeOrganization');

export const createAccessKey = write(
  'iam',
  'CreateAccessKey',
  ({ random }) => ({ userName: random.pick(USERS) }),
  {
    response: ({ random, at }, request) => ({
      accessKey: {
        accessKeyId: accessKeyId(random, 'AKIA'),
        createDate: isoOf(at),
        status: 'Active',
        userName: request?.userName,
      },
    }),
  },
);
export const createUser = write(
  'iam',
  'CreateUser',
  ({ random }) => ({
    userName: `partner-${random.integer(10, 99)}`,
    path: '/',
    tags: [{ key: 'owner', value: '田中 太郎' }],
  }),
  {
    response: ({ random, session, at }, request) => ({
      user: {
        path: '/',
        userName: request?.userName,
        userId: `AIDA${random.hex(16).toUpperCase()}`,
        arn: `arn:aws:iam::${session.account}:user/${request?.userName}`,
        createDate: isoOf(at),
      },
    }),
  },
);
export const attachUserPolicy = write('iam', 'AttachUserPolicy', ({ random }) => ({
  userName: random.pick(USERS),
  policyArn: `arn:aws:iam::aws:policy/${random.pick(['ReadOnlyAccess', 'PowerUserAccess', 'AdministratorAccess'])}`,
}));
export const changePassword = write('iam', 'ChangePassword', () => null);
export const updateTrustPolicy = write('iam', 'UpdateAssumeRolePolicy', ({ random, session }) => ({
  roleName: random.pick(ROLES),
  policyDocument: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${MANAGEMENT}:root` },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': session.account } },
      },
    ],
  }),
}));
export const putAlternateContact = write('account', 'PutAlternateContact', () => ({
  alternateContactType: 'SECURITY',
  emailAddress: '***',
  name: '***',
  phoneNumber: '***',
  title: '***',
}));
