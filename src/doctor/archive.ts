import { type Answer, judge } from './answer.ts';
import { type Bucket, judgeBucket, noBucket } from './bucket.ts';
import { type Finding, ok, warning } from './finding.ts';
import type { Setup } from './setup.ts';

export interface Archive {
  bucket: Bucket;
  writable: Answer<true>;
}

export function judgeArchive({ bucket, writable }: Archive, { archive, region }: Setup): Finding[] {
  const found = judgeBucket('archive bucket', bucket, region);
  if (bucket.region.kind === 'absent') return found;
  return [...found, ...judgeWritable(writable, `s3://${archive.bucket}/${archive.prefix}`)];
}

/** Whether this user may write. What the deployed functions may do is in their own roles. */
function judgeWritable(writable: Answer<true>, place: string): Finding[] {
  const check = 'archive bucket writable';
  if (writable.kind === 'denied') {
    const todo = `grant ${writable.permission} below ${place} if these credentials are to archive runs; the deployed functions have roles of their own`;
    return [warning(check, `this user may not write below ${place}`, todo)];
  }
  return judge(writable, noBucket(check, place), () => [ok(check, `this user may write below ${place}`)]);
}
