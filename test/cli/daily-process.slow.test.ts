import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from '../../src/run/manifest.ts';
import { emptyDirectory } from '../logs.ts';
import { audit } from './audit.ts';
import {
  call,
  config,
  deferred,
  emptyRun,
  mails,
  manifestsIn,
  refused,
  uncertain,
  windows,
} from './call-daily.ts';

describe('the runs that are due', () => {
  test('without sending: the mails are archived, and no later call sends them', async () => {
    const out = await emptyDirectory();
    const { lines, well } = await call({ out, now: '2026-11-02T07:05:00Z', off: true });
    expect([well, lines[1]]).toEqual([true, '  mail: in the archive, not sent']);
    expect(await call({ out, now: '2026-11-02T08:00:00Z' })).toMatchObject({ sent: [], well: true });
    expect(await mails(out)).toEqual([['written', 0]]);
  });

  test('a run by hand, complete or not, is not the last one', async () => {
    const out = await emptyDirectory();
    await emptyRun(out, '2026/11/03', 'manual-20261103T0000Z-20261104T0000Z-1a2b3c4d');
    await mkdir(join(out, 'runs/2026/11/04/scheduled-20261103T0630Z-20261104T0630Z-1a2b3c4d'), {
      recursive: true,
    });
    expect((await call({ out, now: '2026-11-02T07:05:00Z' })).sent).toHaveLength(1);
    expect(await readdir(join(out, 'runs/2026/11/01'))).toEqual([
      expect.stringMatching(/^scheduled-20261101T0630Z-20261102T0630Z-/),
    ]);
  });

  test('and the page and workbook that an earlier call did not come to, before them', async () => {
    const out = await emptyDirectory();
    await call({ out, now: '2026-11-02T07:05:00Z' });
    const [made] = await manifestsIn(out);
    const folder = join(out, 'runs/2026/11/01', made?.runId ?? '');
    const filesOf = async () =>
      Promise.all(
        ['report.html', 'report.xlsx', 'renderings.json'].map((file) => readFile(join(folder, file))),
      );
    const before = await filesOf();
    await rm(join(folder, 'report.xlsx'));
    const halfDone = JSON.parse(`${before[2]}`);
    halfDone.files = halfDone.files.slice(0, 1);
    halfDone.failed = [{ file: 'report.xlsx', error: 'it did not end' }];
    await writeFile(join(folder, 'renderings.json'), JSON.stringify(halfDone));

    const { lines, sent } = await call({ out, now: '2026-11-03T07:05:00Z' });

    expect(lines[0]).toBe(`${made?.runId}: made report.html, report.xlsx, which an earlier call did not end`);
    expect(await filesOf()).toEqual(before);
    expect(sent).toHaveLength(1);
    expect((await call({ out, now: '2026-11-03T08:00:00Z' })).lines).toEqual(['nothing is due']);
  });

  test('with --json are one value, and with --quiet nothing where all is well', async () => {
    const out = await emptyDirectory();
    const { lines } = await call({ out, now: '2026-11-02T07:05:00Z', json: true });
    expect(JSON.parse(lines.join('\n'))).toMatchObject({
      runs: [{ status: 'succeeded', mail: { status: 'sent' } }],
      mails: [],
      remaining: 0,
    });
    expect((await call({ out, now: '2026-11-03T07:05:00Z', quiet: true })).lines).toEqual([]);
    const failed = await call({ out, now: '2026-11-04T07:05:00Z', quiet: true, fail: [refused()] });
    expect(failed.lines).toHaveLength(2);
  });

  test('none begins after one that did not end, and the next call begins with that one', async () => {
    const out = await emptyDirectory();
    await call({ out, now: '2026-11-02T07:05:00Z' });
    // Nothing can be written where the second of three would be.
    await writeFile(join(out, 'runs/2026/11/03'), '');
    const errors: string[] = [];
    await expect(call({ out, now: '2026-11-05T07:05:00Z', errors })).rejects.toThrow('ENOTDIR');
    expect(errors).toEqual([
      '2 due runs were not made; the next call begins with the first of them, of 2026-11-04T07:00:00Z',
    ]);
    await rm(join(out, 'runs/2026/11/03'));
    expect(await windows(out)).toHaveLength(2);

    await call({ out, now: '2026-11-05T07:05:00Z' });
    expect(await windows(out)).toHaveLength(4);
  });
});

describe('a mail that was not sent', () => {
  let out = '';
  beforeAll(async () => {
    out = await emptyDirectory();
  });

  test('keeps its run, with page and workbook, and does not stop the next one', async () => {
    await call({ out, now: '2026-11-01T07:05:00Z' });
    const { well, lines } = await call({
      out,
      now: '2026-11-04T07:05:00Z',
      fail: [refused(), deferred(), uncertain()],
    });
    expect(well).toBe(false);
    expect(await mails(out)).toEqual([
      ['sent', 1],
      ['refused', 1],
      ['deferred', 1],
      ['uncertain', 1],
    ]);
    expect(lines.filter((line) => /mail:/.test(line))).toEqual([
      expect.stringMatching(/mail: NOT SENT \(refused\): the server does not know the recipient/),
      expect.stringMatching(/mail: NOT SENT \(deferred\): the server is busy/),
      expect.stringMatching(/mail: MAY HAVE BEEN SENT \(uncertain\)/),
    ]);
    const [, run] = await manifestsIn(out);
    const files = await readdir(join(out, 'runs/2026/11/01', run?.runId ?? ''));
    expect(files).toEqual(expect.arrayContaining(['report.html', 'report.xlsx']));
  });

  test('is sent by the next call, oldest first; one that may have been sent is only named', async () => {
    const { well, lines, sent } = await call({ out, now: '2026-11-04T08:00:00Z', fail: [deferred()] });
    expect([well, sent.length]).toEqual([false, 1]);
    expect(await mails(out)).toEqual([
      ['sent', 1],
      ['deferred', 2],
      ['sent', 2],
      ['uncertain', 1],
    ]);
    const uncertainId = (await manifestsIn(out)).at(-1)?.runId;
    const command = `cloudtrail-audit daily --out ${out} --config ${config}`;
    expect(lines.slice(-2)).toEqual([
      `    if it arrived: ${command} --arrived ${uncertainId}`,
      `    if it did not: ${command} --resend ${uncertainId}`,
    ]);
    const again = await call({ out, now: '2026-11-04T09:00:00Z' });
    expect([again.well, again.sent.length]).toEqual([false, 1]);
    expect((await mails(out))[1]).toEqual(['sent', 3]);
  });

  test('and may have been, is sent again or recorded as arrived when a person says so', async () => {
    const sent = await call({ out, now: '2026-11-04T09:10:00Z', resend: '2026-11-03' });
    expect([sent.well, sent.sent.length]).toEqual([true, 1]);
    expect((await call({ out, now: '2026-11-04T09:20:00Z' })).well).toBe(true);

    await call({ out, now: '2026-11-05T07:05:00Z', fail: [uncertain()] });
    const arrived = await call({ out, now: '2026-11-05T07:10:00Z', arrived: '2026-11-04' });
    expect(arrived).toMatchObject({ well: true, sent: [] });
    expect((await manifestsIn(out)).at(-1)?.mail).toMatchObject({
      status: 'sent',
      reason: 'recorded by hand at 2026-11-05T07:10:00Z: it arrived',
    });
    expect(await call({ out, now: '2026-11-05T07:20:00Z' })).toMatchObject({ well: true, sent: [] });
    expect((await audit(['verify', out])).status).toBe(0);
  });

  test('of more than 92 days ago is left', async () => {
    await call({ out, now: '2026-11-06T07:05:00Z', fail: [refused()] });
    const late = { out, most: 1, fail: [refused()] };
    expect((await call({ ...late, now: '2027-02-06T06:25:00Z' })).sent).toHaveLength(1);
    expect((await mails(out))[5]).toEqual(['refused', 2]);
    expect((await call({ ...late, now: '2027-02-06T06:35:00Z', fail: [] })).sent).toHaveLength(1);
    expect((await mails(out))[5]).toEqual(['refused', 2]);
  });

  test('of a run that another program made is left to it', async () => {
    const other = await emptyDirectory();
    await call({ out: other, now: '2026-11-01T07:05:00Z', fail: [deferred()] });
    const [made] = await manifestsIn(other);
    const { source: _, ...manifest } = made as Manifest;
    await writeFile(
      join(other, 'runs/2026/10/31', manifest.runId, 'manifest.json'),
      JSON.stringify(manifest),
    );
    expect((await call({ out: other, now: '2026-11-01T08:00:00Z' })).sent).toEqual([]);
  });

  test('whose file was changed is not sent', async () => {
    const other = await emptyDirectory();
    await call({ out: other, now: '2026-11-01T07:05:00Z', fail: [deferred()] });
    const [made] = await manifestsIn(other);
    await writeFile(join(other, 'runs/2026/10/31', made?.runId ?? '', 'message.eml'), 'From: mallory\r\n');
    const { well, sent, lines } = await call({ out: other, now: '2026-11-01T08:00:00Z' });
    expect([well, sent]).toEqual([false, []]);
    expect(lines.join()).toContain('is not the message that the manifest lists: nothing was sent');
  });
});
