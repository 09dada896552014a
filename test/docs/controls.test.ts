import { readFile } from 'node:fs/promises';
import { parseCatalogue } from '../../src/reports/catalogue.ts';
import type { Control } from '../../src/run/judgement.ts';
import { controls, files } from '../sql/built-in.ts';

const STANDARDS = ['CIS v7.0', 'PCI DSS 4', 'MITRE ATT&CK'];
const page = await readFile('docs/controls.md', 'utf8');

test('the page of controls has a table of them', () => {
  expect(page).toContain(`\n${tableOf(controls)}\n`);
});

test('the table has every standard that a control names', () => {
  const named = controls.flatMap(({ standards }) => Object.keys(standards));
  expect(STANDARDS).toEqual(expect.arrayContaining(named));
});

test('the examples of controls can be read', () => {
  const examples = Array.from(page.matchAll(/```sql\n(-- title:[\s\S]*?)```/g), ([, text = ''], i) => ({
    name: `example-${i}.sql`,
    text,
  }));
  expect(examples).toHaveLength(2);
  expect(parseCatalogue({ ...files, controls: examples })).toContainEqual(
    expect.objectContaining({ id: 'controls' }),
  );
});

/** One row a control, by its id, with its number in each standard. */
function tableOf(all: readonly Control[]): string {
  const rows = all.map(({ id, title, severity, standards, isObservable }) => {
    // Older numbers of CIS are on the page of standards.
    const numbers = STANDARDS.map((name) => (standards[name] ?? '').replace(/ \(.*/, ''));
    return `| \`${id}\` | ${title} | ${isObservable ? severity : 'not observable'} | ${numbers.join(' | ')} |`;
  });
  return [
    `| id | title | severity | ${STANDARDS.join(' | ')} |`,
    `|${'---|'.repeat(3 + STANDARDS.length)}`,
    ...rows,
  ].join('\n');
}
