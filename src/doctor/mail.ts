/** Whether SES would send the mail. */
import {
  type Answer,
  type Finding,
  fault,
  isUnknown,
  judge,
  notChecked,
  ok,
  shortList,
  warning,
} from './finding.ts';
import type { Setup } from './setup.ts';

export interface MailAccount {
  sendingEnabled: boolean;
  /** out of the sandbox */
  production: boolean;
  /** HEALTHY, PROBATION or SHUTDOWN */
  enforcement: string;
  /** -1: no limit */
  max24Hours: number;
  sentLast24Hours: number;
}

export interface MailIdentity {
  /** an address or a domain */
  name: string;
  verified: boolean;
  /** `SUCCESS`, or the state of the DNS records; NOT_STARTED without records */
  dkim: string;
  dkimSigning: boolean;
  /** the name of its default configuration set, which every mail from it goes through */
  configurationSet: string | undefined;
}

export interface Mail {
  account: Answer<MailAccount>;
  /** of the sender: its address's own identity, or that of its domain or a domain above */
  sender: Answer<MailIdentity>;
  /** whether the sender's default configuration set lets mail out; absent also where the sender has none */
  configurationSetSends: Answer<boolean>;
  /** likewise of each recipient, by address; asked in the sandbox only */
  recipients: Readonly<Record<string, Answer<MailIdentity>>>;
}

export function judgeMail(mail: Mail, { config, region }: Setup): Finding[] {
  const { account, sender, recipients } = mail;
  const { from, to } = config.mail;
  return [
    ...judgeAccount(account, to.length, region),
    ...judgeSender(sender, from, region),
    ...judgeConfigurationSet(mail),
    ...judgeRecipients(Object.entries(recipients)),
  ];
}

function judgeAccount(answer: Answer<MailAccount>, recipients: number, region: string): Finding[] {
  const check = 'SES account';
  const absent = fault(check, `SES is not set up in ${region}`, 'set it up there');
  const resume = 'resume it in SES; if AWS paused it, answer the case in the Support Center';
  const seen = 'the account is in the sandbox: only verified recipients get mail, at most 200 a day';
  const sandbox = warning('SES sandbox', seen, 'request production access, or verify every recipient');
  return judge(answer, absent, (account) => [
    account.sendingEnabled
      ? ok(check, `sending is enabled in ${region}`)
      : fault(check, `sending is paused in ${region}`, resume),
    standing(account),
    ...(account.production ? [] : [sandbox]),
    quota(account, recipients),
  ]);
}

function standing({ enforcement }: MailAccount): Finding {
  const check = 'SES standing';
  const answer = 'answer the case in the Support Center';
  if (enforcement === 'HEALTHY') return ok(check, 'healthy');
  if (enforcement === 'SHUTDOWN') return fault(check, 'AWS has shut down sending', answer);
  const seen = `${enforcement}: AWS is reviewing the mail of this account`;
  return warning(check, seen, `${answer} before AWS pauses sending`);
}

function quota({ max24Hours, sentLast24Hours }: MailAccount, recipients: number): Finding {
  const check = 'SES quota';
  if (max24Hours < 0) return ok(check, 'no limit');
  const seen = `${sentLast24Hours} of ${max24Hours} mails sent in 24 hours`;
  if (max24Hours - sentLast24Hours >= recipients) return ok(check, seen);
  return fault(check, `${seen}: not enough for ${recipients} recipients`, 'request a higher quota');
}

function judgeSender(sender: Answer<MailIdentity>, from: string, region: string): Finding[] {
  const check = 'sender';
  const unknown = `SES in ${region} has no identity for ${from} or its domain`;
  const absent = fault(check, unknown, 'verify one of them there');
  const verify = 'answer the mail that SES sent to it, or publish the DNS records that SES lists';
  return judge(sender, absent, (identity) => [
    identity.verified
      ? ok(check, `${from} may send: ${identity.name} is verified`)
      : fault(check, `${identity.name} is not verified`, verify),
    signature(identity),
  ]);
}

function signature({ name, dkim, dkimSigning }: MailIdentity): Finding {
  if (dkim === 'SUCCESS' && dkimSigning) return ok('DKIM', `mail from ${name} is signed`);
  const why = dkim === 'SUCCESS' ? 'signing is off' : dkim;
  const seen = `mail from ${name} is not signed (${why}): it may be treated as spam`;
  return warning('DKIM', seen, 'turn DKIM on for the domain, and publish the DNS records that SES lists');
}

/** SES refuses a mail whose set is gone or paused, and asks the sender's role for permission on the set too. */
function judgeConfigurationSet({ sender, configurationSetSends }: Mail): Finding[] {
  const check = 'configuration set';
  const { name, configurationSet: set } = sender.kind === 'found' ? sender.value : {};
  if (!set) return [];
  const seen = `${set}, the default of ${name},`;
  const remove = `aws sesv2 put-email-identity-configuration-set-attributes --email-identity ${name}`;
  const without = `or remove the default: ${remove}`;
  const resume = `aws sesv2 put-configuration-set-sending-options --configuration-set-name ${set} --sending-enabled`;
  const refuses = (why: string, todo: string) =>
    fault(check, `${seen} ${why}: SES refuses every mail`, `${todo}, ${without}`);
  return judge(configurationSetSends, refuses('does not exist', 'create it again'), (sends) =>
    sends ? ok(check, `${seen} lets mail out`) : refuses('is paused', resume),
  );
}

function judgeRecipients(recipients: readonly [address: string, Answer<MailIdentity>][]): Finding[] {
  const check = 'recipients';
  if (recipients.length === 0) return [];
  const unknown = recipients.map(([, answer]) => answer).find(isUnknown);
  if (unknown) return [notChecked(check, unknown)];
  const refused = recipients.filter(([, answer]) => !(answer.kind === 'found' && answer.value.verified));
  if (refused.length === 0) return [ok(check, 'all are verified, as the sandbox requires')];
  const seen = `not verified, so they get no mail in the sandbox: ${shortList(refused.map(([address]) => address))}`;
  return [fault(check, seen, 'verify them in SES, or request production access')];
}
