import type { Config } from '../config/config.ts';
import { messageOf } from '../errors.ts';
import { chooseAttachments } from '../mail/attachments.ts';
import { composeMessage, type MessageInput } from '../mail/mime.ts';
import type { AttachedWorkbook, Summary } from '../mail/summary.ts';
import type { NetworkName, NewValue } from '../run/judgement.ts';
import type { RunFile } from '../run/result.ts';
import { WORKBOOK, WORKBOOK_TYPE } from '../run/run-files.ts';

/** A run in words, and what is needed to write them: the renderings of a run are made from it. */
export interface ToldRun {
  runId: string;
  /** @param attached names of the files that go along */
  summary(attached: ReadonlySet<string>, workbook?: AttachedWorkbook): Summary;
  /** in their order; undefined where it is not known what is new */
  newValues: readonly (NewValue & NetworkName)[] | undefined;
  /** the files that hold the reports' rows */
  rowFiles: readonly RunFile[];
  read(file: RunFile): Promise<Uint8Array>;
  /** of the mail; `maxBytes` includes the attachments */
  mail: { from: string; to: string[]; date: string; maxBytes: number; attach: Config['mail']['attach'] };
  /** Makes the workbook; undefined where it has more bytes. Absent where none is to be attached. */
  workbook?: ((mostBytes: number) => Promise<Uint8Array | undefined>) | undefined;
}

/** The mail as RFC 5322 bytes, with those of the reports' files that fit, or the workbook, or nothing. */
export async function writeMessage(told: ToldRun): Promise<Uint8Array> {
  const { rowFiles, mail, read } = told;
  if (mail.attach === 'xlsx') return messageWithWorkbook(told);
  const bare = await compose(told, []);
  if (mail.attach === 'none') return bare;
  const attached = chooseAttachments(rowFiles, { maxBytes: mail.maxBytes, bodyBytes: bare.length });
  const files = rowFiles.filter(({ file }) => attached.has(file));
  return compose(
    told,
    await Promise.all(files.map(async (file) => ({ ...attachment(file), content: await read(file) }))),
  );
}

/** Without it where it is too large, or cannot be made: that costs the mail nothing else. */
async function messageWithWorkbook(told: ToldRun): Promise<Uint8Array> {
  const { maxBytes } = told.mail;
  const bare = await compose(told, [], 'attached');
  let content: Uint8Array | undefined;
  try {
    content = await told.workbook?.(maxBytes);
  } catch (error) {
    return compose(told, [], { error: messageOf(error) });
  }
  const file = { file: WORKBOOK, contentType: WORKBOOK_TYPE };
  const size = { maxBytes, bodyBytes: bare.length };
  if (!content || chooseAttachments([{ ...file, bytes: content.length }], size).size === 0)
    return compose(told, [], 'too-large');
  return compose(told, [{ ...attachment(file), content }], 'attached');
}

const attachment = ({ file, contentType }: Pick<RunFile, 'file' | 'contentType'>) => ({
  filename: file,
  contentType,
});

function compose(
  { runId, summary, mail }: ToldRun,
  attachments: MessageInput['attachments'],
  workbook?: AttachedWorkbook,
): Promise<Uint8Array> {
  const { from, to, date } = mail;
  const attached = new Set(attachments.map(({ filename }) => filename));
  return composeMessage({ summary: summary(attached, workbook), from, to, date, runId, attachments });
}
