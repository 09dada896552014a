import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { z } from 'zod';
import { manifestJsonSchema, type manifestSchema } from '../../src/archive/manifest-schema.ts';
import { reviewRun } from '../../src/cli/review.ts';
import { runOnLogs } from '../../src/cli/run-on-logs.ts';
import { writeSample } from '../../src/cli/write-sample.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import { emptyDirectory } from '../logs.ts';

const PAGE = 'docs/manifest.schema.json';
const schema = JSON.parse(await readFile(PAGE, 'utf8'));

test('the file is what npm run schema makes', () => {
  expect(schema).toEqual(manifestJsonSchema());
});

/** Without readonly, and intersections as one object. */
type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Plain<T[Key]> }
    : T;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type InManifest = Plain<Omit<Manifest, 'warnings'>>;
type InSchema = Plain<Omit<z.infer<typeof manifestSchema>, 'warnings'>>;

test('it has the fields of the type, each as optional and of the same kind', () => {
  // A compiler's error here: src/archive/manifest-schema.ts lacks what src/run/manifest.ts has, or the reverse.
  const same: Same<InManifest, InSchema> = true;
  expect(same).toBe(true);
});

/** Two scheduled runs of the sample, the first reviewed; then one by hand that is partial. */
async function realManifests(): Promise<Manifest[]> {
  const [logs, out] = [await emptyDirectory(), await emptyDirectory()];
  await writeSample({ out: logs, days: 3, events: 1000, seed: 1 });
  const config = join(await emptyDirectory(), 'audit.json');
  const expected = { accounts: ['999999999999'], regions: ['eu-west-3'] };
  await writeFile(config, JSON.stringify({ expected, groups: { all: { identity: ['*-deploy*'] } } }));
  const run = (options: object) =>
    runOnLogs({ logs, out, memory: '256MB', config, ...options }, { read: () => {}, flow: () => {} });

  const first = await run({ scheduled: '2025-10-31T07:00:00Z' });
  await reviewRun({ run: first.manifest.runId, out, by: 'Aiko Sato', note: 'asked', ticket: ['SEC-12'] });
  const second = await run({ scheduled: '2025-11-01T07:00:00Z' });
  await writeFile(join(logs, 'AWSLogs', 'notes.txt'), 'not a log file');
  const third = await run({ from: '2025-10-31', to: '2025-10-31', reports: ['coverage', 'console-logins'] });
  const places = [first, second, third].map(({ archive, plan }) =>
    archive.locate(`${plan.run.archive}/manifest.json`),
  );
  return Promise.all(places.map(async (place) => JSON.parse(await readFile(place, 'utf8'))));
}

/** Refuses what the schema does not name. */
function closed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closed);
  if (typeof part !== 'object' || part === null) return part;
  const inner = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, closed(value)]));
  return 'properties' in part ? { additionalProperties: false, ...inner } : inner;
}

test('manifests of runs have what it names, and nothing else', async () => {
  const manifests = await realManifests();
  const isValid = new Ajv2020({ strict: false }).compile(closed(schema) as object);
  const faults = manifests.flatMap((manifest) => (isValid(manifest) ? [] : (isValid.errors ?? [])));

  expect(faults).toEqual([]);
  expect(manifests.at(1)).toMatchObject({ seen: {}, controls: {}, reviews: {}, verdict: {}, cutoffs: {} });
  expect(manifests.at(2)?.warnings).not.toEqual([]);

  const { mail, ...withoutMail } = manifests[0] as Manifest;
  expect(isValid(withoutMail)).toBe(false);
  expect(isValid({ mail, ...withoutMail, more: 1 })).toBe(false);
});
