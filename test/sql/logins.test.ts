import { rowsOf } from './built-in.ts';
import { consoleLogin, HIDDEN, portalFailure, userAction } from './events.ts';

const EVENTS = [
  consoleLogin({ eventid: 'e-1', responseelements: '{"ConsoleLogin":"failure"}' }),
  consoleLogin({ eventid: 'e-2' }),
  consoleLogin({ eventid: 'e-3', useridentity: { username: HIDDEN } }),
  consoleLogin({ eventid: 'e-4', responseelements: 'null' }),
  ...['CheckMfa', 'SwitchRole', 'PasswordUpdated'].map((eventname) =>
    consoleLogin({ eventname, responseelements: `{"${eventname}":"Failure"}` }),
  ),
  userAction(),
];

test('console-logins has every sign-in, whatever its result, and no other event of the sign-in service', async () => {
  expect(
    (await rowsOf('console-logins', ...EVENTS)).map(({ eventid, outcome }) => [eventid, outcome]),
  ).toEqual([
    ['e-1', 'Failure'],
    ['e-2', 'Success'],
    ['e-3', 'Failure'],
    ['e-4', 'unknown'],
  ]);
});

test('failed-console-logins has the rows whose outcome console-logins calls Failure', async () => {
  const rows = await rowsOf('console-logins', ...EVENTS);
  expect(await rowsOf('failed-console-logins', ...EVENTS)).toEqual(
    rows.filter(({ outcome }) => outcome === 'Failure'),
  );
});

test.each(['CredentialVerification', 'UserAuthentication'])(
  'a failed %s at the Identity Center portal is a failed sign-in',
  async (eventname) => {
    const failed = portalFailure({
      eventname,
      additionaleventdata: '{"UserName":"bob"}',
      serviceeventdetails: `{"${eventname}":"Failure"}`,
    });
    const worked = portalFailure({ eventname, serviceeventdetails: `{"${eventname}":"Success"}` });

    expect(await rowsOf('failed-console-logins', failed, worked)).toMatchObject([
      { username: 'bob', outcome: 'Failure', logintype: 'identity-center' },
    ]);
    expect(await rowsOf('console-logins', failed, worked)).toEqual([]);
  },
);

test('keeps additional data that is not JSON', async () => {
  expect(await rowsOf('console-logins', consoleLogin({ additionaleventdata: '{"MFAUsed":' }))).toMatchObject([
    { additionaleventdata: '{"MFAUsed":', mfa: 'unknown' },
  ]);
});

test('a sign-in has the same answers in every report', async () => {
  const login = consoleLogin({ additionaleventdata: '{"MFAUsed":"No"}' });
  const [[inLogins], [inActions]] = await Promise.all([
    rowsOf('console-logins', login),
    rowsOf('iam-user-actions', login),
  ]);
  const { identity, outcome, mfa } = inLogins ?? {};
  expect(inActions).toMatchObject({ identity, outcome, mfa });
  expect(mfa).toBe('no');
});
