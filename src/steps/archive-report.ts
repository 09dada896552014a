import { createHash } from 'node:crypto';
import type { Config } from '../config.ts';
import { COVERAGE_REPORT, CoverageCount } from '../coverage-count.ts';
import { FigureCount } from '../figure-count.ts';
import type { Figures } from '../figures.ts';
import type { Archive, QueryEngine } from '../ports.ts';
import { type RowReader, safeCsv } from '../result-csv.ts';
import type { PlannedReport, Run, SucceededReport } from '../run.ts';
import { csvFile, figuresFile } from '../run-files.ts';
import type { SucceededQuery } from './poll-query.ts';

export interface ArchiveReportInput {
  run: Run;
  report: PlannedReport;
  query: SucceededQuery;
}

/**
 * Streams a query's result into the archive as the report's CSV, in bounded memory, and counts its figures, bytes and
 * hash in the same pass. The figures are archived beside it: too large to travel through the flow with 40 reports.
 *
 * @throws ResultError where the result is not what the report promises; nothing is archived then
 */
export async function archiveReport(
  { run, report, query }: ArchiveReportInput,
  { engine, archive, config }: { engine: QueryEngine; archive: Archive; config: Config },
): Promise<SucceededReport> {
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
  await archive.write(
    `${run.archive}/${figuresFile(report.id)}`,
    [Buffer.from(JSON.stringify(counted, null, 2))],
    'application/json',
  );
  const { scannedBytes, milliseconds } = query;
  return {
    id: report.id,
    status: 'succeeded',
    rows: counted.rows,
    file,
    ...sum.result(),
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

class Checksum {
  private readonly hash = createHash('sha256');
  private bytes = 0;

  async *through(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      this.hash.update(chunk);
      this.bytes += chunk.length;
      yield chunk;
    }
  }

  result(): { bytes: number; sha256: string } {
    return { bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}
