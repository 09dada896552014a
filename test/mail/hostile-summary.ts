import PostalMime, { type Email } from 'postal-mime';
import { renderHtml } from '../../src/mail/html.tsx';
import { composeMessage } from '../../src/mail/mime.ts';
import { summarize } from '../../src/mail/model.ts';
import type { Summary } from '../../src/mail/summary.ts';
import { renderText } from '../../src/mail/text.ts';
import { type ControlRow, SEEN_KINDS } from '../../src/run/judgement.ts';
import type { Language } from '../../src/run/language.ts';
import type { RunReview } from '../../src/run/review.ts';
import { warn } from '../../src/run/warning.ts';
import { tagsOf } from '../hostile/html.ts';
import { control, failed, figures, messageInput, rowFile, seen, succeeded, summaryInput } from './inputs.ts';

const CONTROL_ROW: Required<ControlRow> = {
  eventtime: '2026-11-21T08:53:20Z',
  eventid: '',
  eventname: '',
  identity: '',
  sourceipaddress: '',
  recipientaccountid: '',
  awsregion: '',
  outcome: '',
  detail: '',
  principal: '',
};

/** The value wherever the mail shows something that someone else wrote. */
export function hostileSummary(value: string, language: Language): Summary {
  const counts = ['identity', value].map((column) => ({
    column,
    values: [{ value, rows: 12 }],
    otherValues: 0,
    otherRows: 0,
  }));
  const row = { eventtime: value, identity: value, [value]: value };
  const reports = [
    succeeded({ title: value }),
    failed({ id: 'b', error: { name: value, message: value } }),
    succeeded({ id: 'coverage' }),
  ];
  const files = [rowFile({ id: 'console-logins' }, { file: value }), rowFile({ id: 'coverage' })];
  const account = {
    account: value,
    events: 1,
    regions: { [value]: 1 },
    firstEventTime: value,
    lastEventTime: value,
    hoursWithEvents: 1,
    silence: { from: value, to: value },
  };
  const silent = { accounts: [], regions: [], sinceLastRun: [{ region: value, accounts: [value] }] };
  const coverage = { hours: 24, accounts: [account], regions: [value], silent };
  const warnings = [
    warn('damaged-log-file', { reason: value, file: value }),
    warn('unreadable-folder', { folder: value, reason: value }),
    warn('passed-over', { reason: 'not-json', count: 1, paths: [value] }),
    warn('silent-account', { account: value, expected: 'last-run', lastEventTime: value }),
    warn('silent-region', { region: value }),
    warn('not-projected', {
      location: value,
      accounts: [{ folder: value, regions: [value] }],
      folders: 1,
    }),
    warn('last-run-not-read', { error: value }),
    warn('logs-not-surveyed', { error: value }),
  ];
  const date = { runId: value, date: value };
  const reviews: RunReview[] = [
    { ...date, status: 'reviewed', reviewer: value, at: value, note: value, tickets: [value] },
    { ...date, status: 'unreadable' },
  ];
  const translations = { ja: { title: value, description: value } };
  const controls = [
    control({
      id: 'a',
      title: value,
      status: 'people',
      events: 2,
      standards: { [value]: value },
      grouped: { [value]: 2 },
      rows: [{ ...CONTROL_ROW, ...Object.fromEntries(Object.keys(CONTROL_ROW).map((key) => [key, value])) }],
    }),
    ...(['quiet', 'not-observable', 'unknown'] as const).map((status) => control({ title: value, status })),
  ];
  const newValues = SEEN_KINDS.map((kind) => ({
    kind,
    key: [value, value],
    first: value,
    last: value,
    events: 2,
    by: value,
    where: [value, value],
  }));
  return summarize(
    summaryInput(
      {
        status: 'partial',
        reports,
        files,
        warnings,
        coverage,
        controls,
        seen: seen({
          newValues: newValues.length,
          unread: [{ file: value, reason: value }],
          newByKind: Object.fromEntries(SEEN_KINDS.map((kind) => [kind, 1])),
          first: newValues,
        }),
        reviews,
        networks: { [value]: { country: value, owner: value } },
        logs: { files: 1, bytes: 1, complete: true, notCovered: [value] },
      },
      {
        language,
        name: value,
        planned: [{ id: 'console-logins', description: value, emptyIsGood: false, translations }],
        figures: new Map([
          ['coverage', figures({ coverage: [account] })],
          ['console-logins', figures({ counts, newestRows: [row], newest: value, oldest: value })],
        ]),
        controls: new Map([['a', { title: value, why: value, first: value }]]),
        archiveLocation: value,
      },
    ),
  );
}

export interface Bodies {
  html: string;
  text: string;
}

export function bodiesOf(summary: Summary): Bodies {
  return { html: renderHtml(summary), text: renderText(summary) };
}

/** What is the same whatever the values are. */
export function shapeOf({ html, text }: Bodies): { tags: string[]; lines: number } {
  const tags = tagsOf(html).filter(({ name }) => name !== 'wbr');
  return {
    tags: tags.map(({ name, attributes }) => [name, ...attributes.map((it) => it.name)].join(' ')),
    lines: text.split('\n').length,
  };
}

/** The shape of the mail with a harmless value: without any, where this one is empty. */
export function harmlessShape(value: string, language: Language): ReturnType<typeof shapeOf> {
  const harmless = value === '' ? '' : 'x'.repeat(20);
  const key = `${language} ${harmless}`;
  const shape = shapes.get(key) ?? shapeOf(bodiesOf(hostileSummary(harmless, language)));
  shapes.set(key, shape);
  return shape;
}

const shapes = new Map<string, ReturnType<typeof shapeOf>>();

/** What hides, reorders, speaks to a terminal or is made a link. */
export const UNSAFE_IN_MAIL = /(?![\n\u00a0])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?<!s3):\/\/|\bwww\./iu;

export async function mailOf(summary: Summary): Promise<Email> {
  return PostalMime.parse(await composeMessage(messageInput({ summary })));
}
