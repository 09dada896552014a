import { BucketLocationConstraint } from '@aws-sdk/client-s3';
import { AWS_REGIONS, isAwsRegion } from '../../src/table/aws-regions.ts';

test('every region that S3 has buckets in is known', () => {
  const inS3 = Object.values(BucketLocationConstraint).filter((name) => name !== 'EU');

  expect(inS3.filter((name) => !isAwsRegion(name))).toEqual([]);
});

test('no region is listed twice', () => {
  const regions = Object.values(AWS_REGIONS).flat();

  expect(new Set(regions).size).toBe(regions.length);
});
