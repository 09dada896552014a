/** The message that was posted of a run after its mail: beside its manifest. A run without a webhook has none. */
export const NOTIFIED = 'notified.json';

export interface Notified {
  version: 1;
  /** `asked`: it is being sent, or the process died then; `failed`: it is not sent again, though it may have arrived */
  status: 'asked' | 'sent' | 'failed';
  /** instant at which it was sent */
  at: string;
  /** host that it was sent to: the rest of the URL is a secret */
  to: string;
  /** why it failed */
  reason?: string;
}

export const WEBHOOK_FORMATS = ['slack', 'teams', 'json'] as const;

export type WebhookFormat = (typeof WEBHOOK_FORMATS)[number];
