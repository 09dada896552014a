/** The settings of `cloudtrail-audit daily`. Secrets are in a file that holds one alone, or in a variable of the environment. */
import * as z from 'zod';
import { REGION } from '../rules.ts';
import { WEBHOOK_FORMATS } from '../run/notified.ts';

export const region = z.string().regex(REGION, 'give a region, such as us-east-1');

const variable = z.string().regex(/^[A-Za-z_]\w*$/, 'give the name of a variable');
const file = z.string().min(1);

const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

/** How `daily` reaches an SMTP server. */
const smtp = z
  .strictObject({
    host: z.string().regex(/^[A-Za-z0-9.:_-]+$/, 'give the name or the address of an SMTP server'),
    /** absent: 587 for starttls, 465 for implicit, 25 for none */
    port: z.int('give a port, 1 to 65535').min(1).max(65_535).optional(),
    /** starttls: encrypted before anything is said, or not at all; implicit: from the first byte; none: never */
    tls: z.enum(['starttls', 'implicit', 'none'], 'give starttls, implicit or none').default('starttls'),
    user: z.string().min(1).optional(),
    /** where the user's password is: a file that holds it alone, or a variable of the environment */
    passwordFile: file.optional(),
    passwordVariable: variable.optional(),
  })
  .superRefine(({ host, tls, user, passwordFile, passwordVariable }, { addIssue }) => {
    const places = [passwordFile, passwordVariable].filter((place) => place !== undefined).length;
    const issue = (name: string, message: string) => addIssue({ code: 'custom', path: [name], message });
    if (user !== undefined && places !== 1)
      issue('user', 'give one of passwordFile and passwordVariable with it');
    if (user === undefined && places > 0)
      issue('user', 'give the user of the password, or remove the password');
    if (tls === 'none' && user !== undefined && !LOOPBACK.includes(host))
      issue('tls', 'give starttls or implicit: a password is not sent in the clear');
  });

/** Where `daily` posts a message of each run, after its mail. URL and secret are in a file or a variable of the environment. */
const webhook = z
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

export const daily = z
  .strictObject({
    smtp: smtp.optional(),
    /** region absent: the one of the AWS configuration on this machine */
    ses: z.strictObject({ region: region.optional() }).optional(),
    webhook: webhook.optional(),
  })
  .refine(({ smtp, ses }) => !smtp || !ses, 'give smtp or ses, not both');
