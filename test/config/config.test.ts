import { configSchema, retiredSettings } from '../../src/config/config.ts';

test.each(['', 'Tokyo', "us-east-1'", 'us-east-1\nDROP TABLE logs', 'us-east-1 '])(
  'refuses the region %j, which would stand in statements that people paste',
  (region) => {
    expect(configSchema.safeParse({ regions: [region] }).error?.issues).toMatchObject([
      { path: ['regions', 0], message: 'give a region, such as us-east-1' },
    ]);
  },
);

test.each([
  ['a name of spaces', { name: ' ' }, 'give a name in one line'],
  ['a name of two lines', { name: 'a\nb' }, 'give a name in one line'],
  ['an account given twice', { accounts: ['111122223333', '111122223333'] }, 'give each value once'],
  ['a region given twice', { expected: { regions: ['us-east-1', 'us-east-1'] } }, 'give each value once'],
  ['a domain with @', { mail: { allowedDomains: ['@x.example'] } }, /^give a domain without @/],
  ['one name for two partitions', { table: { partitions: { day: 'a', account: 'a' } } }, /^give names that/],
  ['a severity that there is not', { verdict: { severity: 'critical' } }, 'give high, medium, low'],
  ['a kind of values given twice', { verdict: { kinds: ['principal', 'principal'] } }, 'give each kind once'],
  ["CloudTrail's own column for a partition", { table: { partitions: { day: 'awsregion' } } }, /names that/],
])('refuses %s', (_, settings, message) => {
  expect(configSchema.safeParse(settings).error?.issues).toMatchObject([
    { message: typeof message === 'string' ? message : expect.stringMatching(message) },
  ]);
});

test('takes any region of the form that AWS gives them', () => {
  const regions = ['us-east-1', 'us-gov-west-1', 'ap-southeast-12'];
  expect(configSchema.parse({ regions }).regions).toEqual(regions);
});

test('names each setting that was taken away', () => {
  const limits = { queryAttempts: 3, days: 30 };

  expect(configSchema.parse({ limits }).limits).toEqual({ days: 30 });
  expect(retiredSettings({ limits })).toEqual(['limits.queryAttempts: no longer a setting; remove it']);
  expect(retiredSettings({ limits: { days: 30 } })).toEqual([]);
});
