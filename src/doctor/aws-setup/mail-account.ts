/** Whether the account's SES sends mail at all. */
import { type Finding, fault, ok, warning } from '../finding.ts';
import { type Answer, judge } from './answer.ts';

export interface MailAccount {
  sendingEnabled: boolean;
  /** out of the sandbox, in which only verified recipients get mail */
  production: boolean;
  /** HEALTHY, PROBATION or SHUTDOWN */
  enforcement: string;
  max24Hours: number;
  sentLast24Hours: number;
}

/** @param recipients how many a mail has */
export function judgeMailAccount(
  account: Answer<MailAccount>,
  { recipients, region }: { recipients: number; region: string },
): Finding[] {
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
      quota(found, recipients),
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
