import fc from 'fast-check';
import { reportOf, rowsOf } from './built-in.ts';
import { EventTable } from './event-table.ts';
import { ACCOUNT, type Event, roleAction } from './events.ts';

let id = 0;
/** An event of its own, at a time of the window's day. */
function eventAt(time: string, more: Event = {}): Event {
  id += 1;
  return roleAction({ eventid: `e-${id}`, eventtime: `2026-11-21T${time}Z`, ...more });
}
const coverageOf = (...events: Event[]) => rowsOf('coverage', ...events);

test('has a row for each account and region, in their order', async () => {
  const other = { recipientaccountid: '444455556666' };
  const events = [
    eventAt('12:00:00', other),
    eventAt('12:00:00'),
    eventAt('12:00:01'),
    eventAt('12:00:00', { awsregion: 'eu-north-1' }),
  ];
  expect(
    (await coverageOf(...events)).map((row) => [row.recipientaccountid, row.awsregion, row.events]),
  ).toEqual([
    [ACCOUNT, 'eu-north-1', '1'],
    [ACCOUNT, 'us-east-1', '2'],
    ['444455556666', 'us-east-1', '1'],
  ]);
});

test('counts a record that was delivered twice once', async () => {
  const events = await EventTable.create();
  for (const day of ['2026/11/21', '2026/11/22']) await events.add(roleAction(), { day });
  await expect(events.report(reportOf('coverage'))).resolves.toMatchObject([{ events: '1' }]);
  events.close();
});

test('counts records without an id that are alike once, and those that differ each', async () => {
  const records = ['12:00:00', '12:00:00', '12:00:01'].map((time) => {
    const { eventid, ...rest } = eventAt(time);
    return rest;
  });
  expect(await coverageOf(...records)).toMatchObject([{ events: '2' }]);
});

test('has the first and the last event and the number of hours with events', async () => {
  expect(await coverageOf(eventAt('09:59:59'), eventAt('03:00:00'), eventAt('09:00:00'))).toMatchObject([
    { firsteventtime: '2026-11-21T03:00:00Z', lasteventtime: '2026-11-21T09:59:59Z', hourswithevents: '2' },
  ]);
});

test('has the hours of the account in all its regions, an hour of two regions once', async () => {
  const events = [
    eventAt('03:00:00'),
    eventAt('04:00:00'),
    eventAt('04:30:00', { awsregion: 'eu-north-1' }),
    eventAt('05:00:00', { awsregion: 'eu-north-1' }),
  ];
  expect((await coverageOf(...events)).map((row) => row.accounthourswithevents)).toEqual(['3', '3']);
});

test('has the longest time between two events of the account, whatever their regions', async () => {
  const events = [
    eventAt('03:00:00'),
    eventAt('03:20:00'),
    eventAt('07:10:00', { awsregion: 'eu-north-1' }),
    eventAt('08:00:00'),
    eventAt('10:00:00'),
  ];
  expect((await coverageOf(...events))[0]).toMatchObject({
    accountsilentfrom: '2026-11-21T03:20:00Z',
    accountsilentto: '2026-11-21T07:10:00Z',
  });
});

test('of an account with events in one hour only has no time between them', async () => {
  expect(await coverageOf(eventAt('03:00:00'), eventAt('03:59:00'))).toMatchObject([
    { accountsilentfrom: null, accountsilentto: null },
  ]);
});

test('is not lost to a record without a valid time', async () => {
  const events = [eventAt('03:00:00'), eventAt('23:99:99'), eventAt('05:00:00')];
  expect(await coverageOf(...events)).toMatchObject([
    { events: '3', accountsilentfrom: '2026-11-21T03:00:00Z', accountsilentto: '2026-11-21T05:00:00Z' },
  ]);
});

test('takes the account of an old record from the identity, and loses none without one', async () => {
  const events = [
    eventAt('12:00:00', { recipientaccountid: null }),
    { ...eventAt('12:00:00', { recipientaccountid: null }), useridentity: { type: 'AWSService' } },
  ];
  expect((await coverageOf(...events)).map((row) => row.recipientaccountid)).toEqual([ACCOUNT, 'unknown']);
});

describe('by type of identity', () => {
  const record = fc.record({
    eventid: fc.option(fc.constantFrom('a', 'b', 'c', '')),
    eventtime: fc.constantFrom('2026-11-21T01:00:00Z', '2026-11-21T01:30:00Z', '2026-11-21T02:00:00Z'),
    eventname: fc.option(fc.constantFrom('GetObject', 'PutObject')),
    requestid: fc.option(fc.constantFrom('r', 's')),
    recipientaccountid: fc.option(fc.constantFrom(ACCOUNT, '444455556666')),
    useridentity: fc.record({
      type: fc.option(fc.constantFrom('Root', 'IAMUser', 'AssumedRole', 'root', 'AWSService')),
    }),
  });

  /** @returns what coverage counts for each report of actions, all it counts, and the reports' rows */
  async function counts(changes: (n: number) => Event) {
    const table = await EventTable.create();
    for (const [n, made] of fc.sample(record, { numRuns: 60, seed: 1 }).entries()) {
      const event = { ...made, ...changes(n) } as Event;
      await table.add(event);
      // Delivered twice.
      if (n % 5 === 0) await table.add(event, { day: '2026/11/22' });
    }
    const coverage = await table.report(reportOf('coverage'));
    const sumOf = (column: string) => coverage.reduce((sum, row) => sum + Number(row[column]), 0);
    const events = ['rootevents', 'userevents', 'roleevents', 'otherevents'].map(sumOf);
    const actions = ['root-actions', 'iam-user-actions', 'iam-role-actions', 'other-actions'].map(reportOf);
    const rows = await Promise.all(actions.map(async (report) => (await table.report(report)).length));
    table.close();
    return { events, all: sumOf('events'), rows };
  }

  test('counts the rows of the reports of actions', async () => {
    const { events, all, rows } = await counts((n) => ({ eventid: `e-${n}` }));
    expect(events).toEqual(rows);
    expect(all).toBe(events.reduce((sum, count) => sum + count));
  });

  test('counts no more where records share an id or have none', async () => {
    const { events, rows } = await counts(() => ({}));
    expect(events.filter((count, i) => count > (rows[i] ?? 0))).toEqual([]);
  });
});
