/** Whether SES would send the mail. */

import { type Finding, fault, ok, shortList, warning } from '../finding.ts';
import { type Answer, judge, notSeen } from './answer.ts';
import { judgeMailAccount, type MailAccount } from './mail-account.ts';

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
  return [
    ...judgeMailAccount(setup.account, { recipients: setup.recipientCount, region }),
    ...sender(setup, region),
    ...recipients(setup),
  ];
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
