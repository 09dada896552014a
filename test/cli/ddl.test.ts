import { readFile } from 'node:fs/promises';
import { trinoFaults } from '../sql/trino-grammar.ts';
import { audit } from './audit.ts';

const bucket = ['--log-bucket', 's3://your-log-bucket'];
const accounts = ['--accounts', '111122223333, 444455556666'];
const from = ['--from', '2020-01-01'];
const days = ['--from', '2025-11-01', '--to', '2025-11-02'];

const faultsOf = ({ status, stdout, stderr }: { status: number | null; stdout: string; stderr: string }) => {
  expect([status, stdout]).toEqual([2, '']);
  return stderr.trimEnd().split('\n');
};

test('ddl prints a form, filled in', async () => {
  const { status, stdout, stderr } = await audit(['ddl', 'recommended', ...bucket, ...accounts, ...from]);

  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toBe(await readFile('sql/tables/recommended.sql', 'utf8'));
});

test('ddl takes names, a prefix, an organization and regions', async () => {
  const names = ['--database', 'audit', '--table', 'trail', '--organization', 'o-a1b2c3d4e5'];
  const places = ['--log-bucket', 's3://logs/trails/', '--regions', 'us-east-1,eu-west-1'];

  const { stdout } = await audit(['ddl', 'recommended', ...names, ...places, ...accounts, ...from]);

  expect(stdout).toContain('CREATE EXTERNAL TABLE `audit`.`trail` (');
  expect(stdout).toContain("LOCATION 's3://logs/trails/AWSLogs/o-a1b2c3d4e5/'");
  expect(stdout).toContain("'projection.region.values' = 'us-east-1,eu-west-1'");
});

test('ddl names every fault at once', async () => {
  const faults = faultsOf(
    await audit(['ddl', 'form-b', '--table', 'Trail', '--organization', '', '--accounts', '1']),
  );

  expect(faults.map((fault) => /^error: ([\w-]+):/.exec(fault)?.[1])).toEqual([
    'log-bucket',
    'form',
    'table',
    'organization',
    'accounts',
    'from',
  ]);
});

test.each(['s3://logs/AWSLogs', 's3://logs/AWSLogs/111122223333', 's3://logs/it’s', 's3://logs/${day}'])(
  'ddl refuses a place that makes no location: %s',
  async (place) => {
    const [fault] = faultsOf(
      await audit(['ddl', 'recommended', '--log-bucket', place, ...accounts, ...from]),
    );

    expect(fault).toContain('give what comes before AWSLogs/');
  },
);

test('sql prints a report whose values are filled in, for one statement of Athena', async () => {
  const { status, stdout, stderr } = await audit(['sql', 'console-logins', ...days, ...accounts]);

  expect([status, stderr]).toEqual([0, '']);
  expect(trinoFaults(stdout)).toEqual([]);
  expect(stdout).toContain(`"account" IN ('111122223333', '444455556666')`);
  expect(stdout).toContain(`eventtime < '2025-11-03T00:00:00'`);
  expect(stdout).not.toMatch(/= \?/);
});

test('sql names every fault at once', async () => {
  const faults = faultsOf(await audit(['sql', 'logins', '--from', '2025-11-31', '--config', 'none.json']));

  expect(faults).toEqual([
    expect.stringContaining('config: none.json cannot be read'),
    expect.stringMatching(/^error: to: missing/),
    expect.stringMatching(/^error: report: "logins" is not a known report/),
    expect.stringMatching(/^error: from: "2025-11-31" is not a date/),
  ]);
});
