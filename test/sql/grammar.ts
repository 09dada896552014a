import { compileFunction } from 'node:vm';
import { buildSync } from 'esbuild';

interface Parser {
  validate(sql: string): { startLine: number; message: string }[];
}

/** @returns what a grammar of dt-sql-parser finds wrong with a statement */
export function grammarFaults(dialect: 'trino' | 'hive', sql: string): string[] {
  const parser = parsers.get(dialect) ?? loadParser(dialect);
  parsers.set(dialect, parser);
  return parser.validate(sql).map(({ startLine, message }) => `line ${startLine}: ${message}`);
}

const parsers = new Map<string, Parser>();
const CLASSES = { trino: 'TrinoSQL', hive: 'HiveSQL' };

/** The package is ES modules that its package.json does not declare as such, which no loader but a bundler accepts. */
function loadParser(dialect: 'trino' | 'hive'): Parser {
  const name = CLASSES[dialect];
  const bundle = buildSync({
    stdin: {
      contents: `export { ${name} } from 'dt-sql-parser/dist/parser/${dialect}/index.js';`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    format: 'cjs',
    write: false,
  });
  const module: { exports: Record<string, new () => Parser> } = { exports: {} };
  compileFunction(bundle.outputFiles[0]?.text ?? '', ['module', 'exports'])(module, module.exports);
  const Found = module.exports[name];
  if (!Found) throw new Error(`dt-sql-parser has no ${name}`);
  return new Found();
}
