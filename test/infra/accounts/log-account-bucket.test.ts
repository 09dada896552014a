import {
  ACCOUNTS,
  bucketOf,
  keyPolicyOf,
  policyOf,
  READER,
  stack,
  template,
  WHOLE_ORGANIZATION,
} from './log-account.ts';

describe('the bucket', () => {
  test('is private, encrypted, versioned and all its owner’s', () => {
    expect(bucketOf(ACCOUNTS)).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      VersioningConfiguration: { Status: 'Enabled' },
    });
  });

  test('outlives the stack', () => {
    expect(template.Resources.LogBucket).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  const rules = (parameters: Record<string, string>) => {
    const lifecycle = bucketOf(parameters)?.LifecycleConfiguration as { Rules: { Id: string }[] } | undefined;
    return Object.fromEntries((lifecycle?.Rules ?? []).map(({ Id, ...rule }) => [Id, rule]));
  };

  test('moves logs to cheaper storage and deletes them in the end', () => {
    expect(
      rules({ ...ACCOUNTS, ColdStorage: 'STANDARD_IA', ColdStorageAfterDays: '30', ExpireAfterDays: '400' }),
    ).toMatchObject({
      move: { Status: 'Enabled', Transitions: [{ StorageClass: 'STANDARD_IA', TransitionInDays: '30' }] },
      expire: { Status: 'Enabled', ExpirationInDays: '400' },
    });
  });

  // A filter on sizes would make S3 move small ones too, which cost more where they then are.
  test('leaves to S3 that it moves no log below 128 KB', () => {
    expect(rules(ACCOUNTS).move).not.toHaveProperty('ObjectSizeGreaterThan');
  });

  test('does neither where the days are 0', () => {
    const ids = Object.keys(rules({ ...ACCOUNTS, ColdStorageAfterDays: '0', ExpireAfterDays: '0' }));

    expect(ids).toEqual(['clean-up', 'remove-delete-markers']);
  });

  test('moves nothing to where Athena does not read it', () => {
    const { AllowedValues } = template.Parameters.ColdStorage ?? {};

    expect(AllowedValues).toEqual(['GLACIER_IR', 'STANDARD_IA', 'INTELLIGENT_TIERING']);
  });

  test('is locked only when it is asked for', () => {
    expect(bucketOf(ACCOUNTS)).not.toHaveProperty('ObjectLockEnabled');
    expect(bucketOf({ ...ACCOUNTS, ObjectLock: 'COMPLIANCE', ObjectLockDays: '730' })).toMatchObject({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: '730' } },
      },
    });
  });
});

test.each([
  ['accounts', ACCOUNTS],
  ['an organization', WHOLE_ORGANIZATION],
  ['both and a reader', { ...ACCOUNTS, ...WHOLE_ORGANIZATION, ReaderAccount: READER, KmsKey: 'yes' }],
])('statements of %s have ids of their own', (_, parameters) => {
  const documents = [policyOf(parameters), keyPolicyOf(parameters)].filter(Boolean);
  for (const { Statement } of documents) {
    const ids = Statement.map(({ Sid }) => Sid);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain(undefined);
  }
});

test('the policy of as many accounts as may be given is one that S3 takes', () => {
  const accounts = Array.from({ length: 50 }, (_, index) => String(100_000_000_000 + index));
  const parameters = {
    ...ACCOUNTS,
    ...WHOLE_ORGANIZATION,
    ReaderAccount: READER,
    Accounts: accounts.join(','),
  };

  expect(stack(parameters).faults).toEqual([]);
  expect(JSON.stringify(policyOf(parameters)).length).toBeLessThan(20 * 1024);
});
