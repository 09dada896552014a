import { gzipSync } from 'node:zlib';
import { checksumOf } from '../../src/archive/checksum.ts';
import { seenText } from '../../src/archive/seen-file.ts';
import { configSchema } from '../../src/config/config.ts';
import { judgeSeen } from '../../src/judge/seen.ts';
import { runId } from '../../src/plan/run-id.ts';
import type { Archive } from '../../src/ports.ts';
import type { SeenKind, SeenValue } from '../../src/run/judgement.ts';
import { MANIFEST_VERSION, type Manifest } from '../../src/run/manifest.ts';
import type { Run, Window } from '../../src/run/run.ts';
import { Random } from '../../src/sample/random.ts';

const rule = configSchema.parse({}).verdict;
const ALICE = value('principal', '1/user/alice');
const BOB = value('principal', '1/user/bob');

function value(kind: SeenKind, ...key: string[]): SeenValue {
  return { kind, key, first: '2026-11-21T07:00:00Z', last: '2026-11-21T08:00:00Z', events: 3 };
}

function fileOf(values: readonly SeenValue[], dropped = 0): Buffer {
  return gzipSync([...seenText(values, dropped)].join(''));
}

/** `daysBefore` 0: the day of the run that is judged. */
function dayOf(daysBefore: number): Window {
  const at = (days: number) => `${new Date(Date.UTC(2026, 10, 21 - days)).toISOString().slice(0, 19)}Z`;
  return { from: at(daysBefore), to: at(daysBefore - 1), timezone: 'UTC' };
}

function runOf(window: Window): Run {
  const id = runId({ trigger: 'schedule', window, reports: [] });
  const day = window.from.slice(0, 10).replaceAll('-', '/');
  return {
    runId: id,
    trigger: 'schedule',
    window,
    partitions: { from: day, to: day },
    events: { sql: '', parameters: [] },
    archive: `runs/${day}/${id}`,
    warnings: [],
  };
}

type Files = Map<string, Uint8Array>;

/** Archives a run that saw these values. */
function archived(
  files: Files,
  window: Window,
  values: readonly SeenValue[],
  changes: Partial<Manifest> = {},
  content: Uint8Array = fileOf(values),
): string {
  const { runId, archive, partitions } = runOf(window);
  const listed = { file: 'seen.json.gz', role: 'seen' as const, contentType: 'application/gzip' };
  const manifest = {
    version: MANIFEST_VERSION,
    runId,
    trigger: 'schedule',
    window,
    partitions,
    files: [{ ...listed, ...checksumOf(content) }],
    reports: [{ id: 'console-logins', title: 'L', status: 'succeeded', rows: 7 }],
    ...changes,
  };
  files.set(`${archive}/manifest.json`, Buffer.from(JSON.stringify(manifest)));
  files.set(`${archive}/seen.json.gz`, content);
  return archive;
}

function daily(days: number, values: readonly SeenValue[] = [ALICE]): Files {
  const files: Files = new Map();
  for (let before = 1; before <= days; before++) archived(files, dayOf(before), values);
  return files;
}

function archiveOf(files: Files): Archive {
  return {
    list: async (prefix: string) => [...files.keys()].filter((key) => key.startsWith(prefix)).sort(),
    read: async (key: string) => files.get(key),
    locate: (key: string) => key,
  } as Partial<Archive> as Archive;
}

async function judged(files: Files, values: readonly SeenValue[], dropped = 0) {
  const reports = [{ id: 'console-logins', status: 'succeeded' as const, rows: 9 }];
  const input = { run: runOf(dayOf(0)), own: fileOf(values, dropped), reports, rule };
  const { outcome, newValues } = await judgeSeen(input, archiveOf(files));
  const names = newValues.map(({ kind, key, because }) =>
    [kind, ...key, ...(because ? [because] : [])].join(' '),
  );
  return { outcome, names };
}

test('what no run before saw is new', async () => {
  const { outcome, names } = await judged(daily(14), [ALICE, BOB]);
  expect(names).toEqual(['principal 1/user/bob']);
  expect(outcome).toMatchObject({ status: 'judged', days: 14, newValues: 1, newByKind: { principal: 1 } });
  expect(outcome.first).toEqual([BOB]);
});

test('the runs that it was compared with are named, oldest first', async () => {
  const { outcome } = await judged(daily(14), [ALICE]);
  expect(outcome.runs).toEqual(Array.from({ length: 14 }, (_, i) => runOf(dayOf(14 - i)).runId));
});

test('with fewer than 14 days of runs it is learning, and nothing is new', async () => {
  const { outcome, names } = await judged(daily(13), [ALICE, BOB]);
  expect([outcome.status, outcome.days, outcome.newValues, names]).toEqual(['learning', 13, 0, []]);
});

test('a run without any value is no day of learning', async () => {
  const files = daily(13);
  archived(files, dayOf(14), []);
  expect((await judged(files, [ALICE])).outcome).toMatchObject({ status: 'learning', days: 13 });
});

test('a day without a run is no day', async () => {
  const files = daily(20);
  for (const before of [3, 4, 5, 6, 7, 8, 9]) files.delete(`${runOf(dayOf(before)).archive}/manifest.json`);
  expect((await judged(files, [ALICE])).outcome.days).toBe(13);
});

test('windows that overlap are counted once', async () => {
  const files = daily(14);
  const [{ from }, { to }] = [dayOf(2), dayOf(1)];
  archived(files, { from, to, timezone: 'UTC' }, [ALICE]);
  expect((await judged(files, [ALICE])).outcome.days).toBe(14);
});

test('fourteen days in which the clocks change are fourteen', async () => {
  const files = daily(13);
  const { from, to } = dayOf(14);
  archived(files, { from: from.replace('T00', 'T01'), to, timezone: 'UTC' }, [ALICE]);
  expect((await judged(files, [ALICE])).outcome.days).toBe(14);
});

describe('is not compared with', () => {
  const other = (changes: Partial<Manifest>, window = dayOf(15)) => {
    const files = daily(14);
    archived(files, window, [BOB], changes);
    return files;
  };

  test.each<[string, Files]>([
    ['a run by hand', other({ trigger: 'manual' })],
    ['a run of other logs', other({ source: '/other' })],
    ['a run of some accounts', other({ partitions: { from: '', to: '', accounts: ['1'] } })],
    ['a run of more than 90 days ago', other({}, dayOf(91))],
    ['a run of a later window', other({}, dayOf(-1))],
    ['a run whose window reaches into this one', other({}, { ...dayOf(0), from: dayOf(1).from })],
  ])('%s', async (_, files) => {
    expect((await judged(files, [ALICE, BOB])).names).toEqual(['principal 1/user/bob']);
  });

  test('an earlier attempt at this run', async () => {
    const files = daily(14);
    archived(files, dayOf(0), [BOB]);
    expect((await judged(files, [ALICE, BOB])).names).toEqual(['principal 1/user/bob']);
  });
});

test('is compared with a run of 90 days ago', async () => {
  const files = daily(14);
  archived(files, dayOf(90), [BOB]);
  expect((await judged(files, [ALICE, BOB])).names).toEqual([]);
});

describe('a run whose file', () => {
  const broken = (content: Uint8Array | undefined, listed = content) => {
    const files = daily(15);
    const folder = archived(files, dayOf(15), [], {}, listed);
    if (content) files.set(`${folder}/seen.json.gz`, content);
    else files.delete(`${folder}/seen.json.gz`);
    return { files, file: `${folder}/seen.json.gz` };
  };
  const cut = fileOf([ALICE, BOB]).subarray(0, -9);

  test.each<[string, { files: Files; file: string }, RegExp]>([
    ['was cut before it was listed', broken(cut), /unexpected end of file/],
    ['was cut since', broken(cut, fileOf([ALICE, BOB])), /was changed since its run/],
    ['was removed', broken(undefined), /was removed/],
    ['is of a newer version', broken(gzipSync('{"version":2,"values":[\n]}\n')), /newer version \(2\)/],
  ])('%s is left out and named, and the others count', async (_, { files, file }, reason) => {
    const { outcome, names } = await judged(files, [ALICE, BOB]);
    expect(outcome).toMatchObject({ status: 'judged', days: 14 });
    expect(outcome.unread).toEqual([{ file, reason: expect.stringMatching(reason) }]);
    expect(outcome.runs).not.toContain(runOf(dayOf(15)).runId);
    expect(names).toEqual(['principal 1/user/bob']);
  });

  test('cannot be read is left out and named', async () => {
    const { files, file } = broken(fileOf([BOB]));
    const archive = archiveOf(files);
    const read = async (key: string) => {
      if (key === file) throw new Error('Access Denied');
      return archive.read(key);
    };
    const input = { run: runOf(dayOf(0)), own: fileOf([BOB]), reports: [], rule };
    const { outcome } = await judgeSeen(input, { ...archive, read });
    expect(outcome).toMatchObject({ newValues: 1, unread: [{ file, reason: 'Access Denied' }] });
  });
});

test.each<[string, string, RegExp]>([
  ['is no JSON', '{', /JSON/],
  ['is of a newer version', '{"version":3}', /newer version/],
  ['is of another run', JSON.stringify({ version: 2, runId: 'other' }), /belongs to another run/],
])('a run whose manifest %s is left out and named', async (_, content, reason) => {
  const files = daily(15);
  const file = `${runOf(dayOf(15)).archive}/manifest.json`;
  files.set(file, Buffer.from(content));
  const { outcome } = await judged(files, [ALICE]);
  expect(outcome).toMatchObject({ days: 14, unread: [{ file, reason: expect.stringMatching(reason) }] });
});

test('where the archive cannot be listed, it says so and learns', async () => {
  const list = () => Promise.reject(new Error('Access Denied'));
  const input = { run: runOf(dayOf(0)), own: fileOf([BOB]), reports: [], rule };
  const { outcome } = await judgeSeen(input, { ...archiveOf(new Map()), list });
  expect(outcome).toMatchObject({ status: 'learning', unread: [{ file: 'runs/', reason: 'Access Denied' }] });
});

test('how many values this run dropped is told', async () => {
  expect((await judged(daily(14), [ALICE], 5)).outcome.dropped).toBe(5);
});

describe('of a new principal', () => {
  const bob = [
    BOB,
    value('principal-region', '1/user/bob', 'eu-west-1'),
    value('principal-service', '1/user/bob', 's3.amazonaws.com'),
    value('principal-network', '1/user/bob', '192.0.2.0/24'),
  ];

  test('the principal alone is counted; where it was stands beside it', async () => {
    const { outcome, names } = await judged(daily(14), [ALICE, ...bob]);
    expect(outcome).toMatchObject({ newValues: 1, newByKind: { principal: 1 } });
    expect(outcome.first).toEqual([{ ...BOB, where: ['192.0.2.0/24', 'eu-west-1', 's3.amazonaws.com'] }]);
    expect(names).toEqual([
      'principal 1/user/bob',
      'principal-region 1/user/bob eu-west-1 new-principal',
      'principal-network 1/user/bob 192.0.2.0/24 new-principal',
      'principal-service 1/user/bob s3.amazonaws.com new-principal',
    ]);
  });
});

test('of an account one region is counted: the others are in its line', async () => {
  const regions = (account: string) =>
    ['a', 'b', 'c'].map((region) => value('account-region', account, region));
  const files = daily(14, [ALICE, value('account-region', '1', 'x')]);
  const { outcome, names } = await judged(files, [ALICE, ...regions('1'), ...regions('2')]);
  expect(outcome.newByKind).toEqual({ 'account-region': 2 });
  expect(outcome.first.map(({ key, where }) => [...key, ...(where ?? [])])).toEqual([
    ['1', 'a', 'b', 'c'],
    ['2', 'a'],
  ]);
  expect(names.filter((name) => name.endsWith('same-line'))).toHaveLength(2);
  expect(names.filter((name) => name.endsWith('new-account'))).toHaveLength(2);
});

test('of a principal in several new regions one is counted: the others are in its line', async () => {
  const region = (name: string, events: number) => ({
    ...value('principal-region', BOB.key[0] ?? '', name),
    events,
  });
  const { outcome, names } = await judged(daily(14, [BOB]), [BOB, region('a', 1), region('b', 9)]);
  expect(names).toEqual(['principal-region 1/user/bob b', 'principal-region 1/user/bob a same-line']);
  expect(outcome.first).toEqual([{ ...region('b', 9), where: ['a'] }]);
});

describe('a new network of a principal', () => {
  const EMMA = 'identity-center/emma';
  const from = (principal: string, network: string) => value('principal-network', principal, network);
  const of = (principal: string) => value('principal', principal);
  const named = async (before: readonly SeenValue[], own: SeenValue) => {
    const principal = of(own.key[0] ?? '');
    const { names } = await judged(daily(14, [principal, ...before]), [principal, own]);
    return names.map((name) => name.replace('principal-network ', ''));
  };

  test.each<[string, SeenValue, string, string]>([
    [
      'of its provider, near one that it had',
      from('1/user/bob', '192.0.2.0/24'),
      '192.0.99.0/24',
      ' near-network',
    ],
    ['of its provider, in IPv6', from('1/user/bob', '2001:db8:1::/48'), '2001:db8:2::/48', ' near-network'],
    ['elsewhere', from('1/user/bob', '192.0.2.0/24'), '192.1.2.0/24', ''],
    ['elsewhere, in IPv6', from('1/user/bob', '2001:db8:1::/48'), '2001:db9:1::/48', ''],
    ['in which another one was', from('1/user/alice', '198.51.100.0/24'), '198.51.100.0/24', ''],
  ])('%s', async (_, before, network, because) => {
    expect(await named([before], from('1/user/bob', network))).toEqual([`1/user/bob ${network}${because}`]);
  });

  test('who is a person is not counted near where another person was: an office, a provider', async () => {
    const office = '198.51.100.0/24';
    const names = await named([from('identity-center/liam', '198.51.7.0/24')], from(EMMA, office));
    expect(names).toEqual([`${EMMA} ${office} known-network`]);
  });

  test('who is a person is counted where only a program was', async () => {
    const names = await named([from('1/role/batch', '198.51.100.0/24')], from(EMMA, '198.51.100.0/24'));
    expect(names).toEqual([`${EMMA} 198.51.100.0/24`]);
  });

  test('at the portal is not counted where the same run has somebody by name', async () => {
    const id = 'identity-center/d-1/u-1';
    const own = [of(id), of(EMMA), from(id, '192.0.2.0/24'), from(EMMA, '192.0.2.0/24')];
    const { names } = await judged(daily(14, [of(id), of(EMMA)]), own);
    expect(names).toEqual([
      `principal-network ${EMMA} 192.0.2.0/24`,
      `principal-network ${id} 192.0.2.0/24 known-network`,
    ]);
  });

  test('with many networks in one subnet is counted', async () => {
    const subnet = Array.from({ length: 40 }, (_, i) => from('1/role/web', `10.0.${i}.0/24`));
    expect(await named(subnet, from('1/role/web', '192.0.2.0/24'))).toEqual(['1/role/web 192.0.2.0/24']);
  });

  test('that has new ones every day is not counted', async () => {
    const network = (name: string, i: number) => from(`1/user/${name}`, `10.${i}.0.0/24`);
    const files: Files = new Map();
    for (let day = 1; day <= 14; day++) {
      const alice = [network('alice', 2 * day), network('alice', 2 * day + 1)];
      archived(files, dayOf(day), [ALICE, BOB, ...alice, network('bob', 1)]);
    }
    const { outcome, names } = await judged(files, [ALICE, BOB, network('alice', 99), network('bob', 99)]);
    expect(names).toEqual([
      'principal-network 1/user/bob 10.99.0.0/24',
      'principal-network 1/user/alice 10.99.0.0/24 many-networks',
    ]);
    expect(outcome.newByKind).toEqual({ 'principal-network': 1 });
  });
});

test('values of the kinds of the verdict come first, then the most frequent', async () => {
  const many = { ...value('write-action', 's3:B'), events: 50 };
  const values = [value('write-action', 's3:A'), many, value('account-region', '1', 'x'), BOB];
  const { names } = await judged(daily(14), values);
  expect(names).toEqual([
    'principal 1/user/bob',
    'account-region 1 x',
    'write-action s3:B',
    'write-action s3:A',
  ]);
});

test('the manifest names ten of them, new.csv all', async () => {
  const values = Array.from({ length: 12 }, (_, i) => value('principal', `1/user/${i}`));
  const { outcome, names } = await judged(daily(14), values);
  expect([outcome.newValues, outcome.first.length, names.length]).toEqual([12, 10, 12]);
});

test('a name that looks like a bracket of the file is a value like others', async () => {
  const odd = value('principal', '],"]');
  const { names } = await judged(daily(14, [odd]), [odd, value('principal', '],"')]);
  expect(names).toEqual(['principal ],"']);
});

test('a name of Object is a value like others', async () => {
  const odd = ['__proto__', 'constructor'].map((name) => value('principal', name));
  expect((await judged(daily(14), [ALICE, ...odd])).names).toHaveLength(2);
});

describe('whatever the archive holds', () => {
  const CASES = 60;
  const KINDS: SeenKind[] = ['principal', 'write-action', 'user-agent'];
  const randomRun = (random: () => number) =>
    KINDS.flatMap((kind) => ['a', 'b', 'c', 'd'].map((name) => value(kind, name))).filter(
      () => random() < 0.4,
    );

  test('the answer is what sets say, whatever the order in which the runs were made, or made again', async () => {
    for (let seed = 1; seed <= CASES; seed++) {
      const source = new Random(seed);
      const random = () => source.fraction();
      const runs = Array.from({ length: 30 }, (_, i) => ({
        window: dayOf(i + 1),
        values: randomRun(random),
      }));
      const made = runs.filter(({ values }) => values.length > 0 && random() < 0.7);
      const own = randomRun(random);
      const [files, again]: [Files, Files] = [new Map(), new Map()];
      for (const { window, values } of made) archived(files, window, values);
      const shuffled = made.map((run) => ({ run, at: random() })).sort((a, b) => a.at - b.at);
      for (const { run } of shuffled) archived(again, run.window, [BOB]);
      for (const { run } of shuffled.reverse()) archived(again, run.window, run.values.toReversed());
      const [one, other] = [await judged(files, own), await judged(again, own)];
      expect(other).toEqual(one);
      const known = new Set(made.flatMap(({ values }) => values.map(({ kind, key }) => `${kind} ${key[0]}`)));
      const names = own.map(({ kind, key }) => `${kind} ${key[0]}`).filter((name) => !known.has(name));
      expect([...one.names].sort()).toEqual(made.length < 14 ? [] : names.sort());
    }
  });
});
