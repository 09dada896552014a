import { RequestError } from '../errors.ts';
import { planRun } from '../plan/plan.ts';
import { parseManualRequest } from '../plan/request.ts';
import { literalStatement } from '../reports/literal-statement.ts';
import { statementOf } from '../reports/statement.ts';
import { readCatalogue } from './catalogue-files.ts';
import { readConfig } from './config-file.ts';
import { gathered } from './gathered.ts';

/** What `sql` is asked for, as it was typed. */
export interface SqlOptions {
  /** id */
  report: string;
  from?: string;
  to?: string;
  timezone?: string;
  accounts?: string[];
  regions?: string[];
  config?: string;
}

/**
 * @returns the statement that Athena would get for the report, with its values filled in
 * @throws RequestError with every fault
 */
export async function reportSql({ report: id, config: file, ...asked }: SqlOptions): Promise<string> {
  const now = new Date().toISOString();
  const faults: string[] = [];
  const config = await gathered(faults, () => readConfig(file));
  const catalogue = await gathered(faults, readCatalogue);
  const timezone = asked.timezone ?? config?.timezone ?? 'UTC';
  const request = await gathered(faults, async () =>
    parseManualRequest(
      { ...asked, timezone, reports: [id] },
      { knownReports: catalogue?.map((report) => report.id) ?? [id], now, timezone, maxDays: undefined },
    ),
  );
  if (!config || !catalogue || !request) {
    throw new RequestError(faults.map((text) => text.replace(/^reports\[0\]:/, 'report:')));
  }
  const { table, accounts, regions } = config;
  const bounds = { ...(accounts && { accounts }), ...(regions && { regions }) };
  const reports = catalogue.filter((report) => report.id === id);
  const { run, reports: planned } = planRun({
    ...bounds,
    ...request,
    trigger: 'manual',
    reports,
    table,
    now,
  });
  const { from, to, timezone: zone } = run.window;
  return planned
    .map(
      (report) =>
        `-- ${report.id}: ${report.title}, ${from} to ${to} (${zone})\n${literalStatement(statementOf(report, run.events)).trimEnd()}\n`,
    )
    .join('');
}
