import { isoOf } from '../calendar.ts';
import { type Call, read, type Scene } from '../call.ts';
import { ACCOUNTS, PRODUCTION } from '../company.ts';
import { accessKeyId, accountIdentity } from '../identity.ts';
import { ALPHANUMERIC, type Random } from '../random.ts';
import { type CloudTrailRecord, type Fields, type Occurrence, occurrence } from '../record.ts';

export const getCallerIdentity = read('sts', 'GetCallerIdentity', undefined, { refusable: false });

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
function assumeRoleIn(roleName: string, target?: string): Call {
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
