import fc from 'fast-check';
import { isOutside } from '../../../../src/log-files/is-outside.ts';
import type { Window } from '../../../../src/run/run.ts';
import { logPath } from '../../../logs.ts';
import { logsOf, tableOf } from './loaded-table.ts';

const DAY = { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z', timezone: 'UTC' };
const ALL_YEARS = { from: '0001-01-01T00:00:00Z', to: '9999-12-31T00:00:00Z', timezone: 'UTC' };
const INSTANT = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?Z$/;

const oneOf = (...texts: string[]) => fc.constantFrom(...texts);
const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 40, arbitrary: usual }, { weight: 1, arbitrary: odd });

const time = mostly(
  oneOf('"2026-11-22T00:00:00Z"', '"2026-11-20T23:59:59Z"', '"2026-11-22T07:05:00Z"'),
  oneOf(
    '"2026-11-21T00:00:00Z"',
    '"2026-11-21T23:59:59.9Z"',
    '"2026-11-22T00:00:00+09:00"',
    '"2026-11-22 00:00:00Z"',
    '"2026-13-22T00:00:00Z"',
    '"2026\\u002d11-21T07:00:00Z"',
    '""',
    'null',
    '1795244400',
    '{}',
  ),
);
const timeKey = mostly(oneOf('"eventTime"'), oneOf('"EventTime"', '"\\u0065ventTime"', '"eventTime" '));
const value = mostly(
  oneOf(
    '"a"',
    'null',
    'true',
    '-1.5',
    '{"eventTime":"2026-11-21T07:00:00Z"}',
    '[{"a":[]}]',
    '"\\"\\u3042\\n"',
  ),
  oneOf(
    '"\\ud800"',
    '"\\u0000"',
    '"\\x"',
    '"\n"',
    '1e999',
    '9'.repeat(400),
    '01',
    '1.',
    'NaN',
    'nul',
    '',
    '1 2',
    '['.repeat(200) + ']'.repeat(200),
  ),
);
const times = mostly(fc.constant(1), fc.constantFrom(0, 2));

const record = fc
  .tuple(
    times,
    fc.array(timeKey, { minLength: 2, maxLength: 2 }),
    fc.array(time, { minLength: 2, maxLength: 2 }),
    value,
  )
  .map(([count, keys, values, other]) => {
    const written = keys.slice(0, count).map((key, i) => `${key}:${values[i]}`);
    return `{${['"eventVersion":"1.11"', ...written, `"requestParameters":${other}`].join(',')}}`;
  });

/** What is done to a whole file's text. */
const damage = mostly<(text: string) => string>(
  fc.constant((text) => text),
  fc.oneof(
    fc
      .double({ min: 0, max: 1, noNaN: true })
      .map((share) => (text: string) => text.slice(0, share * text.length)),
    fc
      .tuple(
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        oneOf('"', '{', ']', ',', ':', '\\', 'x', ' ', '\f'),
      )
      .map(([share, mark]) => (text: string) => {
        const at = Math.floor(share * text.length);
        return text.slice(0, at) + mark + text.slice(at + 1);
      }),
    fc.constantFrom(
      (text: string) => `\ufeff${text}`,
      (text: string) => text.replace(']}', '],"Records":[]}'),
      (text: string) => text.replace(']}', ',]}'),
      (text: string) => text.replaceAll(',', ' ,\n'),
      (text: string) => text.replace('{', '{\f'),
      (text: string) => text.replace(']}', ']\v}'),
      (text: string) => `${text}\n${text}`,
    ),
  ),
);

const file = fc
  .tuple(fc.array(record, { minLength: 1, maxLength: 4 }), damage)
  .map(([records, damaged]) => damaged(`{"Records":[${records.join(',')}]}`));

test('a file that is left out is one in which the engine finds nothing: a run of a day beside one of all years', async () => {
  let leftOut = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(file, { minLength: 50, maxLength: 50 }), async (texts) => {
      const logs = await logsOf(
        ...texts.map((text, i): [string, string] => [logPath({ name: `${i}.json` }), text]),
      );
      leftOut += texts.filter((text) =>
        isOutside(Buffer.from(text), '2026-11-21T00:00:00', '2026-11-22T00:00:00'),
      ).length;
      const [day, all] = [await loaded(logs, DAY), await loaded(logs, ALL_YEARS)];
      const isKept = (eventTime: string | null) =>
        eventTime === null ||
        !INSTANT.test(eventTime) ||
        (eventTime >= DAY.from.slice(0, -1) && eventTime < DAY.to.slice(0, -1));
      expect(day.damaged).toEqual(all.damaged);
      expect(day.rows).toEqual(all.rows.filter(([eventTime = null]) => isKept(eventTime)));
    }),
    { numRuns: 5, endOnFailure: true },
  );
  expect(leftOut).toBeGreaterThan(100);
});

async function loaded(logs: string, window: Window) {
  const { rows, survey } = await tableOf(logs, 'eventtime, requestparameters', { window });
  return { rows, damaged: survey.damaged };
}
