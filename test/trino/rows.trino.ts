/**
 * Every built-in report has the same rows in the same order on DuckDB, as the product runs it, and on a real Trino: over the
 * logs, and over the history made of them.
 */
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { runOnLogs } from '../../src/cli/run-on-logs.ts';
import { writeSample } from '../../src/cli/write-sample.ts';
import { configSchema } from '../../src/config/config.ts';
import { daysBeside, pastOf } from '../../src/plan/past.ts';
import { eventsWithPast } from '../../src/plan/past-events.ts';
import { planFor } from '../../src/plan/plan-for.ts';
import { allColumns } from '../../src/reports/collect-statement.ts';
import { countedBy, countsSql } from '../../src/reports/counts-statement.ts';
import { literalStatement, statementOf } from '../../src/reports/statement.ts';
import { historyPlace } from '../../src/run/history.ts';
import { SEEN_REPORT } from '../../src/run/judgement.ts';
import type { Cutoffs, Events } from '../../src/run/run.ts';
import { reportRenderings } from '../../src/steps/renderings.ts';
import { tableConfigSchema } from '../../src/table/table-config.ts';
import { dayAfter } from '../../src/time/days.ts';
import { emptyDirectory, logPath, signIn, writeLog } from '../logs.ts';
import { catalogue } from '../sql/built-in.ts';
import { writeExamples } from '../sql/control-examples/logs.ts';
import { collect, makeHistoryTable } from './history.ts';
import { installedTrino, startTrino, type Trino } from './server.ts';
import { makeProjectedTable, makeTable } from './table.ts';

const PUBLIC_RECORDS = fileURLToPath(new URL('../../../shared/data', import.meta.url));

const installed = await installedTrino();
const here = 'missing' in installed ? describe.skip : describe;
// Jest names no test of a file that it skips.
if ('missing' in installed) process.stderr.write(`\nSkipped: ${installed.missing}\n`);

here('the rows of every built-in report on Trino', () => {
  let trino: Trino;
  let directory: string;
  beforeAll(async () => {
    directory = await emptyDirectory();
    if ('java' in installed)
      trino = await startTrino(installed, directory, { 'hive.partition-projection-enabled': 'true' });
  });
  afterAll(() => trino?.stop());

  test('over generated logs', async () => {
    const logs = await emptyDirectory();
    await writeSample({ out: logs, days: 3, events: 5000, seed: 1 });
    await writeLog(logs, logPath({ day: '2025/10/31' }), oddRecords());
    expect(await differences(logs, 'sample')).toEqual([]);
  });

  test('over the examples of all controls, each report in one scan', async () => {
    const logs = await emptyDirectory();
    await writeExamples(logs);
    expect(await differences(logs, 'controls', { from: '2026-11-21', to: '2026-11-21' })).toEqual([]);
  });

  test('of a range over the history of a run and the logs beside it', async () => {
    const logs = await emptyDirectory();
    await writeSample({ out: logs, days: 3, events: 5000, seed: 1 });
    await writeLog(logs, logPath({ day: '2025/10/30' }), oddRecords());
    await makeTable(trino, logs, directory, 'range');
    const config = configSchema.parse({ history: 'on' });
    const context = { config, catalogue, now: '2026-11-22T07:00:00.000Z' };
    const { run } = planFor({ scheduledTime: '2025-10-31T07:00:00Z' }, context);
    const range = planFor({ from: '2025-10-29', to: '2025-10-31' }, context);
    const history = await collect(trino, run, config.table, directory);
    const kept = { place: historyPlace(run.runId, 1), rows: history.rows, kinds: [], columns: [], files: [] };
    const past = pastOf(range.run, [{ ...run, cutoffs: run.cutoffs as Cutoffs, history: kept }]);
    if (!past) throw new Error('no past');
    const tables = { table: '"default"."history"', logs: config.table };
    const events = eventsWithPast({ ...range.run, past }, tables);

    const found: string[] = [];
    for (const report of range.reports) {
      const ask = (from: Events, sql = report.sql) =>
        trino.query(literalStatement(statementOf({ sql }, from)));
      const [both, logsAlone] = [await ask(events), await ask(range.run.events)];
      found.push(...compared(report.id, both.rows, logsAlone.rows, logsAlone.columns));
      const by = countedBy(logsAlone.columns, report.counts);
      const counts = await ask(
        events,
        countsSql(report.sql, { by, timed: logsAlone.columns.includes('eventtime') }),
      );
      const counted = counts.rows.reduce((sum, row) => sum + Number(row.at(-1)), 0);
      if (counted !== logsAlone.rows.length)
        found.push(`${report.id}: ${counted} of ${logsAlone.rows.length} counted`);
    }
    expect(found).toEqual([]);
  });

  test('of a range before and after its runs: no log file of the days between is read, by projection', async () => {
    const config = configSchema.parse({ history: 'on' });
    const context = { config, catalogue, now: '2026-11-22T07:00:00.000Z' };
    const runs = [20, 21, 22, 23, 24, 25].map((day) => {
      const { run } = planFor({ scheduledTime: `2025-10-${day}T07:00:00Z` }, context);
      const history = { place: historyPlace(run.runId, 1), rows: 0, kinds: [], columns: [], files: [] };
      return { ...run, cutoffs: run.cutoffs as Cutoffs, history };
    });
    const { run } = planFor({ from: '2025-10-15', to: '2025-10-28' }, context);
    const past = pastOf(run, runs);
    if (!past) throw new Error('no past');
    const days = daysBeside(past, run);
    expect(days).toHaveLength(2);
    for (let day = run.partitions.from; day <= run.partitions.to; day = dayAfter(day)) {
      const folder = join(directory, 'gap/AWSLogs/111122223333/CloudTrail/us-east-1', day);
      await mkdir(folder, { recursive: true });
      const isBeside = days.some(({ from, to }) => from <= day && day <= to);
      await writeFile(join(folder, 'x.json.gz'), isBeside ? gzipSync('{}\n') : 'no gzip');
    }
    await makeProjectedTable(trino, 'local:///gap/AWSLogs');
    await mkdir(join(directory, 'nothing'));
    await makeHistoryTable(trino, allColumns(config.table), 'local:///nothing');
    const tables = { table: '"default"."history"', logs: config.table };
    const count = (events: Events) =>
      trino.query(literalStatement(statementOf({ sql: 'SELECT count(*) FROM events' }, events)));

    expect((await count(eventsWithPast({ ...run, past }, tables))).rows).toEqual([['0']]);
    await expect(count(run.events)).rejects.toThrow('Not in GZIP format');
  });

  for (const name of publicRecords()) {
    test(`over public records: ${name}`, async () => {
      expect(await differences(join(PUBLIC_RECORDS, name), name)).toEqual([]);
    });
  }

  async function differences(
    logs: string,
    name: string,
    bounds = { from: '2000-01-01', to: '2026-10-31' },
  ): Promise<string[]> {
    const out = await emptyDirectory();
    const quiet = { read: () => {}, flow: () => {} };
    const reports = catalogue.map(({ id }) => id);
    const { archive, plan } = await runOnLogs({ logs, out, ...bounds, reports, memory: '512MB' }, quiet);
    await makeTable(trino, logs, directory, name);
    const found: string[] = [];
    const history = await collect(trino, plan.run, tableConfigSchema.parse({}), directory);
    for (const report of plan.reports) {
      const statement = literalStatement(statementOf(report, plan.run.events));
      const { rows: plans } = await trino.query(`EXPLAIN ${statement}`);
      const scans = plans.join().match(/\b(TableScan|ScanFilter|ScanProject|ScanFilterProject)\[/g) ?? [];
      if (scans.length !== 1) found.push(`${report.id} scans the logs ${scans.length} times`);
      const [result, kept] = await Promise.all([
        trino.query(statement),
        trino.query(literalStatement(statementOf(report, history.events))),
      ]);
      found.push(...compared(`${report.id} from history`, kept.rows, result.rows, result.columns));
      const [theirs, stored] = [await archived(report.id, result), `${plan.run.archive}/${report.id}`];
      if (report.id === SEEN_REPORT) {
        const ours = gunzipSync(await readFile(archive.locate(`${stored}.json.gz`)));
        found.push(...compared(report.id, lines(theirs), lines(ours)));
      } else
        found.push(
          ...compared(report.id, cells(theirs), cells(await readFile(archive.locate(`${stored}.csv`)))),
        );
    }
    return found;
  }
});

/** What the sample does not have. */
function oddRecords(): object[] {
  const at = (hour: string) => ({ eventTime: `2025-10-31T${hour}:00:00Z` });
  const { eventID, ...unnamed } = signIn(at('01'));
  const { userIdentity, sourceIPAddress, ...others } = signIn(at('00'));
  return [
    {
      ...others,
      UserIdentity: { TYPE: 'IAMUser', username: 'bob', accessKeyID: 'AKIA' },
      sourceIpAddress: sourceIPAddress,
    },
    unnamed,
    unnamed,
    signIn({ ...at('02'), userIdentity: undefined, recipientAccountId: undefined, awsRegion: undefined }),
    signIn({ ...at('03'), userIdentity: { type: 'Starfish', userName: '', principalId: 'P' } }),
    signIn({ ...at('04'), userAgent: ['a', 'b'], requestParameters: '=1+1', responseElements: 'none' }),
    signIn({ ...at('05'), readOnly: false, additionalEventData: { a: 1.5, b: [null], c: 'é\n"\u{1F600}' } }),
    signIn({ ...at('06'), userIdentity: { type: 'Root' }, errorMessage: 'comma, "quote" \\' }),
    signIn({ eventTime: '2025-10-31', eventID: '' }),
    signIn({ eventTime: 'yesterday' }),
    signIn({ eventTime: null }),
  ];
}

/** Kept beside the project and not in it. */
function publicRecords(): string[] {
  const names = existsSync(PUBLIC_RECORDS) ? readdirSync(PUBLIC_RECORDS) : [];
  return names.filter((name) => existsSync(join(PUBLIC_RECORDS, name, 'AWSLogs')));
}

/** What the archive would have of a result of Athena's. */
async function archived(
  report: string,
  { columns, rows }: Awaited<ReturnType<Trino['query']>>,
): Promise<Buffer> {
  const lines = [columns, ...rows].map((row) => `${row.map(quoted)}\n`);
  async function* result() {
    yield Buffer.from(lines.join(''));
  }
  const chunks: Uint8Array[] = [];
  const [rendering] = reportRenderings(report);
  for await (const chunk of rendering?.write(result(), []) ?? []) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function lines(text: Buffer): string[][] {
  return text
    .toString()
    .split('\n')
    .map((line) => [line]);
}

function quoted(value: string | null): string {
  return value === null ? '' : `"${value.replaceAll('"', '""')}"`;
}

/** NULL as null, which is not ''. */
function cells(csv: Buffer): (string | null)[][] {
  return parse(csv, { bom: true, cast: (value, { quoting }) => (quoting ? value : null) });
}

function compared(
  report: string,
  theirs: (string | null)[][],
  ours: (string | null)[][],
  columns = ours[0] ?? [],
): string[] {
  const rows = Array.from({ length: Math.max(theirs.length, ours.length) }, (_, row) => row);
  return rows.flatMap((row) =>
    columns.flatMap((column, at) => {
      const [one, other] = [theirs[row]?.[at], ours[row]?.[at]];
      return one === other ? [] : `${report}, row ${row}, ${column}: ${one} on Trino, ${other} on DuckDB`;
    }),
  );
}
