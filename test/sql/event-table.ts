import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { duckDbType } from '../../src/adapters/local/duckdb/columns.ts';
import { LISTS_WITHOUT_JOINS, trinoMacros } from '../../src/adapters/local/duckdb/trino-macros.ts';
import { eventsOf } from '../../src/reports/events.ts';
import { statementOf } from '../../src/reports/statement.ts';
import type { Report } from '../../src/run/report.ts';
import type { Partitions, Window } from '../../src/run/run.ts';
import {
  type ColumnType,
  cloudTrailColumns,
  eventColumns,
  type Fields,
} from '../../src/table/cloudtrail-columns.ts';
import { withMissingColumns } from '../../src/table/missing-columns.ts';
import type { TableConfig } from '../../src/table/table-config.ts';
import { hiveType } from '../../src/table/table-ddl.ts';
import type { TableDescription } from '../../src/table/table-description.ts';
import type { Event } from './events.ts';

export type Row = Record<string, string | null>;

/** Where a log file lay. */
export interface Folder {
  day: string;
  account?: string;
  region?: string;
}

/** The tables that reports must work on: the recommended one, and the two forms that older guides make. */
export const TABLES: Record<string, TableConfig> = {
  recommended: {
    database: 'default',
    table: 'cloudtrail_logs',
    partitions: { day: 'day', account: 'account', region: 'region' },
  },
  'one account, one region': {
    database: 'default',
    table: 'cloudtrail_awslogs',
    partitions: { day: 'timestamp' },
  },
  'many accounts, one region': {
    database: 'default',
    table: 'cloudtrail_awslogs',
    partitions: { day: 'date', account: 'account' },
  },
};

export const WINDOW: Window = { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z', timezone: 'UTC' };
export const PARTITIONS: Partitions = { from: '2026/11/21', to: '2026/11/23' };

/** The columns of AWS's first statement for the table, which older guides have. */
const FIRST_COLUMNS: Fields = lowerCase({
  userIdentity: {
    ...texts(cloudTrailColumns.userIdentity, 'type principalId arn accountId invokedBy accessKeyId userName'),
    sessionContext: {
      attributes: texts(
        cloudTrailColumns.userIdentity.sessionContext.attributes,
        'mfaAuthenticated creationDate',
      ),
      sessionIssuer: cloudTrailColumns.userIdentity.sessionContext.sessionIssuer,
    },
  },
  ...texts(
    cloudTrailColumns,
    `eventVersion eventTime eventSource eventName awsRegion sourceIPAddress userAgent errorCode
    errorMessage requestParameters responseElements additionalEventData requestID eventID eventType apiVersion readOnly
    recipientAccountId serviceEventDetails sharedEventID vpcEndpointId`,
  ),
});
const TODAYS_COLUMNS = eventColumns;

type Asked = Pick<Report, 'sql' | 'derived'>;

/** A CloudTrail table in memory. */
export class EventTable {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly config: TableConfig,
  ) {}

  static async create(config: TableConfig = TABLES.recommended as TableConfig): Promise<EventTable> {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    for (const statement of [...trinoMacros, LISTS_WITHOUT_JOINS]) await connection.run(statement);
    const { database, table, partitions } = config;
    const columns = Object.keys(structure(partitions)).map((column) => `r."${column}"`);
    await connection.run(`CREATE SCHEMA "${database}"`);
    await connection.run(
      `CREATE TABLE "${database}"."${table}" AS SELECT ${columns} FROM (SELECT from_json('{}', $1) AS r) LIMIT 0`,
      [JSON.stringify(structure(partitions))],
    );
    return new EventTable(instance, connection, config);
  }

  async add(event: Event, folder: Folder = { day: '2026/11/21' }): Promise<void> {
    const { database, table, partitions } = this.config;
    const place = {
      [partitions.day]: folder.day,
      ...(partitions.account && { [partitions.account]: folder.account ?? event.recipientaccountid }),
      ...(partitions.region && { [partitions.region]: folder.region ?? event.awsregion }),
    };
    await this.connection.run(`INSERT INTO "${database}"."${table}" SELECT unnest(from_json($1::JSON, $2))`, [
      JSON.stringify({ ...event, ...place }),
      JSON.stringify(structure(partitions)),
    ]);
  }

  async report(report: Asked, { window = WINDOW, partitions = PARTITIONS } = {}): Promise<Row[]> {
    const { sql, parameters } = this.statement(report, window, partitions);
    const result = await this.connection.runAndReadAll(sql, parameters);
    return result.getRowObjectsJson() as Row[];
  }

  async columns(report: Asked): Promise<string[]> {
    const { sql, parameters } = this.statement(report, WINDOW, PARTITIONS);
    return (await this.connection.runAndReadAll(sql, parameters)).columnNames();
  }

  private statement(report: Asked, window: Window, partitions: Partitions) {
    const events = eventsOf(this.config, window, partitions, [report]);
    return statementOf(report, withMissingColumns(events, this.config, description(this.config)));
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

/** Only the recommended table has today's columns. */
function columnsOf({ region }: TableConfig['partitions']): Fields {
  return region ? TODAYS_COLUMNS : FIRST_COLUMNS;
}

function structure(partitions: TableConfig['partitions']) {
  const names = Object.values(partitions).filter((column) => column !== undefined);
  const types = Object.entries(columnsOf(partitions)).map(([name, type]) => [name, duckDbType(type)]);
  return Object.fromEntries([...types, ...names.map((name) => [name, 'VARCHAR'])]);
}

/** As the catalog tells it. */
function description({ partitions }: TableConfig): TableDescription {
  const columns = Object.entries(columnsOf(partitions));
  return {
    isView: false,
    columns: columns.map(([name]) => name),
    columnTypes: Object.fromEntries(columns.map(([name, type]) => [name, hiveType(type, '')])),
    partitionColumns: Object.values(partitions).filter((column) => column !== undefined),
    partitionTypes: {},
    properties: {},
  };
}

function texts(fields: Fields, names: string): Fields {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, fields[name] as 'string']));
}

function lowerCase(fields: Fields): Fields {
  const lower = (type: ColumnType): ColumnType =>
    typeof type !== 'object'
      ? type
      : 'list' in type
        ? { list: lower(type.list as ColumnType) }
        : lowerCase(type);
  return Object.fromEntries(Object.entries(fields).map(([name, type]) => [name.toLowerCase(), lower(type)]));
}
