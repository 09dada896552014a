import MailComposer from 'nodemailer/lib/mail-composer';
import { zoned } from '../time/time.ts';
import { renderHtml } from './html.tsx';
import type { Summary } from './summary.ts';
import { renderText } from './text.ts';

export interface MessageInput {
  summary: Summary;
  from: string;
  to: readonly string[];
  /** ISO 8601 instant */
  date: string;
  runId: string;
  /** chosen by `chooseAttachments` */
  attachments: readonly { filename: string; contentType: string; content: Uint8Array }[];
}

/** The message as RFC 5322 bytes. The same input gives the same bytes, so a mail sent again is the same mail. */
export async function composeMessage(input: MessageInput): Promise<Uint8Array> {
  const { summary, from, to, runId } = input;
  const composer = new MailComposer({
    from: { address: from },
    to: to.map((address) => ({ address })),
    subject: summary.subject,
    date: rfc5322Date(input.date),
    messageId: `<${runId}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    headers: { 'X-Audit-Run-Id': runId, 'Auto-Submitted': 'auto-generated' },
    text: renderText(summary),
    html: renderHtml(summary),
    attachments: input.attachments.map(({ filename, contentType, content }) => ({
      filename,
      contentType,
      content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
    })),
    // A value of a log cannot imitate this fixed boundary: quoted-printable bodies never hold `=_`
    // (https://www.rfc-editor.org/rfc/rfc2045#section-6.7).
    boundaryPrefix: '=_',
    baseBoundary: 'audit',
    encoding: 'quoted-printable',
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Sun, 22 Nov 2026 07:00:00 +0000` */
function rfc5322Date(instant: string): string {
  const time = zoned(instant, 'UTC');
  const clock = time.toPlainTime().toString({ smallestUnit: 'second' });
  return `${WEEKDAYS[time.dayOfWeek - 1]}, ${time.day} ${MONTHS[time.month - 1]} ${time.year} ${clock} +0000`;
}
