import { printable } from '../mail/printable.ts';
import type { MailRecord } from '../run/manifest.ts';
import type { RunOptions } from './options.ts';
import { oneLine } from './terminal.ts';

/** What became of a mail and, where a person has to decide, the commands that they choose from. */
export function mailLines(
  runId: string,
  { status, reason = '' }: Pick<MailRecord, 'status' | 'reason'>,
  { out = '', config }: Pick<RunOptions, 'out' | 'config'>,
): string[] {
  if (status === 'written') return ['  mail: in the archive, not sent'];
  const why = printable(reason, 500);
  if (status === 'sent') return [`  mail: sent${why && `, but ${why}`}`];
  if (status !== 'uncertain') return [`  mail: NOT SENT (${status}): ${why}`];
  const settings = config === undefined ? '' : ` --config ${word(config)}`;
  const command = `cloudtrail-audit daily --out ${word(out)}${settings}`;
  return [
    `  mail: MAY HAVE BEEN SENT (uncertain): ${why}`,
    `    if it arrived: ${command} --arrived ${runId}`,
    `    if it did not: ${command} --resend ${runId}`,
  ];
}

/** As a shell takes it. */
function word(text: string): string {
  const shown = oneLine(text);
  return /^[\w./:~-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
