import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SendEmailRequest } from '@aws-sdk/client-sesv2';
import sesLocal from 'aws-ses-v2-local';

/** What one call of SendEmail brought. */
export interface SentMail {
  /** the envelope; the message's own headers may say otherwise */
  from: string | undefined;
  to: readonly string[];
  configurationSet: string | undefined;
  raw: Buffer;
}

export interface SesEndpoint {
  /** also that of the mail viewer, for a browser */
  url: string;
  /** configuration of an SES client */
  client: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };
  /** every message that was taken so far, in order */
  sent: readonly SentMail[];
  close(): Promise<void>;
}

/**
 * An SES on this machine (aws-ses-v2-local) with its mail viewer. It keeps only what it parsed of a raw message, so the
 * calls are recorded as they arrive. What it cannot show: verified identities, quotas, the limit of 50 recipients,
 * configuration sets; it takes requests of up to 25 MB (messages of up to 18 MB), and its viewer is one for all the
 * endpoints of a process.
 */
export async function startSesEndpoint(): Promise<SesEndpoint> {
  const server = await sesLocal.default({ host: '127.0.0.1', port: 0 });
  const sent: SentMail[] = [];
  server.prependListener('request', (request, response) => record(request, response, sent));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    client: {
      endpoint: url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    },
    sent,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function record(request: IncomingMessage, response: ServerResponse, sent: SentMail[]): void {
  if (request.url !== '/v2/email/outbound-emails') return;
  const chunks: Buffer[] = [];
  request.on('data', (chunk) => chunks.push(chunk));
  response.on('finish', () => {
    if (response.statusCode !== 200) return;
    const call: SendEmailRequest = JSON.parse(Buffer.concat(chunks).toString());
    sent.push({
      from: call.FromEmailAddress,
      to: call.Destination?.ToAddresses ?? [],
      configurationSet: call.ConfigurationSetName,
      raw: Buffer.from(String(call.Content?.Raw?.Data), 'base64'),
    });
  });
}
