import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type FileContent, type ReadRequest, readFiles } from './read-files.ts';

/** Part of the bundle. Tests run the sources without a bundle, and read files in this thread. */
const THREAD = new URL('./log-thread.js', import.meta.url);
/** They wait for the disk more than they work. */
const MOST_THREADS = 8;

/** Reads log files in threads, so that a slow disk holds up neither the engine nor a person. */
export class LogThreads {
  /** how many requests can be under way */
  count = Math.max(1, Math.floor(availableParallelism() / 2));
  private readonly threads: Worker[] = [];
  private readonly idle: Worker[] = [];
  private readonly waiting: { resolve: (thread: Worker) => void; reject: (error: unknown) => void }[] = [];
  private failure: unknown;
  private readonly program: URL | undefined;

  /** @param program of a thread: `log-thread.ts`, bundled */
  constructor(program = THREAD) {
    if (existsSync(program)) this.program = program;
  }

  /** @throws Error where a thread failed, for what is no fault of a file */
  async read(request: ReadRequest): Promise<FileContent[]> {
    if (!this.program) return readFiles(request);
    const thread = await this.free(this.program);
    try {
      const read = await answer(thread, request);
      const next = this.waiting.shift();
      if (next) next.resolve(thread);
      else this.idle.push(thread);
      return read;
    } catch (error) {
      // Who waits for this thread would wait for ever.
      this.failure = error;
      for (const { reject } of this.waiting.splice(0)) reject(error);
      throw error;
    }
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
    if (this.failure) throw this.failure;
    const thread = this.idle.pop();
    if (thread) return thread;
    if (this.threads.length === this.count)
      return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
    const started = new Worker(program);
    this.threads.push(started);
    return started;
  }
}

async function answer(thread: Worker, request: ReadRequest): Promise<FileContent[]> {
  let ended = () => {};
  try {
    return await new Promise<FileContent[]>((resolve, reject) => {
      ended = () => reject(new Error('a thread that reads log files ended'));
      thread.once('message', resolve).once('error', reject).once('exit', ended);
      // It keeps the process alive only while somebody waits for it.
      thread.ref();
      thread.postMessage(request);
    });
  } finally {
    // Not all of 'exit': terminate() waits for it too.
    thread.off('exit', ended).removeAllListeners('message').removeAllListeners('error').unref();
  }
}
