import type { Answer } from '../../../src/doctor/aws-setup/answer.ts';
import { judgeMail, type MailIdentity, type MailSetup } from '../../../src/doctor/aws-setup/mail.ts';

const identity = (changes: Partial<MailIdentity> = {}): Answer<MailIdentity> => ({
  kind: 'found',
  value: { name: 'example.com', verified: true, dkim: 'SUCCESS', dkimSigning: true, ...changes },
});
const setup = (changes: Partial<MailSetup> = {}): MailSetup => ({
  from: 'audit@example.com',
  account: {
    kind: 'found',
    value: {
      sendingEnabled: true,
      production: true,
      enforcement: 'HEALTHY',
      max24Hours: -1,
      sentLast24Hours: 9,
    },
  },
  sender: identity(),
  recipients: {},
  recipientCount: 1,
  ...changes,
});
const of = (check: string, found: MailSetup) =>
  judgeMail(found, 'us-east-1').filter((finding) => finding.check === check);

test('an account without a limit has quota', () => {
  expect(of('SES quota', setup())).toEqual([{ check: 'SES quota', status: 'ok', seen: 'no limit' }]);
});

test('DKIM that is set up and switched off signs nothing', () => {
  expect(of('DKIM', setup({ sender: identity({ dkimSigning: false }) }))[0]).toMatchObject({
    status: 'warning',
    seen: expect.stringContaining('signing is off'),
  });
});

test('recipients that could not be looked at are not said to be verified', () => {
  const recipients = {
    'a@example.com': identity(),
    'b@example.org': { kind: 'denied', permission: 'ses:GetEmailIdentity' } as const,
  };
  expect(of('recipients', setup({ recipients }))).toEqual([
    expect.objectContaining({ status: 'warning', seen: expect.stringContaining('ses:GetEmailIdentity') }),
  ]);
});
