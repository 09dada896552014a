import PostalMime from 'postal-mime';
import readWorkbook from 'read-excel-file/node';
import { type Config, configSchema } from '../../src/config/config.ts';
import type { LogSurvey } from '../../src/ports.ts';
import { archiveReport } from '../../src/steps/archive-report.ts';
import type { AttachableWorkbook } from '../../src/steps/compose-summary.ts';
import { sendSummary } from '../../src/steps/send-summary.ts';
import { attachableWorkbook } from '../../src/workbook/attachment.ts';
import { keepingMailer, memoryArchive, report, run, scriptedEngine } from './fakes.ts';

const survey: LogSurvey = {
  files: 1,
  days: {},
  bytes: 10,
  complete: true,
  damaged: [],
  recordsWithoutTime: 0,
};

/** The mail of a run, as it was sent. */
async function mailed(mail: Partial<Config['mail']>, workbook: AttachableWorkbook = attachableWorkbook) {
  const config = configSchema.parse({ mail });
  const { archive } = memoryArchive();
  const { engine } = scriptedEngine();
  const { sent, mailer } = keepingMailer();
  const query = { state: 'succeeded', resultLocation: 'r', scannedBytes: 0, milliseconds: 7 } as const;
  const results = [await archiveReport({ run, report, query }, { engine, archive, config })];
  const manifest = await sendSummary(
    { run, reports: [report], results },
    {
      archive,
      config,
      controls: [],
      charged: false,
      logs: { survey: async () => survey },
      mailer,
      now: () => '2026-11-22T07:00:00.000Z',
      workbook: config.mail.attach === 'xlsx' ? workbook : undefined,
    },
  );
  const { attachments, text = '' } = await PostalMime.parse(sent[0]?.raw ?? '');
  return { attachments, text: text.replaceAll(/\s+/g, ' '), manifest, bytes: sent[0]?.raw.length ?? 0 };
}

const namesOf = (attachments: readonly { filename: string | null }[]) =>
  attachments.map(({ filename }) => filename);

test('without the setting the CSVs go along', async () => {
  const { attachments } = await mailed({});

  expect(namesOf(attachments)).toEqual(['console-logins.csv']);
});

test('none: nothing goes along, and the mail says where the CSVs are', async () => {
  const { attachments, text } = await mailed({ attach: 'none' });

  expect(attachments).toEqual([]);
  expect(text).toContain(`in the archive: memory:${run.archive}/console-logins.csv`);
  expect(text).not.toContain('too large');
});

test('xlsx: the workbook goes along in place of the CSVs', async () => {
  const { attachments, text } = await mailed({ attach: 'xlsx' });

  expect(namesOf(attachments)).toEqual(['report.xlsx']);
  const sheets = await readWorkbook(Buffer.from(attachments[0]?.content as ArrayBuffer));
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['Summary', 'Review', 'Console logins']);
  expect(sheets[2]?.data).toEqual([['username'], ['alice']]);
  expect(text).toContain('Workbook attached');
});

test('a workbook that is too large stays away, and the mail stays below its limit', async () => {
  const { bytes: whole } = await mailed({ attach: 'xlsx' });
  const maxBytes = whole - 2000;

  const { attachments, text, bytes } = await mailed({ attach: 'xlsx', maxBytes });

  expect(attachments).toEqual([]);
  expect(bytes).toBeLessThan(maxBytes);
  expect(text).toContain(`too large to attach; it is in the archive: memory:${run.archive}/report.xlsx`);
});

test('it is not read to its end where it is larger than the mail may be', async () => {
  const { attachments, text } = await mailed({ attach: 'xlsx', maxBytes: 1000 });

  expect(attachments).toEqual([]);
  expect(text).toContain('too large to attach');
});

test('a workbook that cannot be made costs only the attachment: the mail warns', async () => {
  const { attachments, text, manifest } = await mailed({ attach: 'xlsx' }, async () => {
    throw new Error('no space');
  });

  expect(attachments).toEqual([]);
  expect(text).toContain('The workbook could not be attached');
  expect(text).toContain('no space');
  expect(manifest.mail.status).toBe('sent');
  expect(manifest.warnings).toEqual((await mailed({})).manifest.warnings);
});

test('another value of the setting is refused', () => {
  const { error } = configSchema.safeParse({ mail: { attach: 'pdf' } });

  expect(error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
    ['mail.attach', 'give csv, xlsx or none'],
  ]);
});
