/** An execution that somebody stops between any two steps, and lets go on. */
import { readFileSync } from 'node:fs';
import { RedriveExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { Stop } from '../e2e/state-machine.ts';
import { before, type Class, found } from './finding.ts';
import { type Lane, openLane } from './lane.ts';
import { DAY, expectedCsvs, REPORTS } from './sample.ts';

interface State {
  Type: string;
  ItemProcessor?: { States: Record<string, State> };
}

const definition = JSON.parse(readFileSync('infra/state-machine.asl.json', 'utf8'));

/** The others only lead from one of these to the next: nothing is done in them. */
function taskNames(states: Record<string, State>): string[] {
  return Object.entries(states).flatMap(([name, { Type, ItemProcessor }]) => [
    ...(Type === 'Task' ? [name] : []),
    ...(ItemProcessor ? taskNames(ItemProcessor.States) : []),
  ]);
}

/** No execution comes to these: the stack of the matrix keeps no history. test/e2e/history.e2e.ts has their failures. */
const COLLECT = ['RunCollect', 'PollCollect'];

const reached = taskNames(definition.States).filter((state) => !COLLECT.includes(state));
const stops = reached.flatMap((state) =>
  (['before', 'unrecorded', 'after'] as const).map((when): Stop => ({ state, when })),
);

let lane: Lane;
let stepFunctions: SFNClient;
beforeAll(async () => {
  lane = await openLane();
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  stepFunctions = new SFNClient({ endpoint: lane.stepFunctions.url, region: 'us-east-1', credentials });
});
afterAll(async () => {
  stepFunctions.destroy();
  await lane.close();
});

/** The mail has gone when the last step has done its work. */
const classOf = ({ state, when }: Stop): Class =>
  state === 'Render' || (state === 'SendSummary' && when !== 'before') ? 'mail and notice' : 'notice';

describe.each(stops)('stopped at $state, $when', (stop) => {
  const expectedClass = classOf(stop);

  // Let go on, it comes to the one full mail.
  test(`stopped once: ${expectedClass}`, async () => {
    const recipients = [`${stop.state}-${stop.when}@example.com`.toLowerCase()];
    const expected = await expectedCsvs(DAY, lane.packaged.config);
    const since = before(lane);
    lane.pace.stop = stop;
    await lane.schedule.send({ from: DAY, to: DAY, reports: REPORTS, recipients });
    await lane.settled();
    expect(await found(since, expected, lane)).toMatchObject({ class: expectedClass });

    const { arn } = lane.stepFunctions.executions.at(-1) ?? {};
    await stepFunctions.send(new RedriveExecutionCommand({ executionArn: arn }));
    await lane.settled();

    const { folder, ...finding } = await found(since, expected, lane);
    expect(finding).toMatchObject({ class: 'whole', mails: 1 });
    await lane.forget(folder ?? '');
  });
});
