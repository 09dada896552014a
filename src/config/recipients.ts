/**
 * Of one message of SES, and so of one mail: sent in parts, one part could go out and another not.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/quotas.html
 */
export const MOST_RECIPIENTS = 50;

/** What is right, for the message about none or too many. */
export const RECIPIENTS = `1 to ${MOST_RECIPIENTS} e-mail addresses (more people: the address of a distribution list)`;
