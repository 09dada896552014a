import * as z from 'zod';
import { WEBHOOK_FORMATS } from '../run/notified.ts';

const variable = z.string().regex(/^[A-Za-z_]\w*$/, 'give the name of a variable');
const file = z.string().min(1);

/** Where `daily` posts a message of each run, after its mail. URL and secret are in a file or a variable of the environment. */
export const webhook = z
  .strictObject({
    /** json: signed where there is a secret */
    format: z.enum(WEBHOOK_FORMATS, `give ${WEBHOOK_FORMATS.join(', ')}`),
    urlFile: file.optional(),
    urlVariable: variable.optional(),
    secretFile: file.optional(),
    secretVariable: variable.optional(),
  })
  .superRefine(({ format, urlFile, urlVariable, secretFile, secretVariable }, { addIssue }) => {
    const issue = (name: string, message: string) => addIssue({ code: 'custom', path: [name], message });
    if ((urlFile === undefined) === (urlVariable === undefined))
      issue('urlFile', 'give one of urlFile and urlVariable');
    const [name] = Object.entries({ secretFile, secretVariable }).flatMap(([key, value]) =>
      value === undefined ? [] : [key],
    );
    if (name !== undefined && format !== 'json') issue(name, 'is for the format json alone; remove it');
    if (secretFile !== undefined && secretVariable !== undefined)
      issue('secretFile', 'give one of secretFile and secretVariable');
  });
