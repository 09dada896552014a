/** Whether a bucket exists, is private, is encrypted and is where it should be. */
import { type Answer, isUnknown, judge, notChecked } from './answer.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

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
}

export const PUBLIC_ACCESS_BLOCKS = [
  'BlockPublicAcls',
  'BlockPublicPolicy',
  'IgnorePublicAcls',
  'RestrictPublicBuckets',
] as const;

/** @param queryRegion where the queries run */
export function judgeBucket(use: BucketUse, bucket: Bucket, queryRegion: string): Finding[] {
  const { name, region, encryption } = bucket;
  const place = judge(region, noBucket(use, name), (there) => [placed(use, name, there, queryRegion)]);
  if (region.kind === 'absent') return place;
  const encrypted = `${use} encrypted`;
  return [
    ...place,
    ...judgePrivate(`${use} private`, bucket),
    ...judge(
      encryption,
      warning(encrypted, 'no default encryption', 'set a default encryption'),
      (algorithm) => [ok(encrypted, `by default, ${algorithm}`)],
    ),
  ];
}

export function noBucket(check: string, name: string): Finding {
  return fault(check, `there is no bucket ${name}`, 'give the name of an existing bucket');
}

function placed(use: BucketUse, name: string, there: string, queryRegion: string): Finding {
  if (there === queryRegion) return ok(use, `${name} is in ${there}`);
  const seen = `${name} is in ${there}, but queries run in ${queryRegion}`;
  const move = `use a bucket in ${queryRegion}`;
  // https://docs.aws.amazon.com/athena/latest/ug/query-results-specify-location.html
  if (use === 'result bucket') return fault(use, seen, `${move}: Athena writes results to no other region`);
  if (use === 'archive bucket')
    return warning(use, `${seen}: archived data leaves that region`, `${move}, unless this is intended`);
  const charged = `${seen}: AWS also charges every byte read as transfer between regions`;
  return warning(use, charged, `run the queries there: --region ${there}`);
}

function judgePrivate(check: string, { publicAccessBlock, publicPolicy, publicAcl }: Bucket): Finding[] {
  const blocks = publicAccessBlock.kind === 'found' ? publicAccessBlock.value : [];
  const policy = fault(
    check,
    'the bucket policy grants public access',
    'remove Principal "*" from the policy, and block all public access',
  );
  const acl = fault(
    check,
    'the access control list grants public access',
    'block all public access: S3 then ignores the list',
  );
  const notOverruled = [
    { answer: publicPolicy, overruledBy: 'RestrictPublicBuckets', finding: policy },
    { answer: publicAcl, overruledBy: 'IgnorePublicAcls', finding: acl },
  ].filter(({ overruledBy }) => !blocks.includes(overruledBy));
  const open = notOverruled.filter(({ answer }) => answer.kind === 'found' && answer.value);
  if (open.length > 0) return open.map(({ finding }) => finding);
  const unknown = notOverruled.map(({ answer }) => answer).find(isUnknown);
  if (unknown) return [notChecked(check, unknown)];
  return judge(publicAccessBlock, notBlocked(check, PUBLIC_ACCESS_BLOCKS), (on) => {
    const off = PUBLIC_ACCESS_BLOCKS.filter((name) => !on.includes(name));
    return [off.length > 0 ? notBlocked(check, off) : ok(check, 'all public access is blocked')];
  });
}

function notBlocked(check: string, off: readonly string[]): Finding {
  const seen = `the bucket does not block all public access: ${off.join(', ')} ${off.length === 1 ? 'is' : 'are'} off (the account's own setting is not checked)`;
  return warning(check, seen, 'block all public access to the bucket');
}
