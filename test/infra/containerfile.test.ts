import { readFile } from 'node:fs/promises';

const text = await readFile('infra/Containerfile', 'utf8');
const { name, version, bin, engines } = JSON.parse(await readFile('package.json', 'utf8'));

/** Instructions in their order, without comments, each on one line. */
const instructions = text
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const);

const valuesOf = (instruction: string) =>
  instructions.flatMap(([called, value]) => (called === instruction ? [value] : []));

test('has instructions of these kinds only: nothing is fetched by ADD, and no secret is an ARG', () => {
  const known = ['FROM', 'RUN', 'ENV', 'USER', 'WORKDIR', 'ENTRYPOINT', 'CMD'];
  expect(instructions.filter(([instruction]) => !known.includes(instruction))).toEqual([]);
});

test('builds on an exact version of Node.js, of the kind that the functions on AWS run on', async () => {
  const runtime = /runtime: nodejs(\d+)\.x/.exec(await readFile('serverless.yml', 'utf8'))?.[1];
  expect(valuesOf('FROM')).toEqual([
    expect.stringMatching(new RegExp(`^docker\\.io/library/node:${runtime}\\.\\d+\\.\\d+-[a-z]+-slim$`)),
  ]);
  const oldest = Number(/^>=(\d+)/.exec(engines.node)?.[1]);
  expect(Number(runtime)).toBeGreaterThanOrEqual(oldest);
});

test('installs the packed package of this version, and runs no script of it', () => {
  const [run = '', ...more] = valuesOf('RUN');
  expect(more).toEqual([]);
  expect(run).toContain(`/context/${name}-${version}.tgz `);
  expect(run).toMatch(/npm install .*--ignore-scripts .*&& npm cache clean --force$/);
});

test('works as a user that is not root, by number, so that it can be checked without the image', () => {
  const [user = '', ...more] = valuesOf('USER');
  expect(more).toEqual([]);
  expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  const [after, before] = ['RUN', 'USER'].map((wanted) =>
    instructions.findLastIndex(([instruction]) => instruction === wanted),
  );
  expect(before).toBeGreaterThan(after ?? 0);
});

test('starts a command of the package, without a shell', () => {
  const [entry = '[]'] = valuesOf('ENTRYPOINT');
  expect(Object.keys(bin)).toEqual(expect.arrayContaining(JSON.parse(entry)));
  expect(JSON.parse(valuesOf('CMD')[0] ?? '')).toEqual(['--help']);
});
