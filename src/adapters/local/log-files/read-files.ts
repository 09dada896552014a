import { readFileSync, statSync } from 'node:fs';
import { messageOf } from '../../../errors.ts';

export interface ReadRequest {
  files: readonly string[];
  /** bytes: larger files are not read */
  most: number;
  /** bytes: when so many are read, further files are not */
  enough: number;
}

export interface FileContent {
  /** 0 where the file cannot be read, and `damage` says why */
  bytes: number;
  /** absent where the file is larger than was asked for, too */
  raw?: Uint8Array;
  damage?: string;
}

/**
 * Reads the first of the files, at least one. Synchronously, for a thread that does nothing else: of many small files five
 * calls of Node's promises each cost more than all else that is done with them.
 */
export function readFiles({ files, most, enough }: ReadRequest): FileContent[] {
  const read: FileContent[] = [];
  for (let bytes = 0; read.length < files.length && bytes < enough; ) {
    const content = readContent(files[read.length] ?? '', most);
    bytes += content.raw?.length ?? 0;
    read.push(content);
  }
  return read;
}

function readContent(file: string, most: number): FileContent {
  try {
    // Checked before it is opened: a link may lead to a device or a pipe that never ends.
    const found = statSync(file);
    if (!found.isFile()) throw new Error('not a file');
    return found.size > most ? { bytes: found.size } : { bytes: found.size, raw: readFileSync(file) };
  } catch (error) {
    return { bytes: 0, damage: messageOf(error) };
  }
}
