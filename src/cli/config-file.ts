import { readFile } from 'node:fs/promises';
import { type Config, configSchema } from '../config/config.ts';
import { settingFaults } from '../config/setting-faults.ts';
import { RequestError } from '../errors.ts';

/**
 * Reads a configuration file, JSON of the form of `configSchema`; without one, every setting has its default.
 *
 * @throws RequestError that names every setting at fault
 */
export async function readConfig(file: string | undefined): Promise<Config> {
  if (file === undefined) return configSchema.parse({});
  const settings = await readJson(file);
  const checked = configSchema.safeParse(settings);
  if (checked.success) return checked.data;
  throw new RequestError(
    settingFaults(checked.error, settings, 'the file').map((fault) => `config: ${file}: ${fault}`),
  );
}

async function readJson(file: string): Promise<unknown> {
  try {
    // Editors on Windows begin a file with a byte order mark.
    return JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new RequestError([
      `config: ${file} cannot be read as JSON: ${error instanceof Error ? error.message : error}`,
    ]);
  }
}
