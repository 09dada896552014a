import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../', import.meta.url));

export interface Template {
  Resources: Record<string, { Type: string; Properties: Record<string, never> }>;
  Outputs: Record<string, { Value: unknown }>;
}

export interface Packaging {
  status: number;
  output: string;
  /** where the bundles and the template are */
  directory: string;
  template(): Promise<Template>;
}

/** The template of the project as it is, which `npm run package` made before these tests. */
export async function packagedTemplate(): Promise<Template> {
  return JSON.parse(
    await readFile(join(project, '.serverless/cloudformation-template-update-stack.json'), 'utf8'),
  );
}

/**
 * `serverless package` on a copy of the project, as on a machine that knows nothing of AWS: no credentials, no home, no
 * terminal to ask on.
 *
 * @param change rewrites serverless.yml
 * @param files by their names beside it
 */
export async function packageProject(
  change = (yaml: string) => yaml,
  files: Record<string, Uint8Array> = {},
): Promise<Packaging> {
  const copy = await mkdtemp(join(tmpdir(), 'packaging-'));
  made.push(copy);
  for (const part of ['handlers', 'infra', 'sql', 'src', 'package.json', 'tsconfig.json']) {
    await cp(join(project, part), join(copy, part), { recursive: true });
  }
  await symlink(join(project, 'node_modules'), join(copy, 'node_modules'));
  await writeFile(
    join(copy, 'serverless.yml'),
    change(await readFile(join(project, 'serverless.yml'), 'utf8')),
  );
  for (const [name, content] of Object.entries(files)) await writeFile(join(copy, name), content);
  const directory = join(copy, 'packaged');
  return {
    ...(await serverlessPackage(copy, directory)),
    directory,
    template: async () =>
      JSON.parse(await readFile(join(directory, 'cloudformation-template-update-stack.json'), 'utf8')),
  };
}

const made: string[] = [];
afterAll(() => Promise.all(made.map((directory) => rm(directory, { recursive: true, force: true }))));

function serverlessPackage(cwd: string, directory: string): Promise<{ status: number; output: string }> {
  const serverless = join(cwd, 'node_modules/serverless/bin/serverless.js');
  const env = { PATH: process.env.PATH, HOME: cwd, AWS_EC2_METADATA_DISABLED: 'true' };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [serverless, 'package', '--package', directory],
      { cwd, env, timeout: 500_000 },
      (error, stdout, stderr) => resolve({ status: error ? 1 : 0, output: stdout + stderr }),
    );
    child.stdin?.end();
  });
}
