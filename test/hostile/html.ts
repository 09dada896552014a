const TAG = /^<(\/?)([a-z][a-z0-9]*)((?: [a-zA-Z-]+(?:="[^"<]*")?)*)\/?>/;
const ENTITY = /^&(?:amp|lt|gt|quot|#39);/;
const ATTRIBUTE = / ([a-zA-Z-]+)(?:="([^"]*)")?/g;

export interface Tag {
  name: string;
  attributes: { name: string; value: string }[];
}

/**
 * The tags of a page that consists of nothing but tags, text and the entities of `& < > " '`, which every parser reads
 * alike.
 *
 * @throws Error where anything else stands in it
 */
export function tagsOf(html: string): Tag[] {
  const tags: Tag[] = [];
  const start = '<!doctype html>';
  if (!html.startsWith(start)) throw new Error('no doctype');
  for (let rest = html.slice(start.length); rest !== ''; ) {
    const [tag, , name = '', attributes = ''] = TAG.exec(rest) ?? [];
    const [taken] = tag ? [tag] : (ENTITY.exec(rest) ?? /^[^<&]+/.exec(rest) ?? []);
    if (!taken) throw new Error(`no tag, text or entity: ${JSON.stringify(rest.slice(0, 60))}`);
    if (tag) tags.push({ name, attributes: attributesOf(attributes) });
    rest = rest.slice(taken.length);
  }
  return tags;
}

function attributesOf(text: string): Tag['attributes'] {
  return Array.from(text.matchAll(ATTRIBUTE), ([, name = '', value = '']) => ({ name, value }));
}
