import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCatalogueFiles } from '../adapters/local/catalogue-files.ts';
import { type Config, configFaults, configSchema, retiredSettings } from '../config/config.ts';
import { settingFaults } from '../config/setting-faults.ts';
import { collectFaults, RequestError } from '../errors.ts';
import { scheduledWindowFaults } from '../plan/schedule-window.ts';
import { parseCatalogue, parseQuery } from '../reports/catalogue.ts';
import type { Report } from '../run/report.ts';
import { oneLine } from './terminal.ts';

const FILE = 'audit.json';

/**
 * The configuration file that a command takes when none is named: `./audit.json`, else `audit.json` in the user's
 * configuration folder.
 *
 * @returns its path, or undefined where there is none
 */
export async function foundConfig(): Promise<string | undefined> {
  for (const path of [FILE, join(configFolder(), 'cloudtrail-audit-reporter', FILE)])
    if (await exists(path)) return path;
  return undefined;
}

/** @see https://specifications.freedesktop.org/basedir-spec/latest/ which has relative paths ignored */
export function configFolder(
  { APPDATA, XDG_CONFIG_HOME }: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (platform === 'win32' && APPDATA) return APPDATA;
  return XDG_CONFIG_HOME?.startsWith('/') ? XDG_CONFIG_HOME : join(homedir(), '.config');
}

/** One that cannot be reached is there: the command then says what is wrong with it. */
async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    ({ code }) => !['ENOENT', 'ENOTDIR'].includes(code),
  );
}

/**
 * Reads a configuration file, JSON of the form of `configSchema`; without one, every setting has its default.
 *
 * @throws RequestError that names every setting at fault
 */
export async function readConfig(file: string | undefined): Promise<Config> {
  if (file === undefined) return configSchema.parse({});
  const settings = await readJson(file);
  for (const notice of retiredSettings(settings))
    console.error(`notice: config: ${oneLine(file)}: ${notice}`);
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
    throw new RequestError([`config: ${file} cannot be read as JSON: ${(error as Error).message}`]);
  }
}

/**
 * What a command works with: the settings and the reports. What is wrong is absent, and joins the faults.
 *
 * @param query in place of the reports
 */
export async function readProject(file: string | undefined, faults: string[], query?: string) {
  const config = await collectFaults(faults, () => readConfig(file));
  const catalogue = await collectFaults(faults, () => readCatalogue(query));
  return { config, catalogue };
}

/** @throws RequestError that names every fault of the reports, or of the query in their place */
export async function readCatalogue(query?: string): Promise<Report[]> {
  const files = await readCatalogueFiles(projectFile('sql'));
  return query === undefined ? parseCatalogue(files) : [parseQuery(query, files.events)];
}

/** What is wrong between settings and, where the reports are known, between settings and reports. */
export function configFileFaults(
  config: Config,
  catalogue: readonly Report[] | undefined,
  now: string,
): string[] {
  const { timezone, schedule } = config;
  const ids = catalogue?.map(({ id }) => id);
  return [
    ...scheduledWindowFaults({ ...schedule, timezone, scheduledTime: now }),
    ...(ids ? configFaults(config, ids) : []),
  ].map((text) => `config: ${text}`);
}

/** A file or directory that comes with the project, by its path below the project's directory. */
export function projectFile(path: string): string {
  // Two folders up from here, and from a bundle: bin/bundle.js.
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
