/** Whether a bucket exists, is private, is encrypted and is in the right region; of the archive also: is writable. */
import { type Answer, type Finding, fault, isUnknown, judge, notChecked, ok, warning } from './finding.ts';
import { judgeKey, type Key } from './key.ts';
import type { Setup } from './setup.ts';

export type BucketUse = 'log bucket' | 'result bucket' | 'archive bucket';

export interface Bucket {
  name: string;
  region: Answer<string>;
  /** those of PUBLIC_ACCESS_BLOCKS that are on */
  publicAccessBlock: Answer<readonly string[]>;
  /** absent: it has no policy */
  publicPolicy: Answer<boolean>;
  publicAcl: Answer<boolean>;
  /** the algorithm for objects that name none: `aws:kms` */
  encryption: Answer<string>;
  /** of KMS, for objects that name none; undefined: no key of the account's own */
  key: Key | undefined;
}

export interface Archive {
  bucket: Bucket;
  writable: Answer<true>;
}

export const PUBLIC_ACCESS_BLOCKS = [
  'BlockPublicAcls',
  'BlockPublicPolicy',
  'IgnorePublicAcls',
  'RestrictPublicBuckets',
] as const;

export function judgeArchive({ bucket, writable }: Archive, { archive, region }: Setup): Finding[] {
  const found = judgeBucket('archive bucket', bucket, region);
  if (bucket.region.kind === 'absent') return found;
  const check = 'archive bucket writable';
  const place = `s3://${archive.bucket}/${archive.prefix}`;
  if (writable.kind === 'denied') {
    const todo = `grant ${writable.permission} below ${place} if these credentials are to archive runs; the deployed functions have roles of their own`;
    return [...found, warning(check, `this user may not write below ${place}`, todo)];
  }
  const may = ok(check, `this user may write below ${place}`);
  return [...found, ...judge(writable, noBucket(check, place), () => may)];
}

/** @param queryRegion where the queries run */
export function judgeBucket(use: BucketUse, bucket: Bucket, queryRegion: string): Finding[] {
  const { name, region, encryption, key } = bucket;
  const found = judge(region, noBucket(use, name), (there) => placed(use, name, there, queryRegion));
  if (region.kind === 'absent') return found;
  const encrypted = `${use} encrypted`;
  const notEncrypted = warning(encrypted, 'no default encryption', 'set a default encryption');
  return [
    ...found,
    ...judgePrivate(`${use} private`, bucket),
    ...judge(encryption, notEncrypted, (algorithm) => ok(encrypted, `by default, ${algorithm}`)),
    ...(key ? judgeKey(`${use} key`, key) : []),
  ];
}

export function noBucket(check: string, name: string): Finding {
  return fault(check, `bucket ${name} does not exist`, 'give the name of an existing bucket');
}

function placed(use: BucketUse, name: string, there: string, queryRegion: string): Finding {
  if (there === queryRegion) return ok(use, `${name} is in ${there}`);
  const seen = `${name} is in ${there}, but queries run in ${queryRegion}`;
  const move = `use a bucket in ${queryRegion}`;
  // https://docs.aws.amazon.com/athena/latest/ug/query-results-specify-location.html
  if (use === 'result bucket')
    return fault(use, seen, `${move}: Athena cannot write results to another region`);
  if (use === 'archive bucket')
    return warning(use, `${seen}: archived data leaves that region`, `${move}, unless this is intended`);
  const charged = `${seen}: AWS also charges every byte read as transfer between regions`;
  return warning(use, charged, `run the queries there: --region ${there}`);
}

function judgePrivate(check: string, { publicAccessBlock, publicPolicy, publicAcl }: Bucket): Finding[] {
  const blocks = publicAccessBlock.kind === 'found' ? publicAccessBlock.value : [];
  const grants = [
    {
      answer: publicPolicy,
      overruledBy: 'RestrictPublicBuckets',
      seen: 'the bucket policy grants public access',
      todo: 'remove Principal "*" from the policy, and block all public access',
    },
    {
      answer: publicAcl,
      overruledBy: 'IgnorePublicAcls',
      seen: 'the access control list grants public access',
      todo: 'block all public access: S3 then ignores the list',
    },
  ].filter(({ overruledBy }) => !blocks.includes(overruledBy));
  const open = grants.filter(({ answer }) => answer.kind === 'found' && answer.value);
  if (open.length > 0) return open.map(({ seen, todo }) => fault(check, seen, todo));
  const unknown = grants.map(({ answer }) => answer).find(isUnknown);
  if (unknown) return [notChecked(check, unknown)];
  return judge(publicAccessBlock, notBlocked(check, PUBLIC_ACCESS_BLOCKS), (on) => {
    const off = PUBLIC_ACCESS_BLOCKS.filter((name) => !on.includes(name));
    return off.length > 0 ? notBlocked(check, off) : ok(check, 'all public access is blocked');
  });
}

function notBlocked(check: string, off: readonly string[]): Finding {
  const seen = `the bucket does not block all public access: ${off.join(', ')} ${off.length === 1 ? 'is' : 'are'} off (the account's own setting is not checked)`;
  return warning(check, seen, 'block all public access to the bucket');
}
