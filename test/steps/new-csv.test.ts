import { newCsv } from '../../src/steps/new-csv.ts';

const times = { first: '2026-11-21T07:00:00Z', last: '2026-11-21T08:00:00Z' };

test('every new value is a row, and none is a formula', async () => {
  const csv = await newCsv([
    { kind: 'principal', key: ['1/user/a"b'], ...times, events: 3 },
    { kind: 'write-action', key: ['=cmd()'], ...times, events: 1, by: '@x', because: 'new-principal' },
  ]);
  expect(Buffer.from(csv).toString()).toBe(
    [
      '\uFEFF"kind","value1","value2","firsteventtime","lasteventtime","events","by","because","country","owner"',
      '"principal","1/user/a""b",,"2026-11-21T07:00:00Z","2026-11-21T08:00:00Z","3",,,,',
      `"write-action","'=cmd()",,"2026-11-21T07:00:00Z","2026-11-21T08:00:00Z","1","'@x","new-principal",,`,
      '',
    ].join('\r\n'),
  );
});

test('a new network has its country and its owner', async () => {
  const key = ['1/user/a', '203.0.113.0/24'];
  const named = { country: 'NL', owner: 'Example Hosting' };
  const csv = await newCsv([{ kind: 'principal-network', key, ...times, events: 3, ...named }]);
  expect(Buffer.from(csv).toString()).toMatch(/"3",,,"NL","Example Hosting"\r\n$/);
});

test('without new values there is a header', async () => {
  expect(Buffer.from(await newCsv([])).toString()).toMatch(/^\uFEFF"kind".*"owner"\r\n$/);
});
