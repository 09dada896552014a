import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A key and a certificate of its own, for localhost and 127.0.0.1: of these tests alone. */
export const certificate = readFileSync(join(import.meta.dirname, 'localhost.pem'), 'utf8');

export interface SmtpEndpoint {
  port: number;
  /** every message that was taken, in order */
  sent: { from: string; to: string[]; raw: Buffer; encrypted: boolean; user: string | undefined }[];
  close(): Promise<void>;
}

/** An SMTP server on this machine (smtp-server). It needs no login and has STARTTLS where the options say nothing else. */
export async function startSmtpEndpoint(options: SMTPServerOptions = {}): Promise<SmtpEndpoint> {
  const sent: SmtpEndpoint['sent'] = [];
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    key: certificate,
    cert: certificate,
    onData(stream, { envelope, secure, user }, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        sent.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks),
          encrypted: secure,
          user,
        });
        callback();
      });
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    sent,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
