import { SESv2Client, type SESv2ClientConfig, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { MailError } from '../../errors.ts';
import type { Mailer } from '../../ports.ts';
import { MOST_RECIPIENTS, RECIPIENTS } from '../../rules.ts';

const BY_REQUEST = 'ask for this run again with "resend": true';

interface Options {
  client: SESv2Client;
  sendAgain?: string;
}

/**
 * Amazon SES.
 *
 * @param client one of `sesClient`: any other may send a message twice by itself
 * @throws MailError where SES did not take the message; whatever fails before SES is asked passes through as it is
 */
export function sesMailer({ client, sendAgain = BY_REQUEST }: Options): Mailer {
  return {
    name: 'SES',
    sendAgain,
    async send({ from, to, raw }) {
      if (to.length === 0 || to.length > MOST_RECIPIENTS) {
        const message = `the message has ${to.length} recipients: give ${RECIPIENTS}`;
        throw new MailError('MailRefusedError', message);
      }
      const command = new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [...to] },
        Content: { Raw: { Data: raw } },
      });
      try {
        const { MessageId: messageId } = await client.send(command);
        return { ...(messageId && { messageId }) };
      } catch (error) {
        throw mailError(error as SdkError);
      }
    },
  };
}

/**
 * A client that asks once. SES has no idempotency token, and the SDK would also repeat a request that may have arrived;
 * the state machine sees the error's name and repeats only requests that did not arrive.
 */
export function sesClient(config: SESv2ClientConfig = {}): SESv2Client {
  return new SESv2Client({
    retryMode: 'standard',
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: 120_000,
      socketTimeout: 120_000,
      throwOnRequestTimeout: true,
      // A connection kept while Lambda was frozen is often dead, and then it is not known whether the mail was sent.
      httpAgent: { keepAlive: false },
      httpsAgent: { keepAlive: false },
    },
    ...config,
  });
}

type SdkError = Error & { code?: string; $metadata?: { httpStatusCode?: number } };

function mailError(cause: SdkError): Error {
  const refused = REFUSED[cause.name];
  const isOverQuota = OVER_QUOTA.includes(cause.name);
  const name = refused ? 'MailRefusedError' : isOverQuota ? 'MailDeferredError' : nameOf(cause);
  if (!name) return cause;
  const { outcome, advice } = OUTCOMES[name];
  const message = `${outcome} (${cause.name}: ${cause.message}). ${refused ?? (isOverQuota ? OVER_QUOTA_ADVICE : advice)}`;
  return new MailError(name, message, { cause });
}

/** An error from SES means that it did not take the message. No answer, or one from elsewhere, does not mean that. */
function nameOf({ name, code = '', $metadata }: SdkError): MailError['name'] | undefined {
  const status = $metadata?.httpStatusCode;
  if (status === undefined) {
    if (NOT_CONNECTED.includes(code)) return 'MailDeferredError';
    return name === 'TimeoutError' || name === 'AbortError' ? 'MailUncertainError' : undefined;
  }
  if (status < 400) return 'MailUncertainError';
  return status === 408 || status === 429 || status >= 500 ? 'MailDeferredError' : 'MailRefusedError';
}

const NOT_CONNECTED = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'];

const OUTCOMES = {
  MailRefusedError: {
    outcome: 'SES refused the message',
    advice: 'It will be refused again until its cause is gone',
  },
  MailDeferredError: { outcome: 'SES did not take the message', advice: 'Send it again later' },
  MailUncertainError: {
    outcome: 'SES may have taken the message',
    advice: 'Check whether it arrived before you send it again',
  },
};

const OVER_QUOTA = ['LimitExceededException', 'TooManyRequestsException', 'ThrottlingException'];
const OVER_QUOTA_ADVICE =
  'The account is over its sending rate or its quota for 24 hours. Send it again later; if this goes on, ask for more (https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-request-increase.html)';

/** What to do, by the error: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors */
const REFUSED: Readonly<Record<string, string>> = {
  MessageRejected:
    'Verify the sender and, while the account is in the sandbox, every recipient, in this region (https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html)',
  MailFromDomainNotVerifiedException:
    "Publish the MX record of the sender's custom MAIL FROM domain, or remove that domain (https://docs.aws.amazon.com/ses/latest/dg/mail-from.html)",
  AccountSuspendedException:
    'AWS has ended sending for this account: answer its case in the AWS Support Center',
  SendingPausedException:
    'Sending is paused for the account or the configuration set: find out why, then resume it (SES console, Account dashboard or Configuration sets)',
  NotFoundException:
    'Create the configuration set in this region, name an existing one, or remove the setting',
  BadRequestException:
    'Check the addresses of the sender and the recipients, and that the message is at most 40 MB',
  AccessDeniedException:
    "Allow ses:SendEmail and ses:SendRawEmail on the sender's identity and the configuration set (docs/permissions.md)",
};
