import { configSchema } from '../../src/config/config.ts';
import type { LogSurvey } from '../../src/ports.ts';
import type { PlannedReport } from '../../src/run/report.ts';
import type { ReportResult } from '../../src/run/result.ts';
import { archiveReport } from '../../src/steps/archive-report.ts';
import { render } from '../../src/steps/render.ts';
import { sendSummary } from '../../src/steps/send-summary.ts';
import { writeWorkbook } from '../../src/workbook/workbook.ts';
import { memoryArchive, report, run, scriptedEngine } from '../steps/fakes.ts';

const survey: LogSurvey = {
  files: 1,
  days: {},
  bytes: 10,
  complete: true,
  damaged: [],
  recordsWithoutTime: 0,
};

export interface ReportFixture {
  id: string;
  title?: string;
  columns: readonly string[];
  /** or why it failed */
  rows: readonly (readonly (string | null)[])[] | Error;
}

type Limits = Parameters<typeof writeWorkbook>[1];

/** A run that was mailed, and what `Render` made of it. */
export async function renderedRun(
  fixtures: readonly ReportFixture[],
  { settings = {}, limits }: { settings?: object; limits?: Limits } = {},
) {
  const config = configSchema.parse(settings);
  const { archive, files } = memoryArchive();
  const planned = fixtures.map(({ id, title = id }) => plannedReport(id, title));
  const results: ReportResult[] = [];
  for (const [at, { id, columns, rows }] of fixtures.entries())
    results.push(
      rows instanceof Error
        ? { id, status: 'failed', error: { Error: rows.name, Cause: rows.message } }
        : await archived(planned[at] ?? report, resultOf(columns, rows)),
    );
  const shared = { archive, config, controls: [], charged: false };
  const input = { run, reports: planned };
  await sendSummary(
    { ...input, results },
    { ...shared, logs: { survey: async () => survey }, now: () => '2026-11-22T07:00:00.000Z' },
  );
  const workbook = {
    file: 'report.xlsx',
    contentType: 'x',
    write: (folder: Parameters<typeof writeWorkbook>[0]) => writeWorkbook(folder, limits),
  };
  const made = await render({ input }, { ...shared, renderings: [workbook] });
  if (made.failed.length > 0) throw new Error(JSON.stringify(made.failed));
  return { archive, files, workbook: files.get('report.xlsx') ?? Buffer.alloc(0) };

  async function archived(planned: PlannedReport, result: string) {
    const { engine } = scriptedEngine({}, result);
    const query = { state: 'succeeded', resultLocation: 'r', scannedBytes: 0, milliseconds: 7 } as const;
    return archiveReport({ run, report: planned, query }, { engine, archive, config });
  }
}

function plannedReport(id: string, title: string): PlannedReport {
  return { ...report, id, title, counts: [] };
}

/** In the form of an engine's result. */
function resultOf(columns: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  return [columns, ...rows]
    .map((cells) => cells.map((cell) => (cell === null ? '' : `"${cell.replaceAll('"', '""')}"`)).join(','))
    .map((line) => `${line}\n`)
    .join('');
}
