import { readdir, readFile } from 'node:fs/promises';
import { callsOfPorts } from './port-calls.ts';

test('every operation that an adapter names is seen when its methods are called', async () => {
  const files = (await readdir('src/adapters')).filter((name) => name.endsWith('.ts'));
  const sources = await Promise.all(files.map((name) => readFile(`src/adapters/${name}`, 'utf8')));
  const named = sources.flatMap((text) => [...text.matchAll(/new (\w+)Command\(/g)].map(([, name]) => name));

  const seen = Object.values(await callsOfPorts()).flatMap((calls) =>
    calls.map(({ operation }) => operation),
  );
  expect(seen).toEqual(expect.arrayContaining(named));
});
