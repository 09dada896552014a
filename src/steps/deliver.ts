import { manifestContent, recordedRun } from '../archive/recorded-run.ts';
import { MailError } from '../errors.ts';
import type { Archive, Clock, Mailer } from '../ports.ts';
import type { MailRecord, Manifest } from '../run/manifest.ts';
import type { Run } from '../run/run.ts';
import { MANIFEST } from '../run/run-files.ts';

interface Delivery {
  run: Pick<Run, 'archive'>;
  /** as recorded before; else that of a mail with the status `written` */
  manifest: Manifest;
  /** the archived message */
  message: Uint8Array;
  /** the manifest as archived; absent before it is first written */
  before?: Uint8Array;
}

export interface DeliveryDeps {
  archive: Archive;
  mailer?: Mailer | undefined;
  now: Clock;
}

/**
 * Sends an archived message and records it in the manifest, which is written before the mailer is asked (`uncertain`: asked, no
 * answer known) and after its answer. Wherever the process dies, the manifest is true and nothing is sent again by itself;
 * of several deliveries at the same time only the one that wrote the manifest sends.
 *
 * @throws MailError where the message was not taken, or may not have been
 */
export async function deliver(delivery: Delivery, deps: DeliveryDeps): Promise<Manifest> {
  const { manifest, run, before } = delivery;
  const { archive, mailer } = deps;
  const claim = mailer ? asked(manifest, { ...deps, mailer }) : manifest;
  const key = `${run.archive}/${MANIFEST}`;
  if (await archive.exchange(key, before, manifestContent(claim), 'application/json'))
    return mailer ? send(claim, delivery, { ...deps, mailer }) : claim;
  const recorded = await recordedRun(run, archive);
  if (!recorded) throw new Error(`${archive.locate(key)} was removed a moment ago`);
  return outcomeOf(recorded.manifest);
}

/** @throws MailError where the mail of a recorded run was not sent, or may not have been */
export function outcomeOf(manifest: Manifest): Manifest {
  const { status, reason = '' } = manifest.mail;
  if (status === 'sent' || status === 'written') return manifest;
  throw new MailError(ERRORS[status], reason);
}

const ERRORS = {
  refused: 'MailRefusedError',
  deferred: 'MailDeferredError',
  uncertain: 'MailUncertainError',
} as const;
const STATUSES = {
  MailRefusedError: 'refused',
  MailDeferredError: 'deferred',
  MailUncertainError: 'uncertain',
} as const;

type SendingDeps = DeliveryDeps & { mailer: Mailer };

function asked(manifest: Manifest, { mailer, now }: SendingDeps): Manifest {
  const reason = `${mailer.name} was asked to send the mail at ${now()}, but no answer is recorded: it may have been sent. Check whether it arrived; if it did not, ${mailer.sendAgain}`;
  return withMail(manifest, { status: 'uncertain', attempts: manifest.mail.attempts + 1, reason });
}

async function send(
  claim: Manifest,
  { run, message }: Delivery,
  { archive, mailer, now }: SendingDeps,
): Promise<Manifest> {
  const { from, to } = claim.mail;
  const record = async (mail: Partial<MailRecord>) => {
    const manifest = withMail(claim, mail);
    await archive.write(`${run.archive}/${MANIFEST}`, [manifestContent(manifest)], 'application/json');
    return manifest;
  };
  try {
    const { messageId, notFor } = await mailer.send({ from, to, raw: message });
    return await record({
      status: 'sent',
      sentAt: now(),
      ...(messageId && { messageId }),
      ...(notFor && { reason: `not sent to ${notFor}` }),
    });
  } catch (error) {
    // After any other error the mail may have been sent: `uncertain`, which is recorded already, is true.
    if (error instanceof MailError) {
      const reason = `${error.message}. To send it, ${mailer.sendAgain}`;
      await record({ status: STATUSES[error.name], reason });
    }
    throw error;
  }
}

function withMail(manifest: Manifest, changes: Partial<MailRecord>): Manifest {
  const { reason, sentAt, messageId, ...mail } = manifest.mail;
  return { ...manifest, mail: { ...mail, ...changes } };
}
