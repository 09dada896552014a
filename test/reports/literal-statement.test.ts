import { literalStatement } from '../../src/reports/literal-statement.ts';

test('each value stands quoted in the place of its parameter', () => {
  const sql = 'SELECT * FROM t WHERE a = ? AND b IN (?, ?)';

  expect(literalStatement({ sql, parameters: ['1', "O'Neill", '?'] })).toBe(
    "SELECT * FROM t WHERE a = '1' AND b IN ('O''Neill', '?')",
  );
});

test('question marks in strings, names and comments are no parameters', () => {
  const sql = `SELECT '?', "?" /* ? */ FROM t -- ?\nWHERE a = ?`;

  expect(literalStatement({ sql, parameters: ['1'] })).toBe(sql.replace(/\?$/, "'1'"));
});

test('a value without a place is an error of the program', () => {
  expect(() => literalStatement({ sql: 'SELECT ?', parameters: ['1', '2'] })).toThrow('1 parameters');
});
