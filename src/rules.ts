/** What AWS takes: one rule each, for settings, requests, options and statements. */

export const ACCOUNT_ID = /^\d{12}$/;

export const REGION = /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/;

export const EMAIL =
  /^(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;

/** Of e-mail addresses. */
export const DOMAIN = /^([a-z0-9-]+\.)+[a-z][a-z0-9-]+$/i;

/**
 * Of one message of SES, and so of one mail: sent in parts, one part could go out and another not.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/quotas.html
 */
export const MOST_RECIPIENTS = 50;

/** For the message about no recipients, or too many. */
export const RECIPIENTS = `1 to ${MOST_RECIPIENTS} e-mail addresses (for more people, give the address of a distribution list)`;

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateWorkGroup.html */
export const WORKGROUP = /^[a-zA-Z0-9._-]{1,128}$/;

/**
 * Of a bucket or of an access point, which reads and writes like one.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export const BUCKET = /^(?!\d+(\.\d+){3}$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** What AWS keeps for itself. Of no bucket that a role could be given rights to by its name. */
const RESERVED_BUCKET = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;

export function isOwnBucket(name: string): boolean {
  return BUCKET.test(name) && !RESERVED_BUCKET.test(name);
}
