import { access, readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';

const pages = await Promise.all(
  (await readdir('docs/ja')).map(async (name) => ({
    name,
    english: await outlineOf(englishOf(`docs/ja/${name}`)),
    japanese: await outlineOf(`docs/ja/${name}`),
  })),
);

describe.each(pages)('docs/ja/$name', ({ english, japanese }) => {
  test('has the sections of the English page, with as many list items and table rows in each', () => {
    expect(japanese.sections).toEqual(english.sections);
  });

  test('has its commands and other code, letter by letter', () => {
    expect(japanese.code).toEqual(english.code);
  });

  test('has its links', () => {
    expect(japanese.links.map(englishOf)).toEqual(english.links.map(englishOf));
  });

  test('links to sections that it has', () => {
    expect(japanese.anchors.filter((anchor) => !japanese.headings.includes(anchor))).toEqual([]);
  });

  test('links to what there is', async () => {
    await Promise.all(japanese.links.map((link) => access(link.replace(/#.*/, ''))));
  });
});

/** The page in English, of a page in Japanese: `docs/ja/README.md` is of `README.md`. */
function englishOf(page: string): string {
  return page.replace(/^docs\/ja\/(README)?/, (_, readme) => readme ?? 'docs/');
}

/** What of a page stays the same in any language. Blocks without a language are pictures and listings, with words. */
async function outlineOf(page: string) {
  const text = await readFile(page, 'utf8');
  const prose = text.replace(/^```.*?^```$/gms, '');
  return {
    sections: prose.split(/^(?=#)/m).map((section) => ({
      level: /^#*/.exec(section)?.[0],
      items: section.match(/^\s*(-|\d+\.) /gm)?.length ?? 0,
      rows: section.match(/^\|/gm)?.length ?? 0,
    })),
    code: text.match(/^```\w+$.*?^```$/gms) ?? [],
    links: linksOf(prose, dirname(page)),
    anchors: Array.from(prose.matchAll(/\]\((#[^)]+)\)/g), ([, anchor]) => anchor ?? ''),
    headings: Array.from(prose.matchAll(/^#+ (.*)$/gm), ([, heading]) => anchorOf(heading ?? '')),
  };
}

/** Where a page's links within the project lead, in their order; those between the languages are left out. */
function linksOf(prose: string, folder: string): string[] {
  return Array.from(prose.matchAll(/\[([^\]]*)\]\(([^)]+)\)/g), ([, text, to = '']) => ({ text, to }))
    .filter(({ text, to }) => text !== 'English' && text !== '日本語' && !/^(https?:|#)/.test(to))
    .map(({ to }) => normalize(join(folder, to)));
}

/** As GitHub names a heading: letters, digits and hyphens. */
function anchorOf(heading: string): string {
  return `#${heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-')}`;
}
