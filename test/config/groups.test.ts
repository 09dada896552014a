import { configSchema } from '../../src/config/config.ts';
import { groupFaults } from '../../src/config/groups.ts';

test('a configuration has no groups unless it names some', () => {
  expect(configSchema.parse({}).groups).toEqual({});
});

test('a group may be narrowed by any column of the report', () => {
  expect(
    groupFaults('deploy', {
      identity: ['assumed-role/deploy-*'],
      sourceIPAddress: ['192.0.2.*'],
      control: ['security-group-changed'],
    }),
  ).toEqual([]);
});

test.each<[string, string, Record<string, string[]>, RegExp]>([
  [
    'any caller',
    'deploy',
    { identity: ['*'] },
    /^groups.deploy.identity: "\*" matches everybody; name the callers/,
  ],
  ['any caller among others', 'deploy', { identity: ['a', '**'] }, /^groups.deploy.identity: "\*\*" matches/],
  ['every arn', 'deploy', { arn: ['arn:aws*'] }, /^groups.deploy.arn: "arn:aws\*" matches everybody/],
  [
    'every address',
    'office',
    { sourceIPAddress: ['*.*'] },
    /^groups.office.sourceIPAddress: "\*\.\*" matches/,
  ],
  [
    'every name',
    'ours',
    { recipientaccountid: ['4*'], identity: ['*e*'] },
    /^groups.ours.identity: "\*e\*" matches/,
  ],
  [
    'no caller',
    'deploy',
    { control: ['root-used'] },
    /^groups.deploy: matches everybody; name callers by identity, /,
  ],
  ['no column', 'deploy', {}, /^groups.deploy: matches everybody/],
  [
    'an unknown column',
    'deploy',
    { identity: ['a'], user: ['b'] },
    /^groups.deploy.user: unknown column; expected one of control, /,
  ],
  [
    'a column twice',
    'deploy',
    { identity: ['a'], Identity: ['b'] },
    /^groups.deploy.Identity: this column is given twice/,
  ],
  ['AWS services', 'aws-services', { identity: ['a'] }, /^groups.aws-services: this group exists by itself/],
  [
    'a name with spaces',
    'Our deploys',
    { identity: ['a'] },
    /^groups.Our deploys: not a name; give at most 40/,
  ],
])('refuses a group of %s', (_, name, rule, fault) => {
  expect(groupFaults(name, rule)).toEqual([expect.stringMatching(fault)]);
});
