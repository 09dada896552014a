import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';

const FUNCTIONS = {
  start: 'start',
  runQuery: 'run-query',
  pollQuery: 'poll-query',
  archiveReport: 'archive-report',
  sendSummary: 'send-summary',
};

/** Function → the packages of which its bundle holds at least a byte, bundled with the settings of serverless.yml. */
async function bundled(): Promise<Record<string, string[]>> {
  const { metafile } = await build({
    entryPoints: Object.values(FUNCTIONS).map((file) => `handlers/${file}.ts`),
    outdir: 'bundles',
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': './handlers/credentials.ts' },
    define: { AUDIT_CONFIG: '{}' },
  });
  const entries = Object.entries(FUNCTIONS).map(([name, file]) => {
    const inputs = Object.entries(metafile.outputs[`bundles/${file}.js`]?.inputs ?? {});
    const packages = inputs.flatMap(([path, { bytesInOutput }]) => {
      const [, it] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
      return it && bytesInOutput > 0 ? [it] : [];
    });
    return [name, [...new Set(packages)].sort()];
  });
  return Object.fromEntries(entries);
}

/** The table of docs/architecture.md: function → packages. */
async function listed(): Promise<Record<string, string[]>> {
  const page = await readFile('docs/architecture.md', 'utf8');
  const [, section = ''] = /^### In the Lambdas$(.*?)^CSV /ms.exec(page) ?? [];
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  const entries = Object.keys(FUNCTIONS).map((name) => {
    const packages = rows.flatMap((row) => {
      const [, names = '', functions = '', why = ''] = row.split('|');
      expect(why.trim()).not.toBe('');
      const isIn = functions.trim() === 'all' || functions.split(',').some((it) => it.trim() === name);
      return isIn ? [...names.matchAll(/`([^`]+)`/g)].map(([, it = '']) => it) : [];
    });
    return [name, packages.sort()];
  });
  return Object.fromEntries(entries);
}

test('the packages listed for the Lambdas are the packages in their bundles', async () => {
  expect(await listed()).toEqual(await bundled());
});
