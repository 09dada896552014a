import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { anchorsOf, linksOf, proseOf } from './page.ts';

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

  test('has its links, each to a page in either language', async () => {
    expect(await Promise.all(japanese.links.map(inEnglish))).toEqual(english.links);
  });
});

/** The page in English, of a page in Japanese: `docs/ja/README.md` is of `README.md`. */
function englishOf(page: string): string {
  return page.replace(/^docs\/ja\/(README)?/, (_, readme) => readme ?? 'docs/');
}

/** A link to a page or a section in Japanese as one to the same in English: sections are in the same order. */
async function inEnglish(link: string): Promise<string> {
  const [page = '', anchor] = link.split('#');
  if (anchor === undefined || englishOf(page) === page) return englishOf(link);
  const [from, to] = await Promise.all(
    [page, englishOf(page)].map(async (one) => anchorsOf(await proseOf(one))),
  );
  return `${englishOf(page)}#${to?.[from?.indexOf(anchor) ?? -1]}`;
}

/** What of a page stays the same in any language. Blocks without a language are pictures and listings, with words. */
async function outlineOf(page: string) {
  const text = await readFile(page, 'utf8');
  const prose = await proseOf(page);
  return {
    sections: prose.split(/^(?=#)/m).map((section) => ({
      level: /^#*/.exec(section)?.[0],
      items: section.match(/^\s*(-|\d+\.) /gm)?.length ?? 0,
      rows: section.match(/^\|/gm)?.length ?? 0,
    })),
    code: text.match(/^```\w+$.*?^```$/gms) ?? [],
    links: linksElsewhere(prose, dirname(page)),
  };
}

/** Its links to other files of the project, in their order; those between the languages are left out. */
function linksElsewhere(prose: string, folder: string): string[] {
  return linksOf(prose)
    .filter(({ text, to }) => text !== 'English' && text !== '日本語' && !to.startsWith('#'))
    .map(({ to }) => normalize(join(folder, to)));
}
