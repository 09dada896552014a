import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = '.github/workflows';
const workflows = await Promise.all(
  (await readdir(FOLDER)).map(async (name) => ({ name, text: await readFile(join(FOLDER, name), 'utf8') })),
);

test.each(workflows)(
  '$name names every action by its whole commit, and the version beside it',
  ({ text }) => {
    const uses = text.match(/uses:.*/g) ?? [];

    expect(uses).not.toEqual([]);
    for (const line of uses) expect(line).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  },
);

test.each(workflows)('$name asks for few permissions, and keeps no credentials of a checkout', ({ text }) => {
  const granted = (text.match(/^ +[\w-]+: write$/gm) ?? []).map((line) => line.trim());
  const counted = (pattern: RegExp) => text.match(pattern)?.length;

  expect(text).toMatch(/^permissions:( \{\}$|\n {2}contents: read\n\n)/m);
  for (const one of granted) expect(['id-token: write', 'contents: write']).toContain(one);
  expect(counted(/persist-credentials: false/g)).toBe(counted(/actions\/checkout@/g));
});
