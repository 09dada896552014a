import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { DamagedFile } from '../../ports.ts';
import type { Partitions } from '../../run.ts';
import { type DayFolder, dayFolders, logFiles } from './log-files.ts';

const unzip = promisify(gunzip);

/** CloudTrail's files hold a few megabytes; more than this is not one of them, whatever its name says. */
const MAX_FILE_BYTES = 512 * 2 ** 20;
/** A log file is unzipped in a few chunks: with Node's 16 KB it costs three times as much. */
const UNZIP_CHUNK_BYTES = 2 ** 20;
const BATCH_BYTES = 2 * 2 ** 20;
const BATCH_FILES = 256;

/** A log file's JSON text, checked to be UTF-8 and to begin as a CloudTrail log file does. */
export interface LogText {
  file: string;
  folder: DayFolder;
  text: Buffer;
}

/** Reads every log file of the partitions once, for any number of consumers at a time. */
export class LogReader {
  readonly damaged: DamagedFile[] = [];
  files = 0;
  bytes = 0;
  readonly days: Record<string, number> = {};
  private readonly queue: AsyncGenerator<{ file: string; folder: DayFolder }>;

  constructor(
    private readonly logs: string,
    partitions: Partitions,
  ) {
    this.queue = queueOf(logs, partitions);
  }

  /** @returns the next few files' texts, empty when all files are read */
  async nextBatch(): Promise<LogText[]> {
    const batch: LogText[] = [];
    for (let bytes = 0, files = 0; bytes < BATCH_BYTES && files < BATCH_FILES; files++) {
      const next = await this.queue.next();
      if (next.done) break;
      const { day } = next.value.folder;
      this.days[day] = (this.days[day] ?? 0) + 1;
      const text = await this.readText(next.value.file);
      if (text === undefined) continue;
      bytes += text.length;
      batch.push({ ...next.value, text });
    }
    return batch;
  }

  /** As `checkedText`; a file with something wrong is rejected. */
  check({ file, text }: LogText): Buffer | undefined {
    try {
      return checkedText(text);
    } catch (error) {
      this.reject(file, messageOf(error));
      return undefined;
    }
  }

  /** Counts the file as damaged: it is named in the manifest and the mail, and the rest is still read. */
  reject(file: string, reason: string): void {
    this.damaged.push({ file: relative(this.logs, file), reason });
  }

  private async readText(file: string): Promise<Buffer | undefined> {
    this.files += 1;
    try {
      const raw = await readFile(file);
      this.bytes += raw.length;
      const text = withoutBom(
        isGzip(raw)
          ? await unzip(raw, { chunkSize: UNZIP_CHUNK_BYTES, maxOutputLength: MAX_FILE_BYTES })
          : raw,
      );
      if (!isUtf8(text)) throw new Error('not UTF-8 text');
      return beginsLikeLogFile(text) ? text : checkedText(text);
    } catch (error) {
      this.reject(file, messageOf(error));
      return undefined;
    }
  }
}

/**
 * The text of a log file that the engine can read, every value as it was written: but for lone surrogates (`"\\ud800"`),
 * which JSON allows, the engine refuses and UTF-8 cannot hold. They become U+FFFD.
 *
 * @throws Error that says what is wrong with the file
 */
function checkedText(text: Buffer): Buffer {
  if (text.length === 0) throw new Error('the file is empty');
  const json = text.toString('utf8');
  const content: unknown = JSON.parse(json);
  if (content === null || typeof content !== 'object' || !('Records' in content)) {
    throw new Error('no "Records" in it: not a CloudTrail log file');
  }
  if (!Array.isArray(content.Records)) throw new Error('"Records" is not a list');
  return Buffer.from(
    json.replace(ESCAPES, (written) => (LONE_SURROGATE.test(written) ? '\\ufffd' : written)),
  );
}

/** every escape of a JSON text, a pair of surrogates as one */
const ESCAPES = /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\./g;
const LONE_SURROGATE = /^\\u[dD][89a-fA-F][0-9a-fA-F]{2}$/;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function* queueOf(
  logs: string,
  partitions: Partitions,
): AsyncGenerator<{ file: string; folder: DayFolder }> {
  for await (const folder of dayFolders(logs, partitions)) {
    for (const name of await logFiles(folder)) yield { file: `${folder.path}/${name}`, folder };
  }
}

function isGzip(raw: Buffer): boolean {
  return raw[0] === 0x1f && raw[1] === 0x8b;
}

function withoutBom(text: Buffer): Buffer {
  return text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf ? text.subarray(3) : text;
}

/** True of every file that CloudTrail writes; of others the whole text is checked. */
function beginsLikeLogFile(text: Buffer): boolean {
  return /^\s*\{\s*"Records"\s*:\s*\[/.test(text.toString('latin1', 0, 64));
}
