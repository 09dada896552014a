import { build } from 'esbuild';
import { filesWritten } from '../../src/steps/renderings.ts';

test('names the files that a run may write, the manifest first', () => {
  expect(filesWritten(['a', 'b'])).toEqual([
    'manifest.json',
    'renderings.json',
    'report.html',
    'report.xlsx',
    'new.csv',
    'message.eml',
    'a.csv',
    'a.counts.csv',
    'a.csv.gz',
    'a.counts.csv.gz',
    'a.figures.json',
    'b.csv',
    'b.counts.csv',
    'b.csv.gz',
    'b.counts.csv.gz',
    'b.figures.json',
  ]);
});

test('needs no library to name them', async () => {
  const { metafile } = await build({
    entryPoints: ['src/steps/renderings.ts'],
    outdir: 'bundles',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    write: false,
    metafile: true,
  });
  const imports = metafile.outputs['bundles/renderings.js']?.imports ?? [];
  expect(imports.filter(({ kind, external }) => kind !== 'dynamic-import' && external)).toEqual([]);
});
