/** The artifacts of `npm run package`: the bundles and the compiled CloudFormation template. */
import { execFile } from 'node:child_process';
import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Config } from '../../src/config/config.ts';
import type { Template } from './template.ts';
import { unzip } from './unzip.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const PARTS = ['handlers', 'infra', 'sql', 'src', 'package.json', 'tsconfig.json', 'serverless.yml'];

export interface Packaged {
  template: Template;
  /** what the settings of serverless.yml came to for the functions */
  config: Config;
  logs: { bucket: string; prefix: string };
  /** name in serverless.yml of each function → directory of its unzipped bundle */
  bundles: Readonly<Record<string, string>>;
}

/** Where `npm run package` leaves its artifacts. */
export const ARTIFACTS = join(project, '.serverless');

/**
 * Reads the artifacts, and unzips the bundles.
 *
 * @param scratch an empty directory, for the bundles
 */
export async function readPackaged(scratch: string, artifacts = ARTIFACTS): Promise<Packaged> {
  const json = async (name: string) => JSON.parse(await readFile(join(artifacts, name), 'utf8'));
  const { service } = await json('serverless-state.json').catch((cause) => {
    throw new Error(`${artifacts} holds no package: run npm run package`, { cause });
  });
  const bundles: Record<string, string> = {};
  for (const name of Object.keys(service.functions)) {
    bundles[name] = join(scratch, name);
    await unzip(join(artifacts, `${name}.zip`), bundles[name]);
  }
  return {
    template: await json('cloudformation-template-update-stack.json'),
    config: JSON.parse(service.custom.deployment.config),
    logs: service.custom.deployment.logs,
    bundles,
  };
}

/**
 * Packages a copy of the project with other settings, and with reports of a team's own.
 *
 * @param scratch an empty directory, for the copy and the bundles
 * @param change rewrites serverless.yml
 * @param reports by name of their files
 */
export async function packageChanged(
  scratch: string,
  change: (yaml: string) => string,
  reports: Readonly<Record<string, string>> = {},
): Promise<Packaged> {
  for (const part of PARTS) await cp(join(project, part), join(scratch, part), { recursive: true });
  await symlink(join(project, 'node_modules'), join(scratch, 'node_modules'));
  const settings = join(scratch, 'serverless.yml');
  await writeFile(settings, change(await readFile(settings, 'utf8')));
  for (const [name, text] of Object.entries(reports))
    await writeFile(join(scratch, 'sql/reports', name), text);
  const env = { PATH: process.env.PATH, HOME: scratch, AWS_EC2_METADATA_DISABLED: 'true' };
  const serverless = join(scratch, 'node_modules/serverless/bin/serverless.js');
  await promisify(execFile)(process.execPath, [serverless, 'package'], { cwd: scratch, env });
  return readPackaged(join(scratch, 'bundles'), join(scratch, '.serverless'));
}
