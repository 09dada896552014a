import { GetAccountCommand, GetEmailIdentityCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import type { Answer } from '../../../doctor/aws-setup/answer.ts';
import type { MailIdentity, MailSetup } from '../../../doctor/aws-setup/mail.ts';
import type { MailAccount } from '../../../doctor/aws-setup/mail-account.ts';
import { ask, isNamed } from './ask.ts';

export async function askMail(
  client: SESv2Client,
  { from, to }: { from: string; to: readonly string[] },
): Promise<MailSetup> {
  const account = await askAccount(client);
  const identities = new Map<string, Promise<Answer<MailIdentity>>>();
  const identity = (name: string) => {
    const asked = identities.get(name) ?? askIdentity(client, name);
    identities.set(name, asked);
    return asked;
  };
  const recipients: Record<string, Answer<MailIdentity>> = {};
  const inSandbox = account.kind === 'found' && !account.value.production;
  // One after the other: SES takes one call a second, and a few at once.
  if (inSandbox) for (const address of to) recipients[address] = await identityFor(address, identity);
  return { from, account, sender: await identityFor(from, identity), recipients, recipientCount: to.length };
}

function askAccount(client: SESv2Client): Promise<Answer<MailAccount>> {
  return ask({ permission: 'ses:GetAccount' }, async () => {
    const account = await client.send(new GetAccountCommand({}));
    return {
      sendingEnabled: account.SendingEnabled ?? false,
      production: account.ProductionAccessEnabled ?? false,
      enforcement: account.EnforcementStatus ?? 'not known',
      max24Hours: account.SendQuota?.Max24HourSend ?? 0,
      sentLast24Hours: account.SendQuota?.SentLast24Hours ?? 0,
    };
  });
}

function askIdentity(client: SESv2Client, name: string): Promise<Answer<MailIdentity>> {
  return ask({ permission: 'ses:GetEmailIdentity', isAbsent: isNamed('NotFoundException') }, async () => {
    const identity = await client.send(new GetEmailIdentityCommand({ EmailIdentity: name }));
    return {
      name,
      verified: identity.VerifiedForSendingStatus ?? false,
      dkim: identity.DkimAttributes?.Status ?? 'NOT_STARTED',
      dkimSigning: identity.DkimAttributes?.SigningEnabled ?? false,
    };
  });
}

/**
 * The identity by which an address is verified: its own, or that of its domain or of a domain above. Where none is, the
 * first that there is.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/verify-addresses-and-domains.html
 */
async function identityFor(
  address: string,
  identity: (name: string) => Promise<Answer<MailIdentity>>,
): Promise<Answer<MailIdentity>> {
  const labels = address
    .slice(address.lastIndexOf('@') + 1)
    .toLowerCase()
    .split('.');
  const domains = labels.slice(0, -1).map((_, i) => labels.slice(i).join('.'));
  let first: Answer<MailIdentity> = { kind: 'absent' };
  for (const name of [address, ...domains]) {
    const answer = await identity(name);
    if (answer.kind === 'denied' || answer.kind === 'failed') return answer;
    if (answer.kind === 'found' && answer.value.verified) return answer;
    if (first.kind === 'absent') first = answer;
  }
  return first;
}
