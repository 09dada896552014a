import { controlOutcomes } from '../../src/judge/controls.ts';
import type { Control, ControlCount } from '../../src/run/judgement.ts';

const control = (id: string, more: Partial<Control> = {}): Control => ({
  id,
  title: `Title of ${id}`,
  why: 'W',
  first: 'F',
  severity: 'high',
  standards: { 'PCI DSS 4': '10.2.1.2' },
  isObservable: true,
  ...more,
});
const count = (id: string, more: Partial<ControlCount> = {}): ControlCount => ({
  control: id,
  severity: 'high',
  events: 0,
  rows: [],
  ...more,
});
const ROW = { eventtime: '2026-11-21T07:00:00Z' };

test.each<[string, Control, ControlCount[] | undefined, object]>([
  ['people', control('a'), [count('a', { events: 1, rows: [ROW] })], { events: 1, rows: [ROW] }],
  ['grouped', control('a'), [count('a', { grouped: { deploy: 3 } })], { events: 0, grouped: { deploy: 3 } }],
  ['quiet', control('a'), [], { events: 0, rows: [] }],
  ['unknown', control('a'), undefined, { events: 0, rows: [] }],
  ['not-observable', control('a', { isObservable: false }), undefined, { events: 0, rows: [] }],
])('a control is %s', (status, its, counted, more) => {
  expect(controlOutcomes([its], counted)).toEqual([
    {
      id: 'a',
      title: 'Title of a',
      severity: 'high',
      standards: { 'PCI DSS 4': '10.2.1.2' },
      status,
      rows: [],
      ...more,
    },
  ]);
});

test('a control of another version is told by its id', () => {
  expect(controlOutcomes([control('b')], [count('a', { severity: 'low', events: 2 })])).toMatchObject([
    { id: 'a', title: 'a', severity: 'low', status: 'people', events: 2 },
    { id: 'b', status: 'quiet' },
  ]);
});
