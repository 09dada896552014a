/** What is wrong with a table that is asked for. */
import { fault, faultUnless } from '../errors.ts';
import { ACCOUNT_ID } from '../rules.ts';
import { isIsoDay } from '../time/days.ts';
import { AWS_REGIONS, isAwsRegion } from './aws-regions.ts';
import type { TableRequest } from './table-ddl.ts';
import { TABLE_FORMS } from './table-forms.ts';

/** As it was typed: everything may be missing or wrong. The caller checks the place in S3. */
export type TypedTableRequest = Partial<
  Record<'form' | 'database' | 'table' | 'organization' | 'from', string>
> &
  Partial<Pick<TableRequest, 'accounts' | 'regions'>>;

/** @param today `2026-11-22` */
export function tableRequestFaults(request: TypedTableRequest, today: string): string[] {
  const { organization, from } = request;
  const form = TABLE_FORMS.find((name) => name === request.form);
  const oneRegion = form === 'account-date' || form === 'timestamp';
  // https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html
  const isOrganization = organization === undefined || /^o-[a-z0-9]{10,32}$/.test(organization);
  const organizationProblem =
    'is not an organization id: give one such as o-a1b2c3d4e5, or remove it where trails are of single accounts';
  const fromRight = 'give the day of the first logs, such as 2020-01-01; an earlier one does no harm';
  const fromProblem = from !== undefined && firstDayProblem(from, today);
  return [
    ...faultUnless(form, 'form', request.form, `is not a form: give ${TABLE_FORMS.join(', ')}`),
    ...nameFaults('database', request.database),
    ...nameFaults('table', request.table),
    ...faultUnless(isOrganization, 'organization', organization, organizationProblem),
    ...listFaults('accounts', request.accounts, {
      isRight: (account) => ACCOUNT_ID.test(account),
      problem: 'is not an account id: give 12 digits',
      ifMissing: 'give the accounts whose logs are in the bucket, such as 111122223333',
      onlyOne: form === 'timestamp',
    }),
    ...listFaults('regions', request.regions, {
      isRight: isAwsRegion,
      problem: `is not a region: AWS has ${Object.values(AWS_REGIONS).flat().join(', ')}`,
      ifMissing: oneRegion && 'give the one region of this form, such as ap-northeast-1',
      onlyOne: oneRegion,
    }),
    ...(from === undefined ? [`from: missing, ${fromRight}`] : []),
    ...(fromProblem ? [fault('from', from, `${fromProblem}: ${fromRight}`)] : []),
  ];
}

/** @see https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html */
function nameFaults(option: string, name = ''): string[] {
  const underscored = name.toLowerCase().replace(/[^a-z0-9_]+/g, '_');
  const right = underscored.slice(0, 128) || 'cloudtrail_logs';
  const problem = `is not a name for Athena, which takes lower-case letters, digits and underscores: give ${right}`;
  return faultUnless(/^[a-z0-9_]{1,128}$/.test(name), option, name, problem);
}

interface ListRules {
  isRight(value: string): boolean;
  /** of a value that is not right */
  problem: string;
  /** what to do; false: the list may be missing */
  ifMissing: string | false;
  onlyOne: boolean;
}

function listFaults(option: string, values: readonly string[] | undefined, rules: ListRules): string[] {
  const { isRight, problem, ifMissing, onlyOne } = rules;
  if (!values) return ifMissing ? [`${option}: missing, ${ifMissing}`] : [];
  const repeated = new Set(values.filter((value, i) => values.indexOf(value) < i));
  const several = 'are several values: this form takes one';
  return [
    ...values.flatMap((value) => faultUnless(isRight(value), option, value, problem)),
    ...[...repeated].map((value) => fault(option, value, 'is given twice: give it once')),
    ...faultUnless(!onlyOne || values.length === 1, option, values, several),
  ];
}

function firstDayProblem(day: string, today: string): string | undefined {
  if (!isIsoDay(day)) return 'is not a day';
  // Athena makes up each day from the first on: centuries of a mistyped year would slow every query.
  if (day < '2013-01-01') return 'is before CloudTrail, which began in 2013';
  return day > today ? 'is in the future' : undefined;
}
