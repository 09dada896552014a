/** What sends the mails of `daily`, by the configuration. */
import type { SmtpServer } from '../adapters/local/smtp.ts';
import { type Config, configSchema } from '../config/config.ts';
import { faultUnless, RequestError } from '../errors.ts';
import type { Mailer } from '../ports.ts';
import { secretOf } from './secret.ts';

type Smtp = NonNullable<Config['daily']['smtp']>;

/**
 * @returns undefined where mails are archived only
 * @throws RequestError where a setting is missing for it, or the password is not where the configuration says
 */
export async function dailyMailer(
  { daily: { smtp, ses }, mail }: Pick<Config, 'daily' | 'mail'>,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Mailer | undefined> {
  if (!smtp && !ses) return undefined;
  const unset = configSchema.parse({}).mail;
  const faults = [
    ...faultUnless(
      mail.from !== unset.from,
      'config: mail.from',
      mail.from,
      'sends no mail: give the sender',
    ),
    ...faultUnless(
      `${mail.to}` !== `${unset.to}`,
      'config: mail.to',
      mail.to,
      'gets no mail: give the recipients',
    ),
  ];
  const password =
    smtp?.user === undefined
      ? ''
      : await secretOf(
          'daily.smtp.password',
          { file: smtp.passwordFile, variable: smtp.passwordVariable },
          { environment, faults },
        );
  const ofSes = ses && (await sesClientOf(ses, faults));
  if (faults.length > 0) throw new RequestError(faults);
  const { BY_DAILY, smtpMailer } = await import('../adapters/local/smtp.ts');
  if (smtp) return smtpMailer(serverOf(smtp, password));
  const { sesMailer } = await import('../adapters/aws/ses.ts');
  return ofSes && sesMailer({ client: ofSes, sendAgain: BY_DAILY });
}

/** Without region or credentials every mail would fail, after its run. */
async function sesClientOf({ region }: NonNullable<Config['daily']['ses']>, faults: string[]) {
  const { sesClient } = await import('../adapters/aws/ses.ts');
  const { callerFaults } = await import('./aws.ts');
  const client = sesClient({ ...(region && { region }) });
  faults.push(
    ...(await callerFaults(client)).map(
      (text) => `config: daily.ses: ${text.replace('--region', 'daily.ses.region')}`,
    ),
  );
  return client;
}

const PORTS = { starttls: 587, implicit: 465, none: 25 };

function serverOf({ host, tls, port = PORTS[tls], user }: Smtp, password: string): SmtpServer {
  return { host, port, tls, ...(user !== undefined && { login: { user, password } }) };
}
