import { RequestError } from '../errors.ts';
import { planFor, requestFaults } from '../plan/plan-for.ts';
import { literalStatement, statementOf } from '../reports/statement.ts';
import { readProject } from './config-file.ts';
import { definiteBounds } from './range-words.ts';
import { lastFaults, type RangeOptions } from './shared-options.ts';

/** What `sql` is asked for, as it was typed. */
export interface SqlOptions extends RangeOptions {
  /** id, or a query */
  report: string;
}

/**
 * @returns the statement that Athena would get for the report, with its values filled in
 * @throws RequestError with every fault
 */
export async function reportSql({ report: id, config: file, ...options }: SqlOptions): Promise<string> {
  // An id has no white space, and no query is without.
  const query = /\s/.test(id.trim()) ? id : undefined;
  const faults = lastFaults(options);
  const { config, catalogue } = await readProject(file, faults, query);
  const now = new Date().toISOString();
  const { last: _, ...asked } = options;
  const bounds = definiteBounds(options, options.timezone ?? config?.timezone ?? 'UTC', now);
  const request = { ...asked, ...bounds, ...(query === undefined && { reports: [id] }) };
  const context = { now, anyLength: true };
  faults.push(...requestFaults(request, { config, catalogue, ...context }));
  if (!config || !catalogue || faults.length > 0) {
    throw new RequestError(faults.map((text) => text.replace(/^reports\[0\]:/, 'report:')));
  }
  const { run, reports } = planFor(request, { config, catalogue, ...context });
  const { from, to, timezone } = run.window;
  return reports
    .map((report) => {
      const statement = literalStatement(statementOf(report, run.events)).trimEnd();
      return `-- ${report.id}: ${report.title}, ${from} to ${to} (${timezone})\n${statement}\n`;
    })
    .join('');
}
