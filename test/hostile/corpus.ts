/** Values that whoever calls AWS may choose: as user name, session name, user agent, parameter, or in an error message. */
import * as characters from './values/characters.ts';
import * as markup from './values/markup.ts';
import * as protocols from './values/protocols.ts';
import * as spreadsheets from './values/spreadsheets.ts';

export interface HostileValue {
  /** `markup: script` */
  name: string;
  value: string;
}

export const corpus: readonly HostileValue[] = Object.entries({
  ...spreadsheets,
  ...characters,
  ...markup,
  ...protocols,
}).flatMap(([kind, values]) =>
  Object.entries(values).map(([name, value]) => ({ name: `${kind}: ${name}`, value })),
);
