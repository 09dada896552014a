import { createHmac } from 'node:crypto';
import type { Clock, Notifier } from '../../ports.ts';
import type { WebhookFormat } from '../../run/notified.ts';
import { VERSION } from '../../version.ts';

interface Options {
  /** a secret: anybody who has it can post there */
  url: URL;
  format: WebhookFormat;
  /** signs the body */
  secret?: string | undefined;
  now: Clock;
  /** for all, in milliseconds */
  timeout?: number;
}

const TIMEOUT = 15_000;
const MOST_ANSWER_BYTES = 200;

/** Posts to a URL. No redirect is followed: it would carry the message to where nobody named. */
export function webhookNotifier({ url, format, secret, now, timeout = TIMEOUT }: Options): Notifier {
  return {
    name: url.host,
    format,
    async post(body) {
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': `cloudtrail-audit-reporter/${VERSION}`,
        ...(secret !== undefined && { 'x-audit-signature': signature(body, secret, now()) }),
      };
      let response: Response;
      try {
        const signal = AbortSignal.timeout(timeout);
        response = await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal });
        if (response.ok) return await response.body?.cancel();
      } catch (error) {
        throw new Error(`${url.host}: ${reasonOf(error as Error, timeout)}`, { cause: error });
      }
      const { status } = response;
      const answer = await beginningOf(response).catch(() => '');
      const redirects = status >= 300 && status < 400 ? ', a redirect, which is not followed' : '';
      throw new Error(`${url.host} answered ${status}${redirects}${answer && `: ${answer}`}`);
    },
  };
}

/** `t=1795330800,v1=HEX`: HMAC-SHA256 of the time, a dot and the body, so that an old message cannot be sent again as new. */
function signature(body: string, secret: string, now: string): string {
  const seconds = Math.floor(Date.parse(now) / 1000);
  const hash = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${hash}`;
}

/** The message of fetch says nothing, and its cause names no more than the address. */
function reasonOf({ name, message, cause }: Error, timeout: number): string {
  if (name === 'TimeoutError') return `no answer within ${timeout / 1000} seconds: it may have arrived`;
  return (cause as Error | undefined)?.message || message;
}

/** Slack says here what is wrong. */
async function beginningOf({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const { value = new Uint8Array() } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return Buffer.from(value).subarray(0, MOST_ANSWER_BYTES).toString('utf8');
}
