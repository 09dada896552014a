import {
  ACCOUNTS,
  BUCKET,
  keyPolicyOf,
  LISTED,
  MANAGEMENT,
  MEMBER,
  ownLog,
  policyOf,
  READER,
  stack,
  TLS,
  trailArn,
  UNLISTED,
  WHOLE_ORGANIZATION,
} from './log-account.ts';
import { isAllowed, type Request } from './policy.ts';

describe('readers', () => {
  const reporter = `arn:aws:iam::${READER}:role/cloudtrail-audit-reporter-dev-RunQueryRole-1A2B3C`;
  const object = `arn:aws:s3:::${BUCKET}/${ownLog(LISTED)}`;
  const ask = (arn: string, action: string, resource: string): Request => ({
    principal: { arn },
    action: `s3:${action}`,
    resource,
    context: TLS,
  });

  test.each<[string, boolean, Request]>([
    ["the reporter's role reads a log", true, ask(reporter, 'GetObject', object)],
    ["the reporter's role lists the bucket", true, ask(reporter, 'ListBucket', `arn:aws:s3:::${BUCKET}`)],
    ["the reporter's role writes", false, ask(reporter, 'PutObject', object)],
    ["the reporter's role deletes", false, ask(reporter, 'DeleteObject', object)],
    ["the reporter's role deletes a version", false, ask(reporter, 'DeleteObjectVersion', object)],
    [
      "the reporter's role changes the policy",
      false,
      ask(reporter, 'PutBucketPolicy', `arn:aws:s3:::${BUCKET}`),
    ],
    [
      "the reporter's role reads without TLS",
      false,
      { ...ask(reporter, 'GetObject', object), context: { 'aws:SecureTransport': 'false' } },
    ],
    ['another role there reads', false, ask(`arn:aws:iam::${READER}:role/developer`, 'GetObject', object)],
    [
      'a role of that name elsewhere reads',
      false,
      ask(reporter.replace(READER, UNLISTED), 'GetObject', object),
    ],
    ['a source account reads', false, ask(`arn:aws:iam::${LISTED}:role/admin`, 'GetObject', object)],
    ['anybody reads', false, { ...ask('', 'GetObject', object), principal: 'anonymous' }],
    ['anybody lists', false, { ...ask('', 'ListBucket', `arn:aws:s3:::${BUCKET}`), principal: 'anonymous' }],
  ])('%s: %s', (_, expected, request) => {
    expect(isAllowed(policyOf({ ...ACCOUNTS, ReaderAccount: READER }), request)).toBe(expected);
  });

  test('without a reader in another account, nobody there reads', () => {
    expect(isAllowed(policyOf(ACCOUNTS), ask(reporter, 'GetObject', object))).toBe(false);
  });
});

describe('the key', () => {
  const KEY = { ...ACCOUNTS, ...WHOLE_ORGANIZATION, ReaderAccount: READER, KmsKey: 'yes' };
  const encrypt = (account: string, context: Record<string, string> = {}): Request => ({
    principal: { service: 'cloudtrail.amazonaws.com' },
    action: 'kms:GenerateDataKey',
    resource: '*',
    context: {
      'aws:SourceArn': trailArn(account),
      'kms:EncryptionContext:aws:cloudtrail:arn': trailArn(account),
      ...context,
    },
  });
  const decrypt = (arn: string, context: Record<string, string>): Request => ({
    principal: { arn },
    action: 'kms:Decrypt',
    resource: '*',
    context,
  });
  const reporter = `arn:aws:iam::${READER}:role/cloudtrail-audit-reporter-dev-RunQueryRole-1A2B3C`;
  const ofLog = { 'kms:EncryptionContext:aws:cloudtrail:arn': trailArn(LISTED) };

  test.each<[string, boolean, Request]>([
    ['the trail of a listed account encrypts', true, encrypt(LISTED)],
    ["the organization's trail encrypts", true, encrypt(MANAGEMENT)],
    [
      'another trail of the management account encrypts',
      false,
      encrypt(MANAGEMENT, { 'aws:SourceArn': trailArn(MANAGEMENT, 'mine') }),
    ],
    [
      "a member's trail encrypts as the organization's",
      false,
      encrypt(MEMBER, { 'kms:EncryptionContext:aws:cloudtrail:arn': trailArn(MANAGEMENT) }),
    ],
    [
      "CloudTrail decrypts, for the organization's trail",
      false,
      { ...encrypt(MANAGEMENT), action: 'kms:Decrypt' },
    ],
    ['the trail of an account that is not listed encrypts', false, encrypt(UNLISTED)],
    [
      'a trail of another name encrypts',
      false,
      encrypt(LISTED, { 'aws:SourceArn': trailArn(LISTED, 'mine') }),
    ],
    [
      'a listed account encrypts as a trail that is not',
      false,
      encrypt(LISTED, { 'kms:EncryptionContext:aws:cloudtrail:arn': trailArn(UNLISTED) }),
    ],
    [
      'a listed account encrypts what is no log',
      false,
      encrypt(LISTED, { 'kms:EncryptionContext:aws:cloudtrail:arn': 'else' }),
    ],
    [
      'CloudTrail describes the key for a trail of the name',
      true,
      { ...encrypt(LISTED), action: 'kms:DescribeKey' },
    ],
    [
      'CloudTrail describes the key for another trail',
      false,
      { ...encrypt(LISTED, { 'aws:SourceArn': trailArn(LISTED, 'mine') }), action: 'kms:DescribeKey' },
    ],
    ["the log account's IAM policies decide", true, decrypt('arn:aws:iam::111122223333:role/admin', ofLog)],
    ['CloudTrail decrypts', false, { ...encrypt(LISTED), action: 'kms:Decrypt' }],
    ["the reporter's role decrypts a log", true, decrypt(reporter, ofLog)],
    ["the reporter's role decrypts what is no log", false, decrypt(reporter, {})],
    [
      "the reporter's role deletes the key",
      false,
      { ...decrypt(reporter, ofLog), action: 'kms:ScheduleKeyDeletion' },
    ],
    ['another role there decrypts a log', false, decrypt(`arn:aws:iam::${READER}:role/developer`, ofLog)],
    ['a source account decrypts a log', false, decrypt(`arn:aws:iam::${LISTED}:role/admin`, ofLog)],
  ])('%s: %s', (_, expected, request) => {
    expect(isAllowed(keyPolicyOf(KEY), request)).toBe(expected);
  });

  test('is made only when it is asked for', () => {
    expect(stack(ACCOUNTS).ofType('AWS::KMS::Key')).toEqual([]);
    expect(stack(KEY).ofType('AWS::KMS::Key')).toEqual(['LogKey']);
  });
});
