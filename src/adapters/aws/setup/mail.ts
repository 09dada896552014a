import {
  GetAccountCommand,
  GetConfigurationSetCommand,
  GetEmailIdentityCommand,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import { type Answer, isUnknown } from '../../../doctor/finding.ts';
import type { Mail, MailAccount, MailIdentity } from '../../../doctor/mail.ts';
import type { Setup } from '../../../doctor/setup.ts';
import { ask, type Clients } from './ask.ts';

export async function askMail({ ses }: Clients, { config }: Setup): Promise<Mail> {
  const { from, to } = config.mail;
  const identities = new Map<string, Promise<Answer<MailIdentity>>>();
  const identity = (name: string) => {
    const asked = identities.get(name) ?? askIdentity(ses, name);
    identities.set(name, asked);
    return asked;
  };
  const account = await askAccount(ses);
  const sender = await identityFor(from, identity);
  const set = sender.kind === 'found' ? sender.value.configurationSet : undefined;
  const configurationSetSends = set ? await askConfigurationSet(ses, set) : ({ kind: 'absent' } as const);
  const recipients: Record<string, Answer<MailIdentity>> = {};
  const inSandbox = account.kind === 'found' && !account.value.production;
  // One after the other: SES takes one call a second, and a few at once.
  if (inSandbox) for (const address of to) recipients[address] = await identityFor(address, identity);
  return { account, sender, configurationSetSends, recipients };
}

function askAccount(client: SESv2Client): Promise<Answer<MailAccount>> {
  return ask('ses:GetAccount', async () => {
    const account = await client.send(new GetAccountCommand({}));
    return {
      sendingEnabled: account.SendingEnabled ?? false,
      production: account.ProductionAccessEnabled ?? false,
      enforcement: account.EnforcementStatus ?? 'unknown',
      max24Hours: account.SendQuota?.Max24HourSend ?? 0,
      sentLast24Hours: account.SendQuota?.SentLast24Hours ?? 0,
    };
  });
}

function askIdentity(client: SESv2Client, name: string): Promise<Answer<MailIdentity>> {
  const call = async () => {
    const identity = await client.send(new GetEmailIdentityCommand({ EmailIdentity: name }));
    return {
      name,
      verified: identity.VerifiedForSendingStatus ?? false,
      dkim: identity.DkimAttributes?.Status ?? 'NOT_STARTED',
      dkimSigning: identity.DkimAttributes?.SigningEnabled ?? false,
      configurationSet: identity.ConfigurationSetName,
    };
  };
  return ask('ses:GetEmailIdentity', call, 'NotFoundException');
}

function askConfigurationSet(client: SESv2Client, name: string): Promise<Answer<boolean>> {
  const call = async () => {
    const set = await client.send(new GetConfigurationSetCommand({ ConfigurationSetName: name }));
    return set.SendingOptions?.SendingEnabled ?? true;
  };
  return ask('ses:GetConfigurationSet', call, 'NotFoundException');
}

type AskIdentity = (name: string) => Promise<Answer<MailIdentity>>;

/** @returns the first verified identity of an address: its own, its domain's or a domain above's; else the first that exists */
async function identityFor(address: string, identity: AskIdentity): Promise<Answer<MailIdentity>> {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  const labels = domain.split('.');
  const domains = labels.slice(0, -1).map((_, i) => labels.slice(i).join('.'));
  let first: Answer<MailIdentity> = { kind: 'absent' };
  for (const name of [address, ...domains]) {
    const answer = await identity(name);
    if (isUnknown(answer) || (answer.kind === 'found' && answer.value.verified)) return answer;
    if (first.kind === 'absent') first = answer;
  }
  return first;
}
