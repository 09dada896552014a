import { type Bucket, type BucketUse, judgeBucket } from '../../src/doctor/bucket.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { absent, bucket, denied, failed, finding, found, wrong } from './facts.ts';

const judged = (changes: Partial<Bucket>, use: BucketUse = 'log bucket') =>
  judgeBucket(use, bucket('mine', changes), 'us-east-1');

test('a private, encrypted bucket in the same region is ok', () => {
  expect(judged({})).toEqual([
    { check: 'log bucket', status: 'ok', seen: 'mine is in us-east-1' },
    { check: 'log bucket private', status: 'ok', seen: 'all public access is blocked' },
    { check: 'log bucket encrypted', status: 'ok', seen: 'by default, AES256' },
  ]);
});

test('a bucket that does not exist has no other findings', () => {
  expect(judged({ region: absent, encryption: absent })).toEqual([
    finding('log bucket', 'fault', /^bucket mine does not exist$/),
  ]);
});

test.each<[BucketUse, 'warning' | 'fault', RegExp]>([
  ['log bucket', 'warning', /mine is in eu-west-1, but queries run in us-east-1: AWS also charges/],
  ['result bucket', 'fault', /mine is in eu-west-1, but queries run in us-east-1/],
  ['archive bucket', 'warning', /mine is in eu-west-1, .*archived data leaves that region$/],
])('a %s in another region is a %s', (use, status, seen) => {
  expect(wrong(judged({ region: found('eu-west-1') }, use))).toEqual([finding(use, status, seen)]);
});

const PRIVATE = 'log bucket private';
const ENCRYPTED = 'log bucket encrypted';

test.each<[string, Partial<Bucket>, Finding]>([
  [
    'a public policy',
    { publicPolicy: found(true), publicAccessBlock: absent },
    finding(PRIVATE, 'fault', /policy grants public access/),
  ],
  [
    'a public policy with other blocks',
    { publicPolicy: found(true), publicAccessBlock: found(['IgnorePublicAcls']) },
    finding(PRIVATE, 'fault', /policy grants public access/),
  ],
  [
    'a public access control list',
    { publicAcl: found(true), publicAccessBlock: found(['BlockPublicAcls']) },
    finding(PRIVATE, 'fault', /access control list grants public access/),
  ],
  [
    'an access control list that may not be read',
    { publicAcl: denied('s3:GetBucketAcl'), publicAccessBlock: absent },
    finding(PRIVATE, 'warning', /lacks the permission s3:GetBucketAcl/),
  ],
  [
    'a policy status that S3 does not answer',
    { publicPolicy: failed('InternalError'), publicAccessBlock: absent },
    finding(PRIVATE, 'warning', /^not checked: InternalError/),
  ],
  [
    'public access half blocked',
    { publicAccessBlock: found(['BlockPublicAcls', 'IgnorePublicAcls']) },
    finding(PRIVATE, 'warning', /BlockPublicPolicy, RestrictPublicBuckets are off/),
  ],
  [
    'public access blocked but for one setting',
    { publicAccessBlock: found(['BlockPublicAcls', 'IgnorePublicAcls', 'RestrictPublicBuckets']) },
    finding(PRIVATE, 'warning', /BlockPublicPolicy is off/),
  ],
  [
    'public access not blocked, and no policy',
    { publicAccessBlock: absent, publicPolicy: absent },
    finding(PRIVATE, 'warning', /does not block all public access: BlockPublicAcls, .* are off/),
  ],
  [
    'a public access block that may not be read',
    { publicAccessBlock: denied('s3:GetBucketPublicAccessBlock') },
    finding(PRIVATE, 'warning', /lacks the permission s3:GetBucketPublicAccessBlock/),
  ],
  ['no encryption', { encryption: absent }, finding(ENCRYPTED, 'warning', /^no default encryption$/)],
  [
    'an encryption that may not be read',
    { encryption: denied('s3:GetEncryptionConfiguration') },
    finding(ENCRYPTED, 'warning', /lacks the permission s3:GetEncryptionConfiguration/),
  ],
  [
    'a bucket that may not be listed, whose settings are checked all the same',
    { region: denied('s3:ListBucket') },
    finding('log bucket', 'warning', /lacks the permission s3:ListBucket/),
  ],
])('%s', (_, changes, expected) => {
  expect(wrong(judged(changes))).toEqual([expected]);
});

test('a policy and a list that are both public are two faults', () => {
  const open = { publicPolicy: found(true), publicAcl: found(true), publicAccessBlock: absent };
  expect(wrong(judged(open)).map(({ status }) => status)).toEqual(['fault', 'fault']);
});

test('what the blocks overrule is not public', () => {
  expect(wrong(judged({ publicPolicy: found(true), publicAcl: denied('s3:GetBucketAcl') }))).toEqual([]);
});

test.each([
  ['Enabled', 'ok', /^arn:key is enabled$/],
  ['Disabled', 'fault', /^arn:key is Disabled: what is encrypted under it cannot be read$/],
])('a bucket whose key is %s is %s', (state, status, seen) => {
  const key = judged({ key: { id: 'arn:key', state: found(state) } }).find(
    ({ check }) => check === 'log bucket key',
  );
  expect(key).toMatchObject({ status, seen: expect.stringMatching(seen) });
});
