import { type TypedTableRequest, tableRequestFaults } from '../../src/table/table-request-faults.ts';

const sound: TypedTableRequest = {
  form: 'recommended',
  database: 'audit',
  table: 'cloudtrail_logs',
  accounts: ['111122223333'],
  regions: ['us-east-1'],
  from: '2020-01-01',
};
const faults = (changes: { [Name in keyof TypedTableRequest]?: TypedTableRequest[Name] | undefined }) =>
  tableRequestFaults({ ...sound, ...changes } as TypedTableRequest, '2026-11-22');

test.each([
  {},
  { regions: undefined },
  { organization: 'o-a1b2c3d4e5' },
  { from: '2026-11-22' },
  { form: 'account-date', accounts: ['111122223333', '444455556666'] },
  { form: 'timestamp' },
])('%j is right', (changes) => {
  expect(faults(changes)).toEqual([]);
});

const NAME = 'is not a name for Athena, which takes lower-case letters, digits and underscores: give';
const FIRST_DAY = 'give the day of the first logs, such as 2020-01-01; an earlier one does no harm';
const ORGANIZATION =
  'is not an organization id: give one such as o-a1b2c3d4e5, or remove it where trails are of single accounts';

test.each([
  [{ form: 'form-a' }, 'form: "form-a" is not a form: give recommended, account-date, timestamp'],
  [{ database: 'Audit-Logs' }, `database: "Audit-Logs" ${NAME} audit_logs`],
  [{ table: 'cloudtrail-logs' }, `table: "cloudtrail-logs" ${NAME} cloudtrail_logs`],
  [{ table: '' }, `table: "" ${NAME} cloudtrail_logs`],
  [{ organization: '' }, `organization: "" ${ORGANIZATION}`],
  [{ organization: 'a1b2c3d4e5' }, `organization: "a1b2c3d4e5" ${ORGANIZATION}`],
  [
    { accounts: undefined },
    'accounts: missing, give the accounts whose logs are in the bucket, such as 111122223333',
  ],
  [{ accounts: ['1111-2222-3333'] }, 'accounts: "1111-2222-3333" is not an account id: give 12 digits'],
  [{ accounts: [''] }, 'accounts: "" is not an account id: give 12 digits'],
  [{ accounts: ['111122223333', '111122223333'] }, 'accounts: "111122223333" is given twice: give it once'],
  [
    { form: 'timestamp', accounts: ['111122223333', '444455556666'] },
    'accounts: ["111122223333","444455556666"] are several values: this form takes one',
  ],
  [
    { form: 'account-date', regions: undefined },
    'regions: missing, give the one region of this form, such as ap-northeast-1',
  ],
  [
    { form: 'account-date', regions: ['us-east-1', 'us-east-2'] },
    'regions: ["us-east-1","us-east-2"] are several values: this form takes one',
  ],
  [{ from: undefined }, `from: missing, ${FIRST_DAY}`],
  [{ from: '2026-02-30' }, `from: "2026-02-30" is not a day: ${FIRST_DAY}`],
  [{ from: '2026/01/01' }, `from: "2026/01/01" is not a day: ${FIRST_DAY}`],
  [{ from: '0202-01-01' }, `from: "0202-01-01" is before CloudTrail, which began in 2013: ${FIRST_DAY}`],
  [{ from: '2026-11-23' }, `from: "2026-11-23" is in the future: ${FIRST_DAY}`],
])('%j is named, with what would be right', (changes, fault) => {
  expect(faults(changes)).toEqual([fault]);
});

test.each(['tokyo', 'us-east-9', 'US-EAST-1', ''])('%j is not a region', (region) => {
  expect(faults({ regions: [region] })).toEqual([
    expect.stringMatching(new RegExp(`^regions: "${region}" is not a region: AWS has us-east-1, `)),
  ]);
});
