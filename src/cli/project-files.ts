import { fileURLToPath } from 'node:url';

/** A file or directory that comes with the project, by its path below the project's directory. */
export function projectFile(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
