import { reviewedHash } from '../../src/archive/review.ts';
import { recentReviews, runReview } from '../../src/judge/recent-reviews.ts';
import type { Archive } from '../../src/ports.ts';
import type { Review, ReviewFinding } from '../../src/run/review.ts';

const run = { runId: 'run-1', day: '2026/11/20', folder: 'runs/2026/11/20/run-1' };
const review: Review = {
  version: 1,
  runId: 'run-1',
  reviewer: 'Aiko Sato',
  at: '2026-11-21T08:00:00.000Z',
  manifestSha256: 'a'.repeat(64),
};
const found = (...reviews: Partial<Review>[]) =>
  runReview(
    run,
    reviews.map((changes, at) => ({ file: `review-${at + 1}.json`, review: { ...review, ...changes } })),
  );
const finding = (control: string, result: ReviewFinding['result'], ticket?: string): ReviewFinding => ({
  control,
  eventId: '1',
  result,
  ...(ticket && { ticket }),
});

test('a run without a review is open', () => {
  expect(found()).toEqual({ runId: 'run-1', date: '2026-11-20', status: 'open' });
});

test('the last review counts, with the tickets of all', () => {
  const last = {
    reviewer: 'Ken Mori',
    at: '2026-11-22T08:00:00.000Z',
    note: 'closed',
    tickets: ['SEC-1', 'SEC-2'],
  };
  expect(found({ tickets: ['SEC-1'], note: 'seen' }, last)).toEqual({
    runId: 'run-1',
    date: '2026-11-20',
    status: 'reviewed',
    ...last,
  });
});

test('of an event the last finding counts', () => {
  const first = [finding('a', 'false-alarm'), finding('b', 'false-alarm'), finding('c', 'followed-up')];
  const second = [finding('a', 'followed-up', 'SEC-3')];
  expect(found({ findings: first }, { findings: second })).toMatchObject({
    tickets: ['SEC-3'],
    findings: { falseAlarm: 1, followedUp: 2 },
  });
});

test('a long note is cut, and is one line', () => {
  expect(found({ note: 'two\nlines' }).note).toBe('two lines');
  expect(found({ note: 'x'.repeat(2000) }).note).toBe(`${'x'.repeat(199)}…`);
});

test('a run whose reviews cannot be read, or are of another run, is not open', () => {
  expect(runReview(run, [{ file: 'review-1.json', fault: 'unreadable', message: 'x' }]).status).toBe(
    'unreadable',
  );
  expect(found({ runId: 'other' }).status).toBe('unreadable');
});

describe('of a run that was reviewed', () => {
  const manifest = { runId: 'run-1', mail: { status: 'sent' } };
  const statusOf = async (present: object) => {
    const files: Record<string, object> = {
      'manifest.json': present,
      'review-1.json': { ...review, manifestSha256: reviewedHash(manifest) },
    };
    const read = async (key: string) => Buffer.from(JSON.stringify(files[key.split('/').at(-1) ?? '']));
    const archive = { read } as Partial<Archive> as Archive;
    const [first] = await recentReviews([{ ...run, files: ['review-1.json'] }], archive);
    return first;
  };

  test('it is reviewed while it is as it was, also when its mail is sent again', async () => {
    expect(await statusOf(manifest)).toMatchObject({ status: 'reviewed' });
    expect(await statusOf({ ...manifest, mail: { status: 'pending' } })).toMatchObject({
      status: 'reviewed',
    });
  });

  test('it is changed where it was made again or edited since', async () => {
    expect(await statusOf({ ...manifest, rows: 1 })).toMatchObject({
      status: 'changed',
      reviewer: 'Aiko Sato',
    });
  });
});

test('a review that cannot be read is no error', async () => {
  const archive = { read: () => Promise.reject(new Error('denied')) } as Partial<Archive> as Archive;
  expect(await recentReviews([{ ...run, files: ['review-1.json'] }], archive)).toMatchObject([
    { status: 'unreadable' },
  ]);
});
