import { runsBefore } from '../../src/judge/last-run.ts';
import type { Archive } from '../../src/ports.ts';
import { MANIFEST_VERSION, type Manifest } from '../../src/run/manifest.ts';
import { manifestV1 } from '../archive/manifest-v1.ts';

const window = { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z', timezone: 'UTC' };
const run = {
  runId: 'this',
  trigger: 'manual' as const,
  window,
  partitions: { from: '2026/11/21', to: '2026/11/23' },
};
const coverage = {
  hours: 24,
  accounts: [],
  regions: [],
  silent: { accounts: [], regions: [], sinceLastRun: [] },
};

/** A run of the day before, changed as the test asks. */
function earlier(runId: string, changes: Partial<Manifest> = {}): Partial<Manifest> & { runId: string } {
  const day = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z', timezone: 'UTC' };
  const partitions = { from: '2026/11/20', to: '2026/11/22' };
  return { version: MANIFEST_VERSION, runId, window: day, partitions, coverage, ...changes };
}

function days(from: string, to: string) {
  return { from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z`, timezone: 'UTC' };
}

async function found(...manifests: (Partial<Manifest> & { runId: string })[]): Promise<string | undefined> {
  const files = new Map(manifests.map((manifest) => [keyOf(manifest), JSON.stringify(manifest)]));
  return (await runsBefore(run, archiveOf(files))).compared?.runId;
}

const keyOf = ({ runId, window }: Partial<Manifest>, file = 'manifest.json') =>
  `runs/${window?.from.slice(0, 10).replaceAll('-', '/')}/${runId}/${file}`;

function archiveOf(files: ReadonlyMap<string, string>): Archive {
  return {
    list: async (prefix: string) => [...files.keys()].filter((key) => key.startsWith(prefix)).sort(),
    read: async (key: string) => Buffer.from(files.get(key) ?? ''),
    locate: (key: string) => key,
  } as Partial<Archive> as Archive;
}

test('an empty archive has no last run', async () => {
  expect(await found()).toBeUndefined();
});

test('is the newest before the window', async () => {
  const manifests = [
    earlier('older', { window: days('2026-11-19', '2026-11-20') }),
    earlier('last'),
    earlier('this-window', { window }),
    earlier('later', { window: days('2026-11-22', '2026-11-23') }),
  ];
  expect(await found(...manifests)).toBe('last');
});

test('is found in the month before', async () => {
  expect(await found(earlier('old', { window: days('2026-10-25', '2026-10-26') }))).toBe('old');
});

test('is not looked for longer than a month and twice the window', async () => {
  expect(await found(earlier('old', { window: days('2026-10-18', '2026-10-19') }))).toBeUndefined();
});

test.each<[string, Partial<Manifest>]>([
  ['that does not say what was covered', { coverage: undefined as never }],
  ['over other logs', { source: '/other/logs' }],
  ['that was narrowed', { partitions: { from: '2026/11/20', to: '2026/11/22', accounts: ['1'] } }],
  ['that overlaps', { window: { ...window, from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:01Z' } }],
  ['over a longer time', { window: days('2026-11-18', '2026-11-21') }],
  [
    'over a shorter time',
    { window: { ...window, from: '2026-11-20T20:00:00Z', to: '2026-11-21T00:00:00Z' } },
  ],
])('is none %s', async (_, changes) => {
  expect(await found(earlier('other', changes))).toBeUndefined();
});

test('is one narrowed in the same way, whatever the order', async () => {
  const narrowed = (accounts: string[]) => ({ ...run, partitions: { ...run.partitions, accounts } });
  const before = earlier('same', { partitions: narrowed(['2', '1']).partitions });
  const manifest = { ...before, window: days('2026-11-20', '2026-11-21') };
  const archive = archiveOf(new Map([[keyOf(manifest), JSON.stringify(manifest)]]));
  expect(await runsBefore(narrowed(['1', '2']), archive)).toMatchObject({ compared: { runId: 'same' } });
});

test('is not one whose manifest is missing', async () => {
  const files = new Map([[keyOf(earlier('going-on'), 'coverage.csv'), '']]);
  expect(await runsBefore(run, archiveOf(files))).toEqual({});
});

test.each([
  ['cannot be read', '{"runId":'],
  ['is of a newer version', '{"version":3}'],
])('is an earlier one where a manifest %s; without an earlier one it throws', async (_, text) => {
  const broken = [keyOf(earlier('broken')), text] as const;
  const whole = earlier('whole', { window: days('2026-11-19', '2026-11-20') });
  const both = new Map([broken, [keyOf(whole), JSON.stringify(whole)] as const]);
  expect(await runsBefore(run, archiveOf(both))).toMatchObject({ compared: { runId: 'whole' } });
  await expect(runsBefore(run, archiveOf(new Map([broken])))).rejects.toThrow(
    /broken.* cannot be read as a manifest/,
  );
});

test('may be from before manifests had a version', async () => {
  const partitions = { from: '2026/11/20', to: '2026/11/22' };
  const { source, ...recorded } = manifestV1;
  const manifest = { ...recorded, window: days('2026-11-20', '2026-11-21'), partitions };
  const files = new Map([[keyOf(earlier(manifest.runId)), JSON.stringify(manifest)]]);
  expect(await runsBefore(run, archiveOf(files))).toEqual({
    compared: { runId: manifest.runId, coverage: manifest.coverage },
  });
});

test('of a day of 23 hours is compared with one of 24', async () => {
  const short = { from: '2026-11-20T00:00:00Z', to: '2026-11-20T23:00:00Z', timezone: 'UTC' };
  expect(await found(earlier('short', { window: short }))).toBe('short');
});

describe('of a scheduled run, the scheduled run before', () => {
  const scheduled = { ...run, trigger: 'schedule' as const };
  const scheduledBefore = async (...manifests: (Partial<Manifest> & { runId: string })[]) => {
    const files = new Map(manifests.map((manifest) => [keyOf(manifest), JSON.stringify(manifest)]));
    return (await runsBefore(scheduled, archiveOf(files))).scheduled?.runId;
  };
  const at = (runId: string, from: string, to: string, trigger: Manifest['trigger'] = 'schedule') =>
    earlier(runId, { trigger, window: { from: `${from}:00Z`, to: `${to}:00Z`, timezone: 'UTC' } });

  test('is the newest', async () => {
    const manifests = [
      at('older', '2026-11-18T00:00', '2026-11-19T00:00'),
      at('newest', '2026-11-19T00:00', '2026-11-20T00:00'),
      at('this', '2026-11-21T00:00', '2026-11-22T00:00'),
      at('by-hand', '2026-11-20T00:00', '2026-11-21T00:00', 'manual'),
    ];
    expect(await scheduledBefore(...manifests)).toBe('newest');
  });

  test('may reach into its window, where the schedule was changed', async () => {
    expect(await scheduledBefore(at('overlapping', '2026-11-20T02:00', '2026-11-21T02:00'))).toBe(
      'overlapping',
    );
  });

  test('may cover less', async () => {
    expect(await scheduledBefore(at('hourly', '2026-11-20T23:00', '2026-11-21T00:00'))).toBe('hourly');
  });
});

describe('the windows of other scheduled runs', () => {
  const windows = async (...runs: [day: string, runId: string][]) => {
    const manifest = JSON.stringify(earlier('other', { source: '/other/logs' }));
    const files = new Map(runs.map(([day, runId]) => [`runs/${day}/${runId}/manifest.json`, manifest]));
    const runId = 'scheduled-20261121T0000Z-20261122T0000Z-1a2b3c4d';
    return (await runsBefore({ ...run, runId, trigger: 'schedule' }, archiveOf(files))).windows;
  };

  test('are those in their ids, whatever logs they read', async () => {
    const found = await windows(
      ['2026/11/20', 'scheduled-20261120T0000Z-20261121T0000Z-1a2b3c4d'],
      ['2026/11/21', 'scheduled-20261121T0000Z-20261122T0000Z-1a2b3c4d'],
      ['2026/11/20', 'manual-20261120T0000Z-20261121T0000Z-1a2b3c4d'],
    );
    expect(found).toEqual([{ from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z' }]);
  });

  test('begin within it too, as those of a shorter period do', async () => {
    const found = await windows(['2026/11/21', 'scheduled-20261121T2300Z-20261122T0000Z-1a2b3c4d']);
    expect(found).toEqual([{ from: '2026-11-21T23:00:00Z', to: '2026-11-22T00:00:00Z' }]);
  });

  test('are found after a long pause', async () => {
    const found = await windows(['2025/12/30', 'scheduled-20251230T0000Z-20251231T0000Z-1a2b3c4d']);
    expect(found).toEqual([{ from: '2025-12-30T00:00:00Z', to: '2025-12-31T00:00:00Z' }]);
  });
});

describe('the last scheduled runs before it', () => {
  const scheduled = {
    ...run,
    runId: 'scheduled-20261121T0000Z-20261122T0000Z-1a2b3c4d',
    trigger: 'schedule' as const,
  };
  const day = (date: number) => `2026/11/${date}`;
  const idOf = (date: number, kind = 'scheduled') =>
    `${kind}-202611${date}T0000Z-202611${date + 1}T0000Z-1a2b3c4d`;
  const recent = async (...names: [date: number, file: string, kind?: string][]) => {
    const manifest = JSON.stringify(earlier('other', { source: '/other/logs' }));
    const keys = names.map(([date, file, kind]) => `runs/${day(date)}/${idOf(date, kind)}/${file}`);
    return (await runsBefore(scheduled, archiveOf(new Map(keys.map((key) => [key, manifest]))))).recent;
  };
  const complete = (...dates: number[]) => dates.map((date): [number, string] => [date, 'manifest.json']);

  test('are not looked for where no run is reviewed', async () => {
    expect(await recent(...complete(19, 20))).toBeUndefined();
  });

  test('are seven complete ones, the newest first, with the names of their files', async () => {
    const reviews = ['review-10.json', 'review-9.json', 'review-x.json'];
    const found = await recent(
      ...complete(10, 11, 12, 13, 14, 15, 16, 18, 19),
      ...reviews.map((file): [number, string] => [18, file]),
      [17, 'review-1.json'],
      [20, 'manifest.json', 'manual'],
      [21, 'manifest.json'],
    );
    expect(found?.map((it) => it.day)).toEqual([19, 18, 16, 15, 14, 13, 12].map(day));
    expect(found?.[1]).toEqual({
      runId: idOf(18),
      folder: `runs/${day(18)}/${idOf(18)}`,
      day: day(18),
      window: { from: '2026-11-18T00:00:00Z', to: '2026-11-19T00:00:00Z' },
      files: ['manifest.json', ...reviews],
    });
  });

  test('are open where only a run by hand, or one of longer ago, was reviewed', async () => {
    const found = await recent(
      ...complete(19, 20),
      [12, 'manifest.json', 'manual'],
      [12, 'review-1.json', 'manual'],
    );
    expect(found?.map(({ files }) => files)).toEqual([['manifest.json'], ['manifest.json']]);
  });
});
