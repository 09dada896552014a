/** Hostile values in the statements that are sent, and in those that are printed for people to paste. */
import fc from 'fast-check';
import { type DdlOptions, ddl } from '../../src/cli/ddl.ts';
import { reportSql } from '../../src/cli/report-sql.ts';
import { RequestError } from '../../src/errors.ts';
import { tokenize } from '../../src/reports/sql-tokens.ts';
import { literalStatement } from '../../src/reports/statement.ts';
import { tableConfigSchema } from '../../src/table/table-config.ts';
import { corpus } from './corpus.ts';

const text = fc.oneof(
  fc.constantFrom(...corpus.map(({ value }) => value).filter((value) => value.length < 500)),
  fc
    .array(fc.constantFrom("'", '"', '\\', '?', '--', '/*', '*/', '\n', ';', '`', ' ', 'a', '\u0000'), {
      maxLength: 8,
    })
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

const stringsOf = (sql: string) =>
  tokenize(sql)
    .tokens.filter(({ kind }) => kind === 'string')
    .map((token) => token.text.slice(1, -1).replaceAll("''", "'"));

test('any values in the place of parameters are those strings, and nothing else of the statement changes', () => {
  const sql = `SELECT '?', '\\', "?" /* ? */ FROM t -- '?\nWHERE a = ? AND b IN (?, ?)`;
  fc.assert(
    fc.property(fc.tuple(text, text, text), (parameters) => {
      const literal = literalStatement({ sql, parameters });
      expect(stringsOf(literal)).toEqual(['?', '\\', ...parameters]);
      expect(tokenize(literal).tokens.length).toBe(tokenize(sql).tokens.length);
    }),
  );
});

test('any text is refused as an identifier, or has nothing to quote', () => {
  const identifier = fc.oneof(text, fc.stringMatching(/^[a-z0-9_]{1,20}$/));
  fc.assert(
    fc.property(identifier, (table) => {
      const { success } = tableConfigSchema.safeParse({ database: table, table, partitions: { day: table } });
      expect(success).toBe(/^[a-z0-9_]{1,255}$/.test(table));
    }),
  );
});

const sound: DdlOptions = {
  form: 'recommended',
  logBucket: 's3://logs/trails/',
  accounts: ['111122223333'],
  from: '2020-01-01',
};
const shapeOf = (statement: string) => [statement.split('\n').length, statement.match(/['`"\\]/g)?.length];

test.each<[string, (value: string) => Partial<DdlOptions>]>([
  ['log bucket', (value) => ({ logBucket: value })],
  ['bucket', (value) => ({ logBucket: `s3://${value}` })],
  ['prefix', (value) => ({ logBucket: `s3://logs/${value}` })],
  ['database', (value) => ({ database: value })],
  ['table', (value) => ({ table: value })],
  ['organization', (value) => ({ organization: value })],
  ['accounts', (value) => ({ accounts: [value] })],
  ['regions', (value) => ({ regions: [value] })],
  ['from', (value) => ({ from: value })],
])('any text for the %s of a table is refused, or stays within its quotes', (_, options) => {
  const expected = shapeOf(ddl(sound));
  fc.assert(
    fc.property(text, (value) => {
      const statement = attempt(() => ddl({ ...sound, ...options(value) }));
      if (statement !== undefined) expect(shapeOf(statement)).toEqual(expected);
    }),
  );
});

test.each<[string, (value: string) => object]>([
  ['report', (value) => ({ report: value })],
  ['account', (value) => ({ accounts: [value] })],
  ['region', (value) => ({ regions: [value] })],
  ['zone', (value) => ({ timezone: value })],
  ['first day', (value) => ({ from: value })],
  ['last day', (value) => ({ to: value })],
])('sql refuses any hostile text for the %s', async (_, options) => {
  const days = { report: 'console-logins', from: '2026-11-20', to: '2026-11-20' };
  const hostile = text.filter((value) => !/^[\w+:/-]*$/.test(value));
  await fc.assert(
    fc.asyncProperty(hostile, async (value) => {
      await expect(reportSql({ ...days, ...options(value) })).rejects.toBeInstanceOf(RequestError);
    }),
    { numRuns: 30 },
  );
});

/** @returns undefined for a request that is refused */
function attempt(make: () => string): string | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof RequestError) return undefined;
    throw error;
  }
}
