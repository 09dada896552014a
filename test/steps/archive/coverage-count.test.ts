import { ResultError } from '../../../src/errors.ts';
import { CoverageCount } from '../../../src/steps/archive/coverage-count.ts';
import { safeCsv } from '../../../src/steps/archive/result-csv.ts';

const HEADER =
  '"recipientaccountid","awsregion","events","firsteventtime","lasteventtime","hourswithevents","accounthourswithevents","accountsilentfrom","accountsilentto"\n';

async function countedIn(result: string) {
  const count = new CoverageCount();
  async function* bytes() {
    yield Buffer.from(result);
  }
  for await (const _ of safeCsv(bytes(), [count]));
  return count.counted();
}

test('the rows of an account are one', async () => {
  const rows = [
    '"111122223333","eu-north-1","5","2026-11-21T03:00:00Z","2026-11-21T09:00:00Z","2","4","2026-11-21T03:10:00Z","2026-11-21T09:00:00Z"',
    '"111122223333","us-east-1","7","2026-11-21T01:00:00Z","2026-11-21T08:00:00Z","3","4","2026-11-21T03:10:00Z","2026-11-21T09:00:00Z"',
  ];
  expect((await countedIn(`${HEADER}${rows.join('\n')}\n`)).coverage).toEqual([
    {
      account: '111122223333',
      events: 12,
      regions: { 'eu-north-1': 5, 'us-east-1': 7 },
      firstEventTime: '2026-11-21T01:00:00Z',
      lastEventTime: '2026-11-21T09:00:00Z',
      hoursWithEvents: 4,
      silence: { from: '2026-11-21T03:10:00Z', to: '2026-11-21T09:00:00Z' },
    },
  ]);
});

test('an account with events in one hour has no silence between them', async () => {
  const row = '"1","us-east-1","1","2026-11-21T01:00:00Z","2026-11-21T01:00:00Z","1","1",,';
  expect((await countedIn(`${HEADER}${row}\n`)).coverage[0]).not.toHaveProperty('silence');
});

test('without events it has no account', async () => {
  expect((await countedIn(HEADER)).coverage).toEqual([]);
});

test('sums the events of each type of identity', async () => {
  const header = HEADER.replace('\n', ',"rootevents","userevents","roleevents","otherevents"\n');
  const row = (...sums: number[]) =>
    `"1","us-east-1","9","2026-11-21T01:00:00Z","2026-11-21T01:00:00Z","1","1",,,${sums.map((sum) => `"${sum}"`)}\n`;
  expect((await countedIn(header + row(1, 2, 3, 4) + row(0, 10, 0, 20))).eventsByType).toEqual({
    rootevents: 1,
    userevents: 12,
    roleevents: 3,
    otherevents: 24,
  });
});

test('a report of an older version, without types of identity, has no such sums', async () => {
  const row = '"1","us-east-1","1","2026-11-21T01:00:00Z","2026-11-21T01:00:00Z","1","1",,\n';
  expect((await countedIn(HEADER + row)).eventsByType).toEqual({});
});

test('a report of another form under this name is refused, and told what is missing', async () => {
  const refused = countedIn('"recipientaccountid","awsregion"\n');
  await expect(refused).rejects.toThrow(ResultError);
  await expect(refused).rejects.toThrow(/does not have events, firsteventtime/);
});
