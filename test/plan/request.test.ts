import { type ManualContext, parseManualRequest, parseScheduledRequest } from '../../src/plan/request.ts';
import { faultsOf } from '../faults.ts';

const context: ManualContext = {
  knownReports: ['console-logins', 'failed-console-logins', 'iam-user-actions'],
  now: '2026-11-22T07:00:00.123Z',
  timezone: 'Asia/Tokyo',
  maxDays: 400,
};
const week = { from: '2026-11-01', to: '2026-11-07' };
const fields =
  'an object with from, to and, if needed, timezone, reports, recipients, accounts, regions, fresh, resend';
const form = 'a date such as 2026-11-01 or an instant such as 2026-11-01T09:00:00Z';

function refusal(input: unknown, more: Partial<ManualContext> = {}): readonly string[] {
  return faultsOf(() => parseManualRequest(input, { ...context, ...more }));
}

describe('a request by hand', () => {
  test('needs no more than from and to', () => {
    expect(parseManualRequest(week, context)).toEqual({
      window: { from: '2026-10-31T15:00:00Z', to: '2026-11-07T15:00:00Z', timezone: 'Asia/Tokyo' },
    });
  });

  test('may name its own zone', () => {
    expect(parseManualRequest({ ...week, timezone: 'UTC' }, context).window).toEqual({
      from: '2026-11-01T00:00:00Z',
      to: '2026-11-08T00:00:00Z',
      timezone: 'UTC',
    });
  });

  test('gets its reports in the order of the catalogue', () => {
    const reports = ['iam-user-actions', 'console-logins'];

    expect(parseManualRequest({ ...week, reports }, context).reports).toEqual([
      'console-logins',
      'iam-user-actions',
    ]);
  });

  test('may ask for the logs alone', () => {
    expect(parseManualRequest({ ...week, fresh: true }, context)).toMatchObject({ fresh: true });
    expect(refusal({ ...week, fresh: 'yes' })).toEqual(['fresh: "yes" is not true or false']);
  });

  test('gets its accounts and regions sorted', () => {
    const bounds = { accounts: ['222222222222', '111111111111'], regions: ['us-east-1', 'ap-northeast-1'] };

    expect(parseManualRequest({ ...week, ...bounds }, context)).toMatchObject({
      accounts: ['111111111111', '222222222222'],
      regions: ['ap-northeast-1', 'us-east-1'],
    });
  });

  test('gets its recipients sorted, each once however its domain is written', () => {
    const recipients = ['b@example.com', 'a@EXAMPLE.com', 'b@Example.com'];

    expect(parseManualRequest({ ...week, recipients }, context).recipients).toEqual([
      'a@example.com',
      'b@example.com',
    ]);
  });

  test.each([
    'us-east-1',
    'us-gov-west-1',
    'us-iso-east-1',
    'ap-southeast-2',
    'eusc-de-east-1',
    'me-central-1',
  ])('may name the region %s', (region) => {
    expect(parseManualRequest({ ...week, regions: [region] }, context).regions).toEqual([region]);
  });

  test('may end with the last full day', () => {
    expect(parseManualRequest({ from: '2026-11-21', to: '2026-11-21' }, context).window.to).toBe(
      '2026-11-21T15:00:00Z',
    );
  });

  test('may end at the present instant', () => {
    const now = '2026-11-21T15:00:00Z';

    expect(() =>
      parseManualRequest({ from: '2026-11-21', to: '2026-11-21' }, { ...context, now }),
    ).not.toThrow();
  });

  test('may end at the present second', () => {
    const range = { from: '2026-11-22', to: '2026-11-22T07:00:00Z' };

    expect(parseManualRequest(range, context).window.to).toBe('2026-11-22T07:00:00Z');
  });

  test('may span the longest range, an hour of autumn included', () => {
    const year = { from: '2025-03-10', to: '2026-03-01', timezone: 'America/New_York' };

    expect(() => parseManualRequest(year, { ...context, maxDays: 357 })).not.toThrow();
  });

  test('may span any range without a limit', () => {
    const decade = { from: '2014-01-01', to: '2025-12-31' };

    expect(() => parseManualRequest(decade, { ...context, maxDays: undefined })).not.toThrow();
  });

  test('may name an address in an allowed domain, however it is written', () => {
    const allowedRecipientDomains = ['Example.com'];
    const recipients = ['a@eXample.com'];

    expect(() =>
      parseManualRequest({ ...week, recipients }, { ...context, allowedRecipientDomains }),
    ).not.toThrow();
  });
});

describe('a request by hand is refused', () => {
  test.each([
    ['nothing', undefined, [`request: missing, give ${fields}`]],
    ['null', null, [`request: null is not ${fields}`]],
    ['a text', '2026-11-01', [`request: "2026-11-01" is not ${fields}`]],
    ['a list', [], [`request: [] is not ${fields}`]],
    ['an empty object', {}, [`from: missing, give ${form}`, `to: missing, give ${form}`]],
  ])('when it is %s', (_, input, faults) => {
    expect(refusal(input)).toEqual(faults);
  });

  const accounts = 'a list of one or more account ids, each given once';
  const recipients =
    'a list of 1 to 50 e-mail addresses (for more people, give the address of a distribution list), each given once';
  const known = 'a known report (console-logins, failed-console-logins, iam-user-actions)';
  test.each([
    [{ from: 20261101 }, `from: 20261101 is not ${form}`],
    [{ to: null }, `to: null is not ${form}`],
    [{ from: 'yesterday' }, `from: "yesterday" is not ${form}`],
    [{ timezone: 9 }, 'timezone: 9 is not an IANA time zone such as Asia/Tokyo'],
    [{ timezone: 'Mars/Olympus' }, 'timezone: "Mars/Olympus" is not an IANA time zone such as Asia/Tokyo'],
    [
      { reports: 'console-logins' },
      'reports: "console-logins" is not a list of one or more report ids, each given once',
    ],
    [{ reports: [] }, 'reports: [] is not a list of one or more report ids, each given once'],
    [{ reports: ['root-logins'] }, `reports[0]: "root-logins" is not ${known}`],
    [{ reports: ['console-logins', 5] }, `reports[1]: 5 is not ${known}`],
    [{ recipients: ['a@example.com', 'bob'] }, 'recipients[1]: "bob" is not an e-mail address'],
    [
      { recipients: ['a@example.com', 'a@example.com'] },
      `recipients: ["a@example.com","a@example.com"] is not ${recipients}`,
    ],
    [{ accounts: [] }, `accounts: [] is not ${accounts}`],
    [{ accounts: ['12345'] }, 'accounts[0]: "12345" is not an account id, a string of 12 digits'],
    [{ accounts: [123456789012] }, 'accounts[0]: 123456789012 is not an account id, a string of 12 digits'],
    [
      { accounts: ['111111111111', '111111111111'] },
      `accounts: ["111111111111","111111111111"] is not ${accounts}`,
    ],
    [{ regions: ['Tokyo'] }, 'regions[0]: "Tokyo" is not a region such as us-east-1'],
    [{ regions: ['us-east-1a'] }, 'regions[0]: "us-east-1a" is not a region such as us-east-1'],
    [{ mailto: ['a@example.com'] }, `mailto: ["a@example.com"] is in an unknown field; give ${fields}`],
  ])('for %j', (more, fault) => {
    expect(refusal({ ...week, ...more })).toEqual([fault]);
  });

  test('for more recipients than one message takes', () => {
    const many = Array.from({ length: 51 }, (_, n) => `user${n}@example.com`);

    expect(refusal({ ...week, recipients: many })).toEqual([
      expect.stringMatching(
        /^recipients: \["user0@example.com",.*… is not a list of 1 to 50 e-mail addresses \(for more people, give the address of a distribution list\), each given once$/,
      ),
    ]);
  });

  test.each(['a@example.org', 'a@sub.example.com', 'a@notexample.com'])(
    'for %s outside the domains',
    (address) => {
      expect(
        refusal({ ...week, recipients: [address] }, { allowedRecipientDomains: ['example.com'] }),
      ).toEqual([`recipients[0]: "${address}" is not an address in an allowed domain (example.com)`]);
    },
  );

  test.each([
    ['a domain that goes on behind an allowed one', 'a@example.com.evil.org'],
    ['an allowed domain as the local part', '"a@example.com"@evil.org'],
    ['two signs', 'a@evil.org@example.com'],
    ['two addresses in one', 'b@evil.org,a@example.com'],
    ['a name that is an address', '"a@example.com" <b@evil.org>'],
    ['a name before an allowed address', 'Bob <a@example.com>'],
    ['a quoted local part', '"b@evil.org "@example.com'],
    ['a header in it', 'a@example.com\r\nBcc: b@evil.org'],
    ['a line break behind it', 'a@example.com\n'],
    ['a comment', 'b@evil.org(@example.com'],
    ['a route', '@evil.org:a@example.com'],
    ['a letter of another script', 'a@ex\u0430mple.com'],
    ['a sign of full width', 'a@evil.org\uFF20example.com'],
    ['a dot of full width', 'a@example\uFF0Ecom'],
    ['an allowed domain in Punycode', 'a@xn--exmple-4nf.com'],
    ['an address of the network', 'a@[127.0.0.1]'],
  ])('for %s', (_, address) => {
    expect(refusal({ ...week, recipients: [address] }, { allowedRecipientDomains: ['example.com'] })).toEqual(
      [
        expect.stringMatching(
          /^recipients\[0\]: .* is not an (e-mail address|address in an allowed domain .*)$/s,
        ),
      ],
    );
  });

  const latest = 'give at the latest 2026-11-21 (the last full day) or 2026-11-22T07:00:00Z';
  test.each(['2026-11-22', '2026-11-22T07:00:01Z', '2099-01-01'])('for an end in the future: %s', (to) => {
    expect(refusal({ from: '2026-11-01', to }, { maxDays: undefined })).toEqual([
      `to: "${to}" ends in the future: ${latest}`,
    ]);
  });

  test('for a range that is in the future, at both ends', () => {
    expect(refusal({ from: '2027-01-01', to: '2027-01-02' })).toEqual([
      `from: "2027-01-01" begins in the future: ${latest}`,
      `to: "2027-01-02" ends in the future: ${latest}`,
    ]);
  });

  test('for a reversed range', () => {
    expect(refusal({ from: '2026-11-07', to: '2026-11-01' })).toEqual([
      'to: "2026-11-01" makes a reversed range: it ends before from ("2026-11-07") begins; give a later to or an earlier from',
    ]);
  });

  test('for an empty window', () => {
    expect(refusal({ from: '2026-11-07T00:00:00Z', to: '2026-11-07T00:00:00Z' })).toEqual([
      'to: "2026-11-07T00:00:00Z" makes an empty window: it ends where from ("2026-11-07T00:00:00Z") begins; give a later to or an earlier from',
    ]);
  });

  test('for a range a day too long', () => {
    expect(refusal({ from: '2025-01-01', to: '2026-02-05' })).toEqual([
      'to: "2026-02-05" makes a range of more than 400 days: give at the latest 2026-02-04 (the last full day) or 2026-02-04T15:00:00Z',
    ]);
  });

  test('with every fault at once', () => {
    const faults = refusal(
      {
        from: '2027-11-01T09:00:00',
        to: '2099-01-01',
        timezone: 'Nowhere',
        reports: ['x', 5, 5],
        recipients: ['bob', 'a@example.org'],
        accounts: ['1', '1'],
        regions: [null],
        dryRun: true,
      },
      { allowedRecipientDomains: ['example.com'] },
    );

    expect(faults.map((fault) => fault.split(': ')[0]).sort()).toEqual(
      [
        ...[
          'accounts',
          'accounts[0]',
          'accounts[1]',
          'dryRun',
          'from',
          'recipients[0]',
          'recipients[1]',
          'regions[0]',
        ],
        ...['reports', 'reports[0]', 'reports[1]', 'reports[2]', 'timezone', 'to'],
      ].sort(),
    );
  });

  test('with one message of all faults, a line each', () => {
    expect(() => parseManualRequest({ from: 'a', to: 'b' }, context)).toThrow(
      `from: "a" is not ${form}\nto: "b" is not ${form}`,
    );
  });
});

test('an address at fault that is given twice is told of both', () => {
  const [first, second, list] = refusal({ ...week, recipients: ['nobody', 'nobody'] });

  expect([first, second]).toEqual([0, 1].map((at) => `recipients[${at}]: "nobody" is not an e-mail address`));
  expect(list).toMatch(/^recipients: .* is not a list of .*, each given once$/);
});

describe('a scheduled request', () => {
  const daily = { timezone: 'Asia/Tokyo', period: 'P1D', settle: 'PT30M', now: '2026-11-22T22:00:03.120Z' };

  test('gives the window and the cutoffs of its schedule', () => {
    expect(parseScheduledRequest({ scheduledTime: '2026-11-22T22:00:00Z' }, daily)).toEqual({
      window: { from: '2026-11-21T21:30:00Z', to: '2026-11-22T21:30:00Z', timezone: 'Asia/Tokyo' },
      cutoffs: { from: '2026-11-21T21:50:00Z', to: '2026-11-22T21:50:00Z' },
    });
  });

  test.each([
    [daily, '2026-11-23T22:00:00Z', 'is in the future: the last one was 2026-11-22T22:00:00Z'],
    [daily, '2027-11-22T22:00:00Z', 'is in the future: the last one was 2026-11-22T22:00:00Z'],
    [
      daily,
      '2026-11-22T21:59:00Z',
      'is not a time of the schedule (P1D, 07:00 Asia/Tokyo): the last one was 2026-11-22T22:00:00Z',
    ],
    [
      { ...daily, period: 'P1W', day: 'FRI', time: '09:30' },
      '2026-11-22T00:30:00Z',
      'is not a time of the schedule (P1W, FRI 09:30 Asia/Tokyo): the last one was 2026-11-20T00:30:00Z',
    ],
    [
      { ...daily, period: 'P1M', day: 28 },
      '2026-11-21T22:00:00Z',
      'is not a time of the schedule (P1M, 28 07:00 Asia/Tokyo): the last one was 2026-10-27T22:00:00Z',
    ],
    [
      { ...daily, period: 'PT6H' },
      '2026-11-22T17:00:00Z',
      'is not a time of the schedule (PT6H, from 00:00 UTC): the last one was 2026-11-22T18:00:00Z',
    ],
  ])('of %j at %s is refused', (schedule, scheduledTime, problem) => {
    const asked = () => parseScheduledRequest({ scheduledTime }, schedule);
    expect(faultsOf(asked)).toEqual([`scheduledTime: "${scheduledTime}" ${problem}`]);
  });

  test('for the mail of a run takes any time: the schedule may have been another then', () => {
    const asked = { scheduledTime: '2026-11-22T21:00:00Z', resend: true };
    expect(parseScheduledRequest(asked, daily).window.to).toBe('2026-11-22T20:30:00Z');
  });

  test('without the day that its period needs says so', () => {
    const asked = () =>
      parseScheduledRequest({ scheduledTime: '2026-11-22T22:00:00Z' }, { ...daily, period: 'P1W' });
    expect(faultsOf(asked)).toEqual(['schedule.day: missing, give one of MON, TUE, WED, THU, FRI, SAT, SUN']);
  });

  test('may come a little early: clocks differ', () => {
    const early = { ...daily, now: '2026-11-22T21:59:58.000Z' };
    expect(parseScheduledRequest({ scheduledTime: '2026-11-22T22:00:00Z' }, early).window).toBeDefined();
  });

  test.each([
    [{}, 'scheduledTime: missing, give an instant such as 2026-11-22T07:00:00Z'],
    [{ scheduledTime: 1764 }, 'scheduledTime: 1764 is not an instant such as 2026-11-22T07:00:00Z'],
    [{ scheduledTime: 'now' }, 'scheduledTime: "now" is not an instant such as 2026-11-01T09:00:00Z'],
    [
      { scheduledTime: '2026-11-22T22:00:00Z', to: 'x' },
      'to: "x" is in an unknown field; give an object with scheduledTime',
    ],
    ['x', 'request: "x" is not an object with scheduledTime'],
  ])('is refused: %j', (input, fault) => {
    expect(faultsOf(() => parseScheduledRequest(input, daily))).toEqual([fault]);
  });
});
