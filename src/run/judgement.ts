/** What a run makes of its events: controls, new values, what is usual, and the verdict. Parts of the manifest. */

import type { Translation } from './language.ts';

/** The report that is made of all controls: an event and control a row. */
export const CONTROLS_REPORT = 'controls';

/** Its columns, in their order. */
export const CONTROL_COLUMNS = [
  'control',
  'severity',
  'eventtime',
  'identity',
  'actor',
  'eventsource',
  'eventname',
  'detail',
  'outcome',
  'errorcode',
  'errormessage',
  'sourceipaddress',
  'recipientaccountid',
  'awsregion',
  'mfa',
  'console',
  'arn',
  'accesskeyid',
  'sourceidentity',
  'invokedby',
  'useragent',
  'requestparameters',
  'responseelements',
  'eventid',
  'late',
  'principal',
] as const;

export type ControlColumn = (typeof CONTROL_COLUMNS)[number];

/** The group of AWS services and their service-linked roles: no configuration names it. */
export const SERVICES_GROUP = 'aws-services';

export const SEVERITIES = ['high', 'medium', 'low'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** What a control says of itself: the header of its file. Texts are for people and may hold any character. */
export interface Control {
  /** the name of its file without `.sql` */
  id: string;
  title: string;
  /** why it matters */
  why: string;
  /** what to do first */
  first: string;
  severity: Severity;
  /** numbers in standards, by the standard's name: `{ "CIS v7.0": "5.3", "PCI DSS 4": "10.2.1.2" }` */
  standards: Readonly<Record<string, string>>;
  /** whether management events can show it */
  isObservable: boolean;
  /** in other languages, where the header has them */
  translations?: Partial<Record<Translation, { title?: string; why?: string; first?: string }>>;
}

/** The rows of one control, counted while the report `controls` is archived. */
export interface ControlCount {
  control: string;
  severity: Severity;
  /** of callers in no group */
  events: number;
  /** the newest of these first, at most ten */
  rows: ControlRow[];
  /** by the name of the group that their caller is in; absent: none */
  grouped?: Readonly<Record<string, number>>;
}

/** An event that a control is about: a row of the report `controls`. Values as in its CSV; NULL is absent. */
export interface ControlRow {
  /** as CloudTrail writes it: `2026-11-21T07:00:00Z` */
  eventtime: string;
  eventid?: string;
  eventname?: string;
  identity?: string;
  sourceipaddress?: string;
  recipientaccountid?: string;
  awsregion?: string;
  outcome?: string;
  /** what it was done to, or how often: in the control's own words */
  detail?: string;
  /** as in `seen.json.gz`; absent of AWS services and where nobody knows */
  principal?: string;
}

/** What came of one control; its title is in English. */
export interface ControlOutcome extends Pick<Control, 'id' | 'title' | 'severity' | 'standards'> {
  /** `not-observable`: management events cannot show it; `unknown`: the query failed */
  status: 'people' | 'grouped' | 'quiet' | 'not-observable' | 'unknown';
  /** events of callers in no group: these need a person */
  events: number;
  /** the newest of them first, at most ten */
  rows: ControlRow[];
  /** events by the name of the group that their caller is in; absent: none */
  grouped?: Readonly<Record<string, number>>;
}

/** Controls that make a verdict, beside those of the scheduled run whose window ends where this one's begins: ids. */
export interface ControlChange {
  /** id of that run */
  since: string;
  /** in both */
  again: readonly string[];
  /** not in that one */
  started: readonly string[];
  /** not in this one */
  ended: readonly string[];
}

/** The report (sql/reports/seen.sql) whose rows are archived as `seen.json.gz`. Scheduled runs make it. */
export const SEEN_REPORT = 'seen';

/** What a value that was never seen before is of. */
export const SEEN_KINDS = [
  'principal',
  'principal-region',
  'principal-service',
  'principal-network',
  'account-region',
  'write-action',
  'user-agent',
] as const;

export type SeenKind = (typeof SEEN_KINDS)[number];

/** Something that a run saw, and how often. */
export interface SeenValue {
  kind: SeenKind;
  /** its parts, such as principal and region, as text: `111122223333/user/tanaka`, `ap-southeast-2` */
  key: readonly string[];
  /** eventtime of the first and the last event */
  first: string;
  last: string;
  events: number;
  /** of an account's region, a write action or a tool: the principal, where there was one alone */
  by?: string;
  /** of a new principal: some of the networks, regions and services in which it was; of others what is in one line with it */
  where?: readonly string[];
}

/** What the MMDB files of the setting `networks` know of an address or a network. */
export interface NetworkName {
  /** ISO 3166: `NL` */
  country?: string;
  /** of the network: a company, a provider */
  owner?: string;
}

/** A value that was never seen before: a line of new.csv. */
export interface NewValue extends SeenValue {
  /**
   * why it is not counted: its principal or its account is new itself, which is counted; another new region or network of
   * the same principal or account is, and the two are one line; its principal has new networks every day, was in networks
   * around this one, or is a person where other people were. Absent: it is counted
   */
  because?:
    | 'new-principal'
    | 'new-account'
    | 'same-line'
    | 'many-networks'
    | 'near-network'
    | 'known-network'
    | undefined;
}

/** The rows of a report beside those of the runs before. */
export interface UsualCount {
  /** id */
  report: string;
  rows: number;
  /** what nine in ten runs had, of those that began on the same day of the week where there are enough of them */
  usual?: { low: number; high: number; weekday?: number };
}

/** A run's events beside those of the complete scheduled runs of the 90 days before its window. */
export interface SeenOutcome {
  /** `learning`: there are too few days of runs to call anything new */
  status: 'judged' | 'learning';
  /** how many days these runs cover */
  days: number;
  /** their ids, oldest first */
  runs: readonly string[];
  /** `seen.json.gz` of these could not be read, so their days are missing; absent: none */
  unread?: readonly { file: string; reason: string }[];
  /** how many values that count were never seen before: see `NewValue` */
  newValues: number;
  /** the same by kind; a kind that is absent has none */
  newByKind: Readonly<Partial<Record<SeenKind, number>>>;
  /** the first of them, the telling kinds first: all are in new.csv */
  first: readonly SeenValue[];
  /** values that this run left out because it had too many; absent: none */
  dropped?: number;
  usual: readonly UsualCount[];
}

/** In the order of a subject: FAILED stands alone; PARTIAL may go with one of those after it. */
export const VERDICT_WORDS = ['FAILED', 'PARTIAL', 'LOOK', 'NOTHING NEW', 'LEARNING'] as const;

export type VerdictWord = (typeof VERDICT_WORDS)[number];

/** What makes a verdict LOOK: `config.verdict`. */
export interface VerdictRule {
  /** the least severity of a control that counts */
  severity: Severity;
  /** the kinds of new values that count */
  kinds: readonly SeenKind[];
}

export interface Verdict {
  /** none where neither controls nor new values say anything */
  words: readonly VerdictWord[];
  rule: VerdictRule;
  /** controls with people in them, of a severity that counts, worst first, of a severity the rarest first: ids */
  controls: readonly string[];
  /** new values of the kinds that count */
  newValues: number;
}
