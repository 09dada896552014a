import type { Config } from '../config/config.ts';
import { RequestError } from '../errors.ts';
import type { Notifier } from '../ports.ts';
import { secretOf } from './secret.ts';

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
