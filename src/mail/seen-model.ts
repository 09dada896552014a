import { SEEN_KINDS, type SeenOutcome, type SeenValue, type UsualCount } from '../run/judgement.ts';
import { capped } from './capped.ts';
import { placeText } from './place-text.ts';
import { printable } from './printable.ts';
import { isFinding, type ReportContext } from './report-model.ts';
import type { TranslatedReport } from './summary.ts';

const PLACES_SHOWN = 4;

/** What was never seen before: the values that the verdict counts by name, the others by their kind. */
export function newLines(context: ReportContext): string[] {
  const { input, words } = context;
  const { seen, verdict } = input.manifest;
  const { firstScreen } = words;
  if (!seen) return [];
  const { dropped = 0, unread = [] } = seen;
  const remarks = [
    ...(dropped > 0 ? [firstScreen.dropped(dropped)] : []),
    ...(unread.length > 0 ? [firstScreen.unread(unread.length)] : []),
  ];
  if (seen.status !== 'judged') return remarks;
  const counted = seen.first.filter(({ kind }) => verdict.rule.kinds.includes(kind));
  const texts = counted.map((value) => newLine(value, context));
  return [
    ...capped(texts, input.detail.newValues, firstScreen.moreNew, verdict.newValues),
    ...notCounted(seen, context),
    ...remarks,
  ];
}

/** By name: a principal, a principal and its region, a write action and who alone did it, … */
export function newValueText({ kind, key, by }: SeenValue, context: ReportContext): string {
  const { newValue, newBy } = context.words.firstScreen;
  const text = newValue[kind](key.map((part) => readable(part, context)));
  return by === undefined ? text : newBy(text, readable(by, context));
}

/** Of a principal's parts the account comes last: `user tanaka (111122223333)`. */
function readable(part: string, { input }: ReportContext): string {
  const [, account, type, name] = /^(\d{12})\/(?:([a-z-]+)\/)?(.+)$/s.exec(part) ?? [];
  if (account === undefined || name === undefined) return placeText(part, input.manifest, input.language);
  return `${type ? `${type} ` : ''}${printable(name)} (${account})`;
}

function newLine(value: SeenValue, context: ReportContext): string {
  const { window, words } = context;
  const { firstScreen, list } = words;
  const { where = [], events } = value;
  const places = where.map((place) => readable(place, context));
  const text = firstScreen.newSince(newValueText(value, context), events, window.time(value.first));
  return [
    text,
    ...(places.length > 0 ? [list(capped(places, PLACES_SHOWN, firstScreen.reasons.more))] : []),
  ].join('; ');
}

function notCounted({ newByKind }: SeenOutcome, { input, words }: ReportContext): string[] {
  const { kinds } = input.manifest.verdict.rule;
  const texts = SEEN_KINDS.filter((kind) => !kinds.includes(kind)).flatMap((kind) => {
    const values = newByKind[kind] ?? 0;
    return values > 0 ? [words.firstScreen.newOfKind[kind](values)] : [];
  });
  return texts.length > 0 ? [words.firstScreen.notCounted(words.list(texts))] : [];
}

/** The counts of reports beside what is usual: what is unusual a line each, then the rest in one. */
export function usualLines(reports: readonly TranslatedReport[], context: ReportContext): string[] {
  const { firstScreen } = context.words;
  const unusual: string[] = [];
  const others: string[] = [];
  for (const { report, rows, usual } of context.input.manifest.seen?.usual ?? []) {
    const title = reports.find(({ id }) => id === report)?.title;
    if (!usual || title === undefined || !isFinding(report)) continue;
    const text = context.words.countOf(rows, title);
    const sentence = sentenceFor(rows, usual, firstScreen);
    (sentence === firstScreen.usual ? others : unusual).push(
      sentence(text, usual.low, usual.high, usual.weekday),
    );
  }
  return [...unusual, ...(others.length > 0 ? [context.words.list(others)] : [])];
}

type Usual = NonNullable<UsualCount['usual']>;

function sentenceFor(
  rows: number,
  { low, high }: Usual,
  words: ReportContext['words']['firstScreen'],
): ReportContext['words']['firstScreen']['usual'] {
  if (rows > high) return words.moreThanUsual;
  return rows < low ? words.lessThanUsual : words.usual;
}
