/** How often the mail of one run may be asked for again. */
import { Temporal } from 'temporal-polyfill';
import type { MailRecord } from '../run/manifest.ts';

/**
 * Of one run, in 24 hours. Each sends a mail, or a notice that it failed: without a limit, anybody who can invoke the start
 * function could fill the team's inboxes. Five are enough to correct a sender, a recipient and a filter one by one.
 */
const MOST_RESENDS_A_DAY = 5;

/** @returns the instants of the last 24 hours at which a person asked for the mail again, oldest first */
function resendsBefore({ resends = [] }: MailRecord, now: string): string[] {
  const dayAgo = Temporal.Instant.from(now).subtract({ hours: 24 });
  return resends.filter((asked) => Temporal.Instant.compare(asked, dayAgo) > 0);
}

/** @returns why the mail may not be asked for again now; undefined where it may */
export function resendRefusal(mail: MailRecord, now: string): string | undefined {
  const asked = resendsBefore(mail, now);
  const first = asked.at(-MOST_RESENDS_A_DAY);
  if (first === undefined) return undefined;
  const next = Temporal.Instant.from(first).add({ hours: 24 });
  return `was sent again ${asked.length} times in 24 hours, at most ${MOST_RESENDS_A_DAY} are allowed: ask after ${next}, or open its message.eml in the archive`;
}

/** @returns the record of a mail that is asked for again now */
export function withResend(mail: MailRecord, now: string): MailRecord {
  return { ...mail, resends: [...resendsBefore(mail, now), now] };
}
