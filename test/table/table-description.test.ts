import { projectionOf, type TableDescription } from '../../src/table/table-description.ts';

const described = (
  partitionColumns: string[],
  properties: TableDescription['properties'],
): TableDescription => ({
  isView: false,
  columns: [],
  columnTypes: {},
  partitionColumns,
  partitionTypes: {},
  properties: { 'projection.enabled': 'true', ...properties },
});
const ofColumn = (properties: TableDescription['properties']) =>
  projectionOf(described(['c'], properties))?.columns.c;

test.each([undefined, 'false', ''])('there is none where projection.enabled is %j', (enabled) => {
  const properties = enabled === undefined ? {} : { 'projection.enabled': enabled };

  expect(projectionOf({ ...described(['day'], {}), properties })).toBeUndefined();
});

test('is enabled in any letters, with white space around', () => {
  expect(projectionOf(described([], { 'projection.enabled': ' TRUE ' }))).toBeDefined();
});

test('an enumeration has its values, white space included', () => {
  expect(ofColumn({ 'projection.c.type': ' ENUM ', 'projection.c.values': 'a, b' })).toEqual({
    type: 'enum',
    values: ['a', ' b'],
  });
});

test('dates have a range, a format and the interval of a day', () => {
  const properties = {
    'projection.c.type': 'date',
    'projection.c.range': 'NOW-3YEARS,NOW',
    'projection.c.format': 'yyyy/MM/dd',
  };

  expect(ofColumn(properties)).toEqual({
    type: 'date',
    range: { from: 'NOW-3YEARS', to: 'NOW' },
    format: 'yyyy/MM/dd',
    interval: '1',
    unit: 'DAYS',
  });
});

test('dates may have another interval', () => {
  const properties = {
    'projection.c.type': 'date',
    'projection.c.interval': ' 2 ',
    'projection.c.interval.unit': 'weeks',
  };

  expect(ofColumn(properties)).toMatchObject({ interval: '2', unit: 'WEEKS' });
});

test.each(['integer', 'injected'])('of the type %s only the type is known', (type) => {
  expect(ofColumn({ 'projection.c.type': type })).toEqual({ type });
});

test.each([
  [{}, ''],
  [{ 'projection.c.type': 'dates' }, 'dates'],
])('a type that Athena does not know is told as it stands: %j', (properties, seen) => {
  expect(ofColumn(properties as TableDescription['properties'])).toEqual({ type: 'unknown', seen });
});

test('the location of a partition is a template', () => {
  const template = 's3://logs/AWSLogs/${account}/CloudTrail/${region}/${day}';

  expect(projectionOf(described([], { 'storage.location.template': template }))?.template).toBe(template);
});
