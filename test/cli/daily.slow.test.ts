import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { underLock } from '../../src/adapters/local/lock.ts';
import { LockedError, RequestError } from '../../src/errors.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import { emptyDirectory } from '../logs.ts';
import { audit } from './audit.ts';
import { call, config, emptyRun, logs, MEMORY, mails, manifestsIn, windows } from './call-daily.ts';

describe('the runs that are due', () => {
  test('are, with an empty archive, the last one; then every one since, oldest first; then none', async () => {
    const out = await emptyDirectory();
    const first = await call({ out, now: '2026-11-02T07:05:00Z' });
    expect(first).toMatchObject({ well: true, errors: [] });
    expect(first.lines.join('\n')).toMatch(
      /^2026-11-01T06:30:00Z to 2026-11-02T06:30:00Z: succeeded .*\n {2}mail: sent$/,
    );
    expect(await windows(out)).toEqual(['2026-11-02T06:30:00Z']);

    const later = await call({ out, now: '2026-11-04T12:00:00Z' });
    expect(await windows(out)).toEqual([
      '2026-11-02T06:30:00Z',
      '2026-11-03T06:30:00Z',
      '2026-11-04T06:30:00Z',
    ]);
    expect(later.sent).toHaveLength(2);
    expect(later.lines.filter((line) => line.includes('succeeded'))).toEqual([
      expect.stringContaining('2026-11-02T06:30:00Z to 2026-11-03'),
      expect.stringContaining('2026-11-03T06:30:00Z to 2026-11-04'),
    ]);

    expect(await call({ out, now: '2026-11-05T06:59:59Z' })).toEqual({
      well: true,
      lines: ['nothing is due'],
      errors: [],
      sent: [],
    });
    // As `run --scheduled` makes it.
    const made = await audit(
      ['run', '--logs', logs, '--out', await emptyDirectory(), '--scheduled'].concat(
        '2026-11-02T07:00:00Z',
        '--json',
        '--memory',
        MEMORY,
      ),
    );
    const [daily] = await manifestsIn(out);
    const { files, mail: _, reports, ...alone } = JSON.parse(made.stdout) as Manifest;
    expect(daily).toMatchObject(alone);
    expect(daily?.files.filter(({ role }) => role !== 'message')).toEqual(
      files.filter(({ role }) => role !== 'message'),
    );
  });

  test('are at most as many as are asked for, and the rest is said', async () => {
    const out = await emptyDirectory();
    await call({ out, now: '2026-11-01T07:05:00Z' });
    const { lines, well, sent } = await call({ out, now: '2026-11-06T08:00:00Z', most: 1 });
    expect([well, sent.length]).toEqual([true, 1]);
    expect(lines.at(-1)).toBe('4 more runs are due, the next of 2026-11-03T07:00:00Z: call again');
    expect(await windows(out)).toHaveLength(2);
  });
});

describe('is refused before anything is made or sent:', () => {
  const faultsOf = async (call: Promise<unknown>): Promise<readonly string[]> => {
    const error: unknown = await call.catch((error) => error);
    expect(error).toBeInstanceOf(RequestError);
    return (error as RequestError).faults;
  };

  test('a clock that was set back, or was ahead', async () => {
    const out = await emptyDirectory();
    await emptyRun(out, '2027/01/01', 'scheduled-20270101T0630Z-20270102T0630Z-1a2b3c4d');
    expect(await faultsOf(call({ out, now: '2026-11-02T07:05:00Z' }))).toEqual([
      expect.stringMatching(
        /^out: the last run, scheduled-2027.* ends at 2027-01-02T06:30:00Z, and the clock/,
      ),
    ]);
    expect(await readdir(out)).toEqual(['runs']);
  });

  test('every fault of options and configuration, at once', async () => {
    const out = join(await emptyDirectory(), 'new');
    const damaged = join(await emptyDirectory(), 'audit.json');
    await writeFile(damaged, '{"timezone": "Mars/Base", "mail": {"to": []}}');
    const faults = await faultsOf(
      call({ out, now: '2026-11-02T07:05:00Z', config: damaged, logs: '/none', most: 0 }),
    );
    for (const fault of [/^logs: /, /timezone/, /mail\.to/])
      expect(faults).toContainEqual(expect.stringMatching(fault));
    await expect(readdir(out)).rejects.toThrow('ENOENT');

    expect(await faultsOf(call({ out, now: '2026-11-02T07:05:00Z', most: 0 }))).toEqual([
      'most: 0 is not a number of runs: give 1 or more',
    ]);
    await writeFile(damaged, '{"schedule": {"period": "P2D"}}');
    expect(await faultsOf(call({ out, now: '2026-11-02T07:05:00Z', config: damaged }))).toEqual([
      expect.stringMatching(/schedule\.period: "P2D" is wrong/),
    ]);
    await expect(readdir(out)).rejects.toThrow('ENOENT');
  });

  test.each(['s3://archive/audit', '-'])('an archive that is not a directory: %s', async (out) => {
    expect(await faultsOf(call({ out, now: '2026-11-02T07:05:00Z' }))).toContainEqual(
      expect.stringMatching(/^out: .* is not a directory: give one on this machine/),
    );
  });

  test('a mail to settle that is not named rightly, or is known', async () => {
    const out = await emptyDirectory();
    const now = '2026-11-02T07:05:00Z';
    const more = { most: 3, region: 'us-east-1', profile: 'audit' };
    expect(await faultsOf(call({ out, now, resend: 'x', arrived: '2026-11-01', ...more }))).toEqual([
      'most: does not go with --resend; remove it',
      'region: does not go with --resend; remove it',
      'profile: does not go with --resend; remove it',
      'arrived: does not go with --resend; remove it',
      'resend: "x" is neither a run id nor a day such as 2026-11-21',
    ]);
    await call({ out, now });
    expect(await faultsOf(call({ out, now, arrived: '2026-11-01' }))).toEqual([
      expect.stringMatching(/^arrived: .* has a mail that is sent: nothing to record/),
    ]);
    expect(await faultsOf(call({ out, now, resend: '2026-11-01', off: true }))).toEqual([
      expect.stringMatching(/^resend: the configuration does not say how mails are sent/),
    ]);
  });
});

test('a second call says who works since when, and sends nothing', async () => {
  const out = await emptyDirectory();
  const now = '2026-11-02T07:05:00Z';
  const ends = await Promise.allSettled([call({ out, now }), call({ out, now })]);
  const [refusal] = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
  expect(refusal).toBeInstanceOf(LockedError);
  expect(refusal.message).toContain(`${out}/.daily.lock is held by process ${process.pid} on `);
  expect(await mails(out)).toEqual([['sent', 1]]);
  expect(await readdir(out)).toEqual(['runs']);
});

test('on the command line a second call ends with 75', async () => {
  const out = await emptyDirectory();
  const args = ['daily', '--logs', logs, '--out', out, '--config', config, '--memory', MEMORY];
  const now = '2026-11-02T07:05:00Z';
  const { status, stdout, stderr } = await underLock(out, '.daily.lock', { now }, () => audit(args));
  expect([status, stdout]).toEqual([75, '']);
  expect(stderr).toMatch(
    /^error: .*is held by process \d+ on .*, since 2026-11-02T07:05:00Z: nothing was done/,
  );
});
