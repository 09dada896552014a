import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { examine } from '../../src/cli/examine.ts';
import type { DoctorOptions } from '../../src/cli/options.ts';
import { emptyDirectory } from '../logs.ts';

const quiet = { read: () => {} };

test.each<[string, DoctorOptions, RegExp[]]>([
  ['nothing to check', {}, [/^logs: missing; give --logs DIR, or --log-bucket/]],
  [
    'both places',
    { logs: '.', logBucket: 's3://logs' },
    [/^log-bucket: for AWS, but --logs is for this machine/],
  ],
  ['an empty directory name', { logs: '' }, [/^logs: empty; give the directory/]],
  ['a bucket as --logs', { logs: 's3://logs' }, [/^logs: "s3:\/\/logs" is in S3; give it as --log-bucket/]],
  [
    'malformed names',
    { logBucket: 'logs', workgroup: 'a b', out: './archive', stack: '-', region: 'Tokyo' },
    [
      /^log-bucket: "logs" is not a place in S3/,
      /^workgroup: /,
      /^region: "Tokyo"/,
      /^out: "\.\/archive" is not in S3/,
      /^stack: "-" is not a stack name/,
    ],
  ],
  [
    'a day that no calendar has',
    { logBucket: 's3://logs', readFiles: '2026-02-30' },
    [/^read-files: "2026-02-30" is not a day; give one such as 2026-11-21/],
  ],
  [
    'an option of the other place',
    { logBucket: 's3://logs', newestDays: 3 },
    [/^newest-days: goes with --logs only/],
  ],
])('refuses %s', async (_, options, faults) => {
  await expect(examine(options, quiet)).rejects.toMatchObject({
    name: 'RequestError',
    faults: faults.map((fault) => expect.stringMatching(fault)),
  });
});

test.each([
  [
    'a table name that Athena forbids',
    { table: { table: 'CloudTrail-Logs' } },
    /table\.table: "CloudTrail-Logs" is wrong: give lower-case letters, digits and underscores/,
  ],
  [
    'a malformed period',
    { schedule: { period: 'daily' } },
    /^config: schedule\.period: "daily" is not a period/,
  ],
])('refuses %s', async (_, content, fault) => {
  const config = join(await emptyDirectory(), 'audit.json');
  await writeFile(config, JSON.stringify(content));
  await expect(examine({ logBucket: 's3://logs', config }, quiet)).rejects.toMatchObject({
    name: 'RequestError',
    faults: [expect.stringMatching(fault)],
  });
});
