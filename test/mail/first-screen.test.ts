import { configSchema } from '../../src/config/config.ts';
import { verdictOf } from '../../src/judge/verdict.ts';
import { renderHtml } from '../../src/mail/html.tsx';
import { summarize } from '../../src/mail/model.ts';
import type { FirstScreen, MailInput } from '../../src/mail/summary.ts';
import { renderText } from '../../src/mail/text.ts';
import type { ControlOutcome, ControlRow, SeenKind, SeenValue } from '../../src/run/judgement.ts';
import type { RunOutcome } from '../../src/run/manifest.ts';
import { warn } from '../../src/run/warning.ts';
import { control, failed, NO_LOGS, seen, succeeded, summaryInput } from './inputs.ts';

const firstOf = (manifest: Partial<RunOutcome>, changes: Partial<MailInput> = {}): FirstScreen =>
  summarize(summaryInput(manifest, changes)).first;

const lineOf = (label: string, { lines }: FirstScreen) => lines.find((line) => line.label === label)?.texts;

const row: ControlRow = {
  eventtime: '2026-11-21T08:53:20Z',
  eventname: 'ConsoleLogin',
  identity: 'legacy-report',
  sourceipaddress: '198.51.100.66',
  recipientaccountid: '111122223333',
  awsregion: 'us-east-1',
  outcome: 'Success',
  detail: '14x since 08:47',
};

const people = (changes: Partial<ControlOutcome> = {}): ControlOutcome =>
  control({
    id: 'sign-in-after-failures',
    title: 'Sign-in after failures',
    status: 'people',
    events: 1,
    rows: [row],
    ...changes,
  });

const value = (kind: SeenKind, ...key: string[]): SeenValue => ({
  kind,
  key,
  first: '2026-11-21T08:53:20Z',
  last: '2026-11-21T09:00:00Z',
  events: 3,
});

describe('the verdict', () => {
  const verdictOfRun = (manifest: Partial<RunOutcome>) => firstOf(manifest).verdict;

  test('names the controls and the new values', () => {
    const newValues = seen({
      newValues: 2,
      newByKind: { principal: 1, 'user-agent': 1 },
      first: [value('principal', '111122223333/user/tanaka'), value('user-agent', 'kali')],
    });
    expect(verdictOfRun({ controls: [people()], seen: newValues })).toEqual({
      words: 'LOOK',
      severity: 'warning',
      reasons: [
        '1 control found something to look at: Sign-in after failures (high).',
        '1 thing never seen before: user tanaka (111122223333).',
      ],
    });
  });

  test('of many names three and counts the others', () => {
    const controls = Array.from({ length: 9 }, (_, at) => people({ id: `c${at}`, title: `Control ${at}` }));
    expect(verdictOfRun({ controls })?.reasons[0]).toBe(
      '9 controls found something to look at: Control 0 (high), Control 1 (high), Control 2 (high), 6 more.',
    );
  });

  test('of a quiet day says what was looked at', () => {
    expect(verdictOfRun({ controls: [control()], seen: seen() })).toEqual({
      words: 'NOTHING NEW',
      severity: 'notice',
      reasons: [
        'The controls of severity medium and above found nothing to look at.',
        'Nothing was seen for the first time.',
      ],
    });
  });

  test('does not call values of other kinds unseen', () => {
    const others = seen({ newValues: 4, newByKind: { 'user-agent': 4 } });
    expect(verdictOfRun({ controls: [control()], seen: others })?.reasons[1]).toBe(
      'Nothing was seen for the first time, of the kinds that the verdict counts.',
    );
  });

  test('says that it is too early to know what is new', () => {
    const learning = seen({ status: 'learning', days: 3 });
    expect(verdictOfRun({ controls: [control()], seen: learning })).toMatchObject({
      words: 'LEARNING',
      reasons: [
        expect.any(String),
        'What is new is not known yet: there are runs of 3 days before this one, of the 14 that it takes.',
      ],
    });
  });

  test('says what is missing first', () => {
    const warnings = [warn('damaged-log-file', { file: 'a.json.gz', reason: 'truncated' })];
    expect(verdictOfRun({ status: 'partial', warnings, controls: [people()] })).toMatchObject({
      words: 'PARTIAL, LOOK',
      reasons: [
        '1 damaged log file. Details below.',
        expect.stringContaining('1 control'),
        expect.any(String),
      ],
    });
  });

  test('of a window without logs does not say that nothing was found', () => {
    expect(verdictOfRun({ status: 'partial', ...NO_LOGS, controls: [control()], seen: seen() })).toEqual({
      words: 'PARTIAL',
      severity: 'failure',
      reasons: ['No log files for this window. Details below.'],
    });
  });

  test('of a run of which nothing succeeded is that alone', () => {
    const controls = [control({ status: 'unknown' })];
    expect(verdictOfRun({ status: 'failed', reports: [failed()], controls })).toEqual({
      words: 'FAILED',
      severity: 'failure',
      reasons: ['1 of 1 report failed. Details below.'],
    });
  });

  test('says how many controls are not known', () => {
    const controls = [control(), control({ status: 'unknown' })];
    expect(verdictOfRun({ controls, seen: seen() })).toMatchObject({
      words: 'PARTIAL',
      reasons: [expect.any(String), '1 control is not known: the query failed.', expect.any(String)],
    });
  });

  test('of a run by hand says that it does not know what is new', () => {
    expect(verdictOfRun({ trigger: 'manual', controls: [control()] })).toEqual({
      words: '',
      severity: 'notice',
      reasons: [expect.any(String), 'A run by hand does not say what is new.'],
    });
  });

  test('is left out where there is nothing to say', () => {
    expect(verdictOfRun({})).toBeUndefined();
  });
});

describe('a control with people in it', () => {
  const cardOf = (changes: Partial<ControlOutcome>, input: Partial<MailInput> = {}) =>
    firstOf({ controls: [people(changes)] }, input).controls?.cards[0];

  test('says who, from where, when, what, where, and the numbers of standards', () => {
    expect(cardOf({})).toEqual({
      title: 'Sign-in after failures',
      severity: 'high severity',
      why: '',
      rows: [
        [
          'legacy-report',
          '198.51.100.66',
          '17:53:20',
          'ConsoleLogin',
          '111122223333 us-east-1',
          '14x since 08:47',
        ],
      ],
      more: undefined,
      notes: [{ label: 'Standards', text: 'CIS v7.0: 5.3' }],
    });
  });

  const text = {
    id: 'sign-in-after-failures',
    title: 'Sign-in that worked after failures',
    why: 'Somebody may have guessed the password.',
    first: 'Ask the owner.',
    translations: { ja: { title: '失敗の後のサインイン', first: '本人に確認します。' } },
  };
  const controls = new Map([[text.id, text]]);

  test('says why it matters and what to do first', () => {
    expect(cardOf({}, { controls })).toMatchObject({
      title: 'Sign-in that worked after failures',
      why: 'Somebody may have guessed the password.',
      notes: [{ label: 'First', text: 'Ask the owner.' }, { label: 'Standards' }],
    });
  });

  test('does so in the language of the mail, as far as it has the texts', () => {
    expect(cardOf({}, { controls, language: 'ja' })).toMatchObject({
      title: '失敗の後のサインイン',
      why: 'Somebody may have guessed the password.',
      notes: [{ label: '最初にすること', text: '本人に確認します。' }, { label: '基準' }],
    });
  });

  test('says of a new principal that it was never seen before, not of others', () => {
    const controls = [people({ rows: [{ ...row, principal: '444455556666/role/deploy' }] })];
    const rowsOf = (principal: string) =>
      firstOf({ controls, seen: seen({ first: [value('principal', principal)] }) }).controls?.cards[0]
        ?.rows[0];
    expect(rowsOf('444455556666/role/deploy')?.[1]).toBe('never seen before');
    expect(rowsOf('111122223333/role/deploy')).not.toContain('never seen before');
  });

  test('says in which country an address is, and who owns its network', () => {
    const networks = { '198.51.100.66': { country: 'NL', owner: 'Example Hosting' } };
    const rowIn = (language: 'en' | 'ja') =>
      firstOf({ controls: [people()], networks }, { language }).controls?.cards[0]?.rows[0]?.[1];
    expect(rowIn('en')).toBe('198.51.100.66 (Netherlands, Example Hosting)');
    expect(rowIn('ja')).toBe('198.51.100.66 (オランダ, Example Hosting)');
  });

  test('says nothing of an address that has the name of something else', () => {
    const controls = [people({ rows: [{ ...row, sourceipaddress: 'constructor' }] })];
    expect(firstOf({ controls, networks: {} }).controls?.cards[0]?.rows[0]?.[1]).toBe('constructor');
  });

  test('says what did not succeed', () => {
    expect(cardOf({ rows: [{ ...row, outcome: 'Failure' }] })?.rows[0]).toContain('ConsoleLogin (Failure)');
  });

  test('gives the times of its detail in the zone of the mail', () => {
    const counted = { ...row, detail: '14x since 2026-11-21T08:47:02Z' };
    expect(cardOf({ rows: [counted] })?.rows[0]).toContain('14x since 17:47:02');
  });

  test('shows three events and counts the others, and those of groups', () => {
    const rows = Array.from({ length: 10 }, () => row);
    const card = cardOf({ rows, events: 40, grouped: { deploy: 12 } });
    expect(card?.rows).toHaveLength(3);
    expect(card?.more).toBe('and 37 more, in controls.csv; not counted, in groups: deploy 12');
  });

  test('comes after those that are worse, and of a severity after those that are rarer', () => {
    const all = [
      people({ id: 'a', title: 'A', severity: 'medium' }),
      people({ id: 'b', title: 'B', events: 9 }),
      people({ id: 'c', title: 'C' }),
    ];
    expect(firstOf({ controls: all }).controls?.cards.map(({ title }) => title)).toEqual(['C', 'B', 'A']);
  });

  test('is one of twelve in full, and the others by title', () => {
    const all = Array.from({ length: 14 }, (_, at) => people({ id: `c${at}`, title: `Control ${at}` }));
    const { controls } = firstOf({ controls: all });
    expect([controls?.cards.length, controls?.more]).toEqual([
      12,
      'Also: Control 12 (high, 1), Control 13 (high, 1)',
    ]);
  });
});

test('controls below the severity that counts are named in one line', () => {
  const first = firstOf({ controls: [people({ severity: 'low', events: 40 }), control({ id: 'b' })] });
  expect([first.controls, lineOf('Rest', first)?.[0]]).toEqual([
    undefined,
    '1 control of lower severity found something: Sign-in after failures (low, 40)',
  ]);
});

test('quiet controls are one line each for quiet, grouped, not observable and not known', () => {
  const quiet = Array.from({ length: 33 }, (_, at) =>
    control({ title: `Control ${at}`, severity: at === 5 ? 'high' : 'low' }),
  );
  const controls = [
    ...quiet,
    control({ status: 'grouped', grouped: { deploy: 12, scanner: 3 } }),
    control({ status: 'not-observable', title: 'Object read' }),
    control({ status: 'unknown', title: 'Trail stopped' }),
  ];
  expect(lineOf('Rest', firstOf({ controls }))).toEqual([
    'not known, because the query failed: Trail stopped',
    '33 controls found nothing: Control 5, Control 0, Control 1, 30 more',
    '1 control found only callers in groups: deploy 12, scanner 3',
    'cannot be seen in these logs: Object read',
  ]);
});

describe('new values', () => {
  const newOf = (changes: Parameters<typeof seen>[0]) => lineOf('New', firstOf({ seen: seen(changes) }));

  test('are named by kind, with how often and since when', () => {
    const first = [
      { ...value('principal', '111122223333/user/tanaka'), where: ['198.51.100.0/24', 'eu-west-3'] },
      value('principal-region', '111122223333/user/tanaka', 'eu-west-3'),
      { ...value('account-region', '444455556666', 'ap-southeast-2'), by: '444455556666/role/ops' },
    ];
    expect(
      newOf({ newValues: 3, newByKind: { principal: 1, 'principal-region': 1, 'account-region': 1 }, first }),
    ).toEqual([
      'user tanaka (111122223333): 3 events, first at 17:53:20; 198.51.100.0/24, eu-west-3',
      'user tanaka (111122223333) in eu-west-3: 3 events, first at 17:53:20',
      'account 444455556666 in ap-southeast-2 by role ops (444455556666): 3 events, first at 17:53:20',
    ]);
  });

  test('without a type, or without an account, are named as they are', () => {
    const names = ['111122223333/root', 'identity-center/d-1/user-1', '111122223333/user/a/b'];
    const first = names.map((name) => value('principal', name));
    const texts = newOf({ newValues: 3, newByKind: { principal: 3 }, first });
    expect(texts?.map((text) => text.replace(/:.*/, ''))).toEqual([
      'root (111122223333)',
      'identity-center/d-1/user-1',
      'user a/b (111122223333)',
    ]);
  });

  test('of kinds that the verdict does not count are counted', () => {
    const first = [value('user-agent', 'kali')];
    expect(newOf({ newValues: 10, newByKind: { 'user-agent': 1, 'principal-service': 9 }, first })).toEqual([
      'not counted in the verdict: 9 principals with a new service, 1 user agent',
    ]);
  });

  test('have country and owner beside networks', () => {
    const networks = { '203.0.113.0/24': { country: 'NL' }, '192.0.2.0/24': { owner: 'Example Hosting' } };
    const first = [
      { ...value('principal', '111122223333/user/tanaka'), where: ['203.0.113.0/24', 'us-east-1'] },
      value('principal-network', '111122223333/user/suzuki', '192.0.2.0/24'),
    ];
    const found = seen({ newValues: 2, newByKind: { principal: 1, 'principal-network': 1 }, first });
    const lines = lineOf('New', firstOf({ seen: found, networks }));
    expect(lines?.[0]).toContain('203.0.113.0/24 (Netherlands), us-east-1');
    expect(lines?.[1]).toContain('192.0.2.0/24 (Example Hosting)');
  });

  test('of which there are many are ten, and the number of the others', () => {
    const first = Array.from({ length: 50 }, (_, at) => value('principal', `user-${at}`));
    const lines = newOf({ newValues: 200_000, newByKind: { principal: 200_000 }, first });
    expect([lines?.length, lines?.[10]]).toEqual([11, 'and 199,990 more, in new.csv']);
  });

  test('are none while there are too few runs', () => {
    expect(newOf({ status: 'learning', newByKind: { principal: 900 } })).toBeUndefined();
  });

  test('that are missing, or may not be new, are said to be so', () => {
    const unread = [{ file: 'runs/2026/11/20/run-0/seen.json.gz', reason: 'cut' }];
    expect(newOf({ dropped: 5000, unread })).toEqual([
      'this run saw 5,000 values more than it keeps: they may be new now, or seem new later',
      'what 1 run before saw could not be read, so something may be called new that is not',
    ]);
  });
});

test('controls stand beside those of the run before', () => {
  const controls = [
    control({ id: 'a', title: 'Again', status: 'people', events: 1 }),
    control({ id: 'b', title: 'Begun', status: 'people', events: 1 }),
    control({ id: 'c', title: 'Calmed' }),
  ];
  const change = { since: 'run-0', again: ['a'], started: ['b'], ended: ['c', 'removed-since'] };
  expect(lineOf('Change', firstOf({ controls, controlChange: change }))).toEqual([
    'as in the run before: Again',
    'not in the run before: Begun',
    'in the run before, no longer: Calmed',
  ]);
});

test('counts stand beside what is usual, those outside of it first', () => {
  const reports = [succeeded(), succeeded({ id: 'b', title: 'IAM user actions', rows: 399 })];
  const usual = [
    { report: 'console-logins', rows: 12, usual: { low: 10, high: 25, weekday: 6 } },
    { report: 'b', rows: 399, usual: { low: 180, high: 220 } },
    { report: 'new-report', rows: 7 },
  ];
  expect(lineOf('Usual', firstOf({ reports, seen: seen({ usual }) }))).toEqual([
    '399 IAM user actions: more than the usual 180 to 220',
    '12 console logins (10 to 25 on a Saturday)',
  ]);
});

describe('the logs', () => {
  const logsOf = (manifest: Partial<RunOutcome>) => lineOf('Logs', firstOf(manifest));
  const silent = { accounts: [], regions: [], sinceLastRun: [] };

  test('are whole, or not', () => {
    const warnings = [warn('window-too-recent', { minutes: 30 })];
    expect(logsOf({})).toEqual(['whole: 84 log files']);
    expect(logsOf({ status: 'partial', warnings })).toEqual([
      'not whole, see the warnings below: 84 log files',
    ]);
  });

  test('have late events by report', () => {
    const reports = [
      succeeded({ lateRows: 1 }),
      succeeded({ id: 'b', title: 'IAM role actions', lateRows: 3 }),
      succeeded({ id: 'coverage', title: 'Coverage', lateRows: 1 }),
    ];
    expect(logsOf({ reports })?.[1]).toBe(
      'late, from before this window: 1 console login, 3 IAM role actions (yes in the column late)',
    );
  });

  test('name folders in no report, which is no warning', () => {
    const logs = { files: 1, bytes: 1, complete: true, notCovered: ['CloudTrail-Insight'] };
    expect(logsOf({ logs })?.[1]).toBe('in no report: CloudTrail-Insight');
  });

  test('name regions that fell silent, with three accounts each', () => {
    const accounts = Array.from({ length: 300 }, (_, at) => `account-${at}`);
    const sinceLastRun = [{ region: 'eu-west-3', accounts }];
    const coverage = { hours: 24, accounts: [], regions: [], silent: { ...silent, sinceLastRun } };
    expect(logsOf({ coverage })?.[1]).toBe(
      'silent since the last run: eu-west-3 (account-0, account-1, account-2, 297 more)',
    );
  });
});

describe('in the mail', () => {
  const { verdict: rule } = configSchema.parse({});
  const manifest = {
    status: 'partial' as const,
    warnings: [warn('window-too-recent', { minutes: 30 })],
    reports: [succeeded()],
    controls: [people(), control()],
    seen: seen(),
  };
  const summary = summarize(summaryInput({ ...manifest, verdict: verdictOf(manifest, rule) }));

  test.each([
    ['HTML', renderHtml(summary).replace(/<title>.*?<\/title>/, '')],
    ['text', renderText(summary)],
  ])('verdict, controls, lines, warnings and counts stand in this order: %s', (_, body) => {
    const texts = ['PARTIAL, LOOK', '198.51.100.66', 'not whole', 'Some logs of', 'Every sign-in'];
    const places = texts.map((text) => body.indexOf(text));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  test('failures stand right after the verdict', () => {
    const text = renderText(
      summarize(
        summaryInput({
          status: 'partial',
          reports: [succeeded(), failed({ id: 'b' })],
          controls: [people()],
        }),
      ),
    );
    expect(text.indexOf('HIVE_BAD_DATA')).toBeLessThan(text.indexOf('198.51.100.66'));
  });

  test('a control is a few lines of text', () => {
    expect(renderText(summary)).toContain(`
What the controls found
-----------------------
Sign-in after failures (high severity)
  * legacy-report · 198.51.100.66 · 17:53:20 · ConsoleLogin · 111122223333 us-east-1 · 14x since 08:47
  Standards: CIS v7.0: 5.3

  Logs  not whole, see the warnings below: 84 log files
  Rest  1 control found nothing: Root used
`);
  });
});
