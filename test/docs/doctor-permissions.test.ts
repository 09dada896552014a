import { readdir, readFile } from 'node:fs/promises';

const SOURCES = 'src/adapters/aws/setup';
const page = await readFile('docs/permissions.md', 'utf8');
const code = await Promise.all(
  (await readdir(SOURCES)).map((file) => readFile(`${SOURCES}/${file}`, 'utf8')),
);
// GetCallerIdentity needs none.
const named = [
  ...new Set(
    code
      .join()
      .match(
        /\b(athena|cloudtrail|cloudwatch|events|glue|kms|lambda|s3|scheduler|ses|sns|sqs|states):[A-Z]\w+/g,
      ),
  ),
].sort();

test('the doctor names permissions', () => {
  expect(named).toContain('athena:GetWorkGroup');
});

test.each(named)('the page of permissions has %s, which the doctor may miss', (permission) => {
  const [, rows = ''] = page.split('| runs `doctor` |');
  expect(rows.split('\n\n')[0]).toContain(`\`${permission}\``);
});
