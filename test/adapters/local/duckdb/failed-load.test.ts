import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { loadEventTable } from '../../../../src/adapters/local/duckdb/event-table.ts';
import { logPath, signIn } from '../../../logs.ts';
import { logsOf, RUN, TABLE } from './loaded-table.ts';

type Run = DuckDBConnection['run'];

/** DuckDB of which one statement goes wrong. */
async function duckDbFailing(fail: (sql: string, run: Run) => Promise<void>): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(':memory:');
  const connect = instance.connect.bind(instance);
  instance.connect = async () => {
    const connection = await connect();
    const run = connection.run.bind(connection);
    connection.run = async (sql, ...more) => {
      await fail(sql, run);
      return run(sql, ...more);
    };
    const prepare = connection.prepare.bind(connection);
    connection.prepare = async (sql) => {
      const statement = await prepare(sql);
      const runIt = statement.run.bind(statement);
      statement.run = async () => {
        await fail('INSERT', run);
        return runIt();
      };
      return statement;
    };
    return connection;
  };
  return instance;
}

const load = (instance: DuckDBInstance, logs: string) =>
  loadEventTable(instance, { logs, run: RUN, table: TABLE, reports: ['SELECT eventid FROM events'] });

const twoFiles = () =>
  logsOf(
    [logPath({ name: 'a.json' }), [signIn({ eventID: '1' })]],
    [logPath({ name: 'b.json' }), [signIn({ eventID: '2' })]],
  );

test.each(['open', 'ended'])(
  'reads the files of a commit that failed once more, with the transaction left %s',
  async (left) => {
    let hasFailed = false;
    const instance = await duckDbFailing(async (sql, run) => {
      if (sql !== 'COMMIT' || hasFailed) return;
      hasFailed = true;
      if (left === 'ended') await run('ROLLBACK');
      throw new Error('TransactionContext Error: Failed to commit: failed to pin block of size 256.0 KiB');
    });
    const survey = await load(instance, await twoFiles());
    const connection = await instance.connect();
    const rows = await connection.runAndReadAll(
      'SELECT eventid FROM "default".cloudtrail_logs ORDER BY eventid',
    );
    expect([rows.getRows(), survey.files, survey.damaged]).toEqual([[['1'], ['2']], 2, []]);
  },
);

test('reads a file that had no memory beside others when they are done', async () => {
  const tries: string[] = [];
  const instance = await duckDbFailing(async (sql) => {
    if (sql !== 'INSERT') return;
    tries.push(sql);
    // With others, looked for, as it is, in pieces.
    if (tries.length <= 4) throw new Error('Out of Memory Error: could not allocate block of size 256.0 KiB');
  });
  const { files, damaged } = await load(instance, await logsOf([logPath(), [signIn()]]));
  const connection = await instance.connect();
  const rows = await connection.runAndReadAll('SELECT count(*) FROM "default".cloudtrail_logs');
  expect([files, damaged, rows.getRows(), tries.length]).toEqual([1, [], [[1n]], 5]);
});

test('fails, with all workers at rest, where one of them fails for what is no fault of a file', async () => {
  let begun = 0;
  const instance = await duckDbFailing(async (sql) => {
    if (sql === 'BEGIN') begun += 1;
    if (sql === 'BEGIN' && begun === 2) throw new Error('IO Error: disk on fire');
  });
  await expect(load(instance, await twoFiles())).rejects.toThrow('IO Error: disk on fire');
  instance.closeSync();
});
