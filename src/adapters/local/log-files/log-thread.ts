/** What a thread of LogThreads runs: it answers each request with what it read. */
import { parentPort } from 'node:worker_threads';
import { type FileContent, type ReadRequest, readFiles } from './read-files.ts';

parentPort?.on('message', (request: ReadRequest) => {
  const { contents, memory } = inOneBuffer(readFiles(request));
  parentPort?.postMessage(contents, [memory]);
});

/** Handed over at once, not file by file. Node allocates small buffers together, which cannot be handed over. */
function inOneBuffer(read: readonly FileContent[]): { contents: FileContent[]; memory: ArrayBuffer } {
  const memory = new ArrayBuffer(read.reduce((sum, { raw }) => sum + (raw?.length ?? 0), 0));
  let end = 0;
  const contents = read.map((content) => {
    if (!content.raw) return content;
    const raw = new Uint8Array(memory, end, content.raw.length);
    raw.set(content.raw);
    end += raw.length;
    return { ...content, raw };
  });
  return { contents, memory };
}
