import type { Manifest } from '../../src/run/manifest.ts';

/** Something that the first screen asks a person to look at. */
export interface Line {
  text: string;
  /** of the events that a control shows; a new value has none */
  eventIds: string[];
}

/** The first screen of a mail's text: what comes before the counts. */
export function firstScreenText(text: string): string {
  return text.slice(0, text.indexOf('\nCounts\n'));
}

/** Controls with people in them, and new values by name, as the first screen shows them. */
export function linesOf(manifest: Manifest, text: string): Line[] {
  const screen = firstScreenText(text);
  const controls = (manifest.controls ?? [])
    .filter(({ status, title }) => status === 'people' && screen.includes(`\n${title} (`))
    .map(({ title, rows }) => ({
      text: `${title}: ${rows.map(({ identity, eventname }) => `${identity} ${eventname}`).join('; ')}`,
      eventIds: rows.flatMap(({ eventid }) => eventid ?? []),
    }));
  return [...controls, ...newValues(screen).map((line) => ({ text: line, eventIds: [] }))];
}

/** A line of the text each; of those that it leaves out, one for all. */
function newValues(screen: string): string[] {
  return [
    ...screen.matchAll(
      /^ {2}(?:New| {3}) +(.+: [\d,]+ events?, (?:first )?at .+|and [\d,]+ more, in new\.csv)$/gm,
    ),
  ].map(([, line = '']) => line);
}
