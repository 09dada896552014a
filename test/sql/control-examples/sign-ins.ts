import {
  ACCOUNT,
  at,
  call,
  type Examples,
  failedSignIn,
  ROOT,
  refused,
  role,
  SERVICE,
  SSO,
  signIn,
  times,
  user,
} from './records.ts';

type Fields = Record<string, unknown>;

const ANONYMOUS = { type: 'AWSAccount', principalId: '', accountId: 'anonymous' };

const failures = (count: number, more: (i: number) => Fields = () => ({})) =>
  times(count, (i) => at(i, failedSignIn(more(i))));

const CONSOLE = { sessionCredentialFromConsole: 'true' };

export const signIns: Examples = {
  'console-calls-refused-in-number': {
    hits: [times(50, () => refused(call('s3', 'GetBucketAcl', null, CONSOLE)))],
    others: [
      times(49, () => refused(call('s3', 'GetBucketAcl', null, CONSOLE))),
      times(50, () => refused(call('s3', 'GetBucketAcl'))),
      times(50, () => call('s3', 'GetBucketAcl', null, CONSOLE)),
    ],
  },
  'calls-refused-in-number': {
    hits: [
      times(20, (i) => at(i, refused(call('s3', 'ListBuckets')))),
      times(20, (i) => refused(call('ec2', 'DescribeInstances', { i }), 'Client.UnauthorizedOperation')),
      times(20, () =>
        refused(
          call('iam', 'ListUsers', null, { userIdentity: role('app', 'i-1') }),
          'AccessDeniedException',
        ),
      ),
    ],
    others: [
      times(60, () => refused(call('s3', 'GetBucketAcl', null, CONSOLE))),
      times(20, () => refused(call('s3', 'HeadBucket'))),
      times(19, (i) => at(i, refused(call('s3', 'ListBuckets')))),
      times(20, (i) => at(10 * i, refused(call('s3', 'ListBuckets')))),
      times(20, (i) => refused(call('s3', 'ListBuckets', null, { userIdentity: user(`u${i}`) }))),
      times(20, () => refused(call('s3', 'GetBucketTagging'), 'NoSuchTagSet')),
      times(20, () => refused(call('s3', 'ListBuckets', null, { userIdentity: SERVICE }))),
    ],
  },
  'root-used': {
    hits: [
      signIn({ userIdentity: ROOT }),
      call('s3', 'ListBuckets', null, { userIdentity: ROOT }),
      refused(call('s3', 'ListBuckets', null, { userIdentity: ROOT })),
    ],
    others: [
      call('s3', 'ListBuckets'),
      call('kms', 'CreateGrant', null, { userIdentity: { ...ROOT, invokedBy: 'rds.amazonaws.com' } }),
      call('autoscaling', 'RotateKey', null, { userIdentity: ROOT, eventType: 'AwsServiceEvent' }),
    ],
  },
  'sign-in-after-failures': {
    hits: [
      [...failures(3), at(5, signIn())],
      [...failures(3, () => ({ userIdentity: ROOT })), at(5, signIn({ userIdentity: ROOT }))],
    ],
    others: [
      [...failures(2), at(5, signIn())],
      [...failures(3), at(63, signIn())],
      [at(0, signIn()), ...failures(3).map((record) => at(5, record))],
      [...failures(3), at(5, signIn({ userIdentity: user('bob') }))],
      failures(4),
    ],
  },
  'sign-in-after-failures-address': {
    hits: [
      [...failures(5, (i) => ({ userIdentity: user(`u${i}`) })), at(6, signIn())],
      [
        ...times(5, (i) =>
          at(i, {
            ...call('signin', 'CredentialVerification', null, {
              userIdentity: { type: 'IdentityCenterUser', accountId: ACCOUNT },
              additionalEventData: { UserName: `u${i}` },
              serviceEventDetails: { CredentialVerification: 'Failure' },
              eventType: 'AwsServiceEvent',
            }),
          }),
        ),
        at(6, signIn({ userIdentity: SSO })),
      ],
    ],
    others: [
      [...failures(4, (i) => ({ userIdentity: user(`u${i}`) })), at(6, signIn())],
      [...failures(5, (i) => ({ sourceIPAddress: `198.51.100.${i}` })), at(6, signIn())],
    ],
  },
  'sign-in-without-mfa': {
    hits: [
      signIn({ additionalEventData: { MFAUsed: 'No' } }),
      signIn({ userIdentity: ROOT, additionalEventData: { MFAUsed: 'No' } }),
    ],
    others: [
      signIn(),
      failedSignIn({ additionalEventData: { MFAUsed: 'No' } }),
      signIn({ userIdentity: SSO, additionalEventData: { MFAUsed: 'No' } }),
    ],
  },
  'sign-ins-failed-in-number': {
    hits: [failures(5)],
    others: [failures(4), failures(5, (i) => ({ userIdentity: user(`u${i}`) }))],
  },
  'sign-ins-failed-from-address': {
    hits: [failures(10, (i) => ({ userIdentity: user(`u${i}`) }))],
    others: [failures(9), failures(10, (i) => ({ sourceIPAddress: `198.51.100.${i}` }))],
  },
  'root-password-recovery': {
    hits: ['PasswordRecoveryRequested', 'PasswordRecoveryCompleted', 'EmailUpdated'].map((name) =>
      call('signin', name, null, { userIdentity: ROOT, eventType: 'AwsConsoleSignIn' }),
    ),
    others: [call('signin', 'PasswordUpdated')],
  },
  'assume-root': {
    hits: [
      call('sts', 'AssumeRoot', {
        targetPrincipal: '444455556666',
        taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' },
      }),
    ],
    others: [call('sts', 'AssumeRole', { roleArn: `arn:aws:iam::${ACCOUNT}:role/app` })],
  },
  'federation-token': {
    hits: [call('sts', 'GetFederationToken', { name: 'x' })],
    others: [refused(call('sts', 'GetFederationToken', { name: 'x' })), call('sts', 'GetSessionToken')],
  },
  'anonymous-call': {
    hits: [call('s3', 'GetBucketAcl', { bucketName: 'b' }, { userIdentity: ANONYMOUS })],
    others: [
      refused(call('s3', 'GetBucketAcl', { bucketName: 'b' }, { userIdentity: ANONYMOUS })),
      call('s3', 'GetBucketAcl', { bucketName: 'b' }),
    ],
  },
};
