import { ResultError } from '../../../src/errors.ts';
import { CONTROL_COLUMNS, type ControlColumn } from '../../../src/run/judgement.ts';
import { ControlsCount } from '../../../src/steps/archive/controls-count.ts';

type Values = { [column in ControlColumn]?: string };

const ROW: Values = {
  control: 'trail-changed',
  severity: 'high',
  eventtime: '2026-11-21T07:00:00Z',
  actor: 'person',
};

function counted(rows: Values[], groups: Record<string, Record<string, string[]>> = {}) {
  const counter = new ControlsCount(groups);
  counter.header([...CONTROL_COLUMNS]);
  for (const row of rows)
    counter.row({ value: (i) => ({ ...ROW, ...row })[CONTROL_COLUMNS[i] ?? 'late'] ?? null });
  return counter.counted();
}

test('counts the events of each control, and keeps what a person needs of the newest', () => {
  const row = {
    identity: 'alice',
    eventname: 'StopLogging',
    detail: 'main',
    principal: '1/user/alice',
    useragent: 'aws-cli',
  };
  expect(counted([row, { control: 'root-used' }])).toEqual([
    { control: 'root-used', severity: 'high', events: 1, rows: [{ eventtime: '2026-11-21T07:00:00Z' }] },
    {
      control: 'trail-changed',
      severity: 'high',
      events: 1,
      rows: [
        {
          eventtime: '2026-11-21T07:00:00Z',
          eventname: 'StopLogging',
          identity: 'alice',
          detail: 'main',
          principal: '1/user/alice',
        },
      ],
    },
  ]);
});

test('keeps ten rows of a control', () => {
  const [control] = counted(Array.from({ length: 12 }, (_, i) => ({ eventid: `e-${i}` })));
  expect([control?.events, control?.rows.length, control?.rows[0]?.eventid]).toEqual([12, 10, 'e-0']);
});

test('counts AWS services by themselves', () => {
  expect(counted([{ actor: 'service' }, {}])).toMatchObject([{ events: 1, grouped: { 'aws-services': 1 } }]);
});

test('counts by its group what every column of its rule matches', () => {
  const groups = { deploy: { Identity: ['assumed-role/deploy-*'], sourceipaddress: ['192.0.2.*'] } };
  const rows = [
    { identity: 'assumed-role/deploy-prod/ci', sourceipaddress: '192.0.2.7' },
    { identity: 'assumed-role/deploy-prod/ci', sourceipaddress: '203.0.113.7' },
    { identity: 'alice', sourceipaddress: '192.0.2.7' },
  ];
  expect(counted(rows, groups)).toMatchObject([{ events: 2, rows: [{}, {}], grouped: { deploy: 1 } }]);
});

test('the first group of several has the row', () => {
  const groups = { one: { identity: ['alice'] }, two: { identity: ['al*'] } };
  expect(counted([{ identity: 'alice' }], groups)).toMatchObject([
    { events: 0, rows: [], grouped: { one: 1 } },
  ]);
});

describe('root is in no group', () => {
  const root = { identity: 'root', actor: 'root', sourceipaddress: '192.0.2.7' };

  test.each<[string, Record<string, string[]>]>([
    ['by a wildcard', { identity: ['r*'] }],
    ['by its address', { sourceipaddress: ['192.0.2.7'] }],
  ])('%s', (_, rule) => {
    expect(counted([root], { office: rule })).toMatchObject([{ events: 1 }]);
  });

  test('but one that names it', () => {
    expect(counted([root], { glass: { identity: ['root'] } })).toMatchObject([{ grouped: { glass: 1 } }]);
  });
});

test('takes a result of the version before, which has no principal', () => {
  const columns = CONTROL_COLUMNS.filter((column) => column !== 'principal');
  expect(() => new ControlsCount({}).header(columns)).not.toThrow();
});

test('refuses a result without its columns', () => {
  expect(() => new ControlsCount({}).header(['control'])).toThrow(ResultError);
});
