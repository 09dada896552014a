import { readFile } from 'node:fs/promises';
import type { Control } from '../../src/run/judgement.ts';
import type { Language } from '../../src/run/language.ts';
import { controls } from '../sql/built-in.ts';

const CIS = 'CIS v7.0';
const PCI = 'PCI DSS 4';
const pages: { language: Language; path: string; heads: [string, string]; unseen: string }[] = [
  {
    language: 'en',
    path: 'docs/standards.md',
    heads: ['| v7.0 | v3 to v5 | control | |', '| | controls |'],
    unseen: 'not observable',
  },
  {
    language: 'ja',
    path: 'docs/ja/standards.md',
    heads: ['| v7.0 | v3〜v5 | コントロール | |', '| | コントロール |'],
    unseen: '確認できない',
  },
];

describe.each(pages)('$path', ({ language, path, heads: [cis, pci], unseen }) => {
  const named = ({ id, isObservable }: Control) => `\`${id}\`${isObservable ? '' : ` (${unseen})`}`;

  test('has each number of CIS that a control names, with the control', async () => {
    const rows = numbered(CIS).map(({ number, control }) => {
      const title = (language === 'ja' && control.translations?.ja?.title) || control.title;
      return `| ${number} | ${olderNumber(control)} | ${named(control)} | ${title} |`;
    });
    expect(await tableRows(path, cis)).toEqual(rows);
  });

  test('has the controls of each number of PCI DSS', async () => {
    const numbers = [...new Set(numbered(PCI).map(({ number }) => number))];
    const rows = numbers.map((number) => {
      const of = numbered(PCI).filter((one) => one.number === number);
      return `| ${number} | ${of.map(({ control }) => named(control)).join(', ')} |`;
    });
    expect(await tableRows(path, pci)).toEqual(rows);
  });
});

/** The rows of the table that has this head. */
async function tableRows(path: string, head: string): Promise<string[]> {
  const [, below = ''] = (await readFile(path, 'utf8')).split(`\n${head}\n`);
  const [, ...rows] = below.split('\n\n')[0]?.split('\n') ?? [];
  return rows;
}

/** The controls with each of their numbers in a standard, in the order of the numbers. */
function numbered(standard: string): { number: string; control: Control }[] {
  return controls
    .flatMap((control) => numbersOf(control.standards[standard] ?? '').map((number) => ({ number, control })))
    .sort((a, b) => a.number.localeCompare(b.number, 'en', { numeric: true }));
}

/** Of `5.3 (4.3 in v3 to v5)` the number before the bracket; several are separated by commas. */
function numbersOf(text: string): string[] {
  return text.split('(')[0]?.match(/\d+(\.\d+)+/g) ?? [];
}

function olderNumber(control: Control): string {
  return /\(([\d., ]+) in v3 to v5\)/.exec(control.standards[CIS] ?? '')?.[1] ?? '';
}
