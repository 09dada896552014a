import { gzipSync } from 'node:zlib';
import { logDamage } from '../../src/log-files/log-damage.ts';
import { LogTooLargeError } from '../../src/log-files/log-text.ts';

const MEGABYTE = 2 ** 20;
const log = (...records: unknown[]) => gzipSync(JSON.stringify({ Records: records }));
const record = {
  eventVersion: '1.08',
  userIdentity: { type: 'IAMUser', sessionContext: { attributes: { mfaAuthenticated: 'true' } } },
  requestParameters: 'text in one record',
  resources: [{ ARN: 'arn:aws:s3:::b' }],
  tlsDetails: null,
};

test.each([
  ['gzipped', log(record, { ...record, requestParameters: { an: 'object in another' } })],
  ['plain', Buffer.from(JSON.stringify({ Records: [record] }))],
  ['without records', log()],
  ['of two gzip members', Buffer.concat([gzipSync('{"Records":['), gzipSync(']}')])],
  ['with fields that no column has', log({ ...record, newField: [1] })],
])('a file %s is whole', (_, raw) => {
  expect(logDamage(raw, MEGABYTE)).toBeUndefined();
});

test.each([
  ['is empty', Buffer.alloc(0), 'the file is empty'],
  ['was cut short', log(record).subarray(0, 60), 'unexpected end of file'],
  ['has another checksum', changed(log(record)), 'incorrect data check'],
  ['is no JSON', gzipSync('<html>'), /^Unexpected token/],
  ['ends inside a record', gzipSync('{"Records":[{"eventVersion":'), /JSON/],
  ['holds no records', gzipSync('{}'), 'no "Records" in it: not a CloudTrail log file'],
  [
    'has text for an identity',
    log(record, { userIdentity: 'alice' }),
    'record 2: "userIdentity" is not an object',
  ],
  [
    'has a list for a struct within a struct',
    log({ useridentity: { sessionContext: [] } }),
    'record 1: "sessionContext" is not an object',
  ],
  ['has an object for a list', log({ resources: {} }), 'record 1: "resources" is not a list'],
  ['has a number for a record', log(7), 'record 1: it is not an object'],
])('a file that %s is damaged', (_, raw, reason) => {
  const found = logDamage(raw, MEGABYTE);
  if (typeof reason === 'string') expect(found).toBe(reason);
  else expect(found).toMatch(reason);
});

test.each([
  ['as stored', Buffer.alloc(1001)],
  ['unzipped', gzipSync(Buffer.alloc(1001))],
])('a file that is too large %s is not judged', (_, raw) => {
  expect(() => logDamage(raw, 1000)).toThrow(LogTooLargeError);
});

function changed(raw: Buffer): Buffer {
  const copy = Buffer.from(raw);
  copy[copy.length - 8] = (copy[copy.length - 8] ?? 0) ^ 1;
  return copy;
}
