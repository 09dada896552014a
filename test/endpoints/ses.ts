import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SendEmailRequest } from '@aws-sdk/client-sesv2';
import sesLocal from 'aws-ses-v2-local';
import type { ServiceError } from './json-service.ts';

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
  /** what the next calls are refused with, once each, in this order */
  refusals: ServiceError[];
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
  const refusals: ServiceError[] = [];
  const serve = server.listeners('request') as ((
    request: IncomingMessage,
    response: ServerResponse,
  ) => void)[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const refusal = isSending(request) ? refusals.shift() : undefined;
    if (refusal) return refuse(response, refusal);
    record(request, response, sent);
    for (const listener of serve) listener.call(server, request, response);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    client: {
      endpoint: url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    },
    sent,
    refusals,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const isSending = ({ url }: IncomingMessage) => url === '/v2/email/outbound-emails';

function refuse(response: ServerResponse, { name, message, status }: ServiceError): void {
  response.writeHead(status, { 'x-amzn-errortype': name, 'content-type': 'application/json' });
  response.end(JSON.stringify({ message }));
}

function record(request: IncomingMessage, response: ServerResponse, sent: SentMail[]): void {
  if (!isSending(request)) return;
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
