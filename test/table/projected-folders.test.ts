import { isProjected, projectedFolders } from '../../src/table/projected-folders.ts';
import { projectionOf } from '../../src/table/table-description.ts';
import { describedTable } from './tables.ts';

const foldersOf = (template: string, changed: Record<string, string> = {}) => {
  const projection = projectionOf(describedTable({ 'storage.location.template': template, ...changed }));
  return projection && projectedFolders(projection, 'day');
};
const reads = (template: string, folder: string, changed = {}) => {
  const folders = foldersOf(template, changed);
  if (!folders) throw new Error('no folders');
  return isProjected(folder, folders);
};
const all = 's3://logs/AWSLogs/${account}/CloudTrail/${region}/${day}';

test.each([
  ['s3://logs/AWSLogs/111122223333/CloudTrail/us-east-1/', true],
  ['s3://logs/AWSLogs/999999999999/CloudTrail/us-east-1/', false],
  ['s3://logs/AWSLogs/111122223333/CloudTrail/eu-west-1/', false],
  ['s3://logs/AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail/us-east-1/', false],
  ['s3://logs/trails/AWSLogs/111122223333/CloudTrail/us-east-1/', false],
  ['s3://others/AWSLogs/111122223333/CloudTrail/us-east-1/', false],
])('of the accounts and regions in the table: %s %s', (folder, expected) => {
  expect(reads(all, folder)).toBe(expected);
});

test('a slash after the day changes nothing', () => {
  expect(foldersOf(`${all}/`)).toEqual(foldersOf(all));
});

test('an account and a region in the template stand for themselves', () => {
  const template = 's3://logs/AWSLogs/111122223333/CloudTrail/us-east-1/${day}';

  expect(reads(template, 's3://logs/AWSLogs/111122223333/CloudTrail/us-east-1/')).toBe(true);
  expect(reads(template, 's3://logs/AWSLogs/111122223333/CloudTrail/ap-northeast-1/')).toBe(false);
});

test('injected values stand for any', () => {
  const folder = 's3://logs/AWSLogs/999999999999/CloudTrail/us-east-1/';

  expect(reads(all, folder, { 'projection.account.type': 'injected' })).toBe(true);
});

test('names with characters of patterns stand for themselves', () => {
  const template = 's3://logs.example/a+b/AWSLogs/${account}/CloudTrail/${region}/${day}';
  const folder = 'AWSLogs/111122223333/CloudTrail/us-east-1/';

  expect(reads(template, `s3://logs.example/a+b/${folder}`)).toBe(true);
  expect(reads(template, `s3://logs-example/aab/${folder}`)).toBe(false);
});

test('are not known where the day is not the last folder', () => {
  expect(foldersOf('s3://logs/${day}/AWSLogs/${account}/CloudTrail/${region}/')).toBeUndefined();
});
