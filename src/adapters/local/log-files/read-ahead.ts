import { join } from 'node:path';
import { LogThreads } from './log-threads.ts';
import type { FileContent, ReadRequest } from './read-files.ts';

/** What a thread reads at a time; while it does, others are unzipped. */
const PART_BYTES = 2 ** 20;
const PART_FILES = 256;
const FIRST_PART_FILES = 16;
/** Larger ones are read when their turn comes. */
const MAX_AHEAD_BYTES = 4 * 2 ** 20;
/** Who waits so long for a part waits for the disk, which may be at the other end of a network. */
const SLOW_MILLISECONDS = 1000;

/** Reads files, several requests at a time. */
export interface FileReader {
  /** how many requests can be under way */
  readonly count: number;
  /** @returns the contents of the first of the files, of at least one */
  read(request: ReadRequest): Promise<FileContent[]>;
  /** One more request at a time, where all under way take long. */
  grow(): void;
  close(): Promise<void>;
}

/** A file, with its path below the directory, and what is in it. */
type Read<File> = [file: File, content: FileContent];

/** Reads files, a few megabytes before they are asked for. */
export class ReadAhead<File extends { file: string }> {
  constructor(
    /** before the path of each file */
    private readonly directory: string,
    private readonly threads: FileReader = new LogThreads(),
  ) {}

  async *all(queue: AsyncIterator<File>): AsyncGenerator<Read<File>> {
    let partFiles = FIRST_PART_FILES;
    // Taken for a thread that had read enough before it came to them.
    const unread: File[] = [];
    const readPart = async (): Promise<Read<File>[]> => {
      const files = unread.splice(0, partFiles);
      while (files.length < partFiles) {
        const next = await queue.next();
        if (next.done) break;
        files.push(next.value);
      }
      if (files.length === 0) return [];
      const part = await this.read(files, MAX_AHEAD_BYTES);
      unread.unshift(...files.slice(part.length));
      partFiles = Math.min(2 * part.length, PART_FILES);
      return part;
    };
    const underWay: Promise<Read<File>[]>[] = [];
    const begin = () => {
      const part = readPart();
      // The caller that waits for the file gets its error.
      part.catch(() => {});
      underWay.push(part);
    };
    for (;;) {
      while (underWay.length <= this.threads.count) begin();
      let part = await this.patiently(underWay.shift() ?? []);
      // The end, if those under way leave none unread.
      if (part.length === 0) part = (await Promise.all(underWay.splice(0))).flat();
      if (part.length === 0) return;
      yield* part;
    }
  }

  /** Reads the files once more. */
  async *again(files: readonly File[]): AsyncGenerator<Read<File>> {
    for (let rest = files; rest.length > 0; ) {
      const part = await this.read(rest.slice(0, PART_FILES), MAX_AHEAD_BYTES);
      yield* part;
      rest = rest.slice(part.length);
    }
  }

  /** @param most bytes: a larger file is not read */
  async alone(file: File, most: number): Promise<FileContent> {
    const [[, content] = [file, { bytes: 0 }]] = await this.read([file], most);
    return content;
  }

  close(): Promise<void> {
    return this.threads.close();
  }

  private async read(files: readonly File[], most: number): Promise<Read<File>[]> {
    const paths = files.map(({ file }) => join(this.directory, file));
    const contents = await this.threads.read({ files: paths, most, enough: PART_BYTES });
    return contents.map((content, i) => [files[i] as File, content]);
  }

  private async patiently<T>(reading: Promise<T> | T): Promise<T> {
    const slow = setInterval(() => this.threads.grow(), SLOW_MILLISECONDS);
    try {
      return await reading;
    } finally {
      clearInterval(slow);
    }
  }
}
