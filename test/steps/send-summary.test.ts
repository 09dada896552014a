import { readFile } from 'node:fs/promises';
import PostalMime from 'postal-mime';
import { checksumOf } from '../../src/archive/checksum.ts';
import { type Config, configSchema } from '../../src/config/config.ts';
import type { LogSurvey } from '../../src/ports.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import type { ReportResult, SucceededReport } from '../../src/run/result.ts';
import { archiveReport } from '../../src/steps/archive-report.ts';
import { type SendSummaryDeps, sendSummary } from '../../src/steps/send-summary.ts';
import { ACCOUNT } from '../logs.ts';
import { keepingMailer, memoryArchive, report, run, scriptedEngine } from './fakes.ts';

const config = configSchema.parse({ mail: { to: ['security@example.com'], from: 'audit@example.com' } });
const logs: LogSurvey = {
  files: 1,
  days: { '2026/11/21': 1 },
  bytes: 10,
  complete: true,
  damaged: [],
  recordsWithoutTime: 0,
};
const failed: ReportResult = {
  id: 'console-logins',
  status: 'failed',
  error: {
    Error: 'QueryFailedError',
    Cause: '{"errorType":"QueryFailedError","errorMessage":"no such column","trace":[]}',
  },
};

async function summary(
  changes: Partial<SendSummaryDeps> = {},
  results?: ReportResult[],
  recipients?: string[],
) {
  const { archive, files } = memoryArchive();
  const { sent, mailer } = keepingMailer();
  const { engine } = scriptedEngine();
  const query = { state: 'succeeded', resultLocation: 'r', scannedBytes: 2e9, milliseconds: 7 } as const;
  const deps: SendSummaryDeps = {
    archive,
    logs: { survey: async () => logs },
    mailer,
    config,
    controls: [],
    charged: true,
    now: () => '2026-11-22T07:00:00.000Z',
    ...changes,
  };
  const all = results ?? [await archiveReport({ run, report, query }, { engine, archive, config })];
  const send = () =>
    sendSummary(
      { run: { ...run, ...(recipients && { recipients }) }, reports: [report], results: all },
      deps,
    );
  return { manifest: await send(), files, sent, send, archive };
}

const mailOf = async (sent: { raw: Uint8Array }[]) => PostalMime.parse(sent[0]?.raw ?? '');

test('writes the manifest that it returns', async () => {
  const { manifest, files } = await summary();
  expect(JSON.parse(files.get('manifest.json')?.toString() ?? '')).toEqual(manifest);
});

test('succeeds where every report did and nothing is to be warned of', async () => {
  expect((await summary()).manifest.status).toBe('succeeded');
});

test('mails those configured', async () => {
  expect((await summary()).sent[0]?.to).toEqual(['security@example.com']);
});

test('mails those named in the request instead', async () => {
  expect((await summary({}, undefined, ['auditor@example.com'])).sent[0]?.to).toEqual([
    'auditor@example.com',
  ]);
});

test('attaches the CSV while it fits', async () => {
  const { attachments } = await mailOf((await summary()).sent);
  expect(attachments.map(({ filename }) => filename)).toEqual(['console-logins.csv']);
});

test('says where the CSV is when it does not fit', async () => {
  const small = { ...config, mail: { ...config.mail, maxBytes: 1000 } };
  const { attachments, text } = await mailOf((await summary({ config: small })).sent);
  expect([attachments.length, text?.includes(`memory:${run.archive}/console-logins.csv`)]).toEqual([0, true]);
});

test('attaches the smaller of two CSVs where both do not fit, and says where the other is', async () => {
  const { archive } = memoryArchive();
  const query = { state: 'succeeded', resultLocation: 'r', scannedBytes: 0, milliseconds: 7 } as const;
  const large = { ...report, id: 'large' };
  const rows = '"alice"\n'.repeat(50_000);
  const results = [
    await archiveReport(
      { run, report: large, query },
      { engine: scriptedEngine({}, `"username"\n${rows}`).engine, archive, config },
    ),
    await archiveReport({ run, report, query }, { engine: scriptedEngine().engine, archive, config }),
  ];
  const { sent, mailer } = keepingMailer();

  await sendSummary(
    { run, reports: [large, report], results },
    {
      archive,
      logs: { survey: async () => logs },
      mailer,
      config: { ...config, mail: { ...config.mail, maxBytes: 200_000 } },
      controls: [],
      charged: true,
      now: () => '2026-11-22T07:00:00.000Z',
    },
  );

  const { attachments, text } = await mailOf(sent);
  expect(attachments.map(({ filename }) => filename)).toEqual(['console-logins.csv']);
  expect(text).toContain(`memory:${run.archive}/large.csv`);
  expect(sent[0]?.raw.length).toBeLessThan(200_000);
});

test('says what the scanned bytes cost', async () => {
  expect((await mailOf((await summary()).sent)).text).toContain('USD 0.01');
});

test('names the error of a failed report, not the JSON it came in', async () => {
  const { manifest } = await summary({}, [failed]);
  expect(manifest.reports[0]?.error).toEqual({ name: 'QueryFailedError', message: 'no such column' });
});

test('says how to find a damaged log file that the engine does not name', async () => {
  const unnamed = { ...failed, error: { Error: 'UnnamedLogError', Cause: 'HIVE_CURSOR_ERROR' } };
  const { manifest, sent } = await summary({}, [unnamed]);

  expect(manifest.warnings).toMatchObject([
    { code: 'unnamed-log-file', from: '2026-11-21', to: '2026-11-23' },
  ]);
  expect((await mailOf(sent)).text).toContain('doctor --log-bucket s3://bucket/prefix --read-files DAY');
});

test('says what scan limit would do for a report that was cut off', async () => {
  const cutOff = { ...failed, error: { Error: 'ScanLimitError', Cause: 'the scan limit was reached' } };
  const { manifest, sent } = await summary({ logs: { survey: async () => ({ ...logs, bytes: 3.2e9 }) } }, [
    cutOff,
  ]);

  expect(manifest.warnings).toMatchObject([{ code: 'scan-limit', bytes: 3.2e9, enough: 7e9 }]);
  expect((await mailOf(sent)).text).toContain(
    'here 3.2 GB, more than the scan limit allows: set athena.scanLimitBytes',
  );
});

test('fails where no report succeeded, and still mails', async () => {
  const { manifest, sent } = await summary({}, [failed]);
  expect([manifest.status, sent.length]).toEqual(['failed', 1]);
});

test('counts a report that the flow does not return as failed', async () => {
  expect((await summary({}, [])).manifest.reports).toMatchObject([
    { id: 'console-logins', status: 'failed' },
  ]);
});

test.each<[string, Partial<LogSurvey>, Manifest['warnings'][0]['code']]>([
  ['no log files', { files: 0, days: {} }, 'no-log-files'],
  ['log files only for the day after', { files: 3, days: { '2026/11/22': 3 } }, 'no-log-files'],
  ['a damaged log file', { damaged: [{ file: 'a', reason: 'truncated' }] }, 'damaged-log-file'],
  [
    'a folder that cannot be listed',
    { unreadable: [{ folder: 'a', reason: 'EACCES' }] },
    'unreadable-folder',
  ],
  ['records without a time', { recordsWithoutTime: 2 }, 'records-without-time'],
  ['a file passed over', { passedOver: [{ reason: 'not-json', count: 1, paths: ['a'] }] }, 'passed-over'],
])('is partial with %s', async (_, changes, code) => {
  const { manifest } = await summary({ logs: { survey: async () => ({ ...logs, ...changes }) } });
  expect([manifest.status, manifest.warnings.map((warning) => warning.code)]).toEqual(['partial', [code]]);
});

test('counts files read, damaged and passed over; other kinds of events alone leave it whole', async () => {
  const survey = (changes: Partial<LogSurvey>) => ({
    logs: { survey: async () => ({ ...logs, ...changes }) },
  });
  const { manifest } = await summary(
    survey({
      damaged: [{ file: 'a', reason: 'truncated' }],
      passedOver: [
        { reason: 'not-json', count: 2, paths: ['b', 'c'] },
        { reason: 'outside-days', count: 3, paths: ['d'] },
      ],
    }),
  );
  expect(manifest.logs).toMatchObject({ files: logs.files, damaged: 1, passedOver: 5 });

  const notCovered = ['CloudTrail-Insight'];
  const { manifest: whole } = await summary(survey({ notCovered }));
  expect([whole.status, whole.logs?.notCovered]).toEqual(['succeeded', notCovered]);
});

test('mails, as partial, where the logs could not be looked for, and says why in the manifest', async () => {
  const survey = async () => Promise.reject(new Error('AccessDenied'));
  const { manifest, sent } = await summary({ logs: { survey } });
  expect([manifest.status, manifest.warnings, sent.length]).toEqual([
    'partial',
    [
      {
        code: 'logs-not-surveyed',
        message: expect.stringMatching(/^could not check whether .*: AccessDenied$/),
        error: 'AccessDenied',
      },
    ],
    1,
  ]);
});

test('without a mailer, archives the mail and says that it is only written', async () => {
  const { manifest, sent, files } = await summary({ mailer: undefined });
  expect([manifest.mail.status, sent.length, files.has('message.eml')]).toEqual(['written', 0, true]);
});

test('takes results of an execution that began under the version before', async () => {
  const { archive, files } = memoryArchive();
  const { engine } = scriptedEngine();
  const query = { state: 'succeeded', resultLocation: 'r', scannedBytes: 0, milliseconds: 7 } as const;
  const result = (await archiveReport(
    { run, report, query },
    { engine, archive, config },
  )) as SucceededReport;
  const sumOf = (file: string) => ({ file, ...checksumOf(files.get(file) ?? Buffer.alloc(0)) });
  const { files: archived, ...rest } = result;
  const before = {
    ...rest,
    ...sumOf('console-logins.csv'),
    figures: sumOf('console-logins.figures.json'),
  };
  const { sent, mailer } = keepingMailer();

  const manifest = await sendSummary(
    { run, reports: [report], results: [before] },
    {
      archive,
      logs: { survey: async () => logs },
      mailer,
      config,
      controls: [],
      charged: true,
      now: () => '2026-11-22T07:00:00.000Z',
    },
  );

  expect(manifest.files.slice(0, 2)).toEqual(archived);
  expect(manifest.reports).toMatchObject([{ status: 'succeeded', rows: 1 }]);
  expect((await mailOf(sent)).attachments.map(({ filename }) => filename)).toEqual(['console-logins.csv']);
});

test('records the SQL that ran, what all reports read once, and the version of the tool', async () => {
  const { manifest } = await summary();
  const { version } = JSON.parse(await readFile('package.json', 'utf8'));
  expect([manifest.version, manifest.toolVersion]).toEqual([2, version]);
  expect(manifest.events).toEqual(run.events);
  expect(manifest.reports.map(({ sql }) => sql)).toEqual([report.sql]);
});

test('lists every other file of the run with its bytes and hash', async () => {
  const { manifest, files } = await summary();
  const sums = manifest.files.map(({ file, bytes, sha256 }) => [file, { bytes, sha256 }]);
  const others = [...files].filter(([name]) => name !== 'manifest.json');
  expect(Object.fromEntries(sums)).toEqual(
    Object.fromEntries(others.map(([name, content]) => [name, checksumOf(content)])),
  );
});

test('repeated after it has worked, mails nothing and gives the same manifest', async () => {
  const { manifest, sent, send } = await summary();
  expect([await send(), sent.length]).toEqual([manifest, 1]);
});

describe('where the archive cannot be searched for the last run', () => {
  const coverage = { ...report, id: 'coverage', counts: [] };
  const columns =
    'recipientaccountid awsregion events firsteventtime lasteventtime accounthourswithevents accountsilentfrom accountsilentto';
  const empty = `${columns
    .split(' ')
    .map((name) => `"${name}"`)
    .join()}\n`;

  async function codesOf(expected: Config['expected']): Promise<string[]> {
    const { archive } = memoryArchive();
    const { engine } = scriptedEngine({}, empty);
    const query = { state: 'succeeded', resultLocation: 'r', scannedBytes: 2e9, milliseconds: 7 } as const;
    const results = [await archiveReport({ run, report: coverage, query }, { engine, archive, config })];
    const manifest = await sendSummary(
      { run, reports: [coverage], results },
      {
        archive: { ...archive, list: async () => Promise.reject(new Error('AccessDenied')) },
        logs: { survey: async () => logs },
        config: { ...config, expected },
        controls: [],
        charged: true,
        now: () => '2026-11-22T07:00:00.000Z',
      },
    );
    return manifest.warnings.map(({ code }) => code);
  }

  test('is partial, because it is not known who fell silent', async () => {
    expect(await codesOf({})).toContain('last-run-not-read');
  });

  test('says nothing of it where the accounts are configured', async () => {
    const codes = await codesOf({ accounts: [ACCOUNT] });
    expect(codes).toContain('silent-account');
    expect(codes).not.toContain('last-run-not-read');
  });
});

test('where the MMDB files cannot be read, the mail warns, and goes without names', async () => {
  const { manifest, sent } = await summary({ networks: { error: 'mmdb/c.mmdb cannot be read (EIO)' } });

  expect(manifest.warnings).toMatchObject([{ code: 'networks-not-named' }]);
  expect(manifest.networks).toBeUndefined();
  expect((await mailOf(sent)).text).toContain('mmdb/c.mmdb cannot be read (EIO)');
});
