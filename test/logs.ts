import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';

const made: string[] = [];
afterAll(() => Promise.all(made.map((directory) => rm(directory, { recursive: true, force: true }))));

/** An empty directory, removed when the tests of the file have run. */
export async function emptyDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'audit-test-'));
  made.push(directory);
  return directory;
}

/** The path of a log file below the logs directory. */
export function logPath({
  account = ACCOUNT,
  region = REGION,
  day = '2026/11/21',
  name = 'a.json.gz',
  folder = 'CloudTrail',
  organization = '',
} = {}): string {
  return join(
    'AWSLogs',
    organization,
    account,
    folder,
    region,
    day,
    `${account}_CloudTrail_${region}_${name}`,
  );
}

/** Writes a file below the logs directory: records as a log file, a string or bytes as they are; gzipped if so named. */
export async function writeLog(
  logs: string,
  path: string,
  content: unknown[] | string | Uint8Array,
): Promise<void> {
  const file = join(logs, path);
  await mkdir(dirname(file), { recursive: true });
  return writeFile(file, storedAs(path, content));
}

/** What `writeLog` writes. */
export function storedAs(path: string, content: unknown[] | string | Uint8Array): Uint8Array {
  if (content instanceof Uint8Array) return content;
  const text = typeof content === 'string' ? content : JSON.stringify({ Records: content });
  return path.endsWith('.gz') ? gzipSync(text) : Buffer.from(text);
}

/** A console sign-in by an IAM user, changed as the test asks. */
export function signIn(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    eventVersion: '1.11',
    userIdentity: { type: 'IAMUser', principalId: 'AIDAEXAMPLE', accountId: ACCOUNT, userName: 'alice' },
    eventTime: '2026-11-21T07:00:00Z',
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    awsRegion: REGION,
    sourceIPAddress: '192.0.2.1',
    userAgent: 'Mozilla/5.0',
    requestParameters: null,
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { MFAUsed: 'Yes' },
    eventID: '00000000-0000-4000-8000-000000000001',
    recipientAccountId: ACCOUNT,
    ...changes,
  };
}
