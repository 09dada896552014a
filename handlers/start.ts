/** Starts a run: for the schedule, or for a person, who gets an answer at once. */
import { fileURLToPath } from 'node:url';
import { AthenaClient } from '@aws-sdk/client-athena';
import { SFNClient } from '@aws-sdk/client-sfn';
import { describeTable } from '../src/adapters/aws/athena-table.ts';
import { s3Client } from '../src/adapters/aws/s3-client.ts';
import { s3Reader } from '../src/adapters/aws/s3-reader.ts';
import { stateMachineExecutions } from '../src/adapters/aws/step-functions.ts';
import { SHORT_SECONDS, timeouts } from '../src/adapters/aws/timeouts.ts';
import { readCatalogueFiles } from '../src/adapters/local/catalogue-files.ts';
import { asksForLogs, asksToResend, planFor } from '../src/plan/plan-for.ts';
import { sendRunAgain, startRun } from '../src/plan/start-run.ts';
import { parseCatalogue } from '../src/reports/catalogue.ts';
import type { Plan } from '../src/run/run.ts';
import { coveredPlan } from '../src/table/table-coverage.ts';
import { affordable } from './affordable.ts';
import { config, environment, logged, logger, now } from './wiring.ts';
import { withPast } from './with-past.ts';

const settings = timeouts(SHORT_SECONDS);
const athena = new AthenaClient(settings);
const executions = stateMachineExecutions({
  client: new SFNClient(settings),
  stateMachineArn: environment('STATE_MACHINE_ARN'),
});
const archive = s3Reader({ client: s3Client(SHORT_SECONDS), bucket: environment('ARCHIVE_BUCKET') });
const sql = fileURLToPath(new URL('../sql', import.meta.url));

export const handler = logged(async (event: unknown) => {
  const catalogue = parseCatalogue(await readCatalogueFiles(sql));
  const present = now();
  const plan = planFor(event, { config, catalogue, now: present });
  const { runId, trigger, window, archive: folder } = plan.run;
  logger.appendKeys({ runId });
  const past = async (made: Plan) => (asksForLogs(event) ? made : withPast(made, archive));
  const deps = {
    executions,
    archive,
    prepare: async (made: Plan) => affordable(await past(await covered(made))),
  };
  const resend = asksToResend(event);
  const started = resend ? await sendRunAgain(plan, deps, present) : await startRun(plan, deps);
  const { execution, alreadyStarted, ...state } = started;
  const executionArn = executions.locate(execution);
  logger.info(resend ? 'mail asked for again' : 'run started', {
    trigger,
    window,
    executionArn,
    alreadyStarted,
  });
  return { runId, executionArn, alreadyStarted, ...state, archive: archive.locate(folder), window };
});

/** Before anything is started: what the table leaves out would be missing from the reports without a word. */
async function covered(plan: Plan): Promise<Plan> {
  const { table } = config;
  return coveredPlan(plan, { description: await describeTable(athena, table), table, now: now() });
}
