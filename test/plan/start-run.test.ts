import { RequestError } from '../../src/errors.ts';
import { sendRunAgain, startRun } from '../../src/plan/start-run.ts';
import type { Execution } from '../../src/ports.ts';
import { MANIFEST_VERSION, type MailRecord } from '../../src/run/manifest.ts';
import type { Plan } from '../../src/run/run.ts';
import { memoryArchive, report, run } from '../steps/fakes.ts';

const plan: Plan = { run, reports: [report] };
const { runId } = run;

/** What is there before the request: executions, and the run's manifest with what became of its mail. */
function given(known: Record<string, Execution> = {}, mail?: Partial<MailRecord>) {
  const { archive, files } = memoryArchive();
  if (mail) files.set('manifest.json', Buffer.from(JSON.stringify({ version: MANIFEST_VERSION, mail })));
  const executions = new Map(Object.entries(known));
  const started: { name: string; input: unknown }[] = [];
  const redriven: string[] = [];
  return {
    started,
    redriven,
    deps: {
      archive,
      prepare: async (checked: Plan) => checked,
      executions: {
        async start(name: string, input: unknown) {
          if (executions.has(name)) return { alreadyStarted: true };
          executions.set(name, RUNNING);
          started.push({ name, input });
          return { alreadyStarted: false };
        },
        describe: async (name: string) => executions.get(name),
        redrive: async (name: string) => void redriven.push(name),
        locate: (name: string) => `arn:${name}`,
      },
    },
  };
}

const RUNNING: Execution = { status: 'RUNNING', notRedrivable: 'it is RUNNING' };
const SUCCEEDED: Execution = { status: 'SUCCEEDED', notRedrivable: 'it is SUCCEEDED' };
const FAILED: Execution = { status: 'FAILED' };
const NOW = '2026-11-22T08:00:00.000Z';
const sent: Partial<MailRecord> = { status: 'sent', attempts: 1 };

describe('a request', () => {
  test('starts the run', async () => {
    const { deps, started } = given();

    expect(await startRun(plan, deps)).toEqual({ execution: runId, alreadyStarted: false });
    expect(started).toEqual([{ name: runId, input: plan }]);
  });

  test('a hundred times at once starts one run', async () => {
    const { deps, started } = given();

    const answers = await Promise.all(Array.from({ length: 100 }, () => startRun(plan, deps)));

    expect(started).toHaveLength(1);
    expect(answers.filter(({ alreadyStarted }) => !alreadyStarted)).toHaveLength(1);
  });

  test('for a run that is in the archive starts nothing, though its execution is forgotten', async () => {
    const { deps, started } = given({}, sent);

    expect(await startRun(plan, deps)).toEqual({ execution: runId, alreadyStarted: true, mail: 'sent' });
    expect(started).toEqual([]);
  });

  test('for a run that broke off says its status and what to do', async () => {
    const { deps, redriven } = given({ [runId]: FAILED });

    expect(await startRun(plan, deps)).toMatchObject({
      alreadyStarted: true,
      status: 'FAILED',
      advice: expect.stringContaining('"resend": true'),
    });
    expect(redriven).toEqual([]);
  });

  test('for a run whose mail was not sent says why', async () => {
    const { deps } = given(
      { [runId]: FAILED },
      { status: 'refused', attempts: 1, reason: 'verify the sender' },
    );

    expect(await startRun(plan, deps)).toMatchObject({ mail: 'refused', advice: 'verify the sender' });
  });

  test('for a run that is under way advises nothing', async () => {
    const { deps } = given({ [runId]: RUNNING }, { status: 'uncertain', attempts: 1, reason: 'asked' });

    expect(await startRun(plan, deps)).not.toHaveProperty('advice');
  });
});

test('a request that is refused when it is looked at starts nothing', async () => {
  const { deps, started } = given();
  const refused = new RequestError(['table: covers less']);

  await expect(startRun(plan, { ...deps, prepare: () => Promise.reject(refused) })).rejects.toBe(refused);
  expect(started).toEqual([]);
});

describe('a request to send again', () => {
  test.each([
    ['was sent', SUCCEEDED, sent],
    ['was refused', FAILED, { status: 'refused', attempts: 1 }],
    ['is uncertain', FAILED, { status: 'uncertain', attempts: 1 }],
  ] as const)('sends the mail that %s by an execution of its own', async (_, execution, mail) => {
    const { deps, started } = given({ [runId]: execution }, mail);

    const answer = await sendRunAgain(plan, deps, NOW);

    expect(answer).toEqual({ execution: `resend-2-${runId}`, alreadyStarted: false });
    expect(started).toEqual([{ name: `resend-2-${runId}`, input: { run, resend: 2 } }]);
  });

  test('needs no execution of the run: the archive has it', async () => {
    const { deps, started } = given({}, { status: 'sent', attempts: 3 });

    await sendRunAgain(plan, deps, NOW);

    expect(started.map(({ name }) => name)).toEqual([`resend-4-${runId}`]);
  });

  test('a hundred times at once sends once', async () => {
    const { deps, started, redriven } = given({}, sent);

    await Promise.all(Array.from({ length: 100 }, () => sendRunAgain(plan, deps, NOW)));

    expect([started.length, redriven.length]).toEqual([1, 0]);
  });

  test('lets one that failed before it sent anything go on', async () => {
    const { deps, redriven } = given({ [`resend-2-${runId}`]: FAILED }, sent);

    expect(await sendRunAgain(plan, deps, NOW)).toMatchObject({ alreadyStarted: false, status: 'RUNNING' });
    expect(redriven).toEqual([`resend-2-${runId}`]);
  });

  test('is refused after five in 24 hours, and says when the next is allowed', async () => {
    const hours = ['07', '09', '10', '11', '12', '23'];
    const resends = hours.map((hour) => `2026-11-21T${hour}:30:00.000Z`);
    const { deps, started } = given({}, { ...sent, attempts: 7, resends });

    await expect(sendRunAgain(plan, deps, NOW)).rejects.toThrow(
      new RequestError([
        `resend: the run ${runId} was sent again 5 times in 24 hours, at most 5 are allowed: ask after 2026-11-22T09:30:00Z, or open its message.eml in the archive`,
      ]),
    );
    expect(started).toEqual([]);
    await sendRunAgain(plan, deps, '2026-11-22T09:30:00.000Z');
    expect(started).toHaveLength(1);
  });

  test('lets a run that broke off go on', async () => {
    const { deps, started, redriven } = given({ [runId]: FAILED });

    expect(await sendRunAgain(plan, deps, NOW)).toEqual({
      execution: runId,
      alreadyStarted: false,
      status: 'RUNNING',
    });
    expect([started, redriven]).toEqual([[], [runId]]);
  });

  test.each<[string, Record<string, Execution>, string]>([
    ['that never was', {}, 'was never started: remove "resend" to start it'],
    ['that is under way', { [runId]: RUNNING }, 'is still running: wait until it has ended'],
    [
      'that broke off too long ago',
      { [runId]: { status: 'FAILED', notRedrivable: 'Execution redrivable period exceeded.' } },
      'cannot be redriven (Execution redrivable period exceeded.)',
    ],
  ])('for a run %s is refused', async (_, known, message) => {
    const { deps, started, redriven } = given(known);

    const refused: unknown = await sendRunAgain(plan, deps, NOW).catch((error: unknown) => error);

    expect(refused).toBeInstanceOf(RequestError);
    expect((refused as RequestError).faults).toEqual([
      expect.stringMatching(new RegExp(`^resend: the run ${runId} `)),
    ]);
    expect((refused as RequestError).message).toContain(message);
    expect([started, redriven]).toEqual([[], []]);
  });
});
