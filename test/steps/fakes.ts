import type { Archive, OutgoingMessage, Query, QueryEngine, QueryExecution } from '../../src/ports.ts';
import type { PlannedReport } from '../../src/run/report.ts';
import type { Run } from '../../src/run/run.ts';

export const run: Run = {
  runId: 'manual-20261121T0000Z-20261122T0000Z-00000000',
  trigger: 'manual',
  window: { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z', timezone: 'UTC' },
  partitions: { from: '2026/11/21', to: '2026/11/23' },
  events: { sql: 'events AS (SELECT ? AS day)', parameters: ['2026/11/21'] },
  archive: 'runs/2026/11/21/manual-20261121T0000Z-20261122T0000Z-00000000',
  warnings: [],
};

export const report: PlannedReport = {
  id: 'console-logins',
  title: 'Console logins',
  description: 'Every sign-in.',
  counts: ['username'],
  emptyIsGood: false,
  sql: 'SELECT * FROM events',
  source: { file: 'sql/reports/console-logins.sql', line: 6, statementLine: 9 },
};

/** An archive in memory. */
export function memoryArchive() {
  const files = new Map<string, Buffer>();
  const archive: Archive = {
    async write(key, content) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of content) chunks.push(chunk);
      files.set(key.slice(run.archive.length + 1), Buffer.concat(chunks));
    },
    async exchange(key, before, after) {
      const found = files.get(key.slice(run.archive.length + 1));
      if (before ? !found?.equals(before) : found) return false;
      files.set(key.slice(run.archive.length + 1), Buffer.from(after));
      return true;
    },
    read: async (key) => files.get(key.slice(run.archive.length + 1)),
    async *content(key) {
      const found = files.get(key.slice(run.archive.length + 1));
      if (!found) throw new Error(`${key} does not exist`);
      yield found;
    },
    measure: async () => [],
    list: async () => [],
    locate: (key) => `memory:${key}`,
  };
  return { archive, files };
}

/** An engine that answers as told and notes what it was asked. */
export function scriptedEngine(
  execution: Partial<QueryExecution> = {},
  result = '"username"\n"alice"\n',
  pieceBytes = 2 ** 16,
) {
  const started: Query[] = [];
  const stopped: string[] = [];
  const engine: QueryEngine = {
    async start(query) {
      started.push(query);
      return `execution-${started.length}`;
    },
    poll: async () => ({ state: 'running', scannedBytes: 0, milliseconds: 0, ...execution }),
    async *result() {
      const content = Buffer.from(result);
      for (let at = 0; at < content.length; at += pieceBytes) yield content.subarray(at, at + pieceBytes);
    },
    resultBytes: async () => Buffer.byteLength(result),
    stop: async (id) => {
      stopped.push(id);
    },
  };
  return { engine, started, stopped };
}

/** A mailer that keeps what it is given. */
export function keepingMailer() {
  const sent: OutgoingMessage[] = [];
  const send = async (message: OutgoingMessage) => ({ messageId: `ses-${sent.push(message)}` });
  return { sent, mailer: { name: 'SES', sendAgain: 'ask again with "resend": true', send } };
}
