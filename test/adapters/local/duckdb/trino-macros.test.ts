import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { trinoMacros } from '../../../../src/adapters/local/duckdb/trino-macros.ts';

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const macro of trinoMacros) await connection.run(macro);
});
afterAll(() => connection.closeSync());

describe('json_extract_scalar, as Trino documents it', () => {
  test.each([
    ['{"a":"x"}', 'x'],
    ['{"a":""}', ''],
    ['{"a":1.5}', '1.5'],
    ['{"a":true}', 'true'],
    ['{"a":"\\u00e9\\n"}', 'é\n'],
    ['{"a":null}', null],
    ['{"a":{"b":1}}', null],
    ['{"a":[1]}', null],
    ['{"A":"x"}', null],
    ['null', null],
    ['"a"', null],
    ['{"a":', null],
    ['', null],
    [null, null],
  ])('of %j is %j', async (json, value) => {
    expect(await resultOf('json_extract_scalar(CAST($1 AS VARCHAR), $2)', json, '$.a')).toBe(value);
  });
});

test.each([
  ['Delete', true],
  ['^delete', false],
])('regexp_like finds %j anywhere in the text: %j', async (pattern, found) => {
  expect(await resultOf('regexp_like($1, $2)', 'BatchDeleteItem', pattern)).toBe(found);
});

test('from_iso8601_timestamp is in UTC whatever the session', async () => {
  await connection.run("SET TimeZone = 'Asia/Tokyo'");
  expect(await resultOf('hour(from_iso8601_timestamp($1))', '2026-11-21T23:30:00Z')).toBe(23n);
});

async function resultOf(expression: string, ...values: (string | null)[]): Promise<unknown> {
  const result = await connection.runAndReadAll(`SELECT ${expression}`, values);
  return result.getRows()[0]?.[0];
}
