import { optionFaults, type RunOptions } from '../../src/cli/options.ts';
import { isMeantAsS3, parseS3Location } from '../../src/cli/s3-location.ts';
import { list } from '../../src/cli/shared-options.ts';

const onDuckDb: RunOptions = { logs: 'logs', out: 'archive' };
const onAthena: RunOptions = { engine: 'athena', logBucket: 's3://trail-logs', out: 's3://archive/trial' };

test.each<[string, RunOptions]>([
  ['logs and an archive on this machine', onDuckDb],
  ['logs here, the archive in a bucket', { ...onDuckDb, out: 's3://archive', region: 'eu-central-1' }],
  ['the engine by name, and memory', { ...onDuckDb, engine: 'duckdb', memory: '2 GiB' }],
  ['Athena', onAthena],
  ['Athena with an archive on this machine', { ...onAthena, out: 'archive' }],
  [
    'Athena with all its options',
    { ...onAthena, workgroup: 'audit.v1', output: 's3://results/a/', region: 'us-gov-west-1' },
  ],
  ['a dry run without an archive', { logs: 'logs', dryRun: true }],
])('takes %s', (_, options) => {
  expect(optionFaults(options)).toEqual([]);
});

test.each<[string, RunOptions, string[]]>([
  ['nothing at all', {}, ['out: missing']],
  ['an empty archive', { ...onDuckDb, out: '' }, ['out: missing']],
  ['an empty archive of a dry run', { logs: 'logs', out: '', dryRun: true }, ['out: missing']],
  [
    'an unknown engine',
    { ...onDuckDb, engine: 'Athena' },
    ['engine: "Athena" is not an engine: give duckdb'],
  ],
  ['Athena without its log bucket', { ...onAthena, logBucket: '' }, ['log-bucket: missing']],
  [
    "Athena with DuckDB's options",
    { ...onAthena, logs: 'logs', memory: '1GB', fresh: true },
    ['logs: goes with --engine duckdb only', 'memory: goes with', 'fresh: goes with --engine duckdb only'],
  ],
  [
    "DuckDB with Athena's options",
    { ...onDuckDb, workgroup: 'a', output: 's3://results', logBucket: 's3://logs', region: 'us-east-1' },
    [
      'workgroup: goes with --engine athena only',
      'output: goes',
      'log-bucket: goes',
      'region: this run does not use AWS',
    ],
  ],
  [
    'malformed values, all of them',
    {
      engine: 'athena',
      logBucket: 'logs',
      out: 's3:/a',
      output: 's3://A',
      workgroup: 'a b',
      region: 'useast1',
    },
    ['out: "s3:/a" is not a place', 'log-bucket: "logs"', 'output: "s3://A"', 'workgroup: "a b"', 'region: '],
  ],
  ['what is not a size', { ...onDuckDb, memory: '512' }, ['memory: "512" is not a size such as 512MB']],
  [
    'too small a size',
    { ...onDuckDb, memory: '100MB' },
    ['memory: "100MB" is too little for the engine: give 128MB'],
  ],
])('refuses %s', (_, options, faults) => {
  expect(optionFaults(options)).toEqual(faults.map((fault) => expect.stringContaining(fault)));
});

test.each(['128MB', '0.5 GiB', '1tb'])('takes %s of memory', (memory) => {
  expect(optionFaults({ ...onDuckDb, memory })).toEqual([]);
});

test.each([
  ['s3://bucket', 'bucket', ''],
  ['s3://bucket/', 'bucket', ''],
  ['s3://my.bucket-1/a/b', 'my.bucket-1', 'a/b/'],
  ['s3://bucket/a/b/', 'bucket', 'a/b/'],
  ['s3://192.0.2.10-logs/a', '192.0.2.10-logs', 'a/'],
])('%s is a place in S3', (text, bucket, prefix) => {
  expect(parseS3Location(text)).toEqual({ bucket, prefix });
});

test.each([
  's3://',
  's3://Bucket',
  's3://b',
  's3:/bucket',
  's3://bucket//a',
  's3://bucket/../a',
  's3://my..bucket',
  's3://192.0.2.10/logs',
  'bucket',
  'S3://bucket',
])('%s is not a place in S3', (text) => {
  expect(parseS3Location(text)).toBeUndefined();
});

test.each([
  ['S3://bucket', true],
  ['s3:/bucket', true],
  ['./s3/bucket', false],
  ['C:\\logs', false],
])('%s means S3: %s', (text, meant) => {
  expect(isMeantAsS3(text)).toBe(meant);
});

test('takes a list as it is typed', () => {
  expect(list('a, b')).toEqual(['a', 'b']);
});

test('takes an option that is given twice as one list', () => {
  expect(list('c', list('a,b'))).toEqual(['a', 'b', 'c']);
});
