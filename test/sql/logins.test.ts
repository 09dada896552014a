import { rowsOf } from './built-in.ts';
import type { Row } from './event-table.ts';
import { ACCOUNT, consoleLogin, type Event, HIDDEN, iamUser, roleSession } from './events.ts';

describe('console-logins', () => {
  test.each(['CheckMfa', 'SwitchRole', 'PasswordUpdated'])('leaves out %s', async (eventname) => {
    expect(await rowsOf('console-logins', consoleLogin({ eventname }))).toEqual([]);
  });

  test('has a login without any result, as unknown', async () => {
    const [row] = await rowsOf(
      'console-logins',
      withoutKeys(consoleLogin(), 'responseelements', 'additionaleventdata'),
    );
    expect(row).toMatchObject({ outcome: 'unknown', mfa: 'unknown' });
  });

  test.each([
    ['{"ConsoleLogin":"Success"}', 'Success'],
    ['{"ConsoleLogin":"FAILURE"}', 'Failure'],
    ['{"ConsoleLogin":null}', 'unknown'],
    ['{"ConsoleLogin":{"a":1}}', 'unknown'],
    ['{"ConsoleLo', 'unknown'],
  ])('takes %s for %s', async (responseelements, outcome) => {
    expect(await rowsOf('console-logins', consoleLogin({ responseelements }))).toMatchObject([{ outcome }]);
  });

  test.each(['Yes', 'YES', 'yes'])('takes MFAUsed %s for yes', async (used) => {
    const event = consoleLogin({ additionaleventdata: `{"MFAUsed":"${used}"}` });
    expect(await rowsOf('console-logins', event)).toMatchObject([{ mfa: 'yes' }]);
  });

  test('keeps additional data that is no JSON', async () => {
    const event = consoleLogin({ additionaleventdata: '{"MFAUsed":' });
    expect(await rowsOf('console-logins', event)).toMatchObject([
      { additionaleventdata: '{"MFAUsed":', mfa: 'unknown' },
    ]);
  });

  test.each<[string, NonNullable<Event['useridentity']>, Row]>([
    ['root', { type: 'Root', username: 'our-alias' }, { logintype: 'root', identity: 'root', mfa: 'no' }],
    ['an IAM user', iamUser('bob'), { logintype: 'iam-user', identity: 'bob', mfa: 'no' }],
    [
      'a federated user',
      roleSession('admins', 'bob'),
      { logintype: 'federated', identity: 'assumed-role/admins/bob', mfa: 'unknown' },
    ],
    [
      'an Identity Center user',
      roleSession('AWSReservedSSO_Admin_0123456789abcdef', 'bob@example.com'),
      {
        logintype: 'identity-center',
        identity: 'assumed-role/AWSReservedSSO_Admin_0123456789abcdef/bob@example.com',
        mfa: 'unknown',
      },
    ],
    [
      'an identity of an unknown type',
      { type: 'Future', principalid: 'X:y' },
      { logintype: 'unknown', identity: 'X:y', mfa: 'unknown' },
    ],
    [
      'an identity without a type',
      { invokedby: 'x.amazonaws.com' },
      { identity: 'x.amazonaws.com', mfa: 'unknown' },
    ],
    ['only a type', { type: 'SAMLUser' }, { logintype: 'federated', identity: 'SAMLUser', mfa: 'unknown' }],
  ])('says of %s what is known', async (_, useridentity, known) => {
    const event = consoleLogin({ useridentity, additionaleventdata: '{"MFAUsed":"No"}' });
    expect(await rowsOf('console-logins', event)).toMatchObject([known]);
  });

  test('takes the account from the identity in records that name no recipient', async () => {
    const event = withoutKeys(consoleLogin(), 'recipientaccountid');
    expect(await rowsOf('console-logins', event)).toMatchObject([{ recipientaccountid: ACCOUNT }]);
  });
});

describe('failed-console-logins', () => {
  test.each(['Failure', 'failure', 'FAILURE'])('has a login whose result is %s', async (result) => {
    const event = consoleLogin({ responseelements: `{"ConsoleLogin":"${result}"}` });
    expect(await rowsOf('failed-console-logins', event)).toMatchObject([
      { username: 'alice', outcome: 'Failure' },
    ]);
  });

  test('has a hidden user name, whatever the result', async () => {
    const event = consoleLogin({
      useridentity: { type: 'IAMUser', username: HIDDEN },
      responseelements: '{',
    });
    expect(await rowsOf('failed-console-logins', event)).toMatchObject([
      { username: HIDDEN, outcome: 'Failure' },
    ]);
  });

  test.each(['{"ConsoleLogin":"Success"}', '{"CheckMfa":"Failure"}', '{', 'null'])(
    'leaves out %s',
    async (responseelements) => {
      expect(await rowsOf('failed-console-logins', consoleLogin({ responseelements }))).toEqual([]);
    },
  );

  test('are the rows whose outcome console-logins calls Failure', async () => {
    const events = [
      consoleLogin({ eventid: 'e-1', responseelements: '{"ConsoleLogin":"failure"}' }),
      consoleLogin({ eventid: 'e-2' }),
      consoleLogin({ eventid: 'e-3', useridentity: { username: HIDDEN } }),
      consoleLogin({ eventid: 'e-4', responseelements: 'null' }),
    ];
    const failures = (await rowsOf('console-logins', ...events)).filter(
      ({ outcome }) => outcome === 'Failure',
    );
    expect(await rowsOf('failed-console-logins', ...events)).toEqual(failures);
  });
});

function withoutKeys(event: Event, ...keys: (keyof Event)[]): Event {
  return Object.fromEntries(Object.entries(event).filter(([key]) => !keys.includes(key as keyof Event)));
}
