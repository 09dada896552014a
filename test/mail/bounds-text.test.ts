import { summarize } from '../../src/mail/model.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import type { Partitions } from '../../src/run/run.ts';
import { summaryInput } from './inputs.ts';

const DAYS = { from: '2026/11/20', to: '2026/11/22' };
const summaryOf = (bounds: Partial<Partitions>, changes: Partial<Manifest> = {}) =>
  summarize(summaryInput({ partitions: { ...DAYS, ...bounds }, ...changes }));
const narrowed = { accounts: ['111122223333', '444455556666'], regions: ['us-east-1'] };
const many = Array.from({ length: 40 }, (_, at) => String(100_000_000_000 + at));

test('a run over everything says nothing of it', () => {
  const { windowLines, about } = summaryOf({});
  expect([...windowLines, ...about.map(({ label }) => label)].join()).not.toMatch(/only|accounts|regions/i);
});

test('accounts and regions stand below the window', () => {
  expect(summaryOf(narrowed).windowLines.slice(2)).toEqual([
    'Only accounts: 111122223333, 444455556666',
    'Only regions: us-east-1',
  ]);
});

test('of many accounts five stand there, and the number of the others', () => {
  expect(summaryOf({ accounts: many }).windowLines[2]).toBe(
    'Only accounts: 100000000000, 100000000001, 100000000002, 100000000003, 100000000004, and 35 more, see manifest.json',
  );
});

test('they stand in what is said about the run', () => {
  expect(summaryOf(narrowed).about).toContainEqual({ label: 'Regions', value: 'only us-east-1' });
});

test('the subject of a run by hand names them', () => {
  expect(summaryOf(narrowed, { trigger: 'manual' }).subject).toBe(
    '[Acme] CloudTrail audit 2026-11-21, only 2 accounts, only us-east-1: 12 console logins',
  );
});

test('the subject of a scheduled run does not: they are always the same', () => {
  expect(summaryOf(narrowed).subject).toBe('[Acme] CloudTrail audit 2026-11-21: 12 console logins');
});
