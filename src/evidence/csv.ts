import { csvOf } from '../steps/archive/result-csv.ts';
import { faultsOf, type ReviewCells, reviewCells, statusOf } from './cells.ts';
import type { Evidence, EvidenceEntry, RunEntry, RunFigures } from './evidence.ts';
import type { EvidenceWords } from './words.ts';

type Cell = string | number | undefined;

interface Column {
  label: string;
  of(entry: EvidenceEntry): Cell;
  total?: Cell;
}

/** A row an entry, and one of totals. The form is that of the archive's CSVs: safe in a spreadsheet, with a BOM. */
export async function evidenceCsv(evidence: Evidence, words: EvidenceWords): Promise<string> {
  const columns = columnsOf(evidence, words);
  const content = await csvOf([
    columns.map(({ label }) => label),
    ...evidence.entries.map((entry) => columns.map((column) => column.of(entry) ?? '')),
    columns.map(({ total = '' }) => total),
  ]);
  return content.toString('utf8');
}

function columnsOf({ reports, entries, totals }: Evidence, words: EvidenceWords): Column[] {
  const { columns: label, kind } = words;
  const review = (cell: (cells: ReviewCells) => Cell) => ofRun((run) => cell(reviewCells(run, words)));
  const hasControls = entries.some((entry) => entry.kind !== 'gap' && entry.outcome?.controls !== undefined);
  const reviewed = words.ofScheduled(totals.reviewed, totals.scheduled);
  return [
    { label: label.kind, of: (entry) => kind[entry.kind], total: kind.total },
    { label: label.run, of: ofRun(({ runId }) => runId) },
    { label: label.from, of: ({ window }) => window.from },
    { label: label.to, of: ({ window }) => window.to },
    { label: label.timezone, of: ({ window }) => window.timezone },
    { label: label.status, of: ofRun((run) => statusOf(run, words)) },
    { label: label.verdict, of: figure(({ verdict }) => verdict.join(', ')) },
    { label: label.warnings, of: figure(({ warnings }) => warnings), total: totals.warnings },
    { label: label.logs, of: figure(({ logs }) => words.logs[logs]) },
    { label: label.logFiles, of: figure(({ logFiles }) => logFiles) },
    { label: label.accounts, of: figure(({ accounts }) => accounts) },
    { label: label.regions, of: figure(({ regions }) => regions) },
    { label: label.lateRows, of: figure(({ lateRows }) => lateRows), total: totals.lateRows },
    ...reports.map((id) => ({
      label: `${label.rows}: ${id}`,
      of: figure(({ rows }) => (rows.get(id) === 'failed' ? words.failed : rows.get(id))),
      total: totals.rows.get(id),
    })),
    ...(hasControls ? [{ label: label.controls, of: figure(({ controls }) => controls) }] : []),
    { label: label.mail, of: figure(({ mail }) => mail) },
    { label: label.files, of: ofRun(({ whole }) => words.files(whole)) },
    { label: label.faults, of: ofRun(faultsOf) },
    { label: label.hash, of: figure(({ manifestSha256 }) => manifestSha256) },
    { label: label.reviewed, of: review(({ reviewed }) => reviewed), total: reviewed },
    { label: label.reviewer, of: review(({ reviewer }) => reviewer) },
    { label: label.reviewedAt, of: review(({ reviewedAt }) => reviewedAt) },
    { label: label.tickets, of: review(({ tickets }) => tickets) },
    { label: label.falseAlarms, of: review(({ falseAlarms }) => falseAlarms) },
    { label: label.followedUp, of: review(({ followedUp }) => followedUp) },
    { label: label.findings, of: review(({ findings }) => findings.join('; ')) },
    { label: label.notes, of: review(({ notes }) => notes) },
    { label: label.folder, of: ofRun(({ location }) => location) },
  ];
}

function ofRun(value: (run: RunEntry) => Cell): Column['of'] {
  return (entry) => (entry.kind === 'gap' ? undefined : value(entry));
}

function figure(value: (outcome: RunFigures) => Cell): Column['of'] {
  return ofRun(({ outcome }) => outcome && value(outcome));
}
