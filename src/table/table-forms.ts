import type { TableConfig } from './table-config.ts';

/** The partition columns of each form. A form without a column for accounts or regions is of one account or region. */
export const FORM_PARTITIONS = {
  recommended: { day: 'day', account: 'account', region: 'region' },
  'account-date': { day: 'date', account: 'account' },
  timestamp: { day: 'timestamp' },
} as const satisfies Record<string, TableConfig['partitions']>;

export type TableForm = keyof typeof FORM_PARTITIONS;
export const TABLE_FORMS = Object.keys(FORM_PARTITIONS) as TableForm[];
