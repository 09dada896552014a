import type { Answer } from '../../../doctor/aws-setup/answer.ts';

interface AwsError {
  name?: string;
  message?: string;
  $metadata?: { httpStatusCode?: number };
}

export interface AskOptions {
  /** what a user needs for the call: `athena:GetWorkGroup` */
  permission: string;
  /** whether the error says that there is no such thing */
  isAbsent?: (error: { name: string; message: string; status: number }) => boolean;
}

/** Makes a call that only reads, whatever comes of it. No value is an answer too: there is no such thing. */
export async function ask<T>(
  { permission, isAbsent = () => false }: AskOptions,
  call: () => Promise<T | undefined>,
): Promise<Answer<T>> {
  try {
    const value = await call();
    return value === undefined ? { kind: 'absent' } : { kind: 'found', value };
  } catch (error) {
    const { name = 'Error', message = String(error), $metadata } = error as AwsError;
    const seen = { name, message, status: $metadata?.httpStatusCode ?? 0 };
    if (isAbsent(seen)) return { kind: 'absent' };
    if (isDenied(seen)) return { kind: 'denied', permission };
    return {
      kind: 'failed',
      answered: seen.status > 0,
      reason: message && message !== name ? `${name}: ${message}` : `${name} (status ${seen.status})`,
    };
  }
}

/**
 * Services name a refusal differently, Athena hides that of Glue in another error's text, and S3's answer to HEAD has
 * no name at all. Credentials that AWS does not take are refused with 403 too.
 */
function isDenied({ name, message, status }: { name: string; message: string; status: number }): boolean {
  if (/^(AccessDenied(Exception)?|UnauthorizedOperation|NotAuthorized(Exception)?|Forbidden)$/.test(name))
    return true;
  return (
    /is not authorized to perform|\bAccessDeniedException\b/.test(message) ||
    (status === 403 && /^(403|Unknown.*)$/.test(name))
  );
}

export function isNamed(...names: readonly string[]): (error: { name: string }) => boolean {
  return ({ name }) => names.includes(name);
}
