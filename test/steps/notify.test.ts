import { configSchema } from '../../src/config/config.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import { NOTIFIED } from '../../src/run/notified.ts';
import { notify } from '../../src/steps/notify.ts';
import { summaryInput } from '../mail/inputs.ts';
import { memoryArchive, run } from './fakes.ts';

const mail: Manifest['mail'] = {
  subject: '',
  from: 'a@example.com',
  to: ['b@example.com'],
  status: 'sent',
  attempts: 1,
};
const manifest: Manifest = { ...summaryInput().manifest, warnings: [], mail };

function opened(outcome?: Error) {
  const { archive, files } = memoryArchive();
  const posted: string[] = [];
  const statuses: string[] = [];
  const recorded = () => JSON.parse(files.get(NOTIFIED)?.toString() ?? '{}');
  const deps = {
    archive,
    config: configSchema.parse({}),
    controls: [],
    now: () => '2026-11-22T07:00:00.000Z',
    notifier: {
      name: 'hooks.example.com',
      format: 'json' as const,
      post: async (body: string) => {
        posted.push(body);
        statuses.push(recorded().status);
        if (outcome) throw outcome;
      },
    },
  };
  return {
    archive,
    posted,
    statuses,
    recorded,
    deps,
    post: () => notify({ manifest, planned: [], run }, deps),
  };
}

test('posts a message and records it', async () => {
  const { post, posted, recorded } = opened();

  await post();

  expect(posted.map((body) => JSON.parse(body).runId)).toEqual(['run-1']);
  expect(recorded()).toEqual({
    version: 1,
    status: 'sent',
    at: '2026-11-22T07:00:00.000Z',
    to: 'hooks.example.com',
  });
});

test('while it is posted, the record says so: a process that dies posts it once', async () => {
  const { post, statuses } = opened();

  await post();

  expect(statuses).toEqual(['asked']);
});

test.each([
  ['that was taken', undefined],
  ['that failed', new Error('answered 500')],
])('a message %s is never posted again', async (_, outcome) => {
  const { post, posted } = opened(outcome);
  await post();

  expect(await post()).toBeUndefined();
  expect(posted).toHaveLength(1);
});

test('of two at the same time one posts', async () => {
  const { post, posted } = opened();

  await Promise.all([post(), post()]);

  expect(posted).toHaveLength(1);
});

test('what fails is recorded, and is no error', async () => {
  const { post, recorded } = opened(new Error('answered 500: \u001b[31mno'));

  await expect(post()).resolves.toMatchObject({ status: 'failed' });

  expect(recorded()).toMatchObject({ status: 'failed', reason: 'answered 500: \\u{1B}[31mno' });
});

test('without a record nothing is posted', async () => {
  const { archive, deps, posted } = opened();
  const full = { ...archive, exchange: () => Promise.reject(new Error('disk full')) };

  const record = await notify({ manifest, planned: [], run }, { ...deps, archive: full });

  expect(record).toMatchObject({ status: 'failed', reason: 'disk full' });
  expect(posted).toEqual([]);
});
