import { type ControlOutcome, type ControlRow, SEVERITIES, type SeenOutcome } from '../run/judgement.ts';
import { capped } from './capped.ts';
import { placeText } from './place-text.ts';
import { printable } from './printable.ts';
import type { ReportContext } from './report-model.ts';
import type { ControlCard, FirstScreen } from './summary.ts';

const TITLES_SHOWN = 3;
const OTHERS_SHOWN = 10;
const GROUPS_SHOWN = 5;
const TEXT_LENGTH = 300;

/** The controls that the verdict counts, in its order; undefined where there are none. */
export function peopleControls(context: ReportContext): FirstScreen['controls'] {
  const { input, words } = context;
  const found = countedControls(context);
  if (found.length === 0) return undefined;
  const { controlsTitle, moreControls, reasons } = words.firstScreen;
  const others = found.slice(input.detail.controls).map((control) => titleAndEvents(control, context));
  const named = capped(others, OTHERS_SHOWN, reasons.more);
  return {
    title: controlsTitle,
    cards: found.slice(0, input.detail.controls).map((control) => cardOf(control, context)),
    more: others.length > 0 ? moreControls(words.list(named)) : undefined,
  };
}

/** Whether it is the same as in the scheduled run right before. */
export function changeLines(context: ReportContext): string[] {
  const { words, input } = context;
  const { controls = [], controlChange } = input.manifest;
  if (!controlChange) return [];
  const { again, started, ended } = words.firstScreen;
  const line = (ids: readonly string[], sentence: (titles: string) => string) => {
    const known = ids.flatMap((id) => controls.find((control) => control.id === id) ?? []);
    return known.length > 0 ? [sentence(titlesOf(known, context))] : [];
  };
  return [
    ...line(controlChange.again, again),
    ...line(controlChange.started, started),
    ...line(controlChange.ended, ended),
  ];
}

/** Those with people in them of the rule's severity or above, worst first. */
export function countedControls({ input }: ReportContext): ControlOutcome[] {
  const { controls = [], verdict } = input.manifest;
  return verdict.controls.flatMap((id) => controls.find((control) => control.id === id) ?? []);
}

function titleAndEvents(control: ControlOutcome, context: ReportContext): string {
  const { firstScreen } = context.words;
  const severity = firstScreen.severity[control.severity];
  return firstScreen.titleAndEvents(controlTitle(control, context), severity, control.events);
}

/** The others, a sentence for each reason why they are not counted. */
export function quietControls(context: ReportContext): string[] {
  const { words } = context;
  const { firstScreen } = words;
  const quiet = worstFirst(controlsOf('quiet', context));
  const grouped = controlsOf('grouped', context);
  const listed = (status: ControlOutcome['status'], sentence: (titles: string) => string) => {
    const all = controlsOf(status, context);
    return all.length > 0 ? [sentence(titlesOf(all, context))] : [];
  };
  const counted = countedControls(context).map(({ id }) => id);
  const below = controlsOf('people', context).filter(({ id }) => !counted.includes(id));
  const found = worstFirst(below).map((control) => titleAndEvents(control, context));
  return [
    ...listed('unknown', firstScreen.unknown),
    ...(found.length > 0
      ? [firstScreen.below(found.length, words.list(capped(found, OTHERS_SHOWN, firstScreen.reasons.more)))]
      : []),
    ...(quiet.length > 0 ? [firstScreen.quiet(quiet.length, titlesOf(quiet, context))] : []),
    ...(grouped.length > 0 ? [firstScreen.onlyGroups(grouped.length, groupsOf(grouped, context))] : []),
    ...listed('not-observable', firstScreen.notObservable),
  ];
}

/** In the mail's language. */
export function controlTitle({ id, title }: ControlOutcome, { input }: ReportContext): string {
  const text = input.controls.get(id);
  const { translations, title: ofFile = title } = text ?? {};
  return printable((input.language !== 'en' && translations?.[input.language]?.title) || ofFile);
}

function cardOf(control: ControlOutcome, context: ReportContext): ControlCard {
  const { input, words } = context;
  const { firstScreen } = words;
  const { severity, events, grouped, standards } = control;
  const rows = control.rows.slice(0, input.detail.events);
  const more = events - rows.length;
  const first = textOf('first', control, context);
  const numbers = Object.entries(standards).map(
    ([name, number]) => `${printable(name)}: ${printable(number)}`,
  );
  const texts = [
    { label: firstScreen.first, text: first },
    { label: firstScreen.standards, text: numbers.join('; ') },
  ];
  const remarks = [
    ...(more > 0 ? [firstScreen.moreEvents(more)] : []),
    ...(grouped ? [firstScreen.grouped(groupsOf([control], context))] : []),
  ];
  return {
    title: controlTitle(control, context),
    severity: firstScreen.ofSeverity(firstScreen.severity[severity]),
    why: textOf('why', control, context),
    rows: rows.map((row) => rowOf(row, context)),
    more: remarks.length > 0 ? remarks.join('; ') : undefined,
    notes: texts.filter(({ text }) => text !== ''),
  };
}

function textOf(key: 'why' | 'first', { id }: ControlOutcome, { input }: ReportContext): string {
  const text = input.controls.get(id);
  const translated = input.language === 'en' ? undefined : text?.translations?.[input.language]?.[key];
  return printable(translated ?? text?.[key] ?? '', TEXT_LENGTH);
}

/** As a count names the first of its events: `14x since 2026-11-21T17:47:02Z`. */
const INSTANT = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g;

/** Who, from where, when, what, where, and to what. */
function rowOf(row: ControlRow, { window, words, input }: ReportContext): string[] {
  const { identity, sourceipaddress, eventtime, eventname, outcome, awsregion, recipientaccountid, detail } =
    row;
  const failed = outcome !== undefined && outcome !== 'Success' ? ` (${printable(outcome)})` : '';
  const place = [recipientaccountid, awsregion].flatMap((value) => (value ? [printable(value)] : []));
  return [
    printable(identity ?? ''),
    isNew(row, input.manifest.seen) ? words.firstScreen.isNew : '',
    placeText(sourceipaddress ?? '', input.manifest, input.language),
    window.time(eventtime),
    `${printable(eventname ?? '')}${failed}`,
    place.join(' '),
    printable((detail ?? '').replace(INSTANT, window.time)),
  ].filter((text) => text !== '');
}

/** Whether the caller is one of the new principals that the manifest names. */
function isNew(row: ControlRow, seen: SeenOutcome | undefined): boolean {
  return (
    seen?.status === 'judged' &&
    seen.first.some(({ kind, key }) => kind === 'principal' && key[0] === row.principal)
  );
}

function groupsOf(controls: readonly ControlOutcome[], { words }: ReportContext): string {
  const sums = new Map<string, number>();
  for (const [group, events] of controls.flatMap(({ grouped = {} }) => Object.entries(grouped)))
    sums.set(group, (sums.get(group) ?? 0) + events);
  const groups = [...sums].sort(([, a], [, b]) => b - a);
  const texts = groups.map(([group, events]) => words.firstScreen.ofGroup(printable(group), events));
  return words.list(capped(texts, GROUPS_SHOWN, words.firstScreen.reasons.more));
}

function titlesOf(controls: readonly ControlOutcome[], context: ReportContext): string {
  const { list, firstScreen } = context.words;
  const titles = controls.map((control) => controlTitle(control, context));
  return list(capped(titles, TITLES_SHOWN, firstScreen.reasons.more));
}

function controlsOf(status: ControlOutcome['status'], { input }: ReportContext): ControlOutcome[] {
  return (input.manifest.controls ?? []).filter((control) => control.status === status);
}

function worstFirst(controls: readonly ControlOutcome[]): ControlOutcome[] {
  const rankOf = ({ severity }: ControlOutcome) => SEVERITIES.indexOf(severity);
  return controls.toSorted((a, b) => rankOf(a) - rankOf(b));
}
