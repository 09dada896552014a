import { judgeBeside } from '../../../src/doctor/log-tree/beside.ts';
import type { FolderBeside, RegionLogs } from '../../../src/doctor/log-tree/tree.ts';
import { ACCOUNT } from '../../logs.ts';
import { OTHER, region, tree } from './facts.ts';

const folder = (changes: Partial<FolderBeside> = {}): FolderBeside => ({
  account: ACCOUNT,
  service: 'CloudTrail-Digest',
  files: 3,
  lastDay: '2026/11/21',
  ...changes,
});
const judge = (beside: FolderBeside[], regions: RegionLogs[] = [region()]) =>
  judgeBeside(tree({ beside, regions })).map(({ check, status, seen }) => [check, status, seen]);

test('counts digest files, and names other kinds of events and folders of other services', () => {
  const other = { files: 0, lastDay: undefined };
  const beside = [
    folder(),
    folder({ service: 'CloudTrail-NetworkActivity', ...other }),
    folder({ service: 'CloudTrail-Insight', ...other }),
    folder({ service: 'vpcflowlogs', ...other }),
    folder({ service: 'Config', ...other }),
  ];
  expect(judge(beside)).toEqual([
    ['digest files', 'ok', '3 files in CloudTrail-Digest, which are not log files and are not read'],
    [
      'not covered',
      'ok',
      'beside the log files, in no report: CloudTrail-Insight, CloudTrail-NetworkActivity',
    ],
    ['other folders', 'ok', "beside CloudTrail's logs, not read: Config, vpcflowlogs"],
  ]);
});

test.each([
  ['no digest files', []],
  [`no digest files for ${OTHER}`, [folder()]],
])('warns where accounts have no digest files: %s', (whose, beside) => {
  const [finding] = judge(beside, [region(), region({ account: OTHER })]);
  expect(finding).toEqual([
    'digest files',
    'warning',
    expect.stringContaining(`${whose}: log file validation`),
  ]);
});

test.each([
  ['2026/11/20', 'ok'],
  ['2026/11/19', 'warning'],
])('digest files that end on %s, where log files end on 2026/11/21: %s', (lastDay, status) => {
  expect(judge([folder({ lastDay })])[0]?.[1]).toBe(status);
});

test('says nothing without logs', () => {
  expect(judge([folder()], [])).toEqual([]);
});
