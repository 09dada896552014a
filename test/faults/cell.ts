import { before, type Finding, found } from './finding.ts';
import type { Injection, Lane } from './lane.ts';
import { expectedCsvs, REPORTS } from './sample.ts';
import { SCENARIOS, type Scenario } from './scenario.ts';
import type { ServiceCall } from './service-call.ts';
import type { Cell, Outcome, Row } from './table.ts';

let cells = 0;

/**
 * Makes a run in which the call fails.
 *
 * @returns what is found then
 * @throws where anything is found that must never be, then or when the fault has passed and the run is asked for again
 */
export async function attempt(cell: Cell, lane: Lane): Promise<Outcome> {
  const { row } = cell;
  const scenario: Scenario = SCENARIOS[row.scenario ?? 'run'];
  const { day, act = (event: object) => lane.schedule.send(event) } = scenario;
  const expected = await expectedCsvs(day, lane.packaged.config);
  cells += 1;
  const event = { from: day, to: day, reports: REPORTS, recipients: [`reader-${cells}@example.com`] };
  const since = before(lane);
  await scenario.prepare?.(event, lane);
  lane.inject(...injectionsOf(cell));
  const { error } = await act(event, lane);
  await lane.settled();
  const failed = lane.heal();
  scenario.tidy?.(lane);
  if (cell.lasts) renewSpent(row.caller, failed.at(-1) ?? 0, lane);
  if (failed.includes(0)) throw new Error(`the fault did not come about: ${failed.join(', ')} calls failed`);
  const finding = await found(since, expected, lane);
  const told = finding.class !== 'not started' && error !== undefined;
  await expectMended(finding, { event, since, expected, lane });
  return told ? `${finding.class}, told` : finding.class;
}

// The SDK has a budget for its tries in each process, of some 35. The most that a cell takes of it are the tries after
// two thirds of 36 failed calls, and no cell must find it spent.
const MOST_FAILED_CALLS = 16;
const failedCalls = new WeakMap<Lane, Map<string, number>>();

/** Lets a function go on in new processes where those that it has may soon be out of tries. */
function renewSpent(caller: string, failed: number, lane: Lane): void {
  const counts = failedCalls.get(lane) ?? new Map<string, number>();
  const count = (counts.get(caller) ?? 0) + failed;
  const isSpent = count > MOST_FAILED_CALLS;
  if (isSpent) lane.lambda.renew(caller);
  failedCalls.set(lane, counts.set(caller, isSpent ? 0 : count));
}

function injectionsOf({ row, fault, lasts }: Cell): Injection[] {
  const { after, skip = 0, matches = () => true } = row;
  const isOfRow = (call: ServiceCall, lane: Lane) =>
    call.caller === row.caller && call.operation === row.operation && bucketOf(call, lane) === row.bucket;
  return [
    ...(after ? [after] : []),
    {
      fault,
      skip,
      matches: (call, lane) => isOfRow(call, lane) && matches(call, lane),
      ...(!lasts && { times: 1 }),
    },
  ];
}

function bucketOf({ bucket }: ServiceCall, { archiveBucket, logBucket }: Lane): Row['bucket'] {
  if (bucket === undefined) return undefined;
  if (bucket === archiveBucket) return 'archive';
  return bucket === logBucket ? 'logs' : 'results';
}

interface Aftermath {
  event: object;
  since: ReturnType<typeof before>;
  expected: Record<string, string>;
  lane: Lane;
}

/** When the fault has passed, a person asks again: what was made stays as it is, what was not is made. */
async function expectMended(first: Finding, { event, since, expected, lane }: Aftermath): Promise<void> {
  await lane.schedule.send(event);
  await lane.settled();
  let second = await found(since, expected, lane);
  if (first.class === 'not started') expect(second.class).toBe('whole');
  else expect(second).toEqual(first);
  if (second.class === 'notice' || second.class === 'mail and notice') {
    await lane.schedule.send({ ...event, resend: true });
    await lane.settled();
    second = await found(since, expected, lane);
    expect(second).toMatchObject({ class: 'whole', mails: first.mails + 1 });
  }
  if (second.folder) await lane.forget(second.folder);
}
