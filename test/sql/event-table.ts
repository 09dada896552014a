import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { trinoMacros } from '../../src/adapters/local/duckdb/trino-macros.ts';
import { eventsOf } from '../../src/reports/events.ts';
import { statementOf } from '../../src/reports/statement.ts';
import type { Report } from '../../src/run/report.ts';
import type { Partitions, Window } from '../../src/run/run.ts';
import type { TableConfig } from '../../src/table/table-config.ts';
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

/** The columns of the oldest tables: on them a report that asks for another one fails. */
const TEXT_COLUMNS =
  `eventversion eventtime eventsource eventname awsregion sourceipaddress useragent errorcode
  errormessage requestparameters responseelements additionaleventdata requestid eventid eventtype apiversion readonly
  recipientaccountid serviceeventdetails sharedeventid vpcendpointid`.split(/\s+/);
/** Of those that only the recommended table has. */
const NEWER_COLUMNS = ['sessioncredentialfromconsole'];
const USER_IDENTITY = {
  ...texts('type', 'principalid', 'arn', 'accountid', 'invokedby', 'accesskeyid', 'username'),
  sessioncontext: {
    attributes: texts('mfaauthenticated', 'creationdate'),
    sessionissuer: texts('type', 'principalid', 'arn', 'accountid', 'username'),
  },
};

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
    for (const macro of trinoMacros) await connection.run(macro);
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
    const { sql, parameters } = statementOf(report, eventsOf(this.config, window, partitions, [report]));
    const result = await this.connection.runAndReadAll(sql, parameters);
    return result.getRowObjectsJson() as Row[];
  }

  async columns(report: Asked): Promise<string[]> {
    const { sql, parameters } = statementOf(report, eventsOf(this.config, WINDOW, PARTITIONS, [report]));
    return (await this.connection.runAndReadAll(sql, parameters)).columnNames();
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

function structure({ day, account, region }: TableConfig['partitions']) {
  return {
    useridentity: USER_IDENTITY,
    ...texts(...TEXT_COLUMNS, ...(region ? NEWER_COLUMNS : [])),
    ...texts(...[day, account, region].filter((column) => column !== undefined)),
  };
}

function texts(...names: string[]): Record<string, 'VARCHAR'> {
  return Object.fromEntries(names.map((name) => [name, 'VARCHAR']));
}
