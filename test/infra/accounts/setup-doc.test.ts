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

/** What the text gives in place of values of the first command. */
const SEVERAL = 'Accounts=$LOG_ACCOUNT,444455556666,777788889999';
const variants = [
  { file: 'log-account.yml', others: SEVERAL },
  { file: 'table.yml', others: SEVERAL },
  { file: 'table.yml', others: 'Organization=o-a1b2c3d4e5 Accounts=$ACCOUNTS' },
].map(({ file, others }) => {
  const { overrides } = deployments.find((deployment) => deployment.file === file) ?? {};
  return { file, others, overrides: `${overrides} ${others}` };
});

test('bucket and trail are deployed for one account, several and an organization; the trail also beside a StackSet', () => {
  expect(deployments.map(({ file }) => file).sort()).toEqual([
    ...Array(2).fill('log-account.yml'),
    ...Array(4).fill('source-account.yml'),
    'table.yml',
  ]);
});

test.each(variants)('the step of $file also gives $others', ({ file, others }) => {
  const steps = page.split('\n## ').filter((step) => step.includes(`infra/accounts/${file}`));

  expect(steps).toEqual([expect.stringContaining(`\`${others}\``)]);
});

test.each([...deployments, ...variants])('$file takes $overrides', async ({ file, overrides }) => {
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
