/** Each value of the corpus wherever the mail shows what somebody else wrote, in every language. */
import type { Email } from 'postal-mime';
import { LANGUAGES } from '../../src/run/language.ts';
import {
  bodiesOf,
  harmlessShape,
  hostileSummary,
  mailOf,
  shapeOf,
  UNSAFE_IN_MAIL,
} from '../mail/hostile-summary.ts';
import { corpus } from './corpus.ts';

const keysOf = ({ headers }: Email) => headers.map(({ key }) => key);
const harmless = await mailOf(hostileSummary('x', 'en'));

test.each(corpus)('$name', async ({ value }) => {
  for (const language of LANGUAGES) {
    const bodies = bodiesOf(hostileSummary(value, language));
    expect(shapeOf(bodies)).toEqual(harmlessShape(value, language));
    expect(bodies.html + bodies.text).not.toMatch(UNSAFE_IN_MAIL);
  }
  const summary = hostileSummary(value, 'ja');
  const mail = await mailOf(summary);
  expect(keysOf(mail)).toEqual(keysOf(harmless));
  expect(mail.subject).toBe(summary.subject.trimEnd());
});
