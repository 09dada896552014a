import { hasOtherKeyCase, withCanonicalKeys } from '../../src/log-files/key-case.ts';

const RECORD = {
  eventVersion: '1.11',
  userIdentity: { type: 'IAMUser', sessionContext: { attributes: { mfaAuthenticated: 'true' } } },
  eventTime: '2026-11-21T07:00:00Z',
  sourceIPAddress: '192.0.2.1',
  resources: [{ ARN: 'arn:aws:s3:::logs', type: 'AWS::S3::Bucket' }],
};
const file = (...records: object[]) => Buffer.from(JSON.stringify({ Records: records }));
const many = (count: number, record: object = RECORD) => Array.from({ length: count }, () => record);

test.each([
  ['a record', { ...RECORD, requestId: 'r' }],
  ['a struct', { ...RECORD, userIdentity: { TYPE: 'IAMUser' } }],
  [
    'a struct in a struct',
    { ...RECORD, userIdentity: { sessionContext: { attributes: { mfaauthenticated: 'true' } } } },
  ],
  ['a list', { ...RECORD, resources: [{ ARN: 'a', accountid: '1' }] }],
  ['the first key', { eventversion: '1.11' }],
])('finds a key in another case in %s', (_, record) => {
  expect([hasOtherKeyCase(file(RECORD, record)), hasOtherKeyCase(file(record, RECORD))]).toEqual([
    true,
    true,
  ]);
});

test('finds it in a file that is indented', () => {
  expect(hasOtherKeyCase(Buffer.from(JSON.stringify({ Records: [{ eventid: '1' }] }, undefined, 2)))).toBe(
    true,
  );
});

test.each([
  ['no such key', RECORD],
  ['one in what is kept as JSON', { ...RECORD, responseElements: { requestId: 'r', Type: 'x' } }],
  ['one in a value', { ...RECORD, userAgent: '"requestId": 1' }],
  ['a key of nobody', { ...RECORD, requestIdentifier: 'r' }],
])('finds none in a file with %s', (_, record) => {
  expect(hasOtherKeyCase(file(record, RECORD, record))).toBe(false);
  expect(hasOtherKeyCase(file(...many(2000, record)))).toBe(false);
});

test('finds keys in another case throughout a large file', () => {
  const { sourceIPAddress: _, ...record } = RECORD;
  const other = { ...record, sourceIpAddress: '192.0.2.1' };

  expect(hasOtherKeyCase(file(...many(1000, other)))).toBe(true);
  expect(hasOtherKeyCase(file(...many(1000), ...many(1000, other)))).toBe(true);
});

test('gives keys their case, and leaves values, unknown keys and JSON as they are', () => {
  const json =
    '{ "Records" : [ {"EVENTID" : "a\\"b", "userIdentity":{"UserName":"x","odd":{"TYPE":1}}, "requestParameters":{"EventID":1.50,"eventid":[{"ARN":2}]}, "resources":[{"arn":"y"}], "Other":null}]}';

  expect(withCanonicalKeys(json)).toBe(
    '{ "Records": [ {"eventID": "a\\"b", "userIdentity":{"userName":"x","odd":{"TYPE":1}}, "requestParameters":{"EventID":1.50,"eventid":[{"ARN":2}]}, "resources":[{"ARN":"y"}], "Other":null}]}',
  );
});

test('keeps the last of two keys that differ in case alone, in each object', () => {
  expect(
    withCanonicalKeys('{"Records":[{"eventID":1,"EventId":2,"userIdentity":{"arn":3}},{"eventid":4}]}'),
  ).toBe('{"Records":[{"":1,"eventID":2,"userIdentity":{"arn":3}},{"eventID":4}]}');
});
