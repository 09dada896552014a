/** The files of the setting `networks` go into the package of the function that writes the mail. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readNetworkNames } from '../src/adapters/local/network-files.ts';
import { configSchema } from '../src/config/config.ts';
import { collectFaults, faultUnless } from '../src/errors.ts';
import type { Settings } from './settings-schema.ts';

/** Packaging takes patterns, so a path has no character that means something in one. */
const PATH = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;
/** A function holds 250 MB: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MOST_BYTES = 200_000_000;
const PROJECT = fileURLToPath(new URL('..', import.meta.url));

type Networks = Settings['networks'];

/** Each once. */
export function networkFiles(networks: Networks): string[] {
  return [...new Set(Object.values(networks ?? {}).filter((path) => path !== undefined))];
}

/** @param networks the setting, of which the schema names other faults */
export async function networkFaults(networks: unknown): Promise<string[]> {
  const { data } = configSchema.shape.networks.safeParse(networks);
  if (!data) return [];
  const faults = networkFiles(data).flatMap((path) =>
    faultUnless(
      PATH.test(path),
      'networks',
      path,
      'is not packaged; put the file below the folder of serverless.yml, and give its path from there, such as mmdb/country.mmdb',
    ),
  );
  if (faults.length === 0) await collectFaults(faults, () => readNetworkNames(data, PROJECT));
  if (faults.length > 0) return faults;
  const sizes = networkFiles(data).map(async (path) => (await stat(resolve(PROJECT, path))).size);
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  const problem = `has files of ${bytes} bytes, of which a function has room for ${MOST_BYTES}; give smaller ones`;
  return faultUnless(bytes <= MOST_BYTES, 'networks', data, problem);
}
