import { summarize } from '../../src/mail/model.ts';
import { describeWindow } from '../../src/mail/window-text.ts';
import { en } from '../../src/mail/words/en.ts';
import type { RunOutcome } from '../../src/run/manifest.ts';
import type { Partitions } from '../../src/run/run.ts';
import { summaryInput } from './inputs.ts';

const describe_ = (from: string, to: string, timezone = 'Asia/Tokyo') =>
  describeWindow({ from, to, timezone }, en);

describe('label', () => {
  test('a local day is its date', () => {
    expect(describe_('2026-11-20T15:00:00Z', '2026-11-21T15:00:00Z').label).toBe('2026-11-21');
  });

  test('several local days are the first and the last', () => {
    expect(describe_('2026-10-31T15:00:00Z', '2026-11-07T15:00:00Z').label).toBe('2026-11-01 to 2026-11-07');
  });

  test('a window that is not made of local days has its times', () => {
    const { label } = describe_('2026-11-20T21:30:00Z', '2026-11-21T21:30:00Z');
    expect(label).toBe('2026-11-21 06:30 to 2026-11-22 06:30');
  });

  test('a day that begins at one o’clock is a day', () => {
    // Clocks in Beirut went from 00:00 to 01:00 on 2024-03-31.
    expect(describe_('2024-03-30T22:00:00Z', '2024-03-31T21:00:00Z', 'Asia/Beirut').label).toBe('2024-03-31');
  });
});

test('the end of a window of one day is 24:00', () => {
  const { time } = describe_('2026-11-20T15:00:00Z', '2026-11-21T15:00:00Z');
  expect([time('2026-11-20T15:00:00Z'), time('2026-11-21T15:00:00Z')]).toEqual(['00:00:00', '24:00:00']);
});

describe('in full', () => {
  test('says zone and length, and the same in UTC', () => {
    expect(describe_('2026-11-20T15:00:00Z', '2026-11-21T15:00:00Z')).toMatchObject({
      line: '2026-11-21 00:00 to 2026-11-22 00:00, Asia/Tokyo (24 hours)',
      inUtc: '2026-11-20T15:00:00Z to 2026-11-21T15:00:00Z, the end not included',
    });
  });

  test('says that a day had 25 hours', () => {
    const { line } = describe_('2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z', 'America/New_York');
    expect(line).toContain('(25 hours)');
  });

  test('does not say UTC twice', () => {
    expect(describe_('2026-11-21T00:00:00Z', '2026-11-22T00:00:00Z', 'UTC').inUtc).toBeUndefined();
  });
});

describe('time', () => {
  test('is local, and without the date in a window of one day', () => {
    const { time } = describe_('2026-11-20T15:00:00Z', '2026-11-21T15:00:00Z');
    expect(time('2026-11-21T05:20:30Z')).toBe('14:20:30');
  });

  test('has the date of a late event, which is of a day before', () => {
    const { time } = describe_('2026-11-20T15:00:00Z', '2026-11-21T15:00:00Z');
    expect(time('2026-11-20T14:50:00Z')).toBe('2026-11-20 23:50:00');
  });

  test('has the date in a longer window', () => {
    const { time } = describe_('2026-11-20T21:30:00Z', '2026-11-21T21:30:00Z');
    expect(time('2026-11-21T20:20:30Z')).toBe('2026-11-22 05:20:30');
  });

  test('distinguishes the two hours of the same name when clocks go back', () => {
    const { time } = describe_('2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z', 'America/New_York');
    expect([time('2026-11-01T05:30:00Z'), time('2026-11-01T06:30:00Z')]).toEqual([
      '01:30:00 -04:00',
      '01:30:00 -05:00',
    ]);
  });

  test('shows what is not a time as it is', () => {
    expect(describe_('2026-11-20T15:00:00Z', '2026-11-21T15:00:00Z').time('yester\nday')).toBe(
      'yester\\u{A}day',
    );
  });
});

describe('bounds', () => {
  const DAYS = { from: '2026/11/20', to: '2026/11/22' };
  const summaryOf = (bounds: Partial<Partitions>, changes: Partial<RunOutcome> = {}) =>
    summarize(summaryInput({ partitions: { ...DAYS, ...bounds }, ...changes }));
  const narrowed = { accounts: ['111122223333', '444455556666'], regions: ['us-east-1'] };
  const many = Array.from({ length: 40 }, (_, at) => String(100_000_000_000 + at));

  test('a run over all accounts and regions does not mention them', () => {
    const { windowLines, about } = summaryOf({});
    expect([...windowLines, ...about.map(({ label }) => label)].join()).not.toMatch(/only|accounts|regions/i);
  });

  test('accounts and regions are named below the window', () => {
    expect(summaryOf(narrowed).windowLines.slice(1)).toEqual([
      'Only accounts: 111122223333, 444455556666',
      'Only regions: us-east-1',
    ]);
  });

  test('of many accounts five are named and the others counted', () => {
    expect(summaryOf({ accounts: many }).windowLines[1]).toBe(
      'Only accounts: 100000000000, 100000000001, 100000000002, 100000000003, 100000000004, and 35 more, see manifest.json',
    );
  });

  test('they are in the section about the run', () => {
    expect(summaryOf(narrowed).about).toContainEqual({ label: 'Regions', value: 'only us-east-1' });
  });

  test('the subject of a run by hand names them', () => {
    expect(summaryOf(narrowed, { trigger: 'manual' }).subject).toBe(
      'Acme · CloudTrail audit 2026-11-21, only 2 accounts, only us-east-1 · 12 console logins',
    );
  });

  test('the subject of a scheduled run does not: they are always the same', () => {
    expect(summaryOf(narrowed).subject).toBe('Acme · CloudTrail audit 2026-11-21 · 12 console logins');
  });
});
