/** Thirty days of `daily`, each call a process that may be killed at any change of a file, or while it mails. */
import type { ChildProcess } from 'node:child_process';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { unzipSync } from 'fflate';
import { directoryArchive } from '../../src/adapters/local/directory.ts';
import type { Archive } from '../../src/ports.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import type { Renderings } from '../../src/run/renderings.ts';
import { Random } from '../../src/sample/random.ts';
import { recordedRenderings } from '../../src/steps/render.ts';
import { startSmtpEndpoint } from '../endpoints/smtp.ts';
import { emptyDirectory } from '../logs.ts';
import { audit, type Ended, startAudit } from './audit.ts';
import { manifestsIn } from './call-daily.ts';
import { dailyLogs } from './scheduled-logs.ts';

const DAYS = 30;
/** Changes of files by the run of a window, somewhat more than there are. */
const CHANGES = 110;
const FATES = ['take', 'take', 'take', 'take', 'busy', 'refuse', 'kill-before', 'kill-after'] as const;

const random = new Random(20261101);
const preload = pathToFileURL('test/cli/shifted-process.mjs').href;
let [logs, out, config] = ['', '', ''];
let child: ChildProcess | undefined;
let isCalm = false;
const taken: string[] = [];
const server = await startSmtpEndpoint({
  disabledCommands: ['STARTTLS'],
  onMailFrom(_, session, answer) {
    const fate = isCalm ? 'take' : random.pick(FATES);
    Object.assign(session, { fate });
    if (fate === 'busy') return answer(Object.assign(new Error('busy'), { responseCode: 450 }));
    if (fate === 'refuse') return answer(Object.assign(new Error('no'), { responseCode: 550 }));
    if (fate === 'kill-before') child?.kill('SIGKILL');
    answer();
  },
  onData(stream, session, answer) {
    let text = '';
    stream.setEncoding('latin1').on('data', (piece) => {
      text += piece;
    });
    stream.on('end', () => {
      taken.push(/^Message-ID: <(scheduled-[^.@>]*)/m.exec(text)?.[1] ?? text.slice(0, 500));
      if ((session as { fate?: string }).fate === 'kill-after') child?.kill('SIGKILL');
      else answer();
    });
  },
});
afterAll(() => server.close());

const timeOf = (day: number, minute: number) =>
  `2026-11-${String(day).padStart(2, '0')}T07:${String(minute).padStart(2, '0')}:00Z`;

function start(args: string[], env: Record<string, string>): Promise<Ended> {
  const started = startAudit(args, { NODE_OPTIONS: `--import ${preload}`, ...env });
  child = started.child;
  return started.ended;
}

function daily(day: number, minute: number, killAt?: number): Promise<Ended> {
  const args = ['daily', '--logs', logs, '--out', out, '--config', config, '--memory', '256MB'];
  const env = { TEST_NOW: timeOf(day, minute), ...(killAt && { TEST_KILL_AT: String(killAt) }) };
  return start(args, env);
}

/**
 * Each file below `runs/`, by its key, without what says when it was made, how long that took, and what became of the mail;
 * and without hashes of such files.
 */
async function filesOf(directory: string): Promise<Map<string, unknown>> {
  const archive = directoryArchive(directory);
  const files = new Map<string, unknown>();
  for (const key of await archive.list('runs/')) {
    const content = (await archive.read(key)) ?? new Uint8Array();
    const text = Buffer.from(content).toString('latin1');
    const name = basename(key);
    if (name === 'message.eml') files.set(key, text.replace(/^Date: .*\r\n/m, ''));
    else if (name === 'manifest.json') files.set(key, untimed(JSON.parse(text)));
    else if (name === 'renderings.json') files.set(key, renderedFiles(JSON.parse(text)));
    else if (name === 'report.xlsx') files.set(key, await sheetsOf(content, dirname(key), archive));
    else files.set(key, text);
  }
  return files;
}

function untimed({ mail: _, files, reports, ...manifest }: Manifest) {
  return {
    ...manifest,
    files: files.map(({ sha256, bytes, ...file }) =>
      file.role === 'message' ? file : { ...file, sha256, bytes },
    ),
    // Which of two queries at a time comes first, and so reads the logs for both, is by chance.
    reports: reports.map(({ milliseconds: _, scannedBytes: __, ...report }) => report),
  };
}

const renderedFiles = ({ files, failed }: Renderings) => [files.map(({ file }) => file), failed];

/** The workbook names the hash of the manifest, in which times stand. */
async function sheetsOf(workbook: Uint8Array, folder: string, archive: Archive) {
  const { manifestSha256 = '' } = (await recordedRenderings({ archive: folder }, archive)) ?? {};
  return Object.entries(unzipSync(workbook)).map(([name, part]) => [
    name,
    Buffer.from(part).toString('latin1').replace(manifestSha256, ''),
  ]);
}

beforeAll(async () => {
  logs = await dailyLogs(DAYS);
  out = await emptyDirectory();
  config = join(await emptyDirectory(), 'audit.json');
  const smtp = { host: '127.0.0.1', port: server.port, tls: 'none' };
  const mail = { from: 'audit@example.com', to: ['security@example.com'] };
  await writeFile(config, JSON.stringify({ mail, daily: { smtp } }));
});

test('thirty days with kills: each is archived once, as without them; each mail went out once, or is named', async () => {
  let killed = 0;
  for (let [day, made] = [1, 0]; made < DAYS; day = Math.min(day + random.integer(1, 6), DAYS)) {
    for (let minute = 10; made < day; minute += 1) {
      const killAt = random.chance(0.4) ? random.integer(1, CHANGES * (day - made)) : undefined;
      const { status, stderr } = await daily(day, minute, killAt);
      expect(stderr).toBe('');
      if (status === null) killed += 1;
      else made = day;
    }
  }
  expect(killed).toBeGreaterThan(DAYS / 5);

  isCalm = true;
  const last = await daily(DAYS, 50);
  expect(last.stderr).toBe('');
  const manifests = await manifestsIn(out);
  expect(manifests).toHaveLength(DAYS);
  for (const { runId, mail } of manifests) {
    const times = taken.filter((id) => id === runId).length;
    if (mail.status === 'sent') expect([runId, times]).toEqual([runId, 1]);
    else {
      expect([runId, mail.status]).toEqual([runId, 'uncertain']);
      expect(times).toBeLessThanOrEqual(1);
      for (const option of ['--arrived', '--resend']) expect(last.stdout).toContain(`${option} ${runId}\n`);
    }
  }
  expect(manifests.some(({ mail }) => mail.status === 'uncertain')).toBe(true);
  expect((await audit(['verify', out])).status).toBe(0);

  // Mails and pages name where the archive is.
  const kept = `${out}-kept`;
  await rename(out, kept);
  const options = ['--logs', logs, '--out', out, '--config', config, '--memory', '256MB'];
  const range = `2026-11-01..2026-11-${DAYS}`;
  await start(['run', ...options, '--scheduled', range, '--quiet'], { TEST_NOW: timeOf(DAYS, 55) });
  const [found, expected] = [await filesOf(kept), await filesOf(out)];
  await rm(kept, { recursive: true });
  expect([...found.keys()]).toEqual([...expected.keys()]);
  const differing = [...expected].filter(([key, content]) => !isDeepStrictEqual(found.get(key), content));
  expect(differing.map(([key]) => key)).toEqual([]);
});
