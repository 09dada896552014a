import { listedFiles } from '../../src/archive/listed-files.ts';
import { readManifest } from '../../src/archive/read-manifest.ts';
import { recordedResult } from '../../src/archive/recorded-run.ts';
import { manifestV1 } from './manifest-v1.ts';

const read = (manifest: object) => readManifest(Buffer.from(JSON.stringify(manifest)));

async function* contentOf(manifest: object) {
  yield Buffer.from(JSON.stringify(manifest));
}
const listed = (manifest: object) => listedFiles(contentOf(manifest), manifestV1.runId);

describe('a manifest of before they had a version', () => {
  const [coverage, failed] = manifestV1.reports;

  test('lists its files as one of today does', () => {
    const { file, bytes, sha256 } = manifestV1.mail;
    expect(read(manifestV1).files).toEqual([
      {
        file: 'coverage.csv',
        role: 'rows',
        report: 'coverage',
        contentType: 'text/csv; charset=utf-8',
        bytes: coverage?.bytes,
        sha256: coverage?.sha256,
      },
      { ...coverage?.figures, role: 'figures', report: 'coverage', contentType: 'application/json' },
      { file, role: 'message', contentType: 'message/rfc822', bytes, sha256 },
    ]);
  });

  test('says of reports and mail what it said', () => {
    const { version, reports, mail, window, coverage: covered } = read(manifestV1);
    const { id, title, status, rows, mutedRows, scannedBytes, milliseconds } = coverage ?? {};
    const { subject, from, to, status: sent, attempts } = manifestV1.mail;
    expect(version).toBe(2);
    expect(reports).toEqual([{ id, title, status, rows, mutedRows, scannedBytes, milliseconds }, failed]);
    expect(mail).toEqual({ subject, from, to, status: sent, attempts });
    expect({ window, covered }).toEqual({ window: manifestV1.window, covered: manifestV1.coverage });
  });

  test('gives the results of its reports', () => {
    const manifest = read(manifestV1);
    expect(recordedResult(manifest, 'coverage')).toEqual({
      id: 'coverage',
      status: 'succeeded',
      rows: 15,
      files: manifest.files.slice(0, 2),
      scannedBytes: 355091,
      milliseconds: 27,
    });
    expect(recordedResult(manifest, 'failed-console-logins')).toEqual({
      id: 'failed-console-logins',
      status: 'failed',
      error: { Error: 'QueryFailedError', Cause: 'HIVE_BAD_DATA: not a number' },
    });
  });

  test('can be verified', async () => {
    expect(await listed(manifestV1)).toMatchObject({ files: read(manifestV1).files });
  });

  test.each([
    ['a hash of a report', { reports: [{ ...coverage, sha256: undefined }] }, 'reports.0.sha256'],
    ['the figures of a report', { reports: [{ ...coverage, figures: undefined }] }, 'reports.0.figures'],
    ['the hash of the message', { mail: { ...manifestV1.mail, sha256: undefined } }, 'mail.sha256'],
  ])('that lacks %s is not complete', async (_, changes, place) => {
    expect(await listed({ ...manifestV1, ...changes })).toEqual({
      file: 'manifest.json',
      fault: 'not-complete',
      message: `does not list every file with its bytes and sha256: see ${place}`,
    });
  });
});

test('a manifest of this version is read as it was written', () => {
  const manifest = read(manifestV1);
  expect(read({ ...manifest, toolVersion: '1.2.3' })).toEqual({ ...manifest, toolVersion: '1.2.3' });
});

describe('a manifest of a newer version', () => {
  const newer = { ...manifestV1, version: 3 };
  const reason = 'it was written by a newer version (3); update to read it';

  test('is refused, with what to do', () => {
    expect(() => read(newer)).toThrow(reason);
  });

  test('cannot be verified', async () => {
    const message = `cannot be read: ${reason}`;
    expect(await listed(newer)).toEqual({ file: 'manifest.json', fault: 'unreadable', message });
  });
});

test('a report of what was seen is whole with its own file and its figures', async () => {
  const file = { contentType: 'x', bytes: 1, sha256: '0'.repeat(64) };
  const seen = { ...file, file: 'seen.json.gz', role: 'seen', report: 'seen' };
  const counted = { ...file, file: 'seen.figures.json', role: 'figures', report: 'seen' };
  const message = { ...file, file: 'message.eml', role: 'message' };
  const manifest = { ...read(manifestV1), reports: [{ id: 'seen', title: 'Seen', status: 'succeeded' }] };
  expect(await listed({ ...manifest, files: [seen, counted, message] })).toMatchObject({
    files: [seen, counted, message],
  });
  expect(await listed({ ...manifest, files: [counted, message] })).toMatchObject({ fault: 'not-complete' });
});
