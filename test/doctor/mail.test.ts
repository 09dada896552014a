import type { Finding } from '../../src/doctor/finding.ts';
import { judgeMail, type Mail, type MailAccount, type MailIdentity } from '../../src/doctor/mail.ts';
import { absent, denied, failed, finding, found, setup, wrong } from './facts.ts';

const account = (changes: Partial<MailAccount> = {}) =>
  found({
    sendingEnabled: true,
    production: true,
    enforcement: 'HEALTHY',
    max24Hours: 50_000,
    sentLast24Hours: 3,
    ...changes,
  });
const identity = (changes: Partial<MailIdentity> = {}) =>
  found({
    name: 'example.com',
    verified: true,
    dkim: 'SUCCESS',
    dkimSigning: true,
    configurationSet: undefined,
    ...changes,
  });
const judged = (changes: Partial<Mail> = {}) =>
  judgeMail(
    { account: account(), sender: identity(), configurationSetSends: absent, recipients: {}, ...changes },
    setup(),
  );

test('an account that may send, with a verified sender, is ok', () => {
  expect(judged().map(({ check, status, seen }) => `${check}: ${status}: ${seen}`)).toEqual([
    'SES account: ok: sending is enabled in us-east-1',
    'SES standing: ok: healthy',
    'SES quota: ok: 3 of 50000 mails sent in 24 hours',
    'sender: ok: audit@example.com may send: example.com is verified',
    'DKIM: ok: mail from example.com is signed',
  ]);
});

test('an account without a limit has quota', () => {
  expect(judged({ account: account({ max24Hours: -1 }) })).toContainEqual({
    check: 'SES quota',
    status: 'ok',
    seen: 'no limit',
  });
});

test('the quota has to hold the recipients of one mail', () => {
  const nearlyUsed = { account: account({ max24Hours: 200, sentLast24Hours: 199 }) };
  expect(wrong(judged(nearlyUsed))).toEqual([]);
  const two = setup({ mail: { from: 'audit@example.com', to: ['a@example.com', 'b@example.com'] } });
  expect(
    wrong(
      judgeMail({ ...nearlyUsed, sender: identity(), configurationSetSends: absent, recipients: {} }, two),
    ),
  ).toEqual([
    finding('SES quota', 'fault', /^199 of 200 mails sent in 24 hours: not enough for 2 recipients/),
  ]);
});

const SANDBOX = finding('SES sandbox', 'warning', /sandbox/);

test.each<[string, Partial<Mail>, Finding[]]>([
  [
    'SES that is not set up',
    { account: absent },
    [finding('SES account', 'fault', /^SES is not set up in us-east-1/)],
  ],
  [
    'an account that may not be read',
    { account: denied('ses:GetAccount') },
    [finding('SES account', 'warning', /lacks the permission ses:GetAccount/)],
  ],
  [
    'sending paused',
    { account: account({ sendingEnabled: false }) },
    [finding('SES account', 'fault', /sending is paused/)],
  ],
  [
    'sending shut down',
    { account: account({ enforcement: 'SHUTDOWN' }) },
    [finding('SES standing', 'fault', /shut down/)],
  ],
  [
    'probation',
    { account: account({ enforcement: 'PROBATION' }) },
    [finding('SES standing', 'warning', /PROBATION/)],
  ],
  [
    'a used-up quota',
    { account: account({ max24Hours: 200, sentLast24Hours: 200 }) },
    [finding('SES quota', 'fault', /^200 of 200/)],
  ],
  [
    'the sandbox, with a verified recipient',
    { account: account({ production: false }), recipients: { 'a@example.com': identity() } },
    [SANDBOX],
  ],
  [
    'the sandbox, with recipients that are not verified',
    {
      account: account({ production: false }),
      recipients: { 'carol@example.org': absent, 'dave@example.net': identity({ verified: false }) },
    },
    [
      SANDBOX,
      finding('recipients', 'fault', /no mail in the sandbox: carol@example\.org, dave@example\.net$/),
    ],
  ],
  [
    'recipients of which one could not be checked',
    {
      account: account({ production: false }),
      recipients: { 'a@example.com': identity(), 'b@example.org': denied('ses:GetEmailIdentity') },
    },
    [SANDBOX, finding('recipients', 'warning', /ses:GetEmailIdentity/)],
  ],
  [
    'no sender identity',
    { sender: absent },
    [finding('sender', 'fault', /has no identity for audit@example\.com or its domain/)],
  ],
  [
    'a sender that could not be checked',
    { sender: failed('Timeout') },
    [finding('sender', 'warning', /Timeout/)],
  ],
  [
    'a sender that is not verified',
    { sender: identity({ verified: false }) },
    [finding('sender', 'fault', /^example\.com is not verified/)],
  ],
  [
    'no DKIM',
    { sender: identity({ dkim: 'NOT_STARTED', dkimSigning: false }) },
    [finding('DKIM', 'warning', /not signed \(NOT_STARTED\)/)],
  ],
  [
    'DKIM that is set up and turned off',
    { sender: identity({ dkimSigning: false }) },
    [finding('DKIM', 'warning', /not signed \(signing is off\)/)],
  ],
])('%s', (_, changes, expected) => {
  expect(wrong(judged(changes))).toEqual(expected);
});

describe('the default configuration set of the sender', () => {
  const sender = identity({ configurationSet: 'tracked' });
  const set = (configurationSetSends: Mail['configurationSetSends']) =>
    judged({ sender, configurationSetSends }).find(({ check }) => check === 'configuration set');

  test('is named', () => {
    expect(set(found(true))).toMatchObject({
      status: 'ok',
      seen: 'tracked, the default of example.com, lets mail out',
    });
  });

  test.each([
    ['is gone', absent, 'fault', /^tracked, the default of example\.com, does not exist: SES refuses/],
    ['is paused', found(false), 'fault', /^tracked, the default of example\.com, is paused: SES refuses/],
    [
      'may not be read',
      denied('ses:GetConfigurationSet'),
      'warning',
      /lacks the permission ses:GetConfigurationSet/,
    ],
  ] as const)('%s', (_, answer, status, seen) => {
    expect(set(answer)).toEqual(finding('configuration set', status, seen));
  });
});
