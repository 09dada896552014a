import PostalMime from 'postal-mime';
import { renderHtml } from '../../src/mail/html.tsx';
import { composeMessage, type MessageInput } from '../../src/mail/mime.ts';
import { summarize } from '../../src/mail/model.ts';
import { renderText } from '../../src/mail/text.ts';
import { figures, messageInput, summaryInput } from './inputs.ts';

const CSV = new TextEncoder().encode('\ufeffusername\r\n"山田"\r\n');
const ATTACHED = { filename: 'console-logins.csv', contentType: 'text/csv; charset=utf-8', content: CSV };

const parse = async (changes: Partial<MessageInput> = {}) =>
  PostalMime.parse(await composeMessage(messageInput(changes)));

test('addresses, subject and date come back as given', async () => {
  const mail = await parse();
  expect(mail).toMatchObject({
    from: { address: 'audit@example.com' },
    to: [{ address: 'security@example.com' }, { address: 'ciso@example.com' }],
    subject: 'Acme · CloudTrail audit 2026-11-21 · 12 console logins',
    date: '2026-11-21T22:00:03.000Z',
  });
});

test('the date is written as RFC 5322 asks for', async () => {
  const raw = new TextDecoder().decode(await composeMessage(messageInput()));
  expect(raw).toMatch(/^Date: Sat, 21 Nov 2026 22:00:03 \+0000\r$/m);
});

test('the message id and a header name the run', async () => {
  const mail = await parse();
  expect(mail.messageId).toBe('<run-1@example.com>');
  expect(mail.headers.find(({ key }) => key === 'x-audit-run-id')?.value).toBe('run-1');
});

test('the message asks no machine to answer', async () => {
  const mail = await parse();
  expect(mail.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
});

test('text and HTML come back as rendered', async () => {
  const mail = await parse();
  const { summary } = messageInput();
  expect(mail.text?.trimEnd()).toBe(renderText(summary).trimEnd());
  expect(mail.html?.trimEnd()).toBe(renderHtml(summary).trimEnd());
});

test('any SMTP server takes it: ASCII without NUL, in lines that end and are as long as SMTP asks for', async () => {
  const content = Buffer.from('a\r\0\n'.repeat(2000));
  const { summary } = messageInput();
  const title = `報告 \0 ${'x'.repeat(2000)}`;
  const reports = summary.reports.map((report) => ({ ...report, title }));

  const raw = Buffer.from(
    await composeMessage(
      messageInput({ summary: { ...summary, reports }, attachments: [{ ...ATTACHED, content }] }),
    ),
  ).toString('latin1');

  const lines = raw.split('\r\n');
  expect(lines.filter((line) => /[^\t\x20-\x7e]/.test(line))).toEqual([]);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(998);
});

test('attachments come back byte by byte', async () => {
  const [attachment] = (await parse({ attachments: [ATTACHED] })).attachments;
  expect(attachment).toMatchObject({
    filename: 'console-logins.csv',
    mimeType: 'text/csv',
    disposition: 'attachment',
  });
  expect(new Uint8Array(attachment?.content as ArrayBuffer)).toEqual(CSV);
});

test('a view into a larger buffer is attached without its surroundings', async () => {
  const content = new TextEncoder().encode('before CSV after').subarray(7, 10);
  const [attachment] = (
    await parse({ attachments: [{ filename: 'a.csv', contentType: 'text/csv', content }] })
  ).attachments;
  expect(new TextDecoder().decode(attachment?.content as ArrayBuffer)).toBe('CSV');
});

test('the same input gives the same bytes', async () => {
  expect(await composeMessage(messageInput())).toEqual(await composeMessage(messageInput()));
});

test('lines end in CRLF and none is longer than SMTP allows', async () => {
  const raw = Buffer.from(await composeMessage(messageInput())).toString('latin1');
  expect(raw).not.toMatch(/[^\r]\n|[^\n]{999}/);
});

test('a value that imitates the boundary does not end the part', async () => {
  const boundary = '\r\n--=_-audit-Part_1--\r\n--=_-audit-Part_2--\r\n';
  const hostile = figures({ newestRows: [{ identity: boundary, eventtime: '--=_-audit-Part_1' }] });
  const summary = summarize(
    summaryInput({}, { name: '--=_-audit-Part_2', figures: new Map([['console-logins', hostile]]) }),
  );
  const mail = await parse({ summary, attachments: [ATTACHED] });
  expect(mail.attachments).toHaveLength(1);
  expect(mail.html?.trimEnd()).toBe(renderHtml(summary).trimEnd());
});
