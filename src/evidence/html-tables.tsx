import { visible } from '../mail/printable.ts';
import type { Window } from '../run/run.ts';
import { attempt, zoned } from '../time/time.ts';
import { faultsOf, reviewCells, statusOf } from './cells.ts';
import type { Evidence, EvidenceEntry, RunEntry } from './evidence.ts';
import type { EvidenceWords } from './words.ts';

/** A row a run, and one a gap. */
export function runsTable({ entries }: Evidence, words: EvidenceWords) {
  const { columns } = words;
  return (
    <>
      <h2>{words.runsTitle}</h2>
      <table>
        {head([
          columns.from,
          columns.to,
          columns.status,
          columns.warnings,
          columns.logs,
          columns.files,
          columns.reviewer,
          `${columns.tickets}, ${columns.findings}`,
        ])}
        <tbody>
          {entries.map((entry) => (entry.kind === 'gap' ? gapRow(entry, words) : runRow(entry, words)))}
        </tbody>
      </table>
    </>
  );
}

function head(labels: readonly string[]) {
  return (
    <thead>
      <tr>
        {labels.map((label) => (
          <th key={label} scope="col">
            {label}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function gapRow(entry: EvidenceEntry, words: EvidenceWords) {
  return (
    <tr class="gap">
      <th scope="row" class="short">
        {localTime(entry.window.from, entry.window)}
      </th>
      <td class="short">{localTime(entry.window.to, entry.window)}</td>
      <td colSpan={6}>{statusOf(entry, words)}</td>
    </tr>
  );
}

/** Words of a verdict that say what the status says. */
const STATUS_WORDS = ['FAILED', 'PARTIAL'];

function runRow(run: RunEntry, words: EvidenceWords) {
  const { window, outcome, whole, kind } = run;
  const faults = faultsOf(run);
  const { tickets, notes, falseAlarms, followedUp, findings } = reviewCells(run, words);
  const counts = [
    ...(falseAlarms ? [words.falseAlarms(falseAlarms)] : []),
    ...(followedUp ? [words.followedUp(followedUp)] : []),
  ];
  return (
    <tr>
      <th scope="row" class="short">
        {localTime(window.from, window)}
      </th>
      <td class="short">{localTime(window.to, window)}</td>
      <td class={outcome ? '' : 'bad'}>
        {[statusOf(run, words), ...(kind === 'manual' ? [words.kind.manual] : [])].join(', ')}
        {outcome && lines(outcome.verdict.filter((word) => !STATUS_WORDS.includes(word)))}
      </td>
      <td class="number">{outcome && words.number(outcome.warnings)}</td>
      <td>{outcome && words.logs[outcome.logs]}</td>
      <td class={whole ? '' : 'bad'}>
        {words.files(whole)}
        {faults !== '' && lines([faults])}
      </td>
      <td>
        {reviewers(run, words)}
        {notes !== '' && lines([notes])}
      </td>
      <td>
        {tickets}
        {lines([...counts, ...findings])}
      </td>
    </tr>
  );
}

function reviewers({ reviews, window }: RunEntry, words: EvidenceWords) {
  if (reviews.length === 0) return <span class="open">{words.notReviewed}</span>;
  return reviews.map(({ file, review: { reviewer, at }, current }) => (
    <div key={file}>
      {words.reviewedBy(visible(current ? reviewer : words.earlier(reviewer)), localTime(at, window))}
    </div>
  ));
}

/** `2026-11-21 06:30`, in the zone of the window */
function localTime(instant: string, { timezone }: Window): string {
  const local = attempt(() => zoned(instant, timezone).toPlainDateTime());
  return local?.toString({ smallestUnit: 'minute' }).replace('T', ' ') ?? visible(instant);
}

function lines(texts: readonly string[]) {
  return texts.map((text) => (
    <div key={text} class="muted">
      {visible(text)}
    </div>
  ));
}

/** The rows of each report, of complete runs. */
export function rowsTable({ entries, reports, totals: { rows, lateRows } }: Evidence, words: EvidenceWords) {
  const { columns } = words;
  const complete = entries.flatMap((entry) => (entry.kind !== 'gap' && entry.outcome ? [entry] : []));
  const hasControls = complete.some(({ outcome }) => outcome?.controls !== undefined);
  return (
    <>
      <h2>{words.rowsTitle}</h2>
      <table>
        {head([
          columns.from,
          columns.kind,
          ...reports.map(visible),
          columns.lateRows,
          ...(hasControls ? [columns.controls] : []),
        ])}
        <tbody>
          {complete.map(({ runId, window, kind, outcome }) => (
            <tr key={runId}>
              <th scope="row" class="short">
                {localTime(window.from, window)}
              </th>
              <td>{words.kind[kind]}</td>
              {reports.map((id) => numberCell(id, outcome?.rows.get(id), words))}
              {numberCell('late', outcome?.lateRows, words)}
              {hasControls && numberCell('controls', outcome?.controls, words)}
            </tr>
          ))}
          <tr>
            <th scope="row">{words.kind.total}</th>
            <td>{words.kind.schedule}</td>
            {reports.map((id) => numberCell(id, rows.get(id), words))}
            {numberCell('late', lateRows, words)}
            {hasControls && <td />}
          </tr>
        </tbody>
      </table>
    </>
  );
}

function numberCell(key: string, value: number | 'failed' | undefined, words: EvidenceWords) {
  const text = value === 'failed' ? words.failed : value === undefined ? '' : words.number(value);
  return (
    <td key={key} class={`number ${value === 'failed' ? 'bad' : ''}`}>
      {text}
    </td>
  );
}

/** The sha256 of each manifest. */
export function manifestsTable({ entries }: Evidence, words: EvidenceWords) {
  const { columns } = words;
  return (
    <>
      <h2>{words.hashesTitle}</h2>
      <table>
        {head([columns.run, columns.hash, columns.folder])}
        <tbody>
          {entries.map(
            (entry) =>
              entry.kind !== 'gap' && (
                <tr key={entry.runId}>
                  <th scope="row">{entry.runId}</th>
                  <td class="hash">{entry.outcome?.manifestSha256}</td>
                  <td>{visible(entry.location)}</td>
                </tr>
              ),
          )}
        </tbody>
      </table>
    </>
  );
}
