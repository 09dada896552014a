/** Each value of the corpus wherever the mail shows what somebody else wrote, in every language. */
import { isDeepStrictEqual } from 'node:util';
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

test('no value of the corpus changes the shape, the headers or the subject of a mail', async () => {
  const wrong: string[] = [];
  for (const { name, value } of corpus) {
    const shapes = LANGUAGES.map((language) => {
      const bodies = bodiesOf(hostileSummary(value, language));
      const same = isDeepStrictEqual(shapeOf(bodies), harmlessShape(value, language));
      return same && !UNSAFE_IN_MAIL.test(bodies.html + bodies.text);
    });
    const summary = hostileSummary(value, 'ja');
    const mail = await mailOf(summary);
    const sameHeaders = isDeepStrictEqual(keysOf(mail), keysOf(harmless));
    if (shapes.includes(false) || !sameHeaders || mail.subject?.trimEnd() !== summary.subject.trimEnd())
      wrong.push(name);
  }
  expect(wrong).toEqual([]);
});
