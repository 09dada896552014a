import { chooseAttachments } from '../mail/attachments.ts';
import { composeMessage } from '../mail/mime.ts';
import type { Summary } from '../mail/summary.ts';
import type { NewValue } from '../run/judgement.ts';
import type { RunFile } from '../run/result.ts';

/** A run in words, and what is needed to write them: the renderings of a run are made from it. */
export interface ToldRun {
  runId: string;
  /** @param attached names of the files that go along */
  summary(attached: ReadonlySet<string>): Summary;
  /** in their order; undefined where it is not known what is new */
  newValues: readonly NewValue[] | undefined;
  /** the files that hold the reports' rows */
  rowFiles: readonly RunFile[];
  read(file: RunFile): Promise<Uint8Array>;
  /** of the mail; `maxBytes` includes the attachments */
  mail: { from: string; to: string[]; date: string; maxBytes: number };
}

/** The mail as RFC 5322 bytes, with those of the reports' files that fit. */
export async function writeMessage(told: ToldRun): Promise<Uint8Array> {
  const { rowFiles, mail } = told;
  const bare = await compose(told, []);
  const attached = chooseAttachments(rowFiles, { maxBytes: mail.maxBytes, bodyBytes: bare.length });
  return compose(
    told,
    rowFiles.filter(({ file }) => attached.has(file)),
  );
}

async function compose({ runId, summary, read, mail }: ToldRun, files: readonly RunFile[]) {
  const attachments = files.map(async (file) => ({
    filename: file.file,
    contentType: file.contentType,
    content: await read(file),
  }));
  const { from, to, date } = mail;
  return composeMessage({
    summary: summary(new Set(files.map(({ file }) => file))),
    from,
    to,
    date,
    runId,
    attachments: await Promise.all(attachments),
  });
}
