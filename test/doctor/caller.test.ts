import { judgeCaller } from '../../src/doctor/stack.ts';
import { failed, finding, found, setup } from './facts.ts';

test('the caller is named, with the region', () => {
  const caller = { account: '111122223333', arn: 'arn:aws:iam::111122223333:user/alice' };
  expect(judgeCaller(found(caller), setup())).toEqual([
    { check: 'caller', status: 'ok', seen: 'arn:aws:iam::111122223333:user/alice in us-east-1' },
  ]);
});

test('credentials that AWS rejects are a fault', () => {
  expect(judgeCaller(failed('ExpiredToken: The security token is expired'), setup())).toEqual([
    finding('caller', 'fault', /^AWS rejects these credentials: ExpiredToken: The security token/),
  ]);
});

test('a network without a way to AWS is not taken for wrong credentials', () => {
  const [caller] = judgeCaller(failed('Error: connect ECONNREFUSED', false), setup());
  expect(caller).toEqual(finding('caller', 'fault', /^AWS cannot be reached: .*ECONNREFUSED/));
  expect(caller?.todo).toContain('network');
});
