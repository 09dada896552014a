/** What a schema finds wrong with settings: the setting, the value seen, what would be right. */
import type { z } from 'zod';
import { fault } from '../errors.ts';

/** @param whole the name of all settings together, for a fault of the whole */
export function settingFaults(error: z.ZodError, settings: unknown, whole: string): string[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => `${settingName([...issue.path, key])}: unknown setting; remove it`);
    }
    const setting = settingName(issue.path) || whole;
    const value = settingValue(settings, issue.path);
    return value === undefined
      ? `${setting}: missing: ${issue.message}`
      : fault(setting, value, `is wrong: ${issue.message}`);
  });
}

/** @returns `mail.to[1]` */
function settingName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`;
    return name ? `${name}.${String(key)}` : String(key);
  }, '');
}

export function settingValue(settings: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce(
    (value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key],
    settings,
  );
}
