import { checksumOf } from '../../src/archive/checksum.ts';
import { newThingsOf } from '../../src/judge/new-things.ts';
import { runId } from '../../src/plan/run-id.ts';
import type { ArchiveReader } from '../../src/ports.ts';
import type { NewValue } from '../../src/run/judgement.ts';
import { MANIFEST_VERSION } from '../../src/run/manifest.ts';
import type { Window } from '../../src/run/run.ts';
import { newCsv } from '../../src/steps/new-csv.ts';

const AIKO = '111122223333/user/aiko';
const window: Window = { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z', timezone: 'UTC' };

function value(kind: NewValue['kind'], key: string[], changes: Partial<NewValue> = {}): NewValue {
  return { kind, key, first: '2026-11-21T07:00:00Z', last: '2026-11-21T08:00:00Z', events: 3, ...changes };
}

/** An archive with one scheduled run, over `window`, that knew these values as new; or none. */
async function archiveOf(values: readonly NewValue[] | undefined, changed = false): Promise<ArchiveReader> {
  const id = runId({ trigger: 'schedule', window, reports: [] });
  const folder = `runs/2026/11/21/${id}`;
  const content = await newCsv(values ?? []);
  const file = { file: 'new.csv', role: 'new', contentType: 'text/csv', ...checksumOf(content) };
  const manifest = {
    version: MANIFEST_VERSION,
    runId: id,
    trigger: 'schedule',
    window,
    files: values ? [file] : [],
  };
  const files = new Map([
    [`${folder}/manifest.json`, Buffer.from(JSON.stringify(manifest))],
    [`${folder}/new.csv`, changed ? Buffer.from('kind\r\n') : content],
  ]);
  return {
    list: async (prefix: string) => [...files.keys()].filter((key) => key.startsWith(prefix)),
    read: async (key: string) => files.get(key),
  } as Partial<ArchiveReader> as ArchiveReader;
}

const newOf = async (values: readonly NewValue[] | undefined, during = window) =>
  newThingsOf(new Set([AIKO]), during, await archiveOf(values));

test('are the values of a caller, and actions and tools that nobody else used', async () => {
  const news = await newOf([
    value('principal-network', [AIKO, '198.51.100.0/24'], { because: 'near-network' }),
    value('principal-region', ['111122223333/user/ben', 'eu-west-3']),
    value('principal', [AIKO], { first: '2026-11-21T06:00:00Z' }),
    value('account-region', ['111122223333', 'eu-west-3'], { by: AIKO, first: '2026-11-21T05:00:00Z' }),
    value('write-action', ['s3.amazonaws.com:DeleteBucket'], { by: AIKO }),
  ]);

  expect(news?.unread).toEqual([]);
  expect(news?.found.map(({ kind, value, because }) => [kind, value, because])).toEqual([
    ['write-action', 's3.amazonaws.com:DeleteBucket', undefined],
    ['principal', AIKO, undefined],
    ['account-region', '111122223333 eu-west-3', undefined],
    ['principal-network', '198.51.100.0/24', 'near-network'],
  ]);
  expect(news?.found[1]).toMatchObject({
    first: '2026-11-21T06:00:00Z',
    last: '2026-11-21T08:00:00Z',
    events: 3,
  });
});

test('are those of the window', async () => {
  const later = { ...window, from: '2026-11-21T09:00:00Z' };

  expect((await newOf([value('principal', [AIKO])], later))?.found).toEqual([]);
});

test('are not known where no run compared its values with those before', async () => {
  expect(await newOf(undefined)).toBeUndefined();
});

test('of a file that was changed since its run nothing is taken, and it is named', async () => {
  const news = await newThingsOf(
    new Set([AIKO]),
    window,
    await archiveOf([value('principal', [AIKO])], true),
  );

  expect(news).toMatchObject({ found: [], unread: [{ reason: 'it was changed since its run' }] });
});
