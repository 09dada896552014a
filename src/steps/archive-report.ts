import { Checksum, checksumOf } from '../archive/checksum.ts';
import { jsonText } from '../archive/json-text.ts';
import { recordedResult, recordedRun } from '../archive/recorded-run.ts';
import type { Config } from '../config/config.ts';
import type { Archive, QueryEngine } from '../ports.ts';
import { COVERAGE_REPORT } from '../run/coverage.ts';
import type { Figures } from '../run/figures.ts';
import type { PlannedReport } from '../run/report.ts';
import type { ReportResult } from '../run/result.ts';
import type { Run } from '../run/run.ts';
import { csvFile, figuresFile } from '../run/run-files.ts';
import { CoverageCount } from './archive/coverage-count.ts';
import { FigureCount } from './archive/figure-count.ts';
import { type RowReader, safeCsv } from './archive/result-csv.ts';
import type { SucceededQuery } from './poll-query.ts';

export interface ArchiveReportInput {
  run: Run;
  report: PlannedReport;
  query: SucceededQuery;
}

/**
 * Streams a query's result into the archive as the report's CSV, in bounded memory, and counts its figures, bytes and
 * hash in the same pass. The figures are archived beside it: too large to travel through the flow with 40 reports.
 * Of a run that has its manifest nothing is replaced, whoever started it again: the result is that of the manifest.
 *
 * @throws ResultError where the result is not what the report promises; nothing is archived then
 */
export async function archiveReport(
  { run, report, query }: ArchiveReportInput,
  { engine, archive, config }: { engine: QueryEngine; archive: Archive; config: Config },
): Promise<ReportResult> {
  const recorded = await recordedRun(run, archive);
  if (recorded) return recordedResult(recorded.manifest, report.id);
  const figures = new FigureCount({
    counts: report.counts,
    mute: config.mute[report.id] ?? {},
    timezone: run.window.timezone,
  });
  const coverage = report.id === COVERAGE_REPORT ? new CoverageCount() : undefined;
  const sum = new Checksum();
  const file = csvFile(report.id);
  const csv = safeCsv(engine.result(query.resultLocation), coverage ? both(figures, coverage) : figures);
  await archive.write(`${run.archive}/${file}`, sum.through(csv), 'text/csv; charset=utf-8');
  const counted: Figures = { ...figures.figures(), ...(coverage && { coverage: coverage.accounts() }) };
  const content = Buffer.from(jsonText(counted));
  const beside = figuresFile(report.id);
  await archive.write(`${run.archive}/${beside}`, [content], 'application/json');
  const { scannedBytes, milliseconds } = query;
  return {
    id: report.id,
    status: 'succeeded',
    rows: counted.rows,
    file,
    ...sum.result(),
    figures: { file: beside, ...checksumOf(content) },
    scannedBytes,
    milliseconds,
  };
}

function both(first: RowReader, second: RowReader): RowReader {
  return {
    header(columns) {
      first.header(columns);
      second.header(columns);
    },
    row(row) {
      first.row(row);
      second.row(row);
    },
  };
}
