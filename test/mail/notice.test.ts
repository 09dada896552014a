import { noticeOf, type RunNotice } from '../../src/mail/notice.ts';
import { noticeBody } from '../../src/mail/notice-body.ts';
import type { ControlOutcome } from '../../src/run/judgement.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import { WEBHOOK_FORMATS } from '../../src/run/notified.ts';
import { control, seen, succeeded, summaryInput } from './inputs.ts';

const HOSTILE = '<!channel> @here <at>all</at> [x](https://evil.example) <https://evil.example|x> &amp; *b*';

/** A day with controls and a new principal that are called so. */
function noticed(value: string, found: Partial<ControlOutcome>[] = [{}]) {
  const controls = found.map((changes, at) =>
    control({ id: `c${at}`, title: value, status: 'people', events: 3, ...changes }),
  );
  const first = [
    {
      kind: 'principal' as const,
      key: [`111122223333/user/${value}`],
      first: '2026-11-21T07:00:00Z',
      last: '2026-11-21T07:00:00Z',
      events: 2,
    },
  ];
  const input = summaryInput({
    controls,
    seen: seen({ newValues: 1, newByKind: { principal: 1 }, first }),
    reports: [succeeded()],
  });
  const mail = {
    subject: '',
    from: 'a@example.com',
    to: ['b@example.com'],
    status: 'sent',
    attempts: 1,
  } as const;
  const manifest: Manifest = { ...input.manifest, warnings: [], mail: { ...mail, to: [...mail.to] } };
  return { notice: noticeOf(manifest, input), manifest };
}

const bodyOf = (format: 'slack' | 'teams' | 'json', { notice, manifest }: ReturnType<typeof noticed>) =>
  JSON.parse(noticeBody(format, notice, { manifest, archiveLocation: 's3://archive/run' }));

test('says the verdict, the controls, what is new and where the files are', () => {
  const { notice } = noticed('tanaka');

  expect(notice.subject).toMatch(/^LOOK: 1 control, 1 new · Acme/);
  expect(notice.parts.map(({ label }) => label)).toEqual(['LOOK', expect.any(String), 'New', 'Archive']);
  expect(notice.parts.flatMap(({ lines }) => lines).join('\n')).toMatch(/user tanaka \(111122223333\)/);
});

describe('for Slack', () => {
  test('has the subject as header and fallback, and the rest as a section', () => {
    const { text, blocks } = bodyOf('slack', noticed('tanaka'));

    expect(text).toMatch(/^LOOK: 1 control/);
    expect(blocks).toMatchObject([
      { type: 'header', text: { type: 'plain_text', text } },
      {
        type: 'section',
        text: { type: 'mrkdwn', verbatim: true, text: expect.stringContaining('*New*\n• ') },
      },
    ]);
  });

  test('no value mentions people or is a link', () => {
    const body = bodyOf('slack', noticed(HOSTILE));

    const texts = [body.text, body.blocks[1].text.text];
    expect(texts.join('')).toContain('&lt;!channel&gt; @here');
    expect(texts.join('')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)|:\/\/evil/);
    expect(body).toMatchObject({ unfurl_links: false, unfurl_media: false });
  });
});

describe('for Teams', () => {
  test('is an adaptive card whose texts are no Markdown and whose mentions are none', () => {
    const body = bodyOf('teams', noticed(HOSTILE));

    const [attachment] = body.attachments;
    expect(body.type).toBe('message');
    expect(attachment).toMatchObject({
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { type: 'AdaptiveCard', version: '1.4' },
    });
    const { body: blocks, ...card } = attachment.content;
    expect(card).not.toHaveProperty('msteams');
    expect(new Set(blocks.map(({ type }: { type: string }) => type))).toEqual(new Set(['RichTextBlock']));
    expect(JSON.stringify(blocks)).toContain('<!channel>');
  });
});

test('as JSON has what a program needs', () => {
  const body = bodyOf('json', noticed('tanaka'));

  expect(body).toMatchObject({
    version: 1,
    runId: 'run-1',
    status: 'succeeded',
    verdict: { words: ['LOOK'], controls: ['c0'], newValues: 1 },
    controls: [{ id: 'c0', title: 'tanaka', severity: 'high', events: 3 }],
    newValues: 1,
    mail: 'sent',
    archive: 's3://archive/run',
  });
});

test.each(WEBHOOK_FORMATS)('%s: the longest message fits', (format) => {
  const lines = Array.from({ length: 200 }, () => `&<>"監査${'監'.repeat(5000)}`);
  const notice: RunNotice = { subject: '監'.repeat(9000), parts: [{ label: 'New', lines }] };
  const { manifest } = noticed('tanaka');

  const body = noticeBody(format, notice, { manifest, archiveLocation: 'x' });

  if (format === 'json') return;
  expect(Buffer.byteLength(body)).toBeLessThan(28_000);
  if (format === 'teams') return;
  const { text, blocks } = JSON.parse(body);
  expect(text.length).toBeLessThan(4000);
  expect(blocks[0].text.text.length).toBeLessThanOrEqual(150);
  expect(blocks[1].text.text.length).toBeLessThanOrEqual(3000);
});
