import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printDaily } from '../../src/cli/daily.ts';
import type { DailyOptions } from '../../src/cli/daily-options.ts';
import { settleMail } from '../../src/cli/settle-mail.ts';
import { MailError } from '../../src/errors.ts';
import type { Mailer, Notifier, OutgoingMessage } from '../../src/ports.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import { emptyDirectory } from '../logs.ts';
import { dailyLogs } from './scheduled-logs.ts';

export const MEMORY = '256MB';
export const logs = await dailyLogs(6);
export const config = join(await emptyDirectory(), 'audit.json');
await writeFile(config, '{}');

export interface Called {
  well: boolean;
  lines: string[];
  errors: string[];
  sent: OutgoingMessage[];
}

interface Call extends Partial<DailyOptions> {
  out: string;
  now: string;
  /** what comes of each mail, in their order; those after them are taken */
  fail?: (Error | undefined)[];
  /** no mails are sent */
  off?: boolean;
  errors?: string[];
  notifier?: Notifier;
}

export const refused = () => new MailError('MailRefusedError', 'the server does not know the recipient');
export const deferred = () => new MailError('MailDeferredError', 'the server is busy');
export const uncertain = () => new MailError('MailUncertainError', 'the server hung up after DATA');

export async function call({
  out,
  now,
  fail = [],
  off = false,
  errors = [],
  notifier,
  ...options
}: Call): Promise<Called> {
  const called: Called = { well: false, lines: [], errors, sent: [] };
  const io = {
    out: (text: string) => called.lines.push(text),
    error: (text: string) => called.errors.push(text),
    write: async () => true,
  };
  const failures = [...fail];
  const mailer: Mailer = {
    name: 'mail.example.com:587',
    sendAgain: 'call again',
    async send(message: OutgoingMessage) {
      const error = failures.shift();
      if (error) throw error;
      called.sent.push(message);
      return { messageId: `id-${called.sent.length}` };
    },
  };
  const deps = {
    now: () => now,
    mailerOf: async () => (off ? undefined : mailer),
    notifierOf: async () => notifier,
  };
  const ofOneMail = options.resend ?? options.arrived;
  called.well = ofOneMail
    ? await settleMail({ out, config, ...options }, io, deps)
    : await printDaily({ logs, out, config, memory: MEMORY, ...options }, io, deps);
  return called;
}

export async function manifestsIn(out: string): Promise<Manifest[]> {
  const names = await readdir(join(out, 'runs'), { recursive: true }).catch(() => []);
  const files = names.filter((name) => name.endsWith('manifest.json')).sort();
  return Promise.all(files.map(async (name) => JSON.parse(await readFile(join(out, 'runs', name), 'utf8'))));
}

export const windows = async (out: string) => (await manifestsIn(out)).map(({ window }) => window.to);
export const mails = async (out: string) =>
  (await manifestsIn(out)).map(({ mail }) => [mail.status, mail.attempts]);

/** A run that only its manifest's name tells of. */
export async function emptyRun(out: string, day: string, id: string): Promise<void> {
  await mkdir(join(out, 'runs', day, id), { recursive: true });
  await writeFile(join(out, 'runs', day, id, 'manifest.json'), '{}');
}
