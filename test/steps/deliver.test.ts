import { checksumOf } from '../../src/archive/checksum.ts';
import { reviewedHash } from '../../src/archive/review.ts';
import { configSchema } from '../../src/config/config.ts';
import { MailError } from '../../src/errors.ts';
import type { Archive, Mailer } from '../../src/ports.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import { archiveReport } from '../../src/steps/archive-report.ts';
import { type SendSummaryInput, sendSummary } from '../../src/steps/send-summary.ts';
import { manifestV1 } from '../archive/manifest-v1.ts';
import { keepingMailer, memoryArchive, report, run, scriptedEngine } from './fakes.ts';

const config = configSchema.parse({ mail: { to: ['security@example.com'], from: 'audit@example.com' } });
const LOGS = {
  files: 1,
  complete: true,
  days: { '2026/11/21': 1 },
  bytes: 10,
  damaged: [],
  recordsWithoutTime: 0,
};

/** A run whose reports are archived, and what stands for its mail. */
async function opened() {
  const { archive, files } = memoryArchive();
  const { sent, mailer } = keepingMailer();
  const query = { state: 'succeeded', resultLocation: 'r', scannedBytes: 2e9, milliseconds: 7 } as const;
  const { engine } = scriptedEngine();
  const result = await archiveReport({ run, report, query }, { engine, archive, config });
  let second = 0;
  const deps = {
    archive,
    mailer: mailer as Mailer,
    logs: { survey: async () => LOGS },
    config,
    controls: [],
    charged: true,
    now: () => `2026-11-22T07:00:${String(second++).padStart(2, '0')}.000Z`,
  };
  const input: SendSummaryInput = { run, reports: [report], results: [result] };
  const manifest = (): Manifest => JSON.parse(files.get('manifest.json')?.toString() ?? '{}');
  const send = (changes: Partial<typeof deps> = {}) => sendSummary(input, { ...deps, ...changes });
  const resend = (attempt: number, changes: Partial<typeof deps> = {}) =>
    sendSummary({ run, resend: attempt }, { ...deps, ...changes });
  return { archive, files, sent, mailer, manifest, send, resend };
}

const failing = (error: Error): Mailer => ({
  ...keepingMailer().mailer,
  send: async () => Promise.reject(error),
});
const refusal = new MailError('MailRefusedError', 'SES refused the message: verify the sender');
const deferral = new MailError('MailDeferredError', 'SES did not take the message');
const timeout = new MailError('MailUncertainError', 'SES may have taken the message');

test('records when SES took the mail and the id that it gave it', async () => {
  const { manifest, send } = await opened();

  await send();

  const { status, attempts, messageId, sentAt } = manifest().mail;
  expect({ status, attempts, messageId }).toEqual({ status: 'sent', attempts: 1, messageId: 'ses-1' });
  expect(sentAt).toMatch(/^2026-11-22T07:00:0\d\.000Z$/);
});

test('no attempt to send changes the hash that a review has of the manifest', async () => {
  const { manifest, send, resend } = await opened();
  const hashes: string[] = [];
  for (const attempt of [
    () => send({ mailer: failing(deferral) }),
    () => send({ mailer: failing(timeout) }),
    () => resend(3),
  ]) {
    await attempt().catch(() => {});
    hashes.push(reviewedHash(manifest()));
  }

  expect(manifest().mail).toMatchObject({ status: 'sent', attempts: 3 });
  expect(new Set(hashes).size).toBe(1);
});

test('while SES is asked, the manifest is there and says that its answer is not known', async () => {
  const { manifest, send, mailer } = await opened();
  let status: string | undefined;

  await send({
    mailer: {
      ...mailer,
      send: async (message) => {
        status = manifest().mail.status;
        return mailer.send(message);
      },
    },
  });

  expect([status, manifest().mail.status]).toEqual(['uncertain', 'sent']);
});

test.each([
  ['refused', refusal],
  ['deferred', deferral],
  ['uncertain', timeout],
])(
  'a mail that is %s fails the step, and stands so in the manifest, with the reason',
  async (status, error) => {
    const { manifest, send } = await opened();

    await expect(send({ mailer: failing(error) })).rejects.toBe(error);

    expect(manifest()).toMatchObject({
      status: 'succeeded',
      mail: { status, attempts: 1, reason: expect.stringContaining(error.message) },
    });
  },
);

test.each([
  ['refused', refusal],
  ['deferred', deferral],
])('a mail that was %s is sent when the step is repeated: the archived message, once', async (_, error) => {
  const { manifest, files, sent, send } = await opened();
  await send({ mailer: failing(error) }).catch(() => {});
  const archived = files.get('message.eml');

  await send();
  await send();

  expect(sent.map(({ raw }) => Buffer.from(raw))).toEqual([archived]);
  expect(manifest().mail).toMatchObject({ status: 'sent', attempts: 2 });
  expect(manifest().mail.reason).toBeUndefined();
});

describe('a process that dies', () => {
  const killed = new Error('killed');
  /** An archive that takes so many writes, and then nothing more. */
  const dyingAfter = (writes: number, archive: Archive): Archive => {
    let left = writes;
    const alive = () => {
      left -= 1;
      if (left < 0) throw killed;
    };
    return {
      ...archive,
      write: async (...args) => {
        alive();
        return archive.write(...args);
      },
      exchange: async (...args) => {
        alive();
        return archive.exchange(...args);
      },
    };
  };

  test.each([
    ['before the message is archived', 0],
    ['before the manifest is', 1],
  ])('%s: repeated, the step sends the mail once', async (_, writes) => {
    const { archive, sent, send, manifest } = await opened();
    await expect(send({ archive: dyingAfter(writes, archive) })).rejects.toBe(killed);
    expect(sent).toHaveLength(0);

    await send();

    expect(sent).toHaveLength(1);
    expect(manifest().mail.status).toBe('sent');
  });

  test.each([
    ['before SES took it', 0, (): Mailer => failing(killed)],
    ['before that is recorded', 1, (mailer: Mailer): Mailer => mailer],
  ])('%s: repeated, the step sends nothing, fails, and says what to do', async (_, mails, mailerOf) => {
    const { archive, sent, send, manifest, mailer } = await opened();
    await expect(send({ archive: dyingAfter(2, archive), mailer: mailerOf(mailer) })).rejects.toBe(killed);

    await expect(send()).rejects.toMatchObject({
      name: 'MailUncertainError',
      message: expect.stringMatching(/Check whether it arrived.*"resend": true/),
    });

    expect(sent).toHaveLength(mails);
    expect(manifest().mail).toMatchObject({ status: 'uncertain', attempts: 1 });
  });
});

test('of two at the same time one sends, and the manifest lists the message that is archived', async () => {
  const { files, sent, send, manifest } = await opened();

  await Promise.allSettled([send(), send()]);

  expect(sent).toHaveLength(1);
  expect(manifest().mail.status).toBe('sent');
  expect(Buffer.from(sent[0]?.raw ?? [])).toEqual(files.get('message.eml'));
});

describe('asked to send again', () => {
  test('sends the archived message once more, however often the step is repeated', async () => {
    const { files, sent, send, resend, manifest } = await opened();
    await send();

    await resend(2);
    await resend(2);

    expect(sent.map(({ raw }) => Buffer.from(raw))).toEqual([
      files.get('message.eml'),
      files.get('message.eml'),
    ]);
    expect(manifest().mail).toMatchObject({ status: 'sent', attempts: 2, messageId: 'ses-2' });
  });

  test('sends what was uncertain', async () => {
    const { sent, send, resend, manifest } = await opened();
    await send({ mailer: failing(timeout) }).catch(() => {});

    await resend(2);

    expect(sent).toHaveLength(1);
    expect(manifest().mail).toMatchObject({ status: 'sent', attempts: 2 });
  });

  test('twice at the same time, sends once', async () => {
    const { sent, send, resend } = await opened();
    await send({ mailer: failing(refusal) }).catch(() => {});

    await Promise.allSettled([resend(2), resend(2)]);

    expect(sent).toHaveLength(1);
  });

  test('sends the message of a run that was recorded before manifests had a version', async () => {
    const { files, sent, resend, manifest } = await opened();
    const message = Buffer.from('Subject: archived then\r\n\r\n');
    const recorded = { ...manifestV1, mail: { ...manifestV1.mail, ...checksumOf(message) } };
    files.set('message.eml', message);
    files.set('manifest.json', Buffer.from(JSON.stringify(recorded)));

    await resend(1);

    expect(sent.map(({ raw }) => raw)).toEqual([message]);
    expect(manifest()).toMatchObject({ version: 2, mail: { status: 'sent', attempts: 1 } });
    expect(manifest().files.map(({ file }) => file)).toEqual([
      'coverage.csv',
      'coverage.figures.json',
      'message.eml',
    ]);
  });

  test('of a run that a newer version recorded sends nothing, and says why', async () => {
    const { files, sent, resend } = await opened();
    files.set('manifest.json', Buffer.from(JSON.stringify({ version: 3 })));

    await expect(resend(1)).rejects.toThrow(
      `memory:${run.archive}/manifest.json cannot be read: it was written by a newer version (3); update to read it`,
    );

    expect(sent).toHaveLength(0);
  });

  test('sends at most five times in 24 hours, and a retry of a deferred mail is not one of them', async () => {
    const { sent, send, resend, manifest } = await opened();
    await send();
    await resend(2, { mailer: failing(deferral) }).catch(() => {});
    await resend(2);
    for (const attempt of [4, 5, 6, 7]) await resend(attempt);

    await expect(resend(8)).rejects.toThrow(
      expect.objectContaining({
        name: 'MailRefusedError',
        message: expect.stringMatching(
          /was sent again 5 times in 24 hours, at most 5 are allowed: ask after 2026-11-23T07:00:\d\d/,
        ),
      }),
    );
    expect(sent).toHaveLength(6);
    expect(manifest().mail).toMatchObject({ status: 'sent', attempts: 7 });

    await resend(8, { now: () => '2026-11-24T07:00:00.000Z' });
    expect(manifest().mail.resends).toEqual(['2026-11-24T07:00:00.000Z']);
  });

  test('sends no message but the one that the manifest lists', async () => {
    const { files, sent, send, resend } = await opened();
    await send();
    files.set('message.eml', Buffer.from('altered'));

    await expect(resend(2)).rejects.toThrow('is not the message that the manifest lists: nothing was sent');

    expect(sent).toHaveLength(1);
  });
});

test('a message left by an attempt over other results is replaced', async () => {
  const { files, sent, send } = await opened();
  files.set('message.eml', Buffer.from('Subject: of other results\r\n\r\n'));

  await send();

  expect(Buffer.from(sent[0]?.raw ?? [])).toEqual(files.get('message.eml'));
  expect(files.get('message.eml')?.toString()).toContain(run.runId);
});

test('a mail that was not taken for everybody is sent, and says for whom it was not', async () => {
  const { manifest, send } = await opened();
  const notFor = 'gone@example.com (550 no such user)';

  await send({ mailer: { ...keepingMailer().mailer, send: async () => ({ notFor }) } });

  expect(manifest().mail).toMatchObject({ status: 'sent', reason: `not sent to ${notFor}` });
});
