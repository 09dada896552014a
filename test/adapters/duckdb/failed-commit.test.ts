import { DuckDBInstance } from '@duckdb/node-api';
import { loadEventTable } from '../../../src/adapters/duckdb/event-table.ts';
import { logPath, signIn } from '../../logs.ts';
import { logsOf, RUN, TABLE } from './loaded-table.ts';

/** DuckDB of which the first commit fails, and then leaves its transaction open or has ended it. */
async function duckDbWithFailingCommit(leaves: 'open' | 'ended'): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(':memory:');
  let hasFailed = false;
  const connect = instance.connect.bind(instance);
  instance.connect = async () => {
    const connection = await connect();
    const run = connection.run.bind(connection);
    connection.run = async (sql, ...more) => {
      if (sql !== 'COMMIT' || hasFailed) return run(sql, ...more);
      hasFailed = true;
      if (leaves === 'ended') await run('ROLLBACK');
      throw new Error('TransactionContext Error: Failed to commit: failed to pin block of size 256.0 KiB');
    };
    return connection;
  };
  return instance;
}

test.each(['open', 'ended'] as const)(
  'reads the files of a commit that failed once more, with the transaction left %s',
  async (leaves) => {
    const logs = await logsOf(
      [logPath({ name: 'a.json' }), [signIn({ eventID: '1' })]],
      [logPath({ name: 'b.json' }), [signIn({ eventID: '2' })]],
    );
    const instance = await duckDbWithFailingCommit(leaves);
    const survey = await loadEventTable(instance, {
      logs,
      run: RUN,
      table: TABLE,
      reports: ['SELECT eventid FROM events'],
    });
    const connection = await instance.connect();
    const rows = await connection.runAndReadAll(
      'SELECT eventid FROM "default".cloudtrail_logs ORDER BY eventid',
    );
    expect([rows.getRows(), survey.files, survey.damaged]).toEqual([[['1'], ['2']], 2, []]);
  },
);
