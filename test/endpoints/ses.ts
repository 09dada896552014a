import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SendEmailRequest } from '@aws-sdk/client-sesv2';
import sesLocal from 'aws-ses-v2-local';
import { keepConnections, type ServiceError } from './json-service.ts';

/** What one call of SendEmail brought. */
export interface SentMail {
  /** the envelope; the message's own headers may say otherwise */
  from: string | undefined;
  to: readonly string[];
  raw: Buffer;
}

export interface MailInterruption {
  /** whether the message is taken */
  when: 'before' | 'after';
  /** done when that is decided, and before the connection breaks */
  deed?: () => void;
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
  /** how the next calls break off, once each, in this order */
  interruptions: MailInterruption[];
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
  keepConnections(server);
  const sent: SentMail[] = [];
  const refusals: ServiceError[] = [];
  const interruptions: MailInterruption[] = [];
  const serve = server.listeners('request') as ((
    request: IncomingMessage,
    response: ServerResponse,
  ) => void)[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const refusal = isSending(request) ? refusals.shift() : undefined;
    if (refusal) return refuse(response, refusal);
    if (isSending(request)) {
      const interruption = interruptions.shift();
      if (interruption?.when === 'before') return interrupt(request, interruption);
      keep(request, response, sent, interruption);
    }
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
    interruptions,
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

/** Keeps the message when it is taken, which is before the answer. */
function keep(
  request: IncomingMessage,
  response: ServerResponse,
  sent: SentMail[],
  interruption: MailInterruption | undefined,
): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk) => chunks.push(chunk));
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
  response.end = ((...args: unknown[]) => {
    if (response.statusCode === 200) sent.push(record(chunks));
    if (!interruption) return end(...args);
    interrupt(request, interruption);
    return response;
  }) as typeof response.end;
}

function interrupt({ socket }: IncomingMessage, { deed }: MailInterruption): void {
  deed?.();
  socket.destroy();
}

function record(chunks: readonly Buffer[]): SentMail {
  const call: SendEmailRequest = JSON.parse(Buffer.concat(chunks).toString());
  return {
    from: call.FromEmailAddress,
    to: call.Destination?.ToAddresses ?? [],
    raw: Buffer.from(String(call.Content?.Raw?.Data), 'base64'),
  };
}
