/** What sends the mails of `daily` and posts its messages, by the configuration. */
import { readFile } from 'node:fs/promises';
import type { SmtpServer } from '../adapters/local/smtp.ts';
import { type Config, configSchema } from '../config/config.ts';
import { fault, faultUnless, messageOf, RequestError } from '../errors.ts';
import type { Mailer, Notifier } from '../ports.ts';

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

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * What posts a message of each run of `daily`, by the configuration.
 *
 * @returns undefined where nothing does
 * @throws RequestError where URL or secret are not where the configuration says; none of them is in a message
 */
export async function dailyNotifier(
  { daily: { webhook } }: Pick<Config, 'daily'>,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Notifier | undefined> {
  if (!webhook) return undefined;
  const { format, urlFile, urlVariable, secretFile, secretVariable } = webhook;
  const faults: string[] = [];
  const place = { environment, faults };
  const text = await secretOf('daily.webhook.url', { file: urlFile, variable: urlVariable }, place);
  const isSigned = secretFile !== undefined || secretVariable !== undefined;
  const secret = isSigned
    ? await secretOf('daily.webhook.secret', { file: secretFile, variable: secretVariable }, place)
    : undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (text !== '' && !isAllowed(url))
    faults.push(
      `config: daily.webhook.url${urlFile === undefined ? 'Variable' : 'File'}: must hold a URL that begins with https://, or with http:// on this machine`,
    );
  if (faults.length > 0 || !url) throw new RequestError(faults);
  const now = () => new Date().toISOString();
  return (await import('../adapters/local/webhook.ts')).webhookNotifier({ url, format, secret, now });
}

function isAllowed(url: URL | undefined): boolean {
  if (!url) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.includes(url.hostname));
}

/**
 * A secret that a setting names: `daily.smtp.passwordFile`, or `daily.smtp.passwordVariable`.
 *
 * @param setting without `File` and `Variable`
 * @returns '' where it is not there; then its fault joins the others
 */
async function secretOf(
  setting: string,
  { file, variable = '' }: { file: string | undefined; variable: string | undefined },
  { environment, faults }: { environment: NodeJS.ProcessEnv; faults: string[] },
): Promise<string> {
  const [kind, place] = file === undefined ? ['Variable', variable] : ['File', file];
  const name = `config: ${setting}${kind}`;
  try {
    const text = file === undefined ? environment[variable] : await readFile(file, 'utf8');
    const secret = text?.replace(/\r?\n$/, '') ?? '';
    if (secret === '') faults.push(fault(name, place, 'is not set, or empty: it must hold the secret'));
    return secret;
  } catch (error) {
    faults.push(fault(name, place, `cannot be read: ${messageOf(error)}`));
    return '';
  }
}
