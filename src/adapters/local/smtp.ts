import { Readable } from 'node:stream';
import SMTPConnection, { type SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection';
import { MailError } from '../../errors.ts';
import type { Mailer, OutgoingMessage, TakenMessage } from '../../ports.ts';

export interface SmtpServer {
  host: string;
  port: number;
  /** `implicit`: from the first byte; `starttls`: before anything is said, or not at all; `none`: never */
  tls: 'implicit' | 'starttls' | 'none';
  /** absent: the server asks for none */
  login?: { user: string; password: string };
}

/** Milliseconds. */
interface Timeouts {
  connection: number;
  greeting: number;
  /** without a byte; as long as a server may take after the message: https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.2.6 */
  silence: number;
  /** of all, for a server that never ends an answer */
  whole: number;
}

/** Of a mailer on this machine. */
export const BY_DAILY = 'call cloudtrail-audit daily with --resend and the run id';

interface Options {
  timeouts?: Timeouts;
  ca?: string | undefined;
}

const PIECE = 64 * 1024;
/** A server that does not answer keeps nobody waiting. */
const QUIT_MILLISECONDS = 5_000;
const TIMEOUTS: Timeouts = { connection: 30_000, greeting: 30_000, silence: 600_000, whole: 1_800_000 };

/**
 * An SMTP server. One that takes the message for some of the recipients only has taken it.
 *
 * @param ca certificates to trust in place of those of Node.js, as PEM
 */
export function smtpMailer(server: SmtpServer, { timeouts = TIMEOUTS, ca }: Options = {}): Mailer {
  const name = `${server.host}:${server.port}`;
  return { name, sendAgain: BY_DAILY, send: (message) => sent(message, server, name, { timeouts, ca }) };
}

async function sent(
  { from, to, raw }: OutgoingMessage,
  { host, port, tls, login }: SmtpServer,
  name: string,
  { timeouts, ca }: Options & { timeouts: Timeouts },
): Promise<TakenMessage> {
  const connection = new SMTPConnection({
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    connectionTimeout: timeouts.connection,
    greetingTimeout: timeouts.greeting,
    dnsTimeout: timeouts.connection,
    socketTimeout: timeouts.silence,
    ...(ca && { tls: { ca } }),
  });
  let isHandedOver = false;
  async function* content() {
    for (let at = 0; at < raw.length; at += PIECE) yield raw.subarray(at, at + PIECE);
    // What follows is the line that ends the message: from then on the server may have taken it.
    isHandedOver = true;
  }
  let deadline: NodeJS.Timeout | undefined;
  try {
    const info = await new Promise<SMTPConnectionSendInfo>((resolve, reject) => {
      connection.on('error', reject);
      const late = () => reject(new Error(`not done after ${timeouts.whole / 1000} seconds`));
      deadline = setTimeout(late, timeouts.whole);
      const send = () => {
        const message = Readable.from(content(), { objectMode: false, highWaterMark: PIECE });
        connection.send({ from, to: [...to], size: raw.length }, message, (error, info) =>
          error ? reject(error) : resolve(info as SMTPConnectionSendInfo),
        );
      };
      connection.connect((error) => {
        if (error) reject(error);
        else if (!login) send();
        else
          connection.login({ user: login.user, pass: login.password }, (error) =>
            error ? reject(error) : send(),
          );
      });
    });
    connection.quit();
    setTimeout(() => connection.close(), QUIT_MILLISECONDS).unref();
    return taken(info);
  } catch (error) {
    connection.close();
    throw mailError(error as SmtpError, name, isHandedOver);
  } finally {
    clearTimeout(deadline);
  }
}

function taken({ serverMessageId, rejected, rejectedErrors = [] }: SMTPConnectionSendInfo): TakenMessage {
  const reasons = rejected.map((address, at) => `${address} (${reasonOf(rejectedErrors[at])})`);
  return {
    ...(serverMessageId && { messageId: serverMessageId }),
    ...(reasons.length > 0 && { notFor: reasons.join(', ') }),
  };
}

type SmtpError = Error & {
  code?: string | undefined;
  response?: string | undefined;
  permanent?: boolean | undefined;
};

const HOPELESS = ['EMESSAGE', 'EAUTH'];

/** Only an answer to the message says that it was not taken once all of it was handed over. */
function mailError(cause: SmtpError, name: string, isHandedOver: boolean): MailError {
  const reason = reasonOf(cause);
  const told = (outcome: string, advice: string) => `${name} ${outcome} (${reason}). ${advice}`;
  // Before anything is handed over: the server says how large a message may be, or has no login that is known here.
  const isHopeless = !isHandedOver && cause.permanent === undefined && HOPELESS.includes(cause.code ?? '');
  if (cause.permanent || isHopeless) {
    const advice = 'It will be refused again until its cause is gone';
    return new MailError('MailRefusedError', told('refused the message', advice), { cause });
  }
  if (cause.permanent === undefined && isHandedOver) {
    const advice = 'Check whether it arrived before you send it again';
    return new MailError('MailUncertainError', told('may have taken the message', advice), { cause });
  }
  return new MailError('MailDeferredError', told('did not take the message', 'Send it again later'), {
    cause,
  });
}

/** A server writes what it wants. */
function reasonOf(error: SmtpError | undefined): string {
  const text = error?.response ?? error?.message ?? 'no reason given';
  return text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 500);
}
