import { verdictOf } from '../../src/judge/verdict.ts';
import type { ControlOutcome, SeenOutcome, VerdictRule } from '../../src/run/judgement.ts';
import type { RunOutcome } from '../../src/run/manifest.ts';
import { warn } from '../../src/run/warning.ts';

const RULE: VerdictRule = { severity: 'medium', kinds: ['principal', 'account-region'] };

const DAMAGED = warn('damaged-log-file', { file: 'a.json.gz', reason: 'truncated' });

function control(changes: Partial<ControlOutcome> = {}): ControlOutcome {
  return {
    id: 'root-used',
    title: 'Root used',
    severity: 'high',
    standards: {},
    status: 'quiet',
    events: 0,
    rows: [],
    ...changes,
  };
}

const people = (changes: Partial<ControlOutcome> = {}) =>
  control({ status: 'people', events: 2, ...changes });

function seen(changes: Partial<SeenOutcome> = {}): SeenOutcome {
  return {
    status: 'judged',
    days: 30,
    runs: [],
    newValues: 0,
    newByKind: {},
    first: [],
    usual: [],
    ...changes,
  };
}

type Judged = Pick<RunOutcome, 'status' | 'warnings' | 'reports' | 'controls' | 'seen'>;

const report = (rows: number) => ({ id: 'a', title: 'A', status: 'succeeded' as const, rows });

function run({ controls = [control()], seen: values = seen(), ...changes }: Partial<Judged> = {}): Judged {
  return { status: 'succeeded', warnings: [], reports: [report(1)], controls, seen: values, ...changes };
}

const without = (part: 'controls' | 'seen'): Judged => {
  const { [part]: _, ...rest } = run();
  return rest;
};

const wordsOf = (judged: Partial<Judged> = {}, rule = RULE) => verdictOf(run(judged), rule).words;

test('a run without people in a control and without new values has nothing new', () => {
  expect(wordsOf()).toEqual(['NOTHING NEW']);
});

describe('LOOK', () => {
  test('is said of a control with people in it', () => {
    expect(wordsOf({ controls: [control(), people()] })).toEqual(['LOOK']);
  });

  test('is not said of a control that has only callers in groups', () => {
    expect(wordsOf({ controls: [control({ status: 'grouped', grouped: { deploy: 40 } })] })).toEqual([
      'NOTHING NEW',
    ]);
  });

  test('is said from the severity of the rule on', () => {
    const controls = [people({ severity: 'medium' })];
    expect(wordsOf({ controls })).toEqual(['LOOK']);
    expect(wordsOf({ controls }, { ...RULE, severity: 'high' })).toEqual(['NOTHING NEW']);
  });

  test('is said of new values of the kinds of the rule', () => {
    const values = seen({ newValues: 9, newByKind: { principal: 2, 'user-agent': 7 } });
    expect(wordsOf({ seen: values })).toEqual(['LOOK']);
    expect(wordsOf({ seen: values }, { ...RULE, kinds: ['account-region'] })).toEqual(['NOTHING NEW']);
  });

  test('names of the same severity the rarest first', () => {
    const controls = [people({ id: 'often', events: 90 }), people({ id: 'rare', events: 1 })];
    expect(verdictOf(run({ controls }), RULE).controls).toEqual(['rare', 'often']);
  });

  test('names the controls, worst first, and counts the values', () => {
    const controls = [
      people({ id: 'b', severity: 'medium' }),
      people({ id: 'c', severity: 'low' }),
      people({ id: 'a' }),
    ];
    const values = seen({ newValues: 9, newByKind: { principal: 2, 'user-agent': 7 } });
    expect(verdictOf(run({ controls, seen: values }), RULE)).toEqual({
      words: ['LOOK'],
      rule: RULE,
      controls: ['a', 'b'],
      newValues: 2,
    });
  });
});

describe('LEARNING', () => {
  test('is said where there are too few runs, and nothing to look at', () => {
    expect(wordsOf({ seen: seen({ status: 'learning' }) })).toEqual(['LEARNING']);
  });

  test('counts no value as new', () => {
    const learning = seen({ status: 'learning', newValues: 900, newByKind: { principal: 900 } });
    expect(verdictOf(run({ seen: learning }), RULE)).toMatchObject({ newValues: 0 });
  });

  test('does not hide a control with people in it', () => {
    expect(wordsOf({ seen: seen({ status: 'learning' }), controls: [people()] })).toEqual(['LOOK']);
  });
});

describe('what is not known is not called quiet', () => {
  test.each([
    ['a run without controls', without('controls')],
    ['a run without any row, whose coverage is not known', run({ reports: [report(0)] })],
    ['a run without a single control', run({ controls: [] })],
    ['a run by hand, which does not look for new values', without('seen')],
    ['values left out, because the run had too many', run({ seen: seen({ dropped: 10 }) })],
  ])('%s', (_, judged) => {
    expect(verdictOf(judged, RULE).words).toEqual([]);
  });

  test('a control whose query failed', () => {
    expect(wordsOf({ controls: [control(), control({ status: 'unknown' })] })).toEqual(['PARTIAL']);
  });

  test('a window without logs', () => {
    const warnings = [warn('no-log-files', { from: '2026/11/20', to: '2026/11/21' })];
    expect(wordsOf({ status: 'partial', warnings })).toEqual(['PARTIAL']);
  });

  test('controls that management events cannot show do not count', () => {
    expect(wordsOf({ controls: [control(), control({ status: 'not-observable' })] })).toEqual([
      'NOTHING NEW',
    ]);
  });
});

describe('PARTIAL', () => {
  test('goes with what is there to look at', () => {
    expect(wordsOf({ status: 'partial', controls: [people()] })).toEqual(['PARTIAL', 'LOOK']);
  });

  test('goes with a quiet rest', () => {
    expect(wordsOf({ status: 'partial', warnings: [DAMAGED] })).toEqual(['PARTIAL', 'NOTHING NEW']);
  });
});

test('FAILED stands alone', () => {
  expect(verdictOf(run({ status: 'failed', controls: [people()] }), RULE)).toMatchObject({
    words: ['FAILED'],
    controls: ['root-used'],
  });
});
