import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reviewRun } from '../../src/cli/review.ts';
import { verify } from '../../src/cli/verify.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import { audit } from '../cli/audit.ts';
import { emptyDirectory } from '../logs.ts';
import { type ArchivedRun, archiveRun, dayWindow } from './archived-run.ts';

let run: ArchivedRun;
beforeEach(async () => {
  run = await archiveRun(await emptyDirectory(), dayWindow('2026-11-21', '2026-11-22'));
});

const review = (by = 'Aiko Sato') => reviewRun({ run: run.path, by }, () => '2026-11-22T08:00:00.000Z');
const changeManifest = (changes: Partial<Manifest>) =>
  writeFile(join(run.path, 'manifest.json'), JSON.stringify({ ...run.manifest, ...changes }));
async function verified() {
  const [found] = await verify(run.path, undefined, () => {});
  return { whole: found?.whole, faults: found?.faults.map(({ file, fault }) => [file, fault]), found };
}

test('a reviewed run is whole, and says who reviewed it', async () => {
  await review();
  await review('Ken Mori');

  const { whole, found } = await verified();

  expect(whole).toBe(true);
  expect(found?.reviews?.map(({ review, current }) => [review.reviewer, current])).toEqual([
    ['Aiko Sato', true],
    ['Ken Mori', true],
  ]);
});

test('a reviewed run whose mail is sent again stays whole', async () => {
  await review();
  const sent = { ...run.manifest.mail, status: 'sent', attempts: 2, messageId: 'x', sentAt: 'now' } as const;
  await changeManifest({ mail: sent });

  expect((await verified()).whole).toBe(true);
});

test('a run that was changed after its review is named', async () => {
  await review();
  await changeManifest({ warnings: [], status: 'partial' });

  const { faults, found } = await verified();

  expect(faults).toEqual([['manifest.json', 'changed']]);
  expect(found?.faults[0]?.message).toMatch(/^was changed after the review by Aiko Sato at 2026-11-22T08/);
});

test('a run that was changed and reviewed again is whole, and says which review is the earlier one', async () => {
  await review();
  await changeManifest({ status: 'partial' });
  await review('Ken Mori');

  expect(await audit(['verify', run.path])).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(
      /reviewed: by Aiko Sato, .* \(review-1\.json\), before the run was changed\n {2}reviewed: by Ken Mori, \S+ \(review-2\.json\)\n/,
    ),
  });
});

test.each([
  ['is cut short', '{"version":1', 'not-complete'],
  ['is of a newer version', '{"version":2}', 'unreadable'],
  ['is too large', `"${'x'.repeat(1_000_000)}"`, 'unreadable'],
])('a review that %s is the fault', async (_, content, fault) => {
  await writeFile(join(run.path, 'review-1.json'), content);

  expect((await verified()).faults).toEqual([['review-1.json', fault]]);
});

test('a review of another run is the fault', async () => {
  const other = await archiveRun(await emptyDirectory(), dayWindow('2026-11-20', '2026-11-21'));
  const { review } = await reviewRun({ run: other.path, by: 'Aiko Sato' });
  await writeFile(join(run.path, 'review-1.json'), JSON.stringify(review));

  expect((await verified()).faults).toEqual([['review-1.json', 'changed']]);
});

test('a review that was removed leaves a gap', async () => {
  const { review: written } = await review();
  await writeFile(join(run.path, 'review-3.json'), JSON.stringify(written));

  expect((await verified()).faults).toEqual([['review-2.json', 'missing']]);
});

test('a file that is only named like a review is not listed', async () => {
  await writeFile(join(run.path, 'review-01.json'), '{}');

  expect((await verified()).faults).toEqual([['review-01.json', 'unlisted']]);
});
