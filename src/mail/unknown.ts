import type { Manifest } from '../run/manifest.ts';
import type { WarningCode } from '../run/warning.ts';

/** Why a report without rows says nothing: there was nothing that it could have found. */
export type Unknown = 'no-log-files' | 'no-events';

export function isUnknown(code: WarningCode): code is Unknown {
  return code === 'no-log-files' || code === 'no-events';
}

/** @returns undefined where there were events */
export function unknownOf({
  warnings,
  coverage,
}: Pick<Manifest, 'warnings' | 'coverage'>): Unknown | undefined {
  if (warnings.some(({ code }) => code === 'no-log-files')) return 'no-log-files';
  return coverage?.accounts.length === 0 ? 'no-events' : undefined;
}
