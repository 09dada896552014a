import { configSchema } from '../src/config.ts';

test.each(['', 'Tokyo', "us-east-1'", 'us-east-1\nDROP TABLE logs', 'us-east-1 '])(
  'refuses the region %j, which would stand in statements that people paste',
  (region) => {
    expect(configSchema.safeParse({ regions: [region] }).error?.issues).toMatchObject([
      { path: ['regions', 0], message: 'give a region, such as us-east-1' },
    ]);
  },
);

test('takes any region of the form that AWS gives them', () => {
  const regions = ['us-east-1', 'us-gov-west-1', 'ap-southeast-12'];
  expect(configSchema.parse({ regions }).regions).toEqual(regions);
});
