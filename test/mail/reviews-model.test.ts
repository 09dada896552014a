import { renderHtml } from '../../src/mail/html.tsx';
import { summarize } from '../../src/mail/model.ts';
import type { SummaryInput } from '../../src/mail/summary.ts';
import { renderText } from '../../src/mail/text.ts';
import type { RunReview } from '../../src/run/review.ts';
import { summaryInput } from './inputs.ts';

const open: RunReview = { runId: 'run-1', date: '2026-11-20', status: 'open' };
const reviewed: RunReview = {
  runId: 'run-2',
  date: '2026-11-19',
  status: 'reviewed',
  reviewer: 'Aiko Sato',
  at: '2026-11-20T00:12:59.000Z',
  note: 'all known',
  tickets: ['SEC-12'],
  findings: { falseAlarm: 2, followedUp: 1 },
};
const told = (reviews: RunReview[], changes: Partial<SummaryInput> = {}) =>
  summarize(summaryInput({ reviews }, changes));

test('a team that reviews nothing sees nothing of it', () => {
  expect(summarize(summaryInput()).reviews).toBeUndefined();
});

test('says who reviewed the last runs, which are open, and how to review this one', () => {
  expect(renderText(told([open, reviewed]))).toContain(`
1 of the last 2 runs not reviewed
---------------------------------
  2026-11-20  not reviewed
  2026-11-19  reviewed by Aiko Sato on 2026-11-20 09:12, 2 false alarms, 1 followed up, SEC-12
      all known
  To review this run:
    npm run audit -- review s3://archive/runs/2026/11/21/run-1 --by "YOUR NAME"
`);
});

test('says the same in Japanese', () => {
  const text = renderText(told([open, reviewed], { language: 'ja' }));

  expect(text).toContain('直近2回の実行のうち1回が未レビュー');
  expect(text).toContain('Aiko Satoが2026年11月20日(金) 9時12分にレビュー、誤検知2件、対応済み1件、SEC-12');
});

test('is in the HTML too, before the counts', () => {
  const html = renderHtml(told([reviewed]));

  expect(html).toMatch(/Last 1 run reviewed.*2026-11-19.*all known.*--by &quot;YOUR NAME&quot;.*>12</s);
});

test('of several runs on a day the hour is shown', () => {
  const hourly = ['0000Z-20261120T0600Z', '0600Z-20261120T1200Z'].map(
    (hours): RunReview => ({ ...open, runId: `scheduled-20261120T${hours}-1a2b3c4d` }),
  );

  expect(told(hourly).reviews?.runs.map(({ date }) => date)).toEqual([
    '2026-11-20 09:00',
    '2026-11-20 15:00',
  ]);
});

test('a review that cannot be read is named', () => {
  expect(told([{ ...open, status: 'unreadable' }]).reviews).toMatchObject({
    title: '1 of the last 1 run not reviewed',
    runs: [{ text: expect.stringContaining('cannot be read') }],
  });
});

test('the address of a ticket is no link', () => {
  const [run] = told([{ ...reviewed, tickets: ['https://tickets.example.com/SEC-12'] }]).reviews?.runs ?? [];

  expect(run?.text).toMatch(/, tickets\.example\.com\/SEC-12$/);
});

test('a folder with a space is one word of the command', () => {
  const { reviews } = told([open], { archiveLocation: "/srv/it's an archive/run-1" });

  expect(reviews?.command.text).toContain(String.raw`review '/srv/it'\''s an archive/run-1' --by`);
});
