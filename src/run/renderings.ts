import type { RunFile } from './result.ts';

/** What was made of a run after its mail, beside its manifest. A run without it, as those of older versions, has no such files. */
export const RENDERINGS = 'renderings.json';

export interface Renderings {
  version: 1;
  /** of the manifest that they are made from, as reviews have it (`reviewedHash`): what becomes of the mail does not change it */
  manifestSha256: string;
  files: RenderedFile[];
  failed: { file: string; error: string }[];
}

export type RenderedFile = Pick<RunFile, 'file' | 'contentType' | 'bytes' | 'sha256'>;
