import {
  ACCOUNTS,
  LISTED,
  MANAGEMENT,
  ORGANIZATION,
  OTHER,
  READER,
  stack,
  trailArn,
  WHOLE_ORGANIZATION,
} from './log-account.ts';

describe('values', () => {
  test.each([
    ['accounts', ACCOUNTS],
    ['an organization', WHOLE_ORGANIZATION],
    ['both', { ...ACCOUNTS, ...WHOLE_ORGANIZATION }],
  ])('of %s are taken', (_, parameters) => {
    expect(stack(parameters).faults).toEqual([]);
  });

  test.each([
    ['a bucket in upper case', { BucketName: 'Example-Logs' }, 'BucketName: Give 3 to 63 lower-case letters'],
    ['a bucket as a URL', { BucketName: 's3://example-logs' }, 'BucketName: Give 3 to 63 lower-case letters'],
    [
      'a bucket with a path',
      { BucketName: 'example-logs/AWSLogs' },
      'BucketName: Give 3 to 63 lower-case letters',
    ],
    ['a bucket with dots', { BucketName: 'example.logs' }, 'BucketName: Give 3 to 63 lower-case letters'],
    [
      'an account of 11 digits',
      { Accounts: '11111111111' },
      'Accounts: Give up to 50 account ids of 12 digits',
    ],
    [
      'accounts with spaces',
      { Accounts: `${LISTED}, ${OTHER}` },
      'Accounts: Give up to 50 account ids of 12 digits',
    ],
    [
      'an account with hyphens',
      { Accounts: '1111-1111-1111' },
      'Accounts: Give up to 50 account ids of 12 digits',
    ],
    ['an empty account', { Accounts: `${LISTED},` }, 'Accounts: Give up to 50 account ids of 12 digits'],
    [
      'an organization by name',
      { Organization: 'example', ManagementAccount: MANAGEMENT },
      'Organization: Give the id of an organization',
    ],
    [
      'an organization with a slash',
      { Organization: `${ORGANIZATION}/`, ManagementAccount: MANAGEMENT },
      'Organization: Give the id of an organization',
    ],
    [
      'an organization without its management account',
      { Organization: ORGANIZATION },
      'Organization and ManagementAccount go together',
    ],
    [
      'a management account without an organization',
      { ManagementAccount: MANAGEMENT },
      'Organization and ManagementAccount go together',
    ],
    ['nobody who writes', { Accounts: '' }, 'Give Accounts, or Organization and ManagementAccount'],
    [
      'a reader by ARN',
      { ReaderAccount: `arn:aws:iam::${READER}:root` },
      'ReaderAccount: Give an account id of 12 digits',
    ],
    ['a trail of two letters', { TrailName: 'ab' }, 'TrailName: Give 3 to 128 letters'],
    ['a trail by ARN', { TrailName: trailArn(LISTED) }, 'TrailName: Give 3 to 128 letters'],
    [
      'days that S3 has no cheaper storage for',
      { ColdStorageAfterDays: '29' },
      'ColdStorageAfterDays: Give 0 or a number of days from 30',
    ],
    ['negative days', { ExpireAfterDays: '-1' }, 'ExpireAfterDays: Give 0 or a number of days'],
  ])('%s: refused before anything is made', (_, parameters, fault) => {
    expect(stack({ ...ACCOUNTS, ...parameters }).faults.join('\n')).toContain(fault);
  });

  test('the bucket has to be named', () => {
    expect(stack({ Accounts: LISTED }).faults).toEqual(['BucketName must have a value']);
  });
});
