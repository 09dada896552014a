// Jest runs the sources as the product does: TypeScript stripped by esbuild, ES modules kept.
import { transformSync } from 'esbuild';

export default {
  process: (source, file) =>
    transformSync(source, {
      loader: file.endsWith('x') ? 'tsx' : 'ts',
      format: 'esm',
      target: 'es2023',
      supported: { 'import-attributes': true },
      jsx: 'automatic',
      jsxImportSource: 'preact',
      sourcemap: 'inline',
      sourcefile: file,
    }),
};
