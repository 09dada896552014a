import { judgeArchive } from '../../src/doctor/bucket.ts';
import { absent, bucket, denied, failed, finding, found, setup, wrong } from './facts.ts';

const archive = bucket('archive');

test('a writable archive is ok', () => {
  expect(judgeArchive({ bucket: archive, writable: found(true) }, setup()).at(-1)).toEqual({
    check: 'archive bucket writable',
    status: 'ok',
    seen: 'this user may write below s3://archive/audit/',
  });
});

test.each([
  ['may not be written to', denied('s3:PutObject'), /^this user may not write below s3:\/\/archive\/audit\//],
  ['could not be asked', failed('SlowDown: Reduce your rate'), /^not checked: SlowDown/],
])('an archive that %s is a warning', (_, writable, seen) => {
  expect(wrong(judgeArchive({ bucket: archive, writable }, setup()))).toEqual([
    finding('archive bucket writable', 'warning', seen),
  ]);
});

test('an archive that went away between the two questions is a fault', () => {
  expect(wrong(judgeArchive({ bucket: archive, writable: absent }, setup()))).toEqual([
    finding('archive bucket writable', 'fault', /^bucket \S+ does not exist/),
  ]);
});

test('of an archive that does not exist only that is said', () => {
  const gone = { bucket: bucket('archive', { region: absent }), writable: absent };
  expect(judgeArchive(gone, setup())).toEqual([
    finding('archive bucket', 'fault', /^bucket archive does not exist$/),
  ]);
});
