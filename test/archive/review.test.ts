import { S3Client } from '@aws-sdk/client-s3';
import { s3Archive } from '../../src/adapters/aws/s3.ts';
import { directoryArchive } from '../../src/adapters/local/directory.ts';
import {
  MOST_REVIEW_BYTES,
  parsedReview,
  readReview,
  reviewedHash,
  writeReview,
} from '../../src/archive/review.ts';
import type { Archive } from '../../src/ports.ts';
import type { Review } from '../../src/run/review.ts';
import { startS3Endpoint } from '../endpoints/s3.ts';
import { emptyDirectory } from '../logs.ts';
import { manifestV1 } from './manifest-v1.ts';

const endpoint = await startS3Endpoint(['archive']);
const client = new S3Client(endpoint.client);
afterAll(async () => {
  client.destroy();
  await endpoint.close();
});

const FOLDER = 'runs/2026/11/21/run-1';
const review: Review = {
  version: 1,
  runId: 'run-1',
  reviewer: 'Aiko Sato',
  at: '2026-11-22T08:00:00.000Z',
  manifestSha256: 'a'.repeat(64),
};
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

describe.each<[string, () => Promise<Archive>]>([
  ['a directory', async () => directoryArchive(await emptyDirectory())],
  ['a bucket', async () => s3Archive({ client, bucket: 'archive' })],
])('in %s', (_, makeArchive) => {
  test('reviews at the same time get a number each, and none is lost', async () => {
    const archive = await makeArchive();
    const reviewers = ['one', 'two', 'three'];

    const files = await Promise.all(
      reviewers.map((reviewer) => writeReview({ ...review, reviewer }, FOLDER, archive)),
    );

    expect(files.toSorted()).toEqual(['review-1.json', 'review-2.json', 'review-3.json']);
    const read = await Promise.all(files.map((file) => readReview(FOLDER, file, archive)));
    expect(read.map((it) => 'review' in it && it.review.reviewer)).toEqual(reviewers);
  });
});

test('a review is read back as it was written', async () => {
  const archive = directoryArchive(await emptyDirectory());
  const whole: Review = {
    ...review,
    note: 'two lines\nof a note',
    tickets: ['SEC-12'],
    findings: [{ control: 'root-used', eventId: '1f0c', result: 'followed-up', ticket: 'SEC-13', note: 'x' }],
  };
  const file = await writeReview(whole, FOLDER, archive);

  expect(await readReview(FOLDER, file, archive)).toEqual({ file, review: whole });
});

test('a file that is too large for a review is not read', async () => {
  const archive = directoryArchive(await emptyDirectory());
  await archive.write(`${FOLDER}/review-1.json`, [Buffer.alloc(MOST_REVIEW_BYTES + 1)], 'application/json');

  expect(await readReview(FOLDER, 'review-1.json', archive)).toMatchObject({ fault: 'unreadable' });
});

test.each([
  ['cut short', Buffer.from('{"version":1,'), 'not-complete', /was cut or edited/],
  ['without its reviewer', bytes({ ...review, reviewer: undefined }), 'not-complete', /see reviewer/],
  ['of a newer version', bytes({ version: 2 }), 'unreadable', /newer version \(2\); update to read it/],
  ['that is no object', bytes('x'), 'not-complete', /see version, runId, /],
  ['with a finding that says nothing', bytes({ ...review, findings: [{}] }), 'not-complete', /see findings/],
])('a review %s is named so', (_, content, fault, message) => {
  expect(parsedReview(content)).toEqual({ fault, message: expect.stringMatching(message) });
});

describe('the hash of a manifest', () => {
  const mail = { subject: 'audit', from: 'a@example.com', to: [], status: 'written', attempts: 0 };
  const manifest = { runId: 'run-1', reports: [{ b: 1, a: 'é' }], mail };

  test('is that of jq -cS over it without what became of the mail', () => {
    // jq -cS 'del(.mail["status","attempts","resends","sentAt","messageId","reason"])' | sha256sum
    expect(reviewedHash(manifest)).toBe('23feb237a404acda6e298827af204eab940076f8248a4551aced71d0fddb76d8');
  });

  test('stays when the mail is sent again', () => {
    const sent = { ...mail, status: 'sent', attempts: 2, sentAt: 'now', messageId: 'id', resends: ['now'] };
    expect(reviewedHash({ ...manifest, mail: sent })).toBe(reviewedHash(manifest));
  });

  test('is another one of other recipients, rows or files', () => {
    const others = [
      { ...manifest, mail: { ...mail, to: ['c@example.com'] } },
      { ...manifest, reports: [{ b: 2, a: 'é' }] },
      { ...manifest, files: [] },
    ];
    expect(new Set([manifest, ...others].map(reviewedHash)).size).toBe(4);
  });

  test('covers the message of a manifest of version 1, which lists it as its mail', () => {
    const other = { ...manifestV1, mail: { ...manifestV1.mail, sha256: 'b'.repeat(64) } };
    expect(reviewedHash(other)).not.toBe(reviewedHash(manifestV1));
  });
});
