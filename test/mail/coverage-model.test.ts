import { summarize } from '../../src/mail/model.ts';
import type { Coverage, CoveredAccount } from '../../src/run/coverage.ts';
import type { RunOutcome } from '../../src/run/manifest.ts';
import { warn } from '../../src/run/warning.ts';
import { figures, succeeded, summaryInput } from './inputs.ts';

const report = succeeded({ id: 'coverage', title: 'Coverage', rows: 3 });
const account = (changes: Partial<CoveredAccount> = {}): CoveredAccount => ({
  account: '111122223333',
  events: 1200,
  regions: { 'us-east-1': 200, 'eu-north-1': 1000 },
  firstEventTime: '2026-11-20T15:04:00Z',
  lastEventTime: '2026-11-21T14:58:00Z',
  hoursWithEvents: 24,
  ...changes,
});
const coverageOf = (...accounts: CoveredAccount[]): Coverage => ({
  hours: 24,
  accounts,
  silent: { accounts: [], regions: [], sinceLastRun: [] },
  regions: [...new Set(accounts.flatMap(({ regions }) => Object.keys(regions)))],
});

function summaryOf(coverage: Coverage, manifest: Partial<RunOutcome> = {}) {
  const reports = [report, succeeded({ rows: 0 })];
  const input = summaryInput(
    { reports, coverage, ...manifest },
    { figures: new Map([['coverage', figures({ coverage: coverage.accounts })]]) },
  );
  return summarize(input);
}
const sectionOf = (...accounts: CoveredAccount[]) => summaryOf(coverageOf(...accounts)).reports.at(-1);

test('coverage comes after what was found in it', () => {
  const { headlines, reports } = summaryOf(coverageOf(account()));
  expect([headlines.at(-1)?.title, reports.at(-1)?.title]).toEqual(['Accounts with events', 'Coverage']);
});

test('the headline counts accounts and regions, not rows', () => {
  expect(summaryOf(coverageOf(account())).headlines.at(-1)).toEqual({
    title: 'Accounts with events',
    value: '1',
    note: 'in 2 regions',
    tone: 'plain',
  });
});

test('the section is headed by the number of accounts', () => {
  expect(sectionOf(account())?.count).toBe('1 account');
});

test('the subject counts findings alone', () => {
  expect(summaryOf(coverageOf(account())).subject).toMatch(/ · 0 console logins$/);
});

test('events are counted by region', () => {
  expect(sectionOf(account())?.rankings).toMatchObject([
    {
      label: 'Region',
      values: [
        { value: 'eu-north-1', rows: '1,000', share: '83%' },
        { value: 'us-east-1', rows: '200', share: '17%' },
      ],
    },
  ]);
});

test('a chart of hours is not drawn', () => {
  expect(sectionOf(account())?.hours).toBeUndefined();
});

test('an account has its events, its regions, the first and last event and its hours without', () => {
  const silence = { from: '2026-11-20T18:00:00Z', to: '2026-11-20T21:30:00Z' };
  expect(sectionOf(account({ hoursWithEvents: 21, silence }))?.table).toEqual({
    title: 'Accounts, quietest first',
    columns: ['Account', 'Events', 'Events by region', 'First event', 'Last event', 'Silent hours'],
    rows: [
      [
        '111122223333',
        '1,200',
        'eu-north-1 1,000, us-east-1 200',
        '00:04:00',
        '23:58:00',
        '3 of 24, longest silence 03:00:00 to 06:30:00',
      ],
    ],
  });
});

test('of many accounts the quietest are shown, and of many regions the busiest', () => {
  const regions = Object.fromEntries(Array.from({ length: 17 }, (_, at) => [`region-${at}`, 100 - at]));
  const accounts = Array.from({ length: 300 }, (_, at) =>
    account({ account: String(at), hoursWithEvents: at === 299 ? 1 : 24, regions }),
  );
  const section = sectionOf(...accounts);
  expect(section?.table?.title).toBe('The 8 quietest of 300 accounts');
  expect(section?.table?.rows[0]?.[0]).toBe('299');
  expect(section?.table?.rows[0]?.[2]).toBe(
    'region-0 100, region-1 99, region-2 98, region-3 97, and 13 more',
  );
  expect(section?.rankings[0]?.others).toMatch(/^11 other regions: /);
});

describe('a report without rows', () => {
  const statementOf = (coverage: Coverage, manifest: Partial<RunOutcome> = {}) =>
    summaryOf(coverage, manifest).reports[0]?.statement;

  test('says in which accounts and regions there was nothing', () => {
    expect(statementOf(coverageOf(account()))).toEqual({
      tone: 'plain',
      text: 'None in the 1 account and 2 regions that had events. 84 log files were read.',
    });
  });

  test('says so too when there are warnings', () => {
    const warnings = [warn('window-too-recent', { minutes: 30 })];
    expect(statementOf(coverageOf(account()), { warnings })?.text).toBe(
      'None in the logs that could be read (the 1 account and 2 regions that had events). See the warnings above.',
    );
  });

  test('is not known when no account had an event', () => {
    expect(statementOf(coverageOf())).toEqual({
      tone: 'unknown',
      text: 'Not known: no event of this window was found in 84 log files.',
    });
  });

  test('names no number of log files when they could not be counted', () => {
    expect(statementOf(coverageOf(), { logs: undefined } as object)?.text).toBe(
      'Not known: no event of this window was found.',
    );
  });
});
