import { summarize } from '../../src/mail/model.ts';
import type { MailInput } from '../../src/mail/summary.ts';
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
const reviewsOf = (reviews: RunReview[], changes: Partial<MailInput> = {}) => {
  const { lines } = summarize(summaryInput({ reviews }, changes)).first;
  return lines.find(({ label }) => label === 'Review' || label === 'レビュー')?.texts ?? [];
};

test('a team that reviews nothing sees nothing of it', () => {
  expect(reviewsOf([])).toEqual([]);
});

test('says which of the last runs are open, who reviewed the others, and how to review this one', () => {
  expect(reviewsOf([open, reviewed])).toEqual([
    '1 of the last 2 runs not reviewed: 2026-11-20',
    '2026-11-19: reviewed by Aiko Sato on 2026-11-20 09:12, 2 false alarms, 1 followed up, SEC-12, “all known”',
    'to review this run: cloudtrail-audit review s3://archive/runs/2026/11/21/run-1 --by "YOUR NAME"',
  ]);
});

test('a run that was changed after its review is open again, and the mail says so', () => {
  expect(reviewsOf([{ ...reviewed, status: 'changed' }]).slice(0, 2)).toEqual([
    '1 of the last 1 run not reviewed: 2026-11-19',
    '2026-11-19: changed after the review by Aiko Sato on 2026-11-20 09:12: cloudtrail-audit verify says how',
  ]);
});

test('says the same in Japanese', () => {
  const [title, last] = reviewsOf([open, reviewed], { language: 'ja' });

  expect(title).toBe('直近2回の実行のうち1回が未レビュー: 2026年11月20日(金)');
  expect(last).toContain(
    'Aiko Satoが2026年11月20日(金) 9時12分にレビュー、誤検知2件、対応済み1件、SEC-12、「all known」',
  );
});

test('of many reviewed runs the two newest are told', () => {
  const dates = ['2026-11-20', '2026-11-19', '2026-11-18'];
  const lines = reviewsOf(dates.map((date) => ({ ...reviewed, date })));

  expect(lines.map((line) => line.slice(0, 20))).toEqual([
    'last 3 runs reviewed',
    '2026-11-20: reviewed',
    '2026-11-19: reviewed',
    'to review this run: ',
  ]);
});

test('of several runs on a day the hour is shown', () => {
  const hourly = ['0000Z-20261120T0600Z', '0600Z-20261120T1200Z'].map(
    (hours): RunReview => ({ ...open, runId: `scheduled-20261120T${hours}-1a2b3c4d` }),
  );

  expect(reviewsOf(hourly)[0]).toContain(': 2026-11-20 09:00, 2026-11-20 15:00');
});

test('a review that cannot be read is named', () => {
  expect(reviewsOf([{ ...open, status: 'unreadable' }])[1]).toContain(
    '2026-11-20: its review cannot be read',
  );
});

test('the address of a ticket is no link', () => {
  const [, line] = reviewsOf([{ ...reviewed, tickets: ['https://tickets.example.com/SEC-12'] }]);

  expect(line).toContain(', tickets.example.com/SEC-12, ');
});

test('a folder with a space is one word of the command', () => {
  const lines = reviewsOf([open], { archiveLocation: "/srv/it's an archive/run-1" });

  expect(lines.at(-1)).toContain(String.raw`review '/srv/it'\''s an archive/run-1' --by`);
});
