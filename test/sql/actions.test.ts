import fc from 'fast-check';
import { catalogue, rowsOf } from './built-in.ts';
import { EventTable } from './event-table.ts';
import { consoleLogin, portalFailure, roleAction, userAction } from './events.ts';

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
  ['root-actions', ['root']],
  ['other-actions', ['service']],
])('%s has its kind of identity alone', async (report, ids) => {
  expect((await rowsOf(report, ...EVENTS)).map(({ eventid }) => eventid)).toEqual(ids);
});

test('iam-role-actions names the role, and the session that acted', async () => {
  expect(await rowsOf('iam-role-actions', roleAction())).toMatchObject([
    { type: 'AssumedRole', username: 'deploy', identity: 'assumed-role/deploy/ci-42' },
  ]);
});

test('a call says for whom, by which service and from where it was made', async () => {
  const call = userAction({
    eventversion: '1.11',
    useridentity: {
      type: 'IAMUser',
      invokedby: 'x.amazonaws.com',
      sessioncontext: { sourceidentity: 'bob' },
    },
  });
  expect(await rowsOf('iam-user-actions', call)).toMatchObject([
    { sourceidentity: 'bob', invokedby: 'x.amazonaws.com', console: 'no' },
  ]);
});

test.each([
  ['iam-user-actions', userAction],
  ['failed-console-logins', portalFailure],
] as const)('in %s a record that corrects another names it', async (report, event) => {
  const addendum = { reason: 'UPDATED_DATA', updatedfields: 'sourceIPAddress', originaleventid: 'e-1' };
  expect(await rowsOf(report, event(), event({ eventid: 'e-2', addendum }))).toMatchObject([
    { eventid: 'e-1', originaleventid: null, addendumreason: null, updatedfields: null },
    {
      eventid: 'e-2',
      originaleventid: 'e-1',
      addendumreason: 'UPDATED_DATA',
      updatedfields: 'sourceIPAddress',
    },
  ]);
});

test('a record of any identity type, known or made up, is in at least one report', async () => {
  const known = [
    'Root',
    'IAMUser',
    'AssumedRole',
    'Role',
    'FederatedUser',
    'Directory',
    'AWSAccount',
    'AWSService',
  ];
  const type = fc.option(fc.oneof(fc.constantFrom(...known, 'IdentityCenterUser', 'root', ''), fc.string()));
  const types = [...fc.sample(type, 200), null];
  const table = await EventTable.create();
  for (const [i, made] of types.entries()) {
    await table.add(userAction({ eventid: String(i), useridentity: made === null ? {} : { type: made } }));
  }

  const actions = catalogue.filter(({ id }) => id.endsWith('-actions'));
  const rows = await Promise.all(actions.map((report) => table.report(report)));
  table.close();

  const found = new Set(rows.flat().map(({ eventid }) => eventid));
  expect(types.filter((_, i) => !found.has(String(i)))).toEqual([]);
});
