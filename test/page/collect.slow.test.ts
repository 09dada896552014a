import { collect, MOST_CARRIED } from '../../src/page/collect.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import type { RunFolder } from '../../src/steps/run-folder.ts';
import { run } from '../steps/fakes.ts';

const HEADER =
  '"eventtime","identity","recipientaccountid","eventsource","sourceipaddress","outcome","eventid"';

/** A run whose reports have these rows: how many the manifest says, and what its file gives. */
function folderOf(
  reports: Record<string, { rows: number; lines: () => Iterable<string> }>,
  given = { pieces: 0 },
) {
  const files = Object.keys(reports).map((report) => ({ file: `${report}.csv`, role: 'rows', report }));
  const entries = Object.entries(reports).map(([id, { rows }]) => ({ id, status: 'succeeded', rows }));
  const manifest = { window: run.window, reports: entries, files } as unknown as Manifest;
  const folder = {
    manifest,
    async *content({ report = '' }) {
      yield Buffer.from(`\uFEFF${HEADER}\r\n`);
      for (const line of reports[report]?.lines() ?? []) {
        given.pieces += 1;
        yield Buffer.from(`${line}\r\n`);
      }
    },
  } as Partial<RunFolder> as RunFolder;
  return { folder, given };
}

const line = (id: string | number, time = '2026-11-21T07:00:00Z', who = 'alice') =>
  `"${time}","${who}","111122223333","s3.amazonaws.com","192.0.2.1","Success","${id}"`;

function* endless() {
  for (let at = 0; ; at += 1) yield line(at);
}

test('of a million and a half rows no more are read than are carried, and all are counted', async () => {
  const { folder, given } = folderOf({ 'iam-role-actions': { rows: 1_500_000, lines: endless } });

  const { rows, counted, countable, allRows } = await collect(folder);

  expect([rows.length, counted, countable, allRows]).toEqual([
    MOST_CARRIED,
    MOST_CARRIED,
    1_500_000,
    1_500_000,
  ]);
  expect(given.pieces).toBeLessThan(MOST_CARRIED + 10);
});

test('of as many as can be counted all are, and no more carried than may be', async () => {
  const many = Array.from({ length: MOST_CARRIED + 500 }, (_, at) => line(at));
  const { folder } = folderOf({ 'iam-role-actions': { rows: many.length, lines: () => many } });

  const { rows, counted, activity } = await collect(folder);

  expect([rows.length, counted]).toEqual([MOST_CARRIED, many.length]);
  expect(activity[0]?.[7]).toBe(many.length);
});

test('an event in two reports is carried once, and counted once', async () => {
  const { folder } = folderOf({
    'console-logins': { rows: 1, lines: () => [line('a')] },
    'iam-user-actions': { rows: 2, lines: () => [line('a'), line('b')] },
  });

  const { rows, counted } = await collect(folder);

  expect(rows.map(({ eventId, in: inside }) => [eventId, inside])).toEqual([
    ['a', ['console-logins', 'iam-user-actions']],
    ['b', ['iam-user-actions']],
  ]);
  expect(counted).toBe(2);
});

test('sessions of a role are one caller, addresses of a network one place', async () => {
  const lines = () =>
    ['assumed-role/deploy/1', 'assumed-role/deploy/2'].map((who, at) => line(at, undefined, who));
  const { flows } = await collect(folderOf({ 'iam-role-actions': { rows: 2, lines } }).folder);

  expect(flows).toEqual([
    { who: 'assumed-role/deploy', service: 's3.amazonaws.com', from: '192.0.2.0/24', events: 2 },
  ]);
});

test('late events are in no part of the window', async () => {
  const lines = () => [line('late', '2026-11-20T07:00:00Z')];
  const { activity, rows } = await collect(folderOf({ 'root-actions': { rows: 1, lines } }).folder);

  expect(activity.flat().every((events) => events === 0)).toBe(true);
  expect(rows).toHaveLength(1);
});

test('a report that is not of events has no row here', async () => {
  const { folder } = folderOf({ own: { rows: 1, lines: () => ['"1"'] } });
  const counts = {
    ...folder,
    async *content() {
      yield Buffer.from('"count"\r\n"1"\r\n');
    },
  };

  expect(await collect(counts)).toMatchObject({ rows: [], counted: 0, allRows: 1 });
});
