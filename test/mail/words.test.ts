import { Temporal } from 'temporal-polyfill';
import { en, type Words } from '../../src/mail/words/en.ts';
import { ja } from '../../src/mail/words/ja.ts';
import { SEEN_KINDS } from '../../src/run/judgement.ts';
import type { Language } from '../../src/run/language.ts';
import { type Warning, type WarningCode, type WarningDetails, warn } from '../../src/run/warning.ts';

type SentencesOf<Part> = {
  [Key in keyof Part as Part[Key] extends (...values: never[]) => string ? Key : never]: Part[Key] extends (
    ...values: infer Values
  ) => string
    ? Values
    : never;
};

/** values for each sentence of the mail: one that is new asks for its own here */
const SENTENCES: SentencesOf<Words> = {
  number: [1798],
  bytes: [5212],
  share: [1, 2],
  date: [Temporal.PlainDate.from('2026-11-21')],
  moment: [Temporal.PlainDateTime.from('2026-11-21T07:30')],
  range: ['a', 'b'],
  window: ['a', 'b', 'UTC', 24],
  windowInUtc: ['2026-11-20T15:00:00Z', '2026-11-21T15:00:00Z'],
  onlyThese: ['us-east-1'],
  subject: [
    { verdict: ['LOOK'], reasons: ['1 control'], name: 'Acme', window: '2026-11-21', counts: ['3 logins'] },
  ],
  countOf: [3, 'Logins'],
  list: [['a', 'b']],
  moreReports: [2],
  reportFailedShort: ['Logins'],
  reportsFailedShort: [1, 4],
  reportFailed: ['Logins'],
  moreInManifest: [4],
  headlineMuted: [5],
  nothingFound: [84, 'all'],
  noRows: [84, 'all'],
  nothingFoundInRest: ['all'],
  noEvents: [84],
  tooLarge: [5, 8_100_000_000, 's3://results/1.csv'],
  muted: [5],
  allMuted: [5],
  otherValues: [2, 3, '25%'],
  hours: ['UTC'],
  clock: [9],
  busiest: [9, 8],
  span: ['09:10:00', '14:20:30'],
  hourRows: [9, 8],
  newest: [10, 12],
  notAttached: ['s3://archive/a.csv'],
  inArchive: ['s3://archive/a.csv'],
  scanned: ['48 MB'],
  runAndTrigger: ['run-1', 'scheduled'],
  logFiles: [{ files: 84, bytes: 12_300_000, complete: false }, true],
  scannedAndCost: ['48 MB', 0.001],
  overCeiling: [10],
};

const COVERAGE: SentencesOf<Words['coverage']> = {
  covered: [4, 5],
  count: [4],
  inRegions: [5],
  title: [15, 300],
  hoursWithout: [3, 24, '02:10:00', '05:30:00'],
  ofRegion: ['us-east-1', 1200],
  moreRegions: [12],
  otherRegions: [7, 420, '3%'],
  silentRegion: ['eu-west-3', '111122223333'],
  moreAccounts: [3],
};

const WORKBOOK: SentencesOf<Words['workbook']> = { failedLine: ['no space'] };

const REVIEWS: SentencesOf<Words['reviews']> = {
  open: [2, 7, '2026-11-20'],
  note: ['all known'],
  reviewed: ['Aiko Sato', '2026-11-21 09:12'],
  changed: ['Aiko Sato', '2026-11-21 09:12'],
  falseAlarms: [2],
  followedUp: [1],
};

const FIRST_SCREEN: SentencesOf<Words['firstScreen']> = {
  verdictWords: [['PARTIAL', 'LOOK']],
  shortControls: [2],
  shortNew: [3],
  moreWarnings: [2],
  ofSeverity: ['high'],
  moreEvents: [7],
  titleAndEvents: ['Root used', 'high', 7],
  moreControls: ['Root used'],
  grouped: ['deploy 12'],
  ofGroup: ['deploy', 12],
  again: ['Root used'],
  started: ['Root used'],
  ended: ['Root used'],
  newBy: ['iam:CreateUser', 'tanaka'],
  newSince: ['tanaka', 3, '17:53:20'],
  moreNew: [190],
  notCounted: ['9 networks'],
  dropped: [5000],
  unread: [2],
  usual: ['21 failed sign-ins', 15, 25, 5],
  moreThanUsual: ['21 failed sign-ins', 15, 20, 5],
  lessThanUsual: ['21 failed sign-ins', 25, 30, undefined],
  accounts: [4],
  regions: [5],
  logFiles: [154],
  whole: ['4 accounts'],
  notWhole: ['4 accounts'],
  late: ['3 IAM role actions'],
  notCovered: ['CloudTrail-NetworkActivity'],
  silent: ['eu-west-3'],
  below: [2, 'Root used'],
  quiet: [33, 'Root used'],
  onlyGroups: [2, 'deploy 12'],
  notObservable: ['Object read'],
  unknown: ['Root used'],
};

const REASONS: SentencesOf<Words['firstScreen']['reasons']> = {
  missing: [['1 damaged log file']],
  controls: [2, 'Root used'],
  control: ['Root used', 'high'],
  newValues: [3, 'tanaka'],
  more: [2],
  noControlsFrom: ['medium'],
  notKnown: [3],
  learning: [3],
};

const NEW_VALUES = Object.fromEntries(SEEN_KINDS.map((kind) => [kind, [['tanaka', 'eu-west-3']]]));
const NEW_OF_KIND = Object.fromEntries(SEEN_KINDS.map((kind) => [kind, [3]]));

const BOUNDS: SentencesOf<Words['bounds']['accounts']> = {
  only: ['111122223333'],
  short: [['111122223333']],
};

const WARNINGS: { [Code in WarningCode]: WarningDetails[Code] } = {
  'no-log-files': { from: '2026/11/20', to: '2026/11/21' },
  'no-events': { files: 3 },
  'days-not-surveyed': { ranges: [{ from: '2026-11-16', to: '2026-11-18' }], missing: 3, of: 7 },
  'days-without-log-files': { ranges: [{ from: '2026-11-16', to: '2026-11-18' }], missing: 3, of: 7 },
  'damaged-log-file': { file: 'a.json.gz', reason: 'truncated' },
  'unreadable-folder': { folder: 'AWSLogs/111122223333/CloudTrail/eu-west-1', reason: 'EACCES' },
  'passed-over': { reason: 'not-json', count: 4, paths: ['a.txt', 'b.txt', 'c.txt', 'd.txt'] },
  'records-without-time': { records: 2 },
  'not-projected': {
    location: 's3://logs/AWSLogs/${account}/CloudTrail/${region}/',
    accounts: [{ folder: 'AWSLogs/111122223333/CloudTrail/', regions: ['eu-west-1', 'us-west-2'] }],
    folders: 2,
  },
  'events-missing': { report: 'iam-role-actions', events: 1150, rows: 1148 },
  'unnamed-log-file': { from: '2026-11-20', to: '2026-11-22' },
  'scan-limit': { bytes: 3_200_000_000, limit: 1_000_000_000, enough: 7_000_000_000 },
  'silent-account': { account: '111122223333', expected: 'last-run', lastEventTime: '2026-11-20T14:02:00Z' },
  'silent-region': { region: 'us-east-1' },
  'last-run-not-read': { error: 'AccessDenied' },
  'window-too-recent': { minutes: 30 },
  'logs-not-surveyed': { error: 'AccessDenied' },
  'window-gap': { from: '2026-11-20T06:30:00Z', to: '2026-11-21T06:30:00Z' },
  'window-overlap': { from: '2026-11-20T06:30:00Z', to: '2026-11-20T08:30:00Z' },
  'log-files-after-run': {
    files: 2,
    days: ['2026-11-20'],
    from: '2026-11-19T06:30:00Z',
    to: '2026-11-20T06:30:00Z',
  },
  'unread-log-files': { files: 2, example: 'a.json.gz', incomplete: true },
  'undated-log-files': { files: 2, example: 'a.json.gz' },
  'networks-not-named': { error: 'ENOENT' },
  'history-failed': { error: 'AccessDenied' },
  'history-not-read': { runId: 'scheduled-1', reason: 'was changed' },
};

/** What is the same in every language, or made of values alone. */
const SAME = [
  ...['number', 'bytes', 'share', 'runAndTrigger'],
  ...['columns.arn', 'columns.mfa', 'firstScreen.verdictWords'],
];

const WORDS: Record<Language, Words> = { en, ja };
const { en: english, ...others } = WORDS;

for (const [language, words] of Object.entries(others)) {
  test(`${language} has every word that English has, and no other`, () => {
    expect(said(words).map(([path]) => path)).toEqual(said(english).map(([path]) => path));
  });

  test(`${language} has its own words for everything`, () => {
    const inEnglish = new Map(said(english));
    const own = said(words).filter(([path]) => !SAME.includes(path));
    expect(own.filter(([path, text]) => text === inEnglish.get(path) || !/\P{ASCII}/u.test(text))).toEqual(
      [],
    );
  });
}

test('no value is lost in a sentence', () => {
  const all = Object.values(WORDS).flatMap(said);
  expect(all.filter(([, text]) => /undefined|NaN|\[object/.test(text))).toEqual([]);
});

test('of many folders that the table does not read the first are named, the others counted', () => {
  const regions = Array.from({ length: 7 }, (_, at) => `region-${at + 1}`);
  const accounts = Array.from({ length: 8 }, (_, at) => ({
    folder: `AWSLogs/${at + 1}/CloudTrail/`,
    regions,
  }));
  const { line } = en.warnings['not-projected'];
  const text = line({ location: 's3://logs/', accounts, folders: 56 });
  expect(text).toContain(
    'AWSLogs/1/CloudTrail/ (region-1, region-2, region-3, region-4, region-5, and 2 more), AWS',
  );
  expect(text).toContain('AWSLogs/5/');
  expect(text).not.toContain('AWSLogs/6/');
  expect(text).toContain(', and 3 more accounts, see manifest.json: ');
});

/** All that a language says, by path: `columns.identity`. */
function said(words: Words): [path: string, text: string][] {
  const { warnings, coverage, bounds, firstScreen, reviews, workbook, ...rest } = words;
  const { reasons, newValue, newOfKind, ...first } = firstScreen;
  return [
    ...textsIn(first, FIRST_SCREEN, 'firstScreen.'),
    ...textsIn(reasons, REASONS, 'firstScreen.reasons.'),
    ...textsIn(newValue, NEW_VALUES, 'firstScreen.newValue.'),
    ...textsIn(newOfKind, NEW_OF_KIND, 'firstScreen.newOfKind.'),
    ...textsIn(rest, SENTENCES),
    ...textsIn(coverage, COVERAGE, 'coverage.'),
    ...textsIn(reviews, REVIEWS, 'reviews.'),
    ...textsIn(workbook, WORKBOOK, 'workbook.'),
    ...textsIn(bounds.accounts, BOUNDS, 'bounds.accounts.'),
    ...textsIn(bounds.regions, BOUNDS, 'bounds.regions.'),
    ...Object.keys(WARNINGS).flatMap((code) => saidOf(code as WarningCode, warnings)),
  ];
}

function saidOf<Code extends WarningCode>(code: Code, words: Words['warnings']): [string, string][] {
  const warning: Warning<Code> = warn(code, WARNINGS[code]);
  return [
    [`warnings.${code}.title`, words[code].title(warning, 1)],
    [`warnings.${code}.short`, words[code].short(warning, 1)],
    [`warnings.${code}.line`, words[code].line(warning)],
  ];
}

function textsIn(words: object, sentences: object, path = ''): [string, string][] {
  const values = new Map<string, unknown[]>(Object.entries(sentences));
  return Object.entries(words).flatMap(([key, word]): [string, string][] => {
    if (typeof word === 'function') return [[`${path}${key}`, word(...(values.get(key) ?? []))]];
    return typeof word === 'string' ? [[`${path}${key}`, word]] : textsIn(word, {}, `${path}${key}.`);
  });
}
