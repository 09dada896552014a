import type { Finding } from '../../src/doctor/finding.ts';
import { judgeTrails, type Trail, type TrailStatus } from '../../src/doctor/trail.ts';
import { ACCOUNT, absent, denied, finding, found, setup, wrong } from './facts.ts';

const arn = `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/all`;
const status = (changes: Partial<TrailStatus> = {}) =>
  found({ logging: true, stopped: undefined, deliveryError: undefined, digestError: undefined, ...changes });
const trail = (changes: Partial<Trail> = {}): Trail => ({
  arn,
  homeRegion: 'eu-west-1',
  multiRegion: true,
  logFileValidation: true,
  key: undefined,
  status: status(),
  ...changes,
});
const judged = (changes: Partial<Trail> = {}) => judgeTrails(found([trail(changes)]), setup());

test('a trail that logs everything is ok', () => {
  expect(judged()).toEqual([
    { check: 'trail', status: 'ok', seen: 'all is logging in every region, with log file validation' },
  ]);
});

test('where the logs come from other accounts, that is said and nothing is wrong', () => {
  expect(judgeTrails(found([]), setup())).toEqual([
    {
      check: 'trail',
      status: 'ok',
      seen: 'none of this account writes to s3://logs/; trails of other accounts are not checked',
    },
  ]);
});

test.each<[string, Partial<Trail>, Finding]>([
  [
    'a trail that was stopped',
    { status: status({ logging: false, stopped: '2026-11-21T10:00:00.000Z' }) },
    finding('trail', 'fault', /^all is not logging since 2026-11-21T10:00:00\.000Z$/),
  ],
  [
    'a bucket that takes no log files',
    { status: status({ deliveryError: 'AccessDenied' }) },
    finding('trail', 'fault', /^all could not deliver its last log file: AccessDenied$/),
  ],
  [
    'a bucket that takes no digest files',
    { status: status({ digestError: 'AccessDenied' }) },
    finding('trail', 'warning', /^all could not deliver its last digest file: AccessDenied$/),
  ],
  [
    'a trail of one region',
    { multiRegion: false },
    finding('trail', 'warning', /^all records eu-west-1 only$/),
  ],
  [
    'a trail without validation',
    { logFileValidation: false },
    finding('trail', 'warning', /^all writes no digest files/),
  ],
  [
    'a status that may not be read',
    { status: denied('cloudtrail:GetTrailStatus') },
    finding('trail', 'warning', /lacks the permission cloudtrail:GetTrailStatus$/),
  ],
  [
    'a key that will be deleted',
    { key: { id: 'arn:key', state: found('PendingDeletion') } },
    finding(
      'log file key',
      'fault',
      /^arn:key is PendingDeletion: what is encrypted under it cannot be read$/,
    ),
  ],
  [
    'a key that is gone',
    { key: { id: 'arn:key', state: absent } },
    finding('log file key', 'fault', /^arn:key does not exist/),
  ],
])('%s', (_, changes, expected) => {
  expect(wrong(judged(changes))).toEqual([expected]);
});

test('says how to start a trail again, by its ARN and in its region', () => {
  const [stopped] = wrong(judged({ status: status({ logging: false }) }));
  expect(stopped?.todo).toContain(`aws cloudtrail start-logging --name ${arn} --region eu-west-1`);
});
