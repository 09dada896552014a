import { setImmediate } from 'node:timers/promises';
import { Semaphore } from '../../../../src/adapters/local/duckdb/semaphore.ts';

/** Works that note when they begin, and end when the test ends them. */
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
  const semaphore = new Semaphore(2);
  for (const name of ['a', 'b', 'c']) semaphore.shared(work(name));
  await setImmediate();
  expect(begun).toEqual(['a', 'b']);
  await end('b');
  expect(begun).toEqual(['a', 'b', 'c']);
});

test('lets one alone wait for those before it, and those after it wait for it', async () => {
  const { begun, work, end } = works();
  const semaphore = new Semaphore(2);
  semaphore.shared(work('a'));
  semaphore.exclusive(work('alone'));
  semaphore.shared(work('b'));
  await setImmediate();
  expect(begun).toEqual(['a']);
  await end('a');
  expect(begun).toEqual(['a', 'alone']);
  await end('alone');
  expect(begun).toEqual(['a', 'alone', 'b']);
});

test('gives the place of a work that fails to the next', async () => {
  const semaphore = new Semaphore(1);
  const failed = semaphore.shared(async () => Promise.reject(new Error('failed')));
  const next = semaphore.shared(async () => 'done');
  await expect(failed).rejects.toThrow('failed');
  expect(await next).toBe('done');
});
