import { setImmediate } from 'node:timers/promises';
import { Turns } from '../../../../src/adapters/local/duckdb/turns.ts';

/** Works that note when they begin, and end when they are told to. */
function works() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<void>((end) => ends.set(name, end));
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await setImmediate();
  };
  return { begun, work, end };
}

test('lets as many begin as there are places, and the next one when one has ended', async () => {
  const { begun, work, end } = works();
  const turns = new Turns(2);
  for (const name of ['a', 'b', 'c']) turns.withOthers(work(name));
  await setImmediate();
  expect(begun).toEqual(['a', 'b']);
  await end('b');
  expect(begun).toEqual(['a', 'b', 'c']);
});

test('lets one alone wait for those before it, and those behind it wait for it', async () => {
  const { begun, work, end } = works();
  const turns = new Turns(2);
  turns.withOthers(work('a'));
  turns.alone(work('alone'));
  turns.withOthers(work('b'));
  await setImmediate();
  expect(begun).toEqual(['a']);
  await end('a');
  expect(begun).toEqual(['a', 'alone']);
  await end('alone');
  expect(begun).toEqual(['a', 'alone', 'b']);
});

test('gives the place of a work that fails to the next', async () => {
  const turns = new Turns(1);
  const failed = turns.withOthers(async () => Promise.reject(new Error('failed')));
  const next = turns.withOthers(async () => 'done');
  await expect(failed).rejects.toThrow('failed');
  expect(await next).toBe('done');
});
