import type { Manifest } from '../run/manifest.ts';
import { FINDING_RESULTS, type Review } from '../run/review.ts';
import { STYLE } from './cells.ts';
import { bold, type Cell, gridSheet, header, input, remark, styled } from './grid.ts';
import { SerialTimes } from './serial-times.ts';
import type { WorkbookWords } from './words/en.ts';
import type { Sheet } from './xlsx.ts';

export interface ReviewInput {
  manifest: Manifest;
  /** of the manifest: `reviewedHash`; undefined before it is written */
  manifestSha256: string | undefined;
  /** those that are archived, oldest first */
  reviews: readonly Review[];
  /** in the mail's language */
  controlTitle(id: string, title: string): string;
  words: WorkbookWords;
}

const WIDTHS = [34, 40, 22, 50, 28, 16, 16, 40];
const FREE_ROWS = 5;
/** Index of its column. */
const RESULT = 5;

/** To be filled in by a person; the last review is in it where there is one. */
export function reviewSheet(name: string, sheet: ReviewInput): Sheet {
  const { manifest, manifestSha256, reviews, words } = sheet;
  const { form } = words;
  const last = reviews.at(-1);
  const filled = (value = '') => input(value);
  const list = { values: FINDING_RESULTS, error: form.results };
  return gridSheet({ name, position: 1, widths: WIDTHS, list }, [
    [styled(STYLE.title)(words.review)],
    [bold(form.of), manifest.runId],
    ...(manifestSha256 === undefined ? [] : [[bold(form.manifest), manifestSha256]]),
    [],
    [bold(form.reviewer), filled(last?.reviewer)],
    [bold(form.date), filled(last?.at)],
    [bold(form.note), filled(last?.note)],
    [bold(form.ticket), filled(last?.tickets?.join(', '))],
    [],
    [remark(form.fillIn)],
    [remark(`cloudtrail-audit review ${manifest.runId} --by "…" --note "…"`)],
    ...reviewRows(sheet),
    ...findingRows(sheet),
  ]);
}

function reviewRows({ reviews, manifestSha256, words: { form } }: ReviewInput): Cell[][] {
  if (reviews.length === 0) return [];
  return [
    [],
    [bold(form.reviewed)],
    form.reviewedColumns.map(header),
    ...reviews.map(({ reviewer, at, note = '', tickets = [], manifestSha256: of }) => [
      reviewer,
      at,
      note,
      tickets.join(', '),
      of === manifestSha256 ? form.sameManifest : form.otherManifest,
    ]),
  ];
}

function findingRows({ manifest, reviews, controlTitle, words: { form } }: ReviewInput): Cell[][] {
  const times = new SerialTimes();
  const findings = reviews.flatMap((review) => review.findings ?? []);
  const events = (manifest.controls ?? []).flatMap(({ id, title, rows }) =>
    rows.map(({ eventid = '', eventtime, identity, eventname }) => {
      const found = findings.findLast(({ control, eventId }) => control === id && eventId === eventid);
      const time = times.of(eventtime);
      return [
        controlTitle(id, title),
        eventid,
        time === undefined ? eventtime : styled(STYLE.time)(time),
        identity,
        eventname,
        { ...input(found?.result ?? ''), isListed: true },
        input(found?.ticket ?? ''),
        input(found?.note ?? ''),
      ];
    }),
  );
  const free = Array.from({ length: FREE_ROWS }, () =>
    form.columns.map((_, at) => ({ ...input(''), isListed: at === RESULT })),
  );
  return [
    [],
    [bold(form.findings)],
    [remark(form.results)],
    ...(events.length > 0 ? [[remark(form.firstOfEach)]] : []),
    form.columns.map(header),
    ...events,
    ...free,
  ];
}
