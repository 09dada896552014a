import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { RunOptions } from '../../src/cli/options.ts';
import { runOnLogs } from '../../src/cli/run-on-logs.ts';
import { writeSample } from '../../src/cli/write-sample.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import { emptyDirectory, logPath, signIn, writeLog } from '../logs.ts';
import { audit } from './audit.ts';

const quiet = { read: () => {}, flow: () => {} };
const late = (minute: string, name: string) => `${minute}Z_${name.padEnd(16, '0')}.json.gz`;
const MEMORY = '256MB';

/** Logs of six days, with events that came late, and records that few have. */
async function someLogs(): Promise<string> {
  const logs = await emptyDirectory();
  await writeSample({ out: logs, days: 6, events: 1200, seed: 4 });
  const add = (day: string, name: string, records: object[]) =>
    writeLog(logs, logPath({ day, name }), records);
  await add('2025/10/30', late('20251030T1500', 'late'), [
    signIn({ eventID: 'late-1', eventTime: '2025-10-29T03:00:00Z' }),
    signIn({ eventID: 'late-2', eventTime: '2025-10-30T14:59:30Z', requestParameters: 7 }),
  ]);
  await add('2025/10/31', late('20251031T1500', 'odd'), [
    signIn({ eventID: 'odd-1', eventTime: '2025-10-31T14:00:00Z', requestParameters: '"', resources: null }),
    signIn({ eventID: 'odd-2', eventTime: '2025-10-31T14:00:01Z', tlsDetails: {}, userIdentity: null }),
    signIn({
      eventID: 'failed',
      eventTime: '2025-10-30T14:00:03Z',
      responseElements: { ConsoleLogin: 'Failure' },
    }),
    signIn({
      eventID: 'odd-3',
      eventTime: '2025-10-31T14:00:02Z',
      userIdentity: {
        type: 'AssumedRole',
        sessionContext: { webIdFederationData: { federatedProvider: 'p', attributes: { a: null, b: '' } } },
      },
    }),
  ]);
  return logs;
}

async function withoutField(file: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const fields = ['tlsversion', 'ciphersuite', 'clientprovidedhostheader'];
  const struct = `struct_pack(${fields.map((name) => `${name} := tlsdetails.${name}`).join(', ')})`;
  await connection.run(
    `COPY (SELECT * REPLACE (${struct} AS tlsdetails) FROM read_parquet('${file}', hive_partitioning = false))
     TO '${file}.older' (FORMAT parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
  await rename(`${file}.older`, file);
}

describe('a range by hand', () => {
  let [logs, out, config] = ['', '', ''];
  const run = (options: Partial<RunOptions>) =>
    runOnLogs({ logs, out, memory: MEMORY, config, ...options }, quiet);
  const scheduled = async () => {
    for (const day of ['2025-10-29', '2025-10-30', '2025-10-31', '2025-11-01'])
      await run({ scheduled: `${day}T07:00:00Z` });
  };
  /** Every file of rows, by name, from the history and from logs alone. */
  const both = async (range: Pick<RunOptions, 'from' | 'to' | 'query'>) => {
    const made = await run(range);
    const fresh = await run({ ...range, out: await emptyDirectory(), fresh: true });
    const rowsOf = async ({ archive, plan }: typeof made) => {
      const folder = archive.locate(plan.run.archive);
      const names = (await readdir(folder)).filter((name) => name.endsWith('.csv')).sort();
      return Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')]));
    };
    return { made, fresh, rows: await rowsOf(made), freshRows: await rowsOf(fresh) };
  };

  beforeAll(async () => {
    [logs, out] = [await someLogs(), await emptyDirectory()];
    config = join(await emptyDirectory(), 'config.json');
    await writeFile(config, JSON.stringify({ history: 'on' }));
    await scheduled();
  });

  test.each([
    ['of days that scheduled runs cover', '2025-10-29', '2025-10-30'],
    ['that begins before them and ends after them', '2025-10-27', '2025-11-01'],
    ['of hours', '2025-10-29T06:00:00Z', '2025-10-30T15:00:00Z'],
  ])('%s has the rows that it has from logs, byte for byte', async (_, from, to) => {
    const { made, fresh, rows, freshRows } = await both({ from, to });

    expect(made.manifest.past?.length).toBeGreaterThan(1);
    expect(fresh.manifest.past).toBeUndefined();
    expect(rows).toEqual(freshRows);
    expect(rows.find(([name]) => name === 'console-logins.csv')?.[1]).toContain('late-');
    expect(made.manifest.scannedBytes).not.toBe(fresh.manifest.scannedBytes);
    const counted = { ...made.manifest.logs, bytes: fresh.manifest.logs?.bytes };
    expect(counted).toEqual(fresh.manifest.logs);
    expect(made.manifest.logs?.bytes).toBeLessThan(fresh.manifest.logs?.bytes ?? 0);
    expect(made.manifest.warnings).toEqual(fresh.manifest.warnings);
  });

  test('has the partition columns of the log files', async () => {
    const query =
      'SELECT day, account, region, count(*) AS events FROM events GROUP BY day, account, region ORDER BY 1, 2, 3';

    const { made, rows, freshRows } = await both({ from: '2025-10-28', to: '2025-10-30', query });

    expect(made.manifest.past?.length).toBeGreaterThan(1);
    expect(rows).toEqual(freshRows);
  });

  test('names the runs that it read', async () => {
    const { manifest } = await run({ from: '2025-10-29', to: '2025-10-29', reports: ['coverage'] });

    expect(manifest.past?.map((id) => id.slice(0, 25))).toEqual([
      'scheduled-20251028T0630Z-',
      'scheduled-20251029T0630Z-',
      'scheduled-20251030T0630Z-',
    ]);
  });

  test('with --dry-run says what it reads of both, and with --fresh of logs alone', async () => {
    const args = ['run', '--logs', logs, '--out', out, '--from', '2025-10-29', '--to', '2025-10-30'];
    const dry = await audit([...args, '--config', config, '--dry-run']);
    const fresh = await audit([...args, '--config', config, '--dry-run', '--fresh']);

    expect(dry.stdout).toMatch(/-- history: {4}\d runs, .*; --fresh reads the log files alone/);
    expect(fresh.stdout).not.toContain('-- history:');
  });

  describe('query and who', () => {
    const RANGE = ['--from', '2025-10-28', '--to', '2025-11-01', '--memory', '512MB'];
    const withDamagedLog = async (work: (more: string[]) => Promise<void>) => {
      // The history has its events, so that it is not read.
      const file = join(logs, logPath({ day: '2025/10/30', name: late('20251030T1500', 'late') }));
      const content = await readFile(file);
      await writeFile(file, content.subarray(0, 10));
      try {
        await work(['--out', out]);
      } finally {
        await writeFile(file, content);
      }
    };

    test.each([
      ['all columns', 'SELECT * FROM events ORDER BY eventid, eventtime, requestid'],
      [
        'a struct and its fields',
        'SELECT eventid, useridentity, useridentity.arn AS arn FROM events ORDER BY 1, 3',
      ],
      [
        'a struct in a struct',
        'SELECT eventid, useridentity.sessioncontext AS s, tlsdetails, resources FROM events ORDER BY 1, 2',
      ],
      ['kinds', 'SELECT kind, count(*) AS events FROM events GROUP BY 1 ORDER BY 1'],
    ])('%s: query has the rows that it has from logs, byte for byte', async (_, sql) => {
      const query = (...more: string[]) =>
        audit(['query', sql, '--format', 'csv', '--logs', logs, ...RANGE, ...more]);
      const [fresh, fromLogs] = [await query('--out', out, '--fresh'), await query()];
      await withDamagedLog(async (more) => {
        expect(await query(...more)).toEqual(fresh);
      });
      expect(fresh).toEqual(fromLogs);
      expect(fresh.status).toBe(0);
      expect(fresh.stdout.split('\n').length).toBeGreaterThan(3);
    });

    test('who says the same, and with the archive alone reads the logs of its runs for the rest', async () => {
      const who = (...more: string[]) => audit(['who', '111122223333', '--json', ...RANGE, ...more]);
      const fromLogs = await who('--logs', logs);
      await withDamagedLog(async (more) => {
        expect(await who(...more)).toEqual(fromLogs);
      });
      expect(JSON.parse(fromLogs.stdout)).toHaveProperty('calls');
    });

    test.each([
      [['--out', '/nonexistent'], 'out: "/nonexistent" is not a directory'],
      [
        ['--out', 's3://bucket/prefix'],
        'out: "s3://bucket/prefix" is in S3; give a directory with a history',
      ],
      [['--out', 'docs'], 'has no scheduled run with a history; give --logs'],
      [['--fresh'], 'fresh: goes with --out'],
    ])('%j is refused', async (options, fault) => {
      const { status, stderr } = await audit(['query', 'SELECT eventid FROM events', ...options]);

      expect(status).toBe(2);
      expect(stderr).toContain(`error: ${fault.startsWith('has') ? '' : fault}`);
      expect(stderr).toContain(fault);
    });
  });

  test('of some accounts reads the logs', async () => {
    const { manifest } = await run({ from: '2025-10-29', to: '2025-10-29', accounts: ['111111111111'] });

    expect(manifest.past).toBeUndefined();
  });

  describe('where the history is not as it was written', () => {
    const historyFiles = async () => {
      const names = await readdir(join(out, 'events'), { recursive: true });
      const files = names.filter(
        (name) => name.endsWith('.parquet') && name.includes('run=scheduled-20251029T0630Z-'),
      );
      return files.map((name) => join(out, 'events', name)).sort();
    };
    const changes: [string, (file: string) => Promise<unknown>, string][] = [
      ['deleted', (file) => rm(file), 'cannot be read'],
      ['cut short', async (file) => truncate(file, (await stat(file)).size - 1), 'bytes; the manifest lists'],
      [
        'changed',
        async (file) => {
          const content = await readFile(file);
          content.writeUInt8((content.at(20) ?? 0) ^ 1, 20);
          await writeFile(file, content);
        },
        'has the sha256',
      ],
    ];

    test.each(changes)('a file was %s: reads the logs and says so', async (_, change, reason) => {
      const [file = ''] = await historyFiles();
      const whole = await readFile(file);
      await change(file);
      const { made, rows, freshRows } = await both({ from: '2025-10-29', to: '2025-10-31' });
      await writeFile(file, whole);

      expect(rows).toEqual(freshRows);
      expect(made.manifest.warnings).toMatchObject([{ code: 'history-not-read' }]);
      expect(made.manifest.warnings[0]?.message).toContain(reason);
      expect(made.manifest.past).not.toContain(
        made.manifest.warnings.flatMap((it) => ('runId' in it ? it.runId : []))[0],
      );
    });

    test.each(changes)(
      'a file was %s: verify names it, from the archive and from the folder of the run',
      async (_, change, reason) => {
        const [file = ''] = await historyFiles();
        const whole = await readFile(file);
        await change(file);
        const found = await readdir(join(out, 'runs'), { recursive: true });
        const folder = found.find((name) => /scheduled-20251029T0630Z-[^/]*$/.test(name)) ?? '';
        const [all, one] = [await audit(['verify', out]), await audit(['verify', join(out, 'runs', folder)])];
        await writeFile(file, whole);

        const expected = reason === 'cannot be read' ? 'is listed in the manifest but missing' : reason;
        for (const { status, stdout } of [all, one]) {
          expect(status).toBe(1);
          expect(stdout.match(/^ {2}(missing|changed): events.*$/gm)).toEqual([
            expect.stringContaining(expected),
          ]);
          expect(stdout).toContain('  history: damaged');
        }
        expect((await audit(['verify', out])).status).toBe(0);
      },
    );

    test('all of its files are gone: verify says so, and the run is whole', async () => {
      const files = await historyFiles();
      const kept = await Promise.all(files.map((file) => readFile(file)));
      await Promise.all(files.map((file) => rm(file)));
      const { status, stdout } = await audit(['verify', out]);
      await Promise.all(files.map((file, i) => writeFile(file, kept[i] ?? '')));

      expect(status).toBe(0);
      expect(stdout).toContain(`  history: its ${files.length} files are gone, expired or removed`);
      expect(stdout).toMatch(/history: whole \(\d+ files, /);
    });

    test('an older version wrote it, with fewer columns: reads the logs and says so', async () => {
      const { manifest } = await run({ from: '2025-10-29', to: '2025-10-29', reports: ['coverage'] });
      const [runId = ''] = manifest.past ?? [];
      const path = (await readdir(out, { recursive: true })).find((name) =>
        name.endsWith(`${runId}/manifest.json`),
      );
      const written = await readFile(join(out, path ?? ''), 'utf8');
      const older = JSON.parse(written) as Manifest;
      if (!older.history) throw new Error('no history');
      older.history.columns = older.history.columns.filter((name) => name !== 'tlsdetails');
      await writeFile(join(out, path ?? ''), JSON.stringify(older));
      const again = await run({ from: '2025-10-29', to: '2025-10-29', reports: ['coverage'] });
      await writeFile(join(out, path ?? ''), written);

      expect(again.manifest.warnings[0]?.message).toContain('an older version wrote it, without tlsdetails');
    });

    test('an older version wrote it, without a field of a struct: reads the logs and says so', async () => {
      const archive = await emptyDirectory();
      await cp(out, archive, { recursive: true });
      const names = await readdir(archive, { recursive: true });
      const path = join(
        archive,
        names.find((name) => /scheduled-20251029[^/]*\/manifest\.json$/.test(name)) ?? '',
      );
      const manifest: Manifest = JSON.parse(await readFile(path, 'utf8'));
      const { history } = manifest;
      for (const listed of history?.files ?? []) {
        const file = join(archive, history?.place ?? '', listed.file);
        await withoutField(file);
        const content = await readFile(file);
        listed.bytes = content.length;
        listed.checksum = {
          algorithm: 'SHA256',
          value: createHash('sha256').update(content).digest('hex'),
        };
      }
      await writeFile(path, JSON.stringify(manifest));
      const { manifest: made } = await run({ from: '2025-10-29', to: '2025-10-30', out: archive });

      expect(made.past).not.toContain(manifest.runId);
      expect(made.warnings[0]).toMatchObject({
        code: 'history-not-read',
        message: expect.stringContaining('an older version wrote it, without tlsdetails.keyexchange'),
      });
      expect(made.reports.every(({ status }) => status === 'succeeded')).toBe(true);
    });

    /** As a version would write it that has no kind of its own for sign-ins. */
    const withoutSignIns = async (archive: string, isSaid: boolean) => {
      const names = await readdir(archive, { recursive: true });
      for (const path of names.filter((name) => /scheduled-[^/]*\/manifest\.json$/.test(name))) {
        const manifest: Manifest = JSON.parse(await readFile(join(archive, path), 'utf8'));
        const { history, events } = manifest;
        for (const listed of history?.files ?? []) {
          if (!listed.file.startsWith('kind=sign-in/')) continue;
          const file = 'kind=other/sign-ins.parquet';
          await mkdir(join(archive, history?.place ?? '', 'kind=other'), { recursive: true });
          const [from, to] = [listed.file, file].map((name) => join(archive, history?.place ?? '', name));
          await rename(from ?? '', to ?? '');
          listed.file = file;
        }
        for (const column of events?.derived ?? [])
          if (column.name === 'kind' && isSaid) Object.assign(column, { sql: "'other'" });
        await writeFile(join(archive, path), JSON.stringify(manifest));
      }
    };

    test.each([
      ['the folders of kinds that the reports have too are read by kind', false],
      ['the folders of other kinds are all read', true],
    ])('%s', async (_, isSaid) => {
      const archive = await emptyDirectory();
      await cp(out, archive, { recursive: true });
      await withoutSignIns(archive, isSaid);
      const options = { from: '2025-10-29', to: '2025-10-30', reports: ['failed-console-logins'] };
      const [made, fresh] = [await run({ ...options, out: archive }), await run({ ...options, fresh: true })];

      expect(made.manifest.past?.length).toBeGreaterThan(1);
      const rows = ({ manifest }: typeof made) => manifest.reports[0]?.rows;
      expect(rows(fresh)).toBeGreaterThan(0);
      expect(rows(made)).toBe(isSaid ? rows(fresh) : 0);
    });

    test('its log files have expired: has their rows from the history, without a warning', async () => {
      const range = { from: '2025-10-29', to: '2025-10-30' };
      const rowsOf = ({ manifest }: Awaited<ReturnType<typeof run>>) =>
        manifest.reports.map(({ id, rows }) => [id, rows]);
      const before = await run(range);
      const kept = await emptyDirectory();
      await cp(logs, kept, { recursive: true });
      const days = await readdir(logs, { recursive: true });
      for (const day of days.filter((name) => /2025.10.(28|29|30)$/.test(name))) {
        await rm(join(logs, day), { recursive: true });
      }
      const after = await run(range);
      await cp(kept, logs, { recursive: true });

      expect(after.manifest.logs?.files).toBeLessThan(before.manifest.logs?.files ?? 0);
      expect(rowsOf(after)).toEqual(rowsOf(before));
      expect(after.manifest.warnings).toEqual(before.manifest.warnings);
      expect(after.manifest.verdict).toEqual(before.manifest.verdict);
    });

    test('a log file came whose name is older than the run: reads the logs and says so', async () => {
      const name = late('20251029T1000', 'new');
      const file = logPath({ day: '2025/10/29', name });
      await writeLog(logs, file, [signIn({ eventID: 'new-1', eventTime: '2025-10-29T09:58:00Z' })]);
      const { made, rows, freshRows } = await both({ from: '2025-10-29', to: '2025-10-29' });
      await rm(join(logs, file));

      expect(rows).toEqual(freshRows);
      expect(JSON.stringify(rows)).toContain('new-1');
      expect(made.manifest.warnings).toMatchObject([
        { code: 'history-not-read' },
        ...made.manifest.warnings.slice(1),
      ]);
    });
  });
});
