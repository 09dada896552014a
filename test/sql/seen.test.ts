import { rowsOf } from './built-in.ts';
import { ACCOUNT, consoleLogin, type Event, iamUser, roleAction, userAction } from './events.ts';

const keysOf = async (...events: Event[]) =>
  (await rowsOf('seen', ...events))
    .map(({ what, value1, value2 }) => [what, value1, value2].join(' '))
    .sort();

test('a call is a value of each kind', async () => {
  const call = userAction({ useragent: 'aws-cli/2.15.0' });
  expect(await keysOf(call)).toEqual([
    `account-region ${ACCOUNT} us-east-1`,
    `principal ${ACCOUNT}/user/alice `,
    `principal-network ${ACCOUNT}/user/alice 192.0.2.0/24`,
    `principal-region ${ACCOUNT}/user/alice us-east-1`,
    `principal-service ${ACCOUNT}/user/alice s3.amazonaws.com`,
    'user-agent aws-cli ',
    'write-action s3.amazonaws.com:DeleteBucket ',
  ]);
});

test('a value has its first and its last event, and how many there were', async () => {
  const at = (hour: string, more: Event = {}) =>
    userAction({ eventid: hour, eventtime: `2026-11-21T${hour}:00:00Z`, ...more });
  const rows = await rowsOf('seen', at('09'), at('12'), at('10', { sourceipaddress: '198.51.100.1' }));
  const found = rows.filter(({ what }) => what === 'principal' || what === 'principal-network');
  expect(
    found.map(({ value2, firsteventtime, lasteventtime, events }) => [
      value2,
      firsteventtime,
      lasteventtime,
      events,
    ]),
  ).toEqual([
    [null, '2026-11-21T09:00:00Z', '2026-11-21T12:00:00Z', '3'],
    ['192.0.2.0/24', '2026-11-21T09:00:00Z', '2026-11-21T12:00:00Z', '2'],
    ['198.51.100.0/24', '2026-11-21T10:00:00Z', '2026-11-21T10:00:00Z', '1'],
  ]);
});

test.each<[string, Event]>([
  ['a service', { useridentity: { type: 'AWSService', invokedby: 'x.amazonaws.com' } }],
  ['an anonymous caller', { useridentity: { type: 'AWSAccount', accountid: 'ANONYMOUS_PRINCIPAL' } }],
])('%s is no value, nor is where it was', async (_, event) => {
  expect(await rowsOf('seen', userAction(event))).toEqual([]);
});

test('a sign-in that failed is no value', async () => {
  expect(await rowsOf('seen', consoleLogin({ responseelements: '{"ConsoleLogin":"Failure"}' }))).toEqual([]);
});

test('a sign-in that worked is one', async () => {
  expect(await keysOf(consoleLogin())).toContain(`principal-network ${ACCOUNT}/user/alice 192.0.2.0/24`);
});

test('a call that was refused is a value', async () => {
  expect(await keysOf(userAction({ errorcode: 'AccessDenied' }))).toContain(
    'write-action s3.amazonaws.com:DeleteBucket ',
  );
});

test('a call that only reads is no write action', async () => {
  expect((await keysOf(userAction({ readonly: 'true' }))).filter((key) => key.startsWith('write'))).toEqual(
    [],
  );
});

test('the sessions of a role are one principal', async () => {
  const session = (name: string) =>
    roleAction({
      eventid: name,
      useridentity: {
        ...roleAction().useridentity,
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/${name}`,
        principalid: `AROA:${name}`,
      },
    });
  const keys = await keysOf(session('i-0a1'), session('i-0b2'));
  expect(keys.filter((key) => key.startsWith('principal '))).toEqual([`principal ${ACCOUNT}/role/deploy `]);
});

test('users of one name in two accounts are two principals', async () => {
  const other = { ...iamUser('alice'), accountid: '444455556666' };
  const keys = await keysOf(userAction(), userAction({ eventid: 'e-2', useridentity: other }));
  expect(keys.filter((key) => key.startsWith('principal '))).toHaveLength(2);
});

test('those seen last come first', async () => {
  const rows = await rowsOf('seen', userAction({ eventtime: '2026-11-21T01:00:00Z' }), roleAction());
  const times = rows.map(({ lasteventtime }) => lasteventtime ?? '');
  expect(times).toEqual(times.toSorted().reverse());
});

test('a value that has one principal names it', async () => {
  const only = async (...events: Event[]) =>
    (await rowsOf('seen', ...events)).find(({ what }) => what === 'write-action')?.onlyprincipal;
  expect(await only(userAction())).toBe(`${ACCOUNT}/user/alice`);
  expect(await only(userAction(), roleAction())).toBeNull();
});

test('what is not known is no value', async () => {
  const unknown = userAction({ sourceipaddress: '', awsregion: '', useragent: '', eventsource: '' });
  expect(await keysOf(unknown)).toEqual([`principal ${ACCOUNT}/user/alice `]);
});
