/** Whether SES would send the mail. */
import { type Answer, judge, notSeen } from './answer.ts';
import { type Finding, fault, ok, shortList, warning } from './finding.ts';

export interface MailAccount {
  sendingEnabled: boolean;
  /** out of the sandbox, in which only verified recipients get mail */
  production: boolean;
  /** HEALTHY, PROBATION or SHUTDOWN */
  enforcement: string;
  max24Hours: number;
  sentLast24Hours: number;
}

export interface MailIdentity {
  /** an address or a domain */
  name: string;
  verified: boolean;
  /** `SUCCESS`, or what became of the DNS records; NOT_STARTED where there are none */
  dkim: string;
  dkimSigning: boolean;
}

export interface MailSetup {
  from: string;
  account: Answer<MailAccount>;
  /** of the sender: its address's own identity, or that of its domain or a domain above */
  sender: Answer<MailIdentity>;
  /** likewise of each recipient, by address; asked in the sandbox only */
  recipients: Readonly<Record<string, Answer<MailIdentity>>>;
  recipientCount: number;
}

export function judgeMail(setup: MailSetup, region: string): Finding[] {
  return [...account(setup, region), ...sender(setup, region), ...recipients(setup)];
}

function account({ account, recipientCount }: MailSetup, region: string): Finding[] {
  const check = 'SES account';
  return judge(check, account, {
    absent: () => [fault(check, `SES is not set up in ${region}`, 'set SES up there')],
    found: (found) => [
      found.sendingEnabled
        ? ok(check, `sending is enabled in ${region}`)
        : fault(
            check,
            `sending is paused in ${region}`,
            'resume it in SES; if AWS paused it, answer the case in the Support Center',
          ),
      ...standing(found),
      quota(found, recipientCount),
    ],
  });
}

function standing({ enforcement, production }: MailAccount): Finding[] {
  const check = 'SES standing';
  const sandbox = production
    ? []
    : [
        warning(
          'SES sandbox',
          'the account is in the sandbox: only verified recipients get mail, 200 a day',
          'ask for production access, or verify every recipient',
        ),
      ];
  if (enforcement === 'HEALTHY') return [ok(check, 'healthy'), ...sandbox];
  if (enforcement === 'SHUTDOWN')
    return [fault(check, 'AWS has shut down sending', 'answer the case in the Support Center'), ...sandbox];
  return [
    warning(
      check,
      `${enforcement}: AWS looks into the mail of this account`,
      'answer the case in the Support Center before sending is paused',
    ),
    ...sandbox,
  ];
}

function quota({ max24Hours, sentLast24Hours }: MailAccount, recipients: number): Finding {
  const check = 'SES quota';
  // SES says -1 where there is no limit.
  const left = max24Hours < 0 ? Number.POSITIVE_INFINITY : max24Hours - sentLast24Hours;
  const seen = max24Hours < 0 ? 'no limit' : `${sentLast24Hours} of ${max24Hours} mails sent in 24 hours`;
  return left >= recipients
    ? ok(check, seen)
    : fault(check, `${seen}: not enough for ${recipients} recipients`, 'ask for a higher quota');
}

function sender({ sender, from }: MailSetup, region: string): Finding[] {
  const check = 'sender';
  return judge(check, sender, {
    absent: () => [
      fault(
        check,
        `neither ${from} nor its domain is an identity in ${region}`,
        `verify it in SES in ${region}`,
      ),
    ],
    found: ({ name, verified, dkim, dkimSigning }) => [
      verified
        ? ok(check, `${from} may send, as ${name} is verified`)
        : fault(
            check,
            `${name} is not verified`,
            'answer the mail that SES sent to it, or publish the DNS records that SES names',
          ),
      dkim === 'SUCCESS' && dkimSigning
        ? ok('DKIM', `mail is signed for ${name}`)
        : warning(
            'DKIM',
            `mail of ${name} is not signed (${dkim === 'SUCCESS' ? 'signing is off' : dkim}): it may end as spam`,
            'switch DKIM on for the domain, and publish the DNS records that SES names',
          ),
    ],
  });
}

function recipients({ recipients }: MailSetup): Finding[] {
  const check = 'recipients';
  const all = Object.entries(recipients);
  if (all.length === 0) return [];
  const unseen = all.find(([, { kind }]) => kind === 'denied' || kind === 'failed');
  if (unseen) return [notSeen(check, unseen[1])];
  const refused = all
    .filter(([, answer]) => !(answer.kind === 'found' && answer.value.verified))
    .map(([address]) => address);
  if (refused.length === 0) return [ok(check, 'all are verified, as the sandbox asks')];
  return [
    fault(
      check,
      `not verified, and so without mail in the sandbox: ${shortList(refused)}`,
      'verify them in SES, or ask for production access',
    ),
  ];
}
