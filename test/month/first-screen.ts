import type { Manifest } from '../../src/run/manifest.ts';

/** Something that the first screen asks a person to look at: a control with its events, or a new value. */
export interface Line {
  /** as the mail has it */
  text: string;
  /** of a control */
  eventIds?: string[];
}

const NEW_VALUE = /^ {2}(?:New| {3}) +(.+: [\d,]+ events?, (?:first )?at .+|and [\d,]+ more, in new\.csv)$/gm;

/** The lines of a mail's first screen: what comes before the counts. */
export function linesOf({ controls = [] }: Manifest, mail: string): Line[] {
  const [screen = '', ...rest] = mail.split('\nCounts\n');
  if (rest.length === 0) throw new Error(`a mail without counts: ${mail}`);
  const blocks = screen.split('\n\n');
  const found = controls.flatMap(({ title, rows }) => {
    const text = blocks.find((block) => block.includes(`${title} (`) && block.includes('\n  * '));
    return text === undefined ? [] : [{ text, eventIds: rows.flatMap(({ eventid }) => eventid ?? []) }];
  });
  return [...found, ...Array.from(screen.matchAll(NEW_VALUE), ([, text = '']) => ({ text }))];
}
