import type { SeenKind, Severity, VerdictWord } from '../../run/judgement.ts';
import { numbersIn } from '../numbers.ts';
import { counted } from './en-warnings.ts';

const { number } = numbersIn('en-US');

/** The words of the mail's first screen. */
export const firstScreen = {
  verdict: {
    FAILED: 'FAILED',
    PARTIAL: 'PARTIAL',
    LOOK: 'LOOK',
    'NOTHING NEW': 'NOTHING NEW',
    LEARNING: 'LEARNING',
  } satisfies Record<VerdictWord, string>,
  verdictWords: (all: readonly string[]) => all.join(', '),
  /** in the subject */
  shortControls: (count: number) => counted(count, 'control'),
  shortNew: (count: number) => `${number(count)} new`,
  moreWarnings: (count: number) => `and ${number(count)} more`,

  /** why the verdict is what it is */
  reasons: {
    missing: (parts: readonly string[]) => `${capital(parts.join('; '))}. Details below.`,
    controls: (count: number, titles: string) =>
      `${counted(count, 'control')} found something to look at: ${titles}.`,
    control: (title: string, severity: string) => `${title} (${severity})`,
    newValues: (count: number, values: string) => `${counted(count, 'thing')} never seen before: ${values}.`,
    more: (count: number) => `${number(count)} more`,
    noControls: 'The controls found nothing to look at.',
    noControlsFrom: (severity: string) =>
      `The controls of severity ${severity} and above found nothing to look at.`,
    notKnown: (count: number) =>
      `${counted(count, 'control')} ${count === 1 ? 'is' : 'are'} not known: the query failed.`,
    notChecked: 'Controls were not checked.',
    nothingNew: 'Nothing was seen for the first time.',
    nothingCounted: 'Nothing was seen for the first time, of the kinds that the verdict counts.',
    leftOut: 'There were too many values to say that nothing is new.',
    learning: (days: number) =>
      `What is new is not known yet: there are runs of ${counted(days, 'day')} before this one, of the 14 that it takes.`,
    newNotKnown: 'What is new is not known.',
    byHand: 'A run by hand does not say what is new.',
  },

  severity: { high: 'high', medium: 'medium', low: 'low' } satisfies Record<Severity, string>,
  ofSeverity: (severity: string) => `${severity} severity`,
  controlsTitle: 'What the controls found',
  moreEvents: (count: number) => `and ${number(count)} more, in controls.csv`,
  titleAndEvents: (title: string, severity: string, events: number) =>
    `${title} (${severity}, ${number(events)})`,
  moreControls: (titles: string) => `Also: ${titles}`,
  grouped: (groups: string) => `not counted, in groups: ${groups}`,
  ofGroup: (name: string, events: number) => `${name} ${number(events)}`,
  isNew: 'never seen before',
  first: 'First',
  standards: 'Standards',

  labels: { change: 'Change', new: 'New', usual: 'Usual', logs: 'Logs', review: 'Review', quiet: 'Rest' },

  /** of the controls that make the verdict, beside the scheduled run before */
  again: (titles: string) => `as in the run before: ${titles}`,
  started: (titles: string) => `not in the run before: ${titles}`,
  ended: (titles: string) => `in the run before, no longer: ${titles}`,

  /** a value that was never seen before; `key` has its parts */
  newValue: {
    principal: (key: readonly string[]) => key.join(' '),
    'principal-region': (key: readonly string[]) => key.join(' in '),
    'principal-service': (key: readonly string[]) => key.join(' with '),
    'principal-network': (key: readonly string[]) => key.join(' from '),
    'account-region': (key: readonly string[]) => `account ${key.join(' in ')}`,
    'write-action': (key: readonly string[]) => key.join(' '),
    'user-agent': (key: readonly string[]) => `user agent ${key.join(' ')}`,
  } satisfies Record<SeenKind, unknown>,
  newBy: (value: string, principal: string) => `${value} by ${principal}`,
  newSince: (value: string, events: number, first: string) =>
    `${value}: ${counted(events, 'event')}, ${events === 1 ? 'at' : 'first at'} ${first}`,
  /** how many of a kind */
  newOfKind: {
    principal: (count: number) => counted(count, 'principal'),
    'principal-region': (count: number) => `${counted(count, 'principal')} in a new region`,
    'principal-service': (count: number) => `${counted(count, 'principal')} with a new service`,
    'principal-network': (count: number) => `${counted(count, 'principal')} from a new network`,
    'account-region': (count: number) => `${counted(count, 'account')} in a new region`,
    'write-action': (count: number) => counted(count, 'write action'),
    'user-agent': (count: number) => counted(count, 'user agent'),
  } satisfies Record<SeenKind, unknown>,
  moreNew: (count: number) => `and ${number(count)} more, in new.csv`,
  notCounted: (kinds: string) => `not counted in the verdict: ${kinds}`,
  dropped: (count: number) =>
    `this run saw ${counted(count, 'value')} more than it keeps: they may be new now, or seem new later`,
  unread: (runs: number) =>
    `what ${counted(runs, 'run')} before saw could not be read, so something may be called new that is not`,

  /** `rows`: with what they are rows of, as `countOf` says it */
  usual: (rows: string, low: number, high: number, weekday: number | undefined) =>
    `${rows} (${usualRange(low, high, weekday)})`,
  moreThanUsual: (rows: string, low: number, high: number, weekday: number | undefined) =>
    `${rows}: more than the usual ${usualRange(low, high, weekday)}`,
  lessThanUsual: (rows: string, low: number, high: number, weekday: number | undefined) =>
    `${rows}: fewer than the usual ${usualRange(low, high, weekday)}`,

  accounts: (count: number) => counted(count, 'account'),
  regions: (count: number) => counted(count, 'region'),
  logFiles: (count: number) => counted(count, 'log file'),
  whole: (what: string) => `whole: ${what}`,
  notWhole: (what: string) => `not whole, see the warnings below: ${what}`,
  logsNotKnown: 'not known whether all are there',
  late: (rows: string) => `late, from before this window: ${rows} (yes in the column late)`,
  notCovered: (folders: string) => `in no report: ${folders}`,
  silent: (regions: string) => `silent since the last run: ${regions}`,

  below: (count: number, titles: string) =>
    `${counted(count, 'control')} of lower severity found something: ${titles}`,
  quiet: (count: number, among: string) => `${counted(count, 'control')} found nothing: ${among}`,
  onlyGroups: (count: number, groups: string) =>
    `${counted(count, 'control')} found only callers in groups: ${groups}`,
  notObservable: (titles: string) => `cannot be seen in these logs: ${titles}`,
  unknown: (titles: string) => `not known, because the query failed: ${titles}`,
};

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function usualRange(low: number, high: number, weekday: number | undefined): string {
  const range = low === high ? number(low) : `${number(low)} to ${number(high)}`;
  const day = weekday === undefined ? undefined : WEEKDAYS[weekday - 1];
  return day ? `${range} on a ${day}` : range;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
