import { rowsOf } from './built-in.ts';
import { consoleLogin, type Event, iamUser, roleAction, roleSession, userAction } from './events.ts';

describe('iam-user-actions', () => {
  test.each<[string, Event['useridentity']]>([
    ['roles', roleSession('deploy', 'ci')],
    ['root', { type: 'Root' }],
    ['services', { invokedby: 'x.amazonaws.com' }],
  ])('leaves out %s', async (_, useridentity) => {
    expect(await rowsOf('iam-user-actions', userAction({ useridentity: useridentity ?? {} }))).toEqual([]);
  });

  test.each([
    ['true', 'yes'],
    ['false', 'no'],
    [undefined, 'unknown'],
  ])('takes a session whose mfaauthenticated is %s for %s', async (mfaauthenticated, mfa) => {
    const attributes = mfaauthenticated === undefined ? {} : { mfaauthenticated };
    const event = userAction({ useridentity: { ...iamUser('alice'), sessioncontext: { attributes } } });
    expect(await rowsOf('iam-user-actions', event)).toMatchObject([{ mfa }]);
  });

  test.each<[string, Event, string]>([
    ['no error', {}, 'Success'],
    ['an error code', { errorcode: 'AccessDenied' }, 'Failure'],
    ['an empty error code', { errorcode: '' }, 'Success'],
    ['a message alone', { errormessage: 'Failed authentication' }, 'Failure'],
  ])('takes %s for an outcome', async (_, more, outcome) => {
    expect(await rowsOf('iam-user-actions', userAction(more))).toMatchObject([{ outcome }]);
  });

  test('takes the outcome of a login from its result', async () => {
    const event = consoleLogin({ responseelements: '{"ConsoleLogin":"Failure"}' });
    expect(await rowsOf('iam-user-actions', event)).toMatchObject([{ outcome: 'Failure' }]);
  });
});

describe('iam-role-actions', () => {
  test('names the role, and the session that acted', async () => {
    expect(await rowsOf('iam-role-actions', roleAction())).toMatchObject([
      { type: 'AssumedRole', username: 'deploy', identity: 'assumed-role/deploy/ci-42' },
    ]);
  });

  test.each([
    ['true', 'yes'],
    ['false', 'unknown'],
  ])('takes a session whose mfaauthenticated is %s for %s', async (mfaauthenticated, mfa) => {
    const sessioncontext = { attributes: { mfaauthenticated } };
    const event = roleAction({ useridentity: { ...roleSession('deploy', 'ci'), sessioncontext } });
    expect(await rowsOf('iam-role-actions', event)).toMatchObject([{ mfa }]);
  });
});
