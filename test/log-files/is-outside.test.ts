import { isOutside } from '../../src/log-files/is-outside.ts';

const [SINCE, TO] = ['2026-11-21T00:00:00', '2026-11-22T00:00:00'];
const outside = (text: string) => isOutside(Buffer.from(text), SINCE, TO);
const record = (eventTime: string) => `{"eventVersion":"1.11","eventTime":"${eventTime}","errorCode":null}`;
const file = (...records: string[]) => `{"Records":[${records.join(',')}]}`;

const BEFORE = record('2026-11-20T23:59:59Z');
const AFTER = record('2026-11-22T00:00:00Z');

test.each([
  ['records before and after', file(BEFORE, AFTER)],
  ['no records', file()],
  ['white space', ` {\n "Records" : [\r\n\t${BEFORE.replaceAll(':"', ' : "')} , ${AFTER} ] }\n`],
  [
    'values of every kind',
    file(BEFORE.replace('null', '{"a":[1,-0.5,true,false,{},[],"\\"\\u3042",{"eventTime":"x"}]}')),
  ],
])('a file of %s is outside', (_, text) => {
  expect(outside(text)).toBe(true);
});

test.each([
  ['of the first instant', record('2026-11-21T00:00:00Z')],
  ['of the last one', record('2026-11-21T23:59:59Z')],
  ['with fractions of a second', record('2026-11-22T00:00:00.5Z')],
  ['with an offset', record('2026-11-22T01:00:00+09:00')],
  ['of the hour 24', record('2026-11-19T24:00:00Z')],
  ['without a time', '{"eventVersion":"1.11"}'],
  ['with null as its time', '{"eventTime":null}'],
  ['with two times', '{"eventTime":"2026-11-19T00:00:00Z","eventTime":"2026-11-19T00:00:00Z"}'],
  [
    'with a time in another letter case',
    '{"eventTime":"2026-11-19T00:00:00Z","EventTime":"2026-11-21T07:00:00Z"}',
  ],
  [
    'with an escape in a key',
    '{"eventTime":"2026-11-19T00:00:00Z","\\u0065ventTime":"2026-11-21T07:00:00Z"}',
  ],
  ['with a time in a struct alone', '{"userIdentity":{"eventTime":"2026-11-19T00:00:00Z"}}'],
  ['that is null', 'null'],
])('a file with a record %s is not', (_, odd) => {
  expect(outside(file(BEFORE, odd, AFTER))).toBe(false);
});

test.each([
  ['the end of the list missing', `{"Records":[${BEFORE}`],
  ['the last bracket missing', file(BEFORE).slice(0, -1)],
  ['text after it', `${file(BEFORE)}x`],
  ['something beside its records', `{"Records":[${BEFORE}],"v":1}`],
  ['a comma after the last record', file(`${BEFORE},`)],
  ['a comma after the last value', file(BEFORE.replace('}', ',}'))],
  ['a list that ends as an object', file(BEFORE.replace('null', '[1}'))],
  ['a number with a leading zero', file(BEFORE.replace('null', '01'))],
  ['half a number', file(BEFORE.replace('null', '1.'))],
  ['a word that is none', file(BEFORE.replace('null', 'nul'))],
  ['two values in a row', file(BEFORE.replace('null', 'null null'))],
  ['a key without a value', file(BEFORE.replace('null', ''))],
  ['an escape that is none', file(BEFORE.replace('null', '"\\x"'))],
  ['half an escape', file(BEFORE.replace('null', '"\\u12"'))],
  ['a line break in a text', file(BEFORE.replace('null', '"\n"'))],
  ['a form feed before its records', file(BEFORE).replace('{', '{\f')],
  ['a vertical tab in its list', file(BEFORE).replace('[', '[\v')],
  ['a form feed in its end', file(BEFORE).replace(']}', ']\f}')],
  ['a vertical tab after it', `${file(BEFORE)}\v`],
  ['values that are very deep', file(BEFORE.replace('null', '['.repeat(40) + ']'.repeat(40)))],
])('a file with %s is not', (_, text) => {
  expect(outside(text)).toBe(false);
});
