/** The tables whose DDL is in sql/tables/, by file, and their columns. */
import { AWS_REGIONS } from '../../src/table/aws-regions.ts';
import { eventColumns } from '../../src/table/cloudtrail-columns.ts';
import { hiveType, type TableRequest } from '../../src/table/table-ddl.ts';

const common = {
  database: 'default',
  table: 'cloudtrail_logs',
  bucket: 'your-log-bucket',
  prefix: '',
  from: '2020-01-01',
};
const accounts = ['111122223333', '444455556666'];
const one = { accounts: ['111122223333'], regions: ['ap-northeast-1'] };

export const tableExamples: Readonly<Record<string, TableRequest>> = {
  'recommended.sql': { ...common, form: 'recommended', accounts, regions: AWS_REGIONS.aws },
  'recommended-organization.sql': {
    ...common,
    form: 'recommended',
    organization: 'o-a1b2c3d4e5',
    accounts,
    regions: AWS_REGIONS.aws,
  },
  'timestamp.sql': { ...common, ...one, form: 'timestamp' },
  'account-date.sql': { ...common, ...one, form: 'account-date', organization: 'o-a1b2c3d4e5', accounts },
};

/** As Athena and Glue name them: `eventversion` and `string`. */
export const hiveColumns = Object.entries(eventColumns).map(([name, type]) => ({
  name,
  type: hiveType(type, '').replace(/\s/g, ''),
}));
