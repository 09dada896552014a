import { compileFunction } from 'node:vm';
import type { TrinoSQL } from 'dt-sql-parser';
import { buildSync } from 'esbuild';

let parser: TrinoSQL | undefined;

/** @returns what the Trino grammar, which is Athena's, finds wrong with the statement */
export function trinoFaults(sql: string): string[] {
  parser ??= loadParser();
  return parser.validate(sql).map(({ startLine, message }) => `line ${startLine}: ${message}`);
}

/** The package is ES modules that its package.json does not declare as such, which no loader but a bundler accepts. */
function loadParser(): TrinoSQL {
  const bundle = buildSync({
    stdin: {
      contents: "export { TrinoSQL } from 'dt-sql-parser/dist/parser/trino/index.js';",
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    format: 'cjs',
    write: false,
  });
  const module: { exports: { TrinoSQL?: new () => TrinoSQL } } = { exports: {} };
  compileFunction(bundle.outputFiles[0]?.text ?? '', ['module', 'exports'])(module, module.exports);
  if (!module.exports.TrinoSQL) throw new Error('dt-sql-parser has no TrinoSQL');
  return new module.exports.TrinoSQL();
}
