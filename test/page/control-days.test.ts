import { manifestContent } from '../../src/archive/recorded-run.ts';
import { controlDays } from '../../src/page/control-days.ts';
import type { ArchiveReader } from '../../src/ports.ts';
import type { ControlOutcome } from '../../src/run/judgement.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import type { Run } from '../../src/run/run.ts';
import type { RunFolder } from '../../src/steps/run-folder.ts';
import { run as base } from '../steps/fakes.ts';

const control = (severity: 'high' | 'low', events: number) => ({ severity, events }) as ControlOutcome;

function runOf(day: string, next: string): Run {
  const compact = (date: string) => `${date.replaceAll('-', '')}T0000Z`;
  const runId = `scheduled-${compact(day)}-${compact(next)}-00000000`;
  const window = { from: `${day}T00:00:00Z`, to: `${next}T00:00:00Z`, timezone: 'UTC' };
  return {
    ...base,
    runId,
    trigger: 'schedule',
    window,
    archive: `runs/${day.replaceAll('-', '/')}/${runId}`,
  };
}

const manifestOf = (run: Run, controls?: ControlOutcome[]) =>
  ({ version: 2, ...run, mail: {}, ...(controls && { controls }) }) as unknown as Manifest;

const today = runOf('2026-11-21', '2026-11-22');

async function found(files: Record<string, Uint8Array>, controls?: ControlOutcome[]) {
  const archive = {
    list: async (prefix: string) => Object.keys(files).filter((key) => key.startsWith(prefix)),
    read: async (key: string) => files[key],
  } as Partial<ArchiveReader>;
  return controlDays({ manifest: manifestOf(today, controls), run: today, archive } as RunFolder);
}

const fileOf = (run: Run, controls?: ControlOutcome[]) => ({
  [`${run.archive}/manifest.json`]: manifestContent(manifestOf(run, controls)),
});

test('are of the scheduled runs of 60 days before, oldest first, and of this one', async () => {
  const files = {
    ...fileOf(runOf('2026-11-20', '2026-11-21'), [control('high', 1), control('high', 2), control('low', 3)]),
    ...fileOf(runOf('2026-10-01', '2026-10-02'), [control('low', 4)]),
    ...fileOf(runOf('2026-08-01', '2026-08-02'), [control('low', 5)]),
    ...fileOf(runOf('2026-11-22', '2026-11-23'), [control('low', 6)]),
    ...fileOf(runOf('2026-11-19', '2026-11-20')),
    ...fileOf({ ...runOf('2026-11-18', '2026-11-19'), partitions: { ...base.partitions, accounts: ['1'] } }, [
      control('low', 7),
    ]),
  };

  expect(await found(files, [control('high', 9)])).toEqual({
    days: [
      { day: '2026-10-01', events: { high: 0, medium: 0, low: 4 } },
      { day: '2026-11-20', events: { high: 3, medium: 0, low: 3 } },
      { day: '2026-11-21', events: { high: 9, medium: 0, low: 0 } },
    ],
    unread: 0,
  });
});

test('a manifest that cannot be read is counted', async () => {
  const broken = { [`${runOf('2026-11-20', '2026-11-21').archive}/manifest.json`]: Buffer.from('{') };

  expect(await found(broken, [])).toMatchObject({ days: [{ day: '2026-11-21' }], unread: 1 });
});

test('a run without controls has none', async () => {
  expect(await found({})).toEqual({ days: [], unread: 0 });
});

test('a list that fails leaves this run alone, and is counted', async () => {
  const list = async () => {
    throw new Error('Access Denied');
  };
  const folder = { manifest: manifestOf(today, []), run: today, archive: { list } } as unknown as RunFolder;

  expect(await controlDays(folder)).toMatchObject({ days: [{ day: '2026-11-21' }], unread: 1 });
});
