import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { manifestContent, recordedRun } from '../../src/archive/recorded-run.ts';
import { reviewedHash } from '../../src/archive/review.ts';
import { configSchema } from '../../src/config/config.ts';
import type { LogSurvey } from '../../src/ports.ts';
import type { ResendInput } from '../../src/run/run.ts';
import { archiveReport } from '../../src/steps/archive-report.ts';
import type { LateRendering } from '../../src/steps/late-renderings.ts';
import { render } from '../../src/steps/render.ts';
import { sendSummary } from '../../src/steps/send-summary.ts';
import { memoryArchive, report, run, scriptedEngine } from './fakes.ts';

const config = configSchema.parse({ mail: { to: ['security@example.com'], from: 'audit@example.com' } });
const survey: LogSurvey = {
  files: 1,
  days: {},
  bytes: 10,
  complete: true,
  damaged: [],
  recordsWithoutTime: 0,
};
const plan = { run, reports: [report] };

/** A run that was mailed. */
async function mailed() {
  const { archive, files } = memoryArchive();
  const { engine } = scriptedEngine();
  const query = { state: 'succeeded', resultLocation: 'r', scannedBytes: 0, milliseconds: 7 } as const;
  const results = [await archiveReport({ run, report, query }, { engine, archive, config })];
  const shared = { archive, config, controls: [], charged: false };
  await sendSummary(
    { ...plan, results },
    { ...shared, logs: { survey: async () => survey }, now: () => '2026-11-22T07:00:00.000Z' },
  );
  const recorded = () => JSON.parse(String(files.get('renderings.json')));
  const rendered = (
    renderings: readonly LateRendering[],
    input: typeof plan | ResendInput = plan,
    { retry = false } = {},
  ) => render({ input }, { ...shared, renderings, retry });
  return { archive, files, recorded, rendered };
}

const writes = (file: string, write: LateRendering['write']): LateRendering => ({
  file,
  contentType: 'text/plain',
  write,
});
const good = writes('good.txt', async function* () {
  yield Buffer.from('good');
});
const bad = writes('bad.txt', async function* () {
  yield Buffer.from('half');
  throw new Error('no space');
});

test('records every rendering with its hash, and of which manifest it was made', async () => {
  const { archive, files, recorded, rendered } = await mailed();

  const made = await rendered([good]);

  const { manifest } = (await recordedRun(run, archive)) ?? {};
  expect(recorded()).toEqual(made);
  expect(made).toEqual({
    version: 1,
    manifestSha256: reviewedHash(manifest),
    files: [
      {
        file: 'good.txt',
        contentType: 'text/plain',
        bytes: 4,
        sha256: '770e607624d689265ca6c44884d0807d9b054d23c473c106c72be9de08b7376c',
      },
    ],
    failed: [],
  });
  expect(String(files.get('good.txt'))).toBe('good');
});

test('one that fails is recorded with its error, and the others are made', async () => {
  const { files, recorded, rendered } = await mailed();

  await rendered([bad, good]);

  expect(recorded()).toMatchObject({
    files: [{ file: 'good.txt' }],
    failed: [{ file: 'bad.txt', error: 'no space' }],
  });
  expect(files.has('bad.txt')).toBe(false);
});

test('an error that passes is tried again', async () => {
  const { recorded, rendered } = await mailed();
  let calls = 0;
  const once = writes('once.txt', (folder, manifest) => {
    calls += 1;
    return (calls === 1 ? bad : good).write(folder, manifest);
  });

  await rendered([once]);

  expect(recorded()).toMatchObject({ files: [{ file: 'once.txt' }], failed: [] });
});

test('one that ends the process is recorded as failed, and the next attempt goes on with the others', async () => {
  const { recorded, rendered } = await mailed();
  let killed = () => {};
  const begun = new Promise<void>((resolve) => {
    killed = resolve;
  });
  const endless = writes('endless.txt', async function* () {
    killed();
    await new Promise(() => {});
    yield new Uint8Array();
  });
  void rendered([endless, good]);
  await begun;

  expect(recorded()).toMatchObject({ files: [], failed: [{ file: 'endless.txt', error: 'it did not end' }] });
  await rendered([endless, good]);

  expect(recorded()).toMatchObject({ files: [{ file: 'good.txt' }], failed: [{ file: 'endless.txt' }] });
});

test('one that did not end is tried once more where that is asked for', async () => {
  const { recorded, rendered } = await mailed();
  const ending = (error: string) => ({ file: 'endless.txt', error });
  const killedIn = async (retry: boolean) => {
    let killed = () => {};
    const begun = new Promise<void>((resolve) => {
      killed = resolve;
    });
    const endless = writes('endless.txt', async function* () {
      killed();
      await new Promise(() => {});
      yield new Uint8Array();
    });
    void rendered([good, endless], plan, { retry });
    await begun;
  };
  await killedIn(false);
  await killedIn(true);
  expect(recorded().failed).toEqual([ending('it did not end, nor when it was tried again')]);

  const works = writes('endless.txt', good.write);
  expect(await rendered([good, works], plan, { retry: true })).toMatchObject({
    files: [{ file: 'good.txt' }],
  });

  const { recorded: other, rendered: again } = await mailed();
  await again([writes('endless.txt', bad.write)]);
  const failed = other().failed;
  expect(await again([works], plan, { retry: true })).toMatchObject({ failed });
});

test('what is recorded is not made again, neither by a repeated step nor with a mail that is sent again', async () => {
  const { rendered } = await mailed();
  const first = await rendered([good]);
  const never = writes('good.txt', () => {
    throw new Error('made again');
  });

  expect(await rendered([never])).toEqual(first);
  expect(await rendered([never, writes('new.txt', never.write)], { run, resend: 2 })).toEqual(first);
});

test('of another manifest everything is made again', async () => {
  const { archive, files, recorded, rendered } = await mailed();
  await rendered([bad]);
  const { manifest } = (await recordedRun(run, archive)) ?? {};
  if (!manifest) throw new Error('no manifest');
  files.set('manifest.json', Buffer.from(manifestContent({ ...manifest, scannedBytes: 1 })));

  await rendered([writes('bad.txt', good.write)]);

  expect(recorded()).toMatchObject({ files: [{ file: 'bad.txt' }], failed: [] });
});

test('a record that cannot be read is replaced', async () => {
  const { files, recorded, rendered } = await mailed();
  files.set('renderings.json', Buffer.from('{'));

  await rendered([good]);

  expect(recorded()).toMatchObject({ files: [{ file: 'good.txt' }] });
});

test('a run without a manifest has nothing to render', async () => {
  const { archive } = memoryArchive();

  await expect(
    render({ input: plan }, { archive, config, controls: [], charged: false, renderings: [good] }),
  ).rejects.toThrow('has no manifest: nothing to render');
});

test.each(['rows.csv', 'rows.csv.gz'])('a rendering reads %s in pieces, and may leave it', async (file) => {
  const { files, rendered } = await mailed();
  const content = Buffer.from('"a"\r\n'.repeat(100_000));
  files.set(file, file.endsWith('.gz') ? gzipSync(content) : content);
  const entry = { file, role: 'rows', contentType: 'text/csv', bytes: 0, sha256: '' } as const;
  let whole: Buffer | undefined;
  const reads = writes('good.txt', async function* (folder) {
    for await (const piece of folder.content(entry)) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    whole = await buffer(folder.content(entry));
    yield new Uint8Array();
  });

  const { failed } = await rendered([reads]);

  expect(failed).toEqual([]);
  expect(whole?.equals(content)).toBe(true);
});

test('a cut gzip is an error', async () => {
  const { files, recorded, rendered } = await mailed();
  files.set('rows.csv.gz', gzipSync(Buffer.alloc(100_000)).subarray(0, 50));
  const entry = { file: 'rows.csv.gz', role: 'rows', contentType: '', bytes: 0, sha256: '' } as const;

  await rendered([writes('good.txt', (folder) => folder.content(entry))]);

  expect(recorded()).toMatchObject({ files: [], failed: [{ error: 'Error: unexpected end of file' }] });
});

test('the page and the workbook of the run are among the renderings', async () => {
  const { files, rendered } = await mailed();
  const { lateRenderings } = await import('../../src/steps/late-renderings.ts');

  const { failed } = await rendered(lateRenderings);

  expect(failed).toEqual([]);
  expect(String(files.get('report.html'))).toContain('<!doctype html>');
  expect(files.get('report.xlsx')?.subarray(0, 2).toString()).toBe('PK');
});
