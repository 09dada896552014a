import { readFile } from 'node:fs/promises';
import { parseCatalogue } from '../../src/reports/catalogue.ts';
import type { Control } from '../../src/run/judgement.ts';
import { controls, files } from '../sql/built-in.ts';

const page = await readFile('docs/controls.md', 'utf8');

test('the page of controls has a table of them', () => {
  expect(page).toContain(`\n${tableOf(controls)}\n`);
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

/** One row a control, by its id. Its numbers of CIS and PCI DSS are on the page of standards. */
function tableOf(all: readonly Control[]): string {
  const rows = all.map(({ id, title, severity, standards, isObservable }) => {
    const shown = isObservable ? severity : 'not observable';
    return `| \`${id}\` | ${title} | ${shown} | ${standards['MITRE ATT&CK'] ?? ''} |`;
  });
  return ['| id | title | severity | MITRE ATT&CK |', '|---|---|---|---|', ...rows].join('\n');
}
