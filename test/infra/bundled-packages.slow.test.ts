import { readFile } from 'node:fs/promises';
import { type BuildOptions, build } from 'esbuild';
import leanBundles from '../../infra/lean-bundles.cjs';

const FUNCTIONS = {
  start: 'start',
  runQuery: 'run-query',
  pollQuery: 'poll-query',
  archiveReport: 'archive-report',
  sendSummary: 'send-summary',
  render: 'render',
};

/** Bundled with the settings of serverless.yml. */
const options = {
  outdir: 'bundles',
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  mainFields: ['module', 'main'],
  alias: { '@aws-sdk/credential-provider-node': './handlers/credentials.ts' },
  plugins: leanBundles,
  define: {
    AUDIT_CONFIG: '{}',
    'AUDIT_CONFIG.mail.attach': '"csv"',
    'AUDIT_CONFIG.networks': 'null',
    AUDIT_CONTROLS: '[]',
    ReadableStream: 'undefined',
  },
} satisfies BuildOptions;
const { metafile } = await build({
  ...options,
  entryPoints: Object.values(FUNCTIONS).map((file) => `handlers/${file}.ts`),
  write: false,
  metafile: true,
});

/** Path of each file of which the bundle holds at least a byte → how many. */
function filesIn(bundle: string): Map<string, number> {
  const inputs = Object.entries(metafile.outputs[`bundles/${bundle}.js`]?.inputs ?? {});
  return new Map(
    inputs.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [[path, bytesInOutput]] : [])),
  );
}

/** Function → the packages in its bundle. */
function bundled(): Record<string, string[]> {
  const entries = Object.entries(FUNCTIONS).map(([name, file]) => {
    const packages = [...filesIn(file).keys()].flatMap(
      (path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
    );
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
  expect(await listed()).toEqual(bundled());
});

test('the mail has the workbook in its bundle where the settings attach it', async () => {
  const { metafile } = await build({
    ...options,
    define: { ...options.define, 'AUDIT_CONFIG.mail.attach': '"xlsx"' },
    entryPoints: ['handlers/send-summary.ts'],
    write: false,
    metafile: true,
  });

  expect(Object.keys(metafile.outputs['bundles/send-summary.js']?.inputs ?? {})).toContain(
    'src/workbook/workbook.ts',
  );
});

const ALL = Object.values(FUNCTIONS);

test.each([
  ['zod and the settings', /\/zod\/|src\/config\/config\.ts/, ALL],
  ['streams of events', /event-streams\/EventStreamSerde/, ALL],
  ['uploads', /\/lib-storage\//, ['start', 'run-query', 'poll-query']],
  ['mails', /\/(nodemailer|client-sesv2)\/|src\/mail\/html/, ALL.filter((it) => it !== 'send-summary')],
  ['workbooks', /\/fflate\/|src\/workbook\//, ALL.filter((it) => it !== 'render')],
  ['pages', /\/preact\/|src\/(mail|page)\//, ALL.filter((it) => it !== 'send-summary' && it !== 'render')],
])('no bundle without a use for %s has them', (_, files, without) => {
  const found = without.map((bundle) => [bundle, [...filesIn(bundle).keys()].filter((it) => files.test(it))]);

  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(without.map((bundle) => [bundle, []])));
});

test.each([
  ['schemas of S3', /client-s3\/.*schemas_0\.js$/, 25_000],
  ['schemas of SES', /client-sesv2\/.*schemas_0\.js$/, 6_000],
  ["nodemailer's media types", /mime-types\.js$/, 200],
])('of the %s a bundle has what it needs', (_, file, mostBytes) => {
  const sizes = ALL.flatMap((bundle) => [...filesIn(bundle)]).flatMap(([path, bytes]) =>
    file.test(path) ? bytes : [],
  );

  expect(sizes).not.toEqual([]);
  expect(Math.max(...sizes)).toBeLessThan(mostBytes);
});

test("no bundle's import makes Node.js read all that a module of its own exports", () => {
  const imported = ALL.flatMap((bundle) => metafile.outputs[`bundles/${bundle}.js`]?.imports ?? []);

  expect(imported.filter(({ kind }) => kind === 'import-statement')).toEqual([]);
});
