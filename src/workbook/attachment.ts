import type { AttachableWorkbook } from '../steps/compose-summary.ts';
import { folderOf } from '../steps/run-folder.ts';
import { writeWorkbook } from './workbook.ts';

/** The workbook of a run as it goes with its mail: before the manifest, so without its hash and without new.csv. */
export const attachableWorkbook: AttachableWorkbook = async ({ content, planned, run }, deps, mostBytes) => {
  const { from, to } = deps.config.mail;
  const mail = { subject: '', from, to, status: 'written', attempts: 0 } as const;
  const folder = folderOf({ ...content, mail }, planned, run, deps);
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of writeWorkbook(folder)) {
    bytes += piece.length;
    if (bytes > mostBytes) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
};
