/** A notice as the services take it. Whatever stands in it mentions nobody, is no link and no markup. */
import { jsonLine } from '../archive/json-text.ts';
import { shortened } from '../errors.ts';
import type { Manifest } from '../run/manifest.ts';
import type { WebhookFormat } from '../run/notified.ts';
import type { RunNotice } from './notice.ts';

/** A section of Slack takes 3,000 characters after escaping, a message of Teams 28 KB. */
const MOST_LENGTH = 2800;
const MOST_LINE_LENGTH = 400;
/** https://docs.slack.dev/reference/block-kit/blocks/header-block */
const HEADER_LENGTH = 150;

export function noticeBody(
  format: WebhookFormat,
  notice: RunNotice,
  run: { manifest: Manifest; archiveLocation: string },
): string {
  if (format === 'slack') return jsonLine(slackMessage(notice));
  if (format === 'teams') return jsonLine(teamsMessage(notice));
  return jsonLine(plainNotice(notice, run));
}

/** `verbatim`: nothing but what is marked becomes a link or a mention, and `<`, which marks, is escaped. */
function slackMessage({ subject, parts }: RunNotice): object {
  const lines = linesOf(parts, slackText).map(({ text, isLabel }) => (isLabel ? `*${text}*` : text));
  return {
    // What a notification shows.
    text: slackText(shortened(subject, MOST_LINE_LENGTH)),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: shortened(subject, HEADER_LENGTH), emoji: false } },
      ...(lines.length === 0
        ? []
        : [{ type: 'section', text: { type: 'mrkdwn', text: lines.join('\n'), verbatim: true } }]),
    ],
    unfurl_links: false,
    unfurl_media: false,
  };
}

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** As the trigger "When a Teams webhook request is received" takes it. The text of a TextRun is no Markdown. */
function teamsMessage({ subject, parts }: RunNotice): object {
  const paragraph = (text: string, style: object = {}) => ({
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text, ...style }],
  });
  const bold = { weight: 'Bolder' };
  const body = linesOf(parts).map(({ text, isLabel }) => paragraph(text, isLabel ? bold : {}));
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [paragraph(shortened(subject, MOST_LINE_LENGTH), { ...bold, size: 'Medium' }), ...body],
  };
  const contentType = 'application/vnd.microsoft.card.adaptive';
  return { type: 'message', attachments: [{ contentType, contentUrl: null, content }] };
}

function plainNotice(
  { subject, parts }: RunNotice,
  { manifest, archiveLocation }: { manifest: Manifest; archiveLocation: string },
): object {
  const { runId, window, status, verdict, controls = [], seen, mail } = manifest;
  return {
    version: 1,
    runId,
    window,
    status,
    verdict,
    subject,
    text: parts.flatMap(({ label, lines }) => [label, ...lines]).filter((line) => line !== ''),
    controls: controls
      .filter(({ id }) => verdict?.controls.includes(id))
      .map(({ id, title, severity, events }) => ({ id, title, severity, events })),
    newValues: seen?.newValues,
    mail: mail.status,
    archive: archiveLocation,
  };
}

/** Labels, each with its lines, as many as fit. */
function linesOf(parts: RunNotice['parts'], escaped = (text: string) => text) {
  const all = parts.flatMap(({ label, lines }) => [
    ...(label === '' ? [] : [{ text: escaped(label), isLabel: true }]),
    ...lines.map((line) => ({ text: `• ${escaped(shortened(line, MOST_LINE_LENGTH))}`, isLabel: false })),
  ]);
  let length = 0;
  const end = all.findIndex(({ text }) => {
    length += text.length + 1;
    return length > MOST_LENGTH;
  });
  return end === -1 ? all : [...all.slice(0, end), { text: '…', isLabel: false }];
}
