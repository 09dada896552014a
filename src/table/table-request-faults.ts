/** What is wrong with a table that is asked for. */
import { Temporal } from 'temporal-polyfill';
import { fault, faultUnless } from '../errors.ts';
import { ACCOUNT_ID } from '../rules.ts';
import { attempt } from '../time/time.ts';
import { AWS_REGIONS, isAwsRegion } from './aws-regions.ts';
import { TABLE_FORMS, type TableForm, type TableRequest } from './table-forms.ts';

/** As it was typed: everything may be missing or wrong. The place in S3 is the caller's to check. */
export type TypedTableRequest = Partial<
  Record<'form' | 'database' | 'table' | 'organization' | 'from', string>
> &
  Partial<Pick<TableRequest, 'accounts' | 'regions'>>;

/** @param today `2026-11-22` */
export function tableRequestFaults(request: TypedTableRequest, today: string): string[] {
  const form = TABLE_FORMS.find((name) => name === request.form);
  return [
    ...faultUnless(form, 'form', request.form, `is not a form: give ${TABLE_FORMS.join(', ')}`),
    ...nameFaults('database', request.database),
    ...nameFaults('table', request.table),
    ...organizationFaults(request.organization),
    ...accountFaults(request.accounts, form),
    ...regionFaults(request.regions, form),
    ...fromFaults(request.from, today),
  ];
}

// https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html
function nameFaults(option: string, name = ''): string[] {
  const right =
    name
      .toLowerCase()
      .replace(/[^a-z0-9_]+/g, '_')
      .slice(0, 128) || 'cloudtrail_logs';
  return faultUnless(
    /^[a-z0-9_]{1,128}$/.test(name),
    option,
    name,
    `is not a name for Athena, which takes lower-case letters, digits and underscores: give ${right}`,
  );
}

// https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html
function organizationFaults(organization: string | undefined): string[] {
  return faultUnless(
    organization === undefined || /^o-[a-z0-9]{10,32}$/.test(organization),
    'organization',
    organization,
    'is not an organization id: give one such as o-a1b2c3d4e5, or remove it where trails are of single accounts',
  );
}

function accountFaults(accounts: readonly string[] | undefined, form: TableForm | undefined): string[] {
  if (!accounts)
    return ['accounts: missing, give the accounts whose logs are in the bucket, such as 111122223333'];
  return [
    ...accounts.flatMap((account) =>
      faultUnless(ACCOUNT_ID.test(account), 'accounts', account, 'is not an account id: give 12 digits'),
    ),
    ...repeated('accounts', accounts),
    ...faultUnless(
      form !== 'timestamp' || accounts.length === 1,
      'accounts',
      accounts,
      'are several: this form has one',
    ),
  ];
}

function regionFaults(regions: readonly string[] | undefined, form: TableForm | undefined): string[] {
  const one = form !== undefined && form !== 'recommended';
  if (!regions)
    return one ? ['regions: missing, give the one region of this form, such as ap-northeast-1'] : [];
  return [
    ...regions.flatMap((region) =>
      faultUnless(
        isAwsRegion(region),
        'regions',
        region,
        `is not a region: AWS has ${Object.values(AWS_REGIONS).flat().join(', ')}`,
      ),
    ),
    ...repeated('regions', regions),
    ...faultUnless(!one || regions.length === 1, 'regions', regions, 'are several: this form has one'),
  ];
}

function repeated(option: string, values: readonly string[]): string[] {
  const twice = values.filter((value, i) => values.indexOf(value) < i);
  return [...new Set(twice)].map((value) => fault(option, value, 'is there twice: give it once'));
}

function fromFaults(from: string | undefined, today: string): string[] {
  const right = 'give the day of the first logs, such as 2020-01-01; an earlier one does no harm';
  if (from === undefined) return [`from: missing, ${right}`];
  const isDay = /^\d{4}-\d\d-\d\d$/.test(from) && attempt(() => Temporal.PlainDate.from(from));
  return [
    ...faultUnless(isDay, 'from', from, `is not a day: ${right}`),
    // Athena makes up each day from the first on: centuries of a mistyped year would slow every query.
    ...faultUnless(
      !isDay || from >= '2013-01-01',
      'from',
      from,
      `is before CloudTrail, which began in 2013: ${right}`,
    ),
    ...faultUnless(!isDay || from <= today, 'from', from, `is in the future: ${right}`),
  ];
}
