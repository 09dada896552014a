import { archiveFile } from '../archive/checksum.ts';
import { jsonText } from '../archive/json-text.ts';
import { recordedResult, recordedRun } from '../archive/recorded-run.ts';
import type { Config } from '../config/config.ts';
import type { Archive, DamagedFile, QueryEngine } from '../ports.ts';
import { COVERAGE_REPORT } from '../run/coverage.ts';
import type { Figures } from '../run/figures.ts';
import { CONTROLS_REPORT } from '../run/judgement.ts';
import type { PlannedReport } from '../run/report.ts';
import type { ReportResult, RunFile, TooLarge } from '../run/result.ts';
import type { Run } from '../run/run.ts';
import { archiveRows } from './archive/archive-rows.ts';
import { ControlsCount } from './archive/controls-count.ts';
import { CoverageCount } from './archive/coverage-count.ts';
import { FigureCount, type FigureOptions } from './archive/figure-count.ts';
import type { SucceededQuery } from './poll-query.ts';
import { FIGURES, reportFile, reportRenderings } from './renderings.ts';
import type { Counting } from './run-query.ts';

export interface ArchiveReportInput {
  run: Run;
  report: PlannedReport;
  query: SucceededQuery;
}

/**
 * Streams a query's result into the archive as each of the report's renderings, in bounded memory, and counts its figures
 * in the first pass. The figures are archived too: with 40 reports they are too large to travel through the flow.
 * Nothing of a run that has its manifest is replaced: the result is that of the manifest.
 *
 * @throws ResultError where the result is not what the report promises; nothing is archived then
 */
export async function archiveReport(
  { run, report, query }: ArchiveReportInput,
  { engine, archive, config }: { engine: QueryEngine; archive: Archive; config: Config },
): Promise<ReportResult> {
  const recorded = await recordedRun(run, archive);
  if (recorded) return recordedResult(recorded.manifest, report.id);
  const place = { run, archive };
  const { counting } = query;
  const figureCount = new FigureCount({
    ...countedOf({ counts: report.counts, mute: config.mute[report.id] ?? {} }, counting),
    timezone: run.window.timezone,
  });
  const coverage = report.id === COVERAGE_REPORT ? new CoverageCount() : undefined;
  const controls = report.id === CONTROLS_REPORT ? new ControlsCount(config.groups) : undefined;
  const counts = [figureCount, coverage, controls].filter((count) => count !== undefined);
  const files: RunFile[] = [];
  for (const rendering of reportRenderings(report.id, counting !== undefined)) {
    const rows = rendering.write(engine.result(query.resultLocation), files.length === 0 ? counts : []);
    const gzip = rendering.gzip === 'always' ? 'always' : config.archive.gzip;
    files.push(await archiveRows(reportFile(report.id, rendering), rows, { ...place, gzip }));
  }
  const figures: Figures = {
    ...figureCount.figures(),
    ...coverage?.counted(),
    ...(controls && { controls: controls.counted() }),
    // Here, because the flow's state has little room for each report.
    ...(query.leftOut && { leftOut: query.leftOut.map(inBucket) }),
  };
  const content = [Buffer.from(jsonText(figures))];
  files.push(await archiveFile(reportFile(report.id, FIGURES), content, place));
  const { scannedBytes, milliseconds } = query;
  const more = counting && { tooLarge: { bytes: counting.bytes, ...placeOfRows(run, counting, archive) } };
  return {
    id: report.id,
    status: 'succeeded',
    rows: figures.rows,
    ...more,
    files,
    scannedBytes,
    milliseconds,
  };
}

/** Of what is counted in place of rows, as far as it has the columns. */
function countedOf(
  { counts, mute }: Pick<FigureOptions, 'counts' | 'mute'>,
  counting: Counting | undefined,
): Omit<FigureOptions, 'timezone'> {
  if (!counting) return { counts, mute };
  const has = (column: string) => counting.by.includes(column.toLowerCase());
  return {
    counts: counts.filter(has),
    mute: Object.fromEntries(Object.entries(mute).filter(([column]) => has(column))),
    areCounts: true,
  };
}

/** A result of one machine goes with the engine that made it. */
function placeOfRows({ history }: Run, { result }: Counting, archive: Archive): Pick<TooLarge, 'place'> {
  if (history && 'place' in history) return { place: archive.locate(history.place) };
  return result.startsWith('s3://') ? { place: result } : {};
}

/** As the mail names log files: by their keys. */
function inBucket({ file, reason }: DamagedFile): DamagedFile {
  return { file: file.replace(/^s3:\/\/[^/]+\//, ''), reason };
}
