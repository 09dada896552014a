import { existsSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { readCatalogueFiles } from '../src/adapters/local/catalogue-files.ts';
import { openDuckDb } from '../src/adapters/local/duckdb/engine.ts';
import { configSchema } from '../src/config/config.ts';
import { planRun } from '../src/plan/plan.ts';
import { parseCatalogue } from '../src/reports/catalogue.ts';
import { statementOf } from '../src/reports/statement.ts';
import type { Plan } from '../src/run/run.ts';
import { dataSet } from './data-set.ts';

const LF = 0x0a;
const { table } = configSchema.parse({});

/** A run of iam-role-actions over the day of the data set. */
export async function roleActionsPlan(): Promise<Plan> {
  const catalogue = parseCatalogue(await readCatalogueFiles('sql'));
  return planRun({
    trigger: 'manual',
    window: { from: '2025-10-31T00:00:00Z', to: '2025-11-01T00:00:00Z', timezone: 'Asia/Tokyo' },
    reports: catalogue.filter(({ id }) => id === 'iam-role-actions'),
    table,
  });
}

/** Makes a result file of the report iam-role-actions, once: the rows of the data set, again and again. */
export async function resultFile(megabytes: number): Promise<string> {
  const file = `out/bench/result-${megabytes}.csv`;
  if (existsSync(file)) return file;
  const result = await queryResult(`${await dataSet(400_000, 800)}/logs`);
  const rows = result.subarray(result.indexOf(LF) + 1);
  const part = await open(`${file}.part`, 'w');
  await part.write(result.subarray(0, result.length - rows.length));
  for (let left = megabytes * 1e6; left > 0; left -= rows.length) {
    await part.write(rows.subarray(0, rows.lastIndexOf(LF, left - 1) + 1));
  }
  await part.close();
  await rename(`${file}.part`, file);
  return file;
}

async function queryResult(logs: string): Promise<Buffer> {
  const { run, reports } = await roleActionsPlan();
  const statements = reports.map((report) => statementOf(report, run.events));
  const workDirectory = 'out/bench/query';
  const engine = await openDuckDb({
    logs,
    run,
    table,
    reports: statements.map(({ sql }) => sql),
    workDirectory,
    memory: { limit: '2GB', most: '2GB' },
  });
  try {
    const [{ sql, parameters } = { sql: '', parameters: [] }] = statements;
    const id = await engine.start({ sql, parameters, token: 'result' });
    let execution = await engine.poll(id);
    while (['queued', 'running'].includes(execution.state)) execution = await engine.poll(id);
    if (!execution.resultLocation) throw new Error(execution.error?.message);
    return await readFile(execution.resultLocation);
  } finally {
    await engine.close();
    await rm(workDirectory, { recursive: true, force: true });
  }
}
