import { rowsOf } from './built-in.ts';
import { consoleLogin, roleAction, userAction } from './events.ts';

const EVENTS = [
  userAction({ eventid: 'user' }),
  consoleLogin({ eventid: 'user-login' }),
  roleAction({ eventid: 'role' }),
  userAction({ eventid: 'root', useridentity: { type: 'Root' } }),
  userAction({ eventid: 'service', useridentity: { invokedby: 'x.amazonaws.com' } }),
];

test.each([
  ['iam-user-actions', ['user', 'user-login']],
  ['iam-role-actions', ['role']],
])('%s has its kind of identity alone', async (report, ids) => {
  expect((await rowsOf(report, ...EVENTS)).map(({ eventid }) => eventid)).toEqual(ids);
});

test('iam-role-actions names the role, and the session that acted', async () => {
  expect(await rowsOf('iam-role-actions', roleAction())).toMatchObject([
    { type: 'AssumedRole', username: 'deploy', identity: 'assumed-role/deploy/ci-42' },
  ]);
});
