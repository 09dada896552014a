import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type FileContent, type ReadRequest, readFiles } from './read-files.ts';

/** Part of the bundle. There is none where the sources run as they are, as in tests: files are read in this thread then. */
const THREAD = new URL('./log-thread.js', import.meta.url);
/** They wait for the disk more than they work. */
const MOST_THREADS = 8;

/** Reads log files in threads, so that a slow disk holds up neither the engine nor a person. */
export class LogThreads {
  /** how many requests can be under way */
  count = Math.max(1, Math.floor(availableParallelism() / 2));
  private readonly threads: Worker[] = [];
  private readonly idle: Worker[] = [];
  private readonly waiting: ((thread: Worker) => void)[] = [];
  private readonly program: URL | undefined;

  /** @param program of a thread: `log-thread.ts`, bundled */
  constructor(program = THREAD) {
    if (existsSync(program)) this.program = program;
  }

  /** @throws Error where the thread fails, for what is no fault of a file */
  async read(request: ReadRequest): Promise<FileContent[]> {
    if (!this.program) return readFiles(request);
    const thread = await this.free(this.program);
    const read = await answer(thread, request);
    const next = this.waiting.shift();
    if (next) next(thread);
    else this.idle.push(thread);
    return read;
  }

  /** One more thread, where all of them are reading. */
  grow(): void {
    if (this.idle.length === 0 && this.threads.length === this.count && this.count < MOST_THREADS)
      this.count += 1;
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.terminate()));
  }

  private async free(program: URL): Promise<Worker> {
    const thread = this.idle.pop();
    if (thread) return thread;
    if (this.threads.length === this.count) return new Promise((resolve) => this.waiting.push(resolve));
    const started = new Worker(program);
    this.threads.push(started);
    return started;
  }
}

function answer(thread: Worker, request: ReadRequest): Promise<FileContent[]> {
  return new Promise<FileContent[]>((resolve, reject) => {
    thread.once('message', resolve).once('error', reject);
    // It keeps the process alive only while somebody waits for it.
    thread.ref();
    thread.postMessage(request);
  }).finally(() => {
    thread.removeAllListeners('message').removeAllListeners('error').unref();
  });
}
