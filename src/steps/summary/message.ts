import { chooseAttachments } from '../../mail/attachments.ts';
import { composeMessage } from '../../mail/mime.ts';
import type { RunFile } from '../../run/result.ts';
import type { ToldRun } from './told-run.ts';

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
