import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { logPath, signIn, writeLog } from '../../../logs.ts';
import { logsOf, tableOf } from './loaded-table.ts';

const record = (eventID: string, more = {}) => JSON.stringify(signIn({ eventID, ...more }));
const sound = gzipSync(`{"Records":[${record('sound')}]}`);
const lying = Buffer.concat([sound.subarray(0, -4), Buffer.from([0, 0, 1, 0])]);
const twiceAKey =
  '{"userIdentity":{"sessionContext":{"webIdFederationData":{"attributes":{"a":"1","a":"2"}}}}}';

const KINDS: Record<string, string | Uint8Array> = {
  sound,
  'two records': `{"Records":[${record('1')},${record('2')}]}`,
  'no record': '{"Records":[]}',
  'broken inside': `{"Records":[${record('broken').slice(0, -9)}]}`,
  'not quite JSON': `{"Records":[${record('comma')},]}`,
  'something after it': `{"Records":[${record('after')}]} x`,
  'a truncated gzip': sound.subarray(0, -20),
  'a trailer that lies': lying,
  'two members': Buffer.concat([gzipSync('{"Records":['), gzipSync(`${record('members')}]}`)]),
  'a byte order mark': `\ufeff{"Records":[${record('bom')}]}`,
  'a lone surrogate': `{"Records":[${record('lone').replace('{', '{"userAgent":"\\ud800",')}]}`,
  'another case of keys': `{"Records":[${record('case').replace('"eventName"', '"EVENTNAME"')}]}`,
  'Records twice': `{"Records":[${record('a')}],"Records":[${record('b')}]}`,
  'other types': `{"Records":[1,null,${record('types', { userIdentity: 'me', eventName: { a: 1 } })}]}`,
  'a key twice in a map': `{"Records":[${record('map')},${twiceAKey}]}`,
  nothing: '',
};
/** Of which a field is a map. */
const SELECT = 'eventid, eventname, useragent, useridentity';

/** What a load of one file of the kind gives. */
async function alone(kind: string) {
  const { rows, survey } = await tableOf(await logsOf([logPath(), KINDS[kind] ?? '']), SELECT);
  return {
    rows,
    reasons: survey.damaged.map(({ reason }) => reason),
    withoutTime: survey.recordsWithoutTime,
  };
}

test('a file is read, or named with its reason, whatever lies beside it', async () => {
  const kinds = Object.keys(KINDS);
  const each = new Map<string, Awaited<ReturnType<typeof alone>>>();
  for (const kind of kinds) each.set(kind, await alone(kind));
  const mixture = fc.array(
    fc.oneof({ weight: 20, arbitrary: fc.constant('sound') }, fc.constantFrom(...kinds)),
    {
      minLength: 300,
      maxLength: 600,
    },
  );
  await fc.assert(
    fc.asyncProperty(mixture, async (files) => {
      const logs = await logsOf();
      const name = (i: number) => logPath({ name: `${i}.json` });
      await Promise.all(files.map((kind, i) => writeLog(logs, name(i), KINDS[kind] ?? '')));
      const { rows, survey } = await tableOf(logs, SELECT);
      const expected = files.map((kind, i) => ({ ...each.get(kind), file: name(i) }));
      expect(rows.map(String).sort()).toEqual(
        expected
          .flatMap((one) => one.rows ?? [])
          .map(String)
          .sort(),
      );
      expect(survey.damaged).toEqual(
        expected
          .flatMap(({ file, reasons = [] }) => reasons.map((reason) => ({ file, reason })))
          .sort((a, b) => (a.file < b.file ? -1 : 1)),
      );
      expect(survey.recordsWithoutTime).toBe(
        expected.reduce((sum, { withoutTime = 0 }) => sum + withoutTime, 0),
      );
    }),
    { numRuns: 2 },
  );
});
