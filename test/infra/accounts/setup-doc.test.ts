/** The commands of docs/setup.md, against the templates that they deploy. */
import { readFile } from 'node:fs/promises';
import { deployStack, readTemplate } from './standalone.ts';

const page = await readFile('docs/setup.md', 'utf8');
const VARIABLES: Readonly<Record<string, string>> = {
  LOG_BUCKET: 'example-logs',
  LOG_ACCOUNT: '111122223333',
  ACCOUNTS: '111122223333,444455556666',
  REGIONS: 'us-east-1,ap-northeast-1',
};

const deployments = Array.from(
  page.matchAll(/--template-file infra\/accounts\/(\S+)[\s\\]+--parameter-overrides (.*)/g),
  ([, file = '', overrides = '']) => ({ file, overrides }),
);

test('bucket and trail are deployed for one account, several and an organization; the table for two of them', () => {
  expect(deployments.map(({ file }) => file).sort()).toEqual([
    ...Array(3).fill('log-account.yml'),
    ...Array(3).fill('source-account.yml'),
    ...Array(2).fill('table.yml'),
  ]);
});

test.each(deployments)('$file takes $overrides', async ({ file, overrides }) => {
  const values = Object.fromEntries(
    overrides
      .replace(/\$(\w+)/g, (_, name: string) => VARIABLES[name] ?? '')
      .split(' ')
      .map((override) => override.split('=') as [string, string]),
  );

  expect(deployStack(await readTemplate(file), values).faults).toEqual([]);
});

test('the defaults that the page gives are those of the template', async () => {
  const { Parameters } = await readTemplate('log-account.yml');
  const [, table = ''] = /\n\| parameter \| default \|(.*?)\n\n/s.exec(page) ?? [];
  const rows = Array.from(table.matchAll(/^\| `(\w+)` \| (?:`([^`]+)`)?/gm), ([, name = '', value = '']) => ({
    name,
    value,
  }));

  expect(rows.length).toBeGreaterThan(5);
  for (const { name, value } of rows) expect([name, Parameters[name]?.Default]).toEqual([name, value]);
});
