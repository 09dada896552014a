import { readFile } from 'node:fs/promises';

/** A page without its code blocks. */
export async function proseOf(page: string): Promise<string> {
  return (await readFile(page, 'utf8')).replace(/^ *```.*?^ *```$/gms, '');
}

/** The anchors of its headings, as GitHub makes them: letters, digits and hyphens. */
export function anchorsOf(prose: string): string[] {
  return Array.from(prose.matchAll(/^#+ (.*)$/gm), ([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** The links of a page, but those to the web. */
export function linksOf(prose: string): { text: string; to: string }[] {
  return Array.from(prose.matchAll(/\[([^\]]*)\]\(([^)]+)\)/g), ([, text = '', to = '']) => ({
    text,
    to,
  })).filter(({ to }) => !/^https?:/.test(to));
}
