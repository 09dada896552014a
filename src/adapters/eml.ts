import type { Archive, Mailer } from '../ports.ts';

/** Delivers a message by archiving it as an .eml file, which mail clients open. */
export function emlMailer(archive: Archive): Mailer {
  return { send: ({ key, raw }) => archive.write(key, [raw], 'message/rfc822') };
}
