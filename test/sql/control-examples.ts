/** Of each control what it must find and what it must not: an example is a record, or several of one account. */
import {
  ACCOUNT,
  at,
  call,
  failedSignIn,
  ROOT,
  refused,
  role,
  SERVICE,
  SSO,
  signIn,
  times,
  user,
} from './control-records.ts';

type Fields = Record<string, unknown>;

export interface Examples {
  hits: (Fields | Fields[])[];
  others: (Fields | Fields[])[];
}

const failures = (count: number, more: (i: number) => Fields = () => ({})) =>
  times(count, (i) => at(i, failedSignIn(more(i))));

export const controlExamples: Record<string, Examples> = {
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
};
