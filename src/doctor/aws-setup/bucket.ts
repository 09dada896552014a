/** Whether a bucket is there, private, encrypted and where it should be. */

import { type Finding, fault, ok, warning } from '../finding.ts';
import { type Answer, judge, notSeen } from './answer.ts';

export type BucketUse = 'log bucket' | 'result bucket' | 'archive bucket';

export interface Bucket {
  name: string;
  /** its region */
  place: Answer<{ region: string }>;
  /** the settings that are on: BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets */
  publicAccessBlock: Answer<readonly string[]>;
  /** whether its policy lets anybody in; absent: it has none */
  publicPolicy: Answer<boolean>;
  /** whether its access control list does */
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

/** @param region where the queries run */
export function judgeBucket(use: BucketUse, bucket: Bucket, region: string): Finding[] {
  const { name, place } = bucket;
  if (place.kind === 'absent')
    return [fault(use, `there is no bucket ${name}`, 'give the name of an existing one')];
  return [
    place.kind === 'found' ? placed(use, name, place.value.region, region) : notSeen(use, place),
    ...isPrivate(use, bucket),
    ...encrypted(use, bucket),
  ];
}

function placed(use: BucketUse, name: string, there: string, region: string): Finding {
  if (there === region) return ok(use, `${name} is in ${region}`);
  const seen = `${name} is in ${there}, the queries run in ${region}`;
  // https://docs.aws.amazon.com/athena/latest/ug/query-results-specify-location.html
  if (use === 'result bucket')
    return fault(use, seen, `give results a bucket in ${region}: Athena writes to no other region`);
  if (use === 'log bucket')
    return warning(
      use,
      `${seen}: every byte read is paid for as transfer between regions too`,
      `run the queries in ${there}: --region ${there}`,
    );
  return warning(
    use,
    `${seen}: what is archived leaves the region`,
    'give a bucket in the same region, unless this is meant',
  );
}

function isPrivate(use: BucketUse, bucket: Bucket): Finding[] {
  const check = `${use} private`;
  const doors = notClosed(bucket);
  const faults = doors.flatMap(({ answer, seen, todo }) =>
    answer.kind === 'found' && answer.value ? [fault(check, seen, todo)] : [],
  );
  if (faults.length > 0) return faults;
  const unseen = doors.find(({ answer: { kind } }) => kind === 'denied' || kind === 'failed');
  if (unseen) return [notSeen(check, unseen.answer)];
  const open = (missing: readonly string[]) => {
    const seen = `public access is not blocked: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} off for the bucket (the account's own setting is not looked at)`;
    return [warning(check, seen, 'block all public access to the bucket')];
  };
  return judge(check, bucket.publicAccessBlock, {
    absent: () => open(PUBLIC_ACCESS_BLOCKS),
    found: (on) => {
      const missing = PUBLIC_ACCESS_BLOCKS.filter((name) => !on.includes(name));
      return missing.length > 0 ? open(missing) : [ok(check, 'all public access is blocked')];
    },
  });
}

/** What lets the public in, but for that which the bucket's settings overrule. */
function notClosed({ publicPolicy, publicAcl, publicAccessBlock }: Bucket) {
  const blocks = publicAccessBlock.kind === 'found' ? publicAccessBlock.value : [];
  const policy = {
    closedBy: 'RestrictPublicBuckets',
    answer: publicPolicy,
    seen: 'its policy lets anybody in',
    todo: 'take Principal "*" out of the policy, and block all public access',
  };
  const acl = {
    closedBy: 'IgnorePublicAcls',
    answer: publicAcl,
    seen: 'its access control list lets anybody in',
    todo: 'block all public access, so that S3 ignores the list',
  };
  return [policy, acl].filter(({ closedBy }) => !blocks.includes(closedBy));
}

function encrypted(use: BucketUse, { encryption }: Bucket): Finding[] {
  const check = `${use} encrypted`;
  return judge(check, encryption, {
    found: (algorithm) => [ok(check, `by default, ${algorithm}`)],
    absent: () => [warning(check, 'no default encryption', 'set a default encryption for the bucket')],
  });
}

/** Whether this user may write to the archive. What the deployed functions may is in their own roles. */
export function judgeWritable(place: string, answer: Answer<true>): Finding[] {
  const check = 'archive bucket writable';
  if (answer.kind === 'denied') {
    const todo = `grant ${answer.permission} below ${place}, if runs are to be archived with these credentials; the deployed functions have roles of their own`;
    return [warning(check, `this user may not write below ${place}`, todo)];
  }
  return judge(check, answer, {
    found: () => [ok(check, `this user may write below ${place}`)],
    absent: () => [fault(check, `there is no bucket for ${place}`, 'give the name of an existing one')],
  });
}
