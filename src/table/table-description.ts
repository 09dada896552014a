/** What the catalog says of a table, and the partition projection in it. */

export interface TableDescription {
  /** a view has no partitions of its own */
  isView: boolean;
  /** names, in their order */
  columns: readonly string[];
  /** by column, where the catalog has one: `string` */
  columnTypes?: Readonly<Record<string, string>>;
  partitionColumns: readonly string[];
  /** by column, where the catalog has one: `string` */
  partitionTypes: Readonly<Record<string, string>>;
  /** `s3://bucket/prefix/` */
  location?: string;
  /** table properties, their names in lower case: `projection.enabled` */
  properties: Readonly<Record<string, string>>;
}

/**
 * The values of a partition column that Athena makes up partitions for. For any other value a query finds no rows and
 * gives no error.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
 */
export type ColumnProjection =
  | { type: 'enum'; values: readonly string[] }
  | {
      type: 'date';
      /** both included; dates in the format, or `NOW-3YEARS` */
      range: { from: string; to: string };
      /** of Java: `yyyy/MM/dd` */
      format: string;
      /** from one value to the next: `1` and `DAYS`, unless given */
      interval: string;
      unit: string;
    }
  | { type: 'integer' }
  /** only the values that a query names */
  | { type: 'injected' }
  /** Athena refuses the query: it does not know the type, or the column has no type */
  | { type: 'unknown'; seen: string };

export interface Projection {
  /** by partition column */
  columns: Readonly<Record<string, ColumnProjection>>;
  /** `s3://bucket/AWSLogs/${account}/CloudTrail/${region}/${day}`; absent: Hive's `column=value` below the location */
  template?: string;
}

/** @returns undefined where it is not enabled: then the table has the partitions that somebody adds to it */
export function projectionOf({ properties, partitionColumns }: TableDescription): Projection | undefined {
  if (!/^\s*true\s*$/i.test(properties['projection.enabled'] ?? '')) return undefined;
  const template = properties['storage.location.template'];
  const columns = partitionColumns.map((column) => [column, columnProjection(column, properties)]);
  return { columns: Object.fromEntries(columns), ...(template && { template }) };
}

function columnProjection(column: string, properties: TableDescription['properties']): ColumnProjection {
  const property = (name: string) => properties[`projection.${column}.${name}`];
  const type = property('type') ?? '';
  switch (type.trim().toLowerCase()) {
    case 'enum':
      // White space is part of a value.
      return { type: 'enum', values: (property('values') ?? '').split(',') };
    case 'date': {
      const [from = '', to = ''] = (property('range') ?? '').split(',');
      return {
        type: 'date',
        range: { from, to },
        format: property('format') ?? '',
        interval: property('interval')?.trim() ?? '1',
        unit: property('interval.unit')?.trim().toUpperCase() ?? 'DAYS',
      };
    }
    case 'integer':
      return { type: 'integer' };
    case 'injected':
      return { type: 'injected' };
    default:
      return { type: 'unknown', seen: type };
  }
}
