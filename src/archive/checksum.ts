import { createHash } from 'node:crypto';

export interface Sum {
  bytes: number;
  /** in hexadecimal */
  sha256: string;
}

/** Counts and hashes content on its way elsewhere. */
export class Checksum {
  private readonly hash = createHash('sha256');
  private bytes = 0;

  add(chunk: Uint8Array): void {
    this.hash.update(chunk);
    this.bytes += chunk.length;
  }

  async *through(content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      this.add(chunk);
      yield chunk;
    }
  }

  result(): Sum {
    return { bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}

export function checksumOf(content: Uint8Array): Sum {
  const sum = new Checksum();
  sum.add(content);
  return sum.result();
}
