import { isoOf } from '../calendar.ts';
import { type Call, read, type Scene, write } from '../call.ts';
import { ACCOUNTS, MANAGEMENT, PRODUCTION } from '../company.ts';
import { accessKeyId, accountIdentity } from '../identity.ts';
import { ALPHANUMERIC, type Random } from '../random.ts';
import { type CloudTrailRecord, type Fields, type Occurrence, occurrence } from '../record.ts';

const USERS = ['tanaka', 'suzuki', 'alice', 'ci-deploy', 'backup-agent', 'awsadmin'];
const ROLES = ['order-api-role', 'web-instance', 'deploy-production', 'OrganizationAccountAccessRole'];

export const getCallerIdentity = read('sts', 'GetCallerIdentity');
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

/** Within an account: a service that takes up the role of its function, instance or task. */
export function assumeOwnRole(roleName: string, sessionNames: (random: Random) => string): Call {
  return read(
    'sts',
    'AssumeRole',
    ({ random, session }) => assumeRequest(session.account, roleName, sessionNames(random)),
    {
      response: credentials,
      more: ({ random, session }, request) => ({
        resources: [{ accountId: session.account, type: 'AWS::IAM::Role', ARN: `${request?.roleArn}` }],
        sharedEventID: random.uuid(),
      }),
    },
  );
}

/** Into another account: recorded in both, with one sharedEventID. */
export function assumeRoleIn(roleName: string, target?: string): Call {
  return read(
    'sts',
    'AssumeRole',
    ({ random, session }) =>
      assumeRequest(
        target ?? otherAccount(random, session.account),
        roleName,
        `${roleName}-${random.hex(8)}`,
      ),
    {
      response: credentials,
      more: ({ random }, request) => ({
        resources: [{ accountId: accountOf(request), type: 'AWS::IAM::Role', ARN: `${request?.roleArn}` }],
        sharedEventID: random.uuid(),
      }),
      echo: echoInTarget,
    },
  );
}

export const assumeDeployRole = assumeRoleIn('deploy-production', PRODUCTION);
export const assumeAuditRole = assumeRoleIn('SecurityAudit');

export const assumeWithWebIdentity = read(
  'sts',
  'AssumeRoleWithWebIdentity',
  ({ random, session }) => ({
    ...assumeRequest(session.account, 'deploy-production', `GitHubActions-${random.integer(10_000, 99_999)}`),
    durationSeconds: 3600,
  }),
  {
    response: (scene, request) => ({
      ...credentials(scene, request),
      subjectFromWebIdentityToken: scene.session.identity.userName,
      provider: scene.session.identity.identityProvider,
      audience: 'sts.amazonaws.com',
    }),
  },
);

export const FEDERATED_ROLE = 'CorpFederatedEngineer';

/** Called by someone whom the identity provider has vouched for: the role's session bears the name it gives. */
export const assumeWithSaml = read(
  'sts',
  'AssumeRoleWithSAML',
  ({ random, session }) => ({
    ...assumeRequest(session.account, FEDERATED_ROLE, `${session.identity.userName}`),
    sAMLAssertionID: `_${random.uuid()}`,
    principalArn: session.identity.identityProvider,
    durationSeconds: 3600,
  }),
  {
    response: (scene, request) => ({
      ...credentials(scene, request),
      subjectType: 'persistent',
      subject: scene.session.identity.userName,
      issuer: 'https://idp.example.com/saml',
      audience: 'https://signin.aws.amazon.com/saml',
    }),
  },
);

function assumeRequest(account: string, roleName: string, roleSessionName: string): Fields {
  return { roleArn: `arn:aws:iam::${account}:role/${roleName}`, roleSessionName };
}

function credentials({ random, at }: Scene, request: Fields | null): Fields {
  const roleId = `AROA${random.hex(16).toUpperCase()}`;
  const sessionToken = `IQoJb3JpZ2luX2VjE${random.text(24, ALPHANUMERIC)}`;
  return {
    credentials: { accessKeyId: accessKeyId(random, 'ASIA'), sessionToken, expiration: isoOf(at + 3600) },
    assumedRoleUser: {
      assumedRoleId: `${roleId}:${request?.roleSessionName}`,
      arn: `${request?.roleArn}/${request?.roleSessionName}`
        .replace(':iam:', ':sts:')
        .replace(':role/', ':assumed-role/'),
    },
  };
}

function otherAccount(random: Random, own: string): string {
  return random.pick(ACCOUNTS.filter((account) => account !== own));
}

function accountOf(request: Fields | null): string {
  return `${request?.roleArn}`.split(':')[4] ?? '';
}

function echoInTarget(scene: Scene, record: CloudTrailRecord): Occurrence {
  const { session, random, at } = scene;
  return occurrence(at, {
    ...record,
    userIdentity: accountIdentity(session.account, `${session.identity.principalId}`),
    eventID: random.uuid(),
    recipientAccountId: accountOf(record.requestParameters as Fields),
  });
}
