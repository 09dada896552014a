import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** A file or directory that comes with the project, by its path below the project's directory. */
export function projectFile(path: string): string {
  // Two folders up from here, and from a bundle: bin/bundle.js.
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

export async function projectVersion(): Promise<string> {
  return JSON.parse(await readFile(projectFile('package.json'), 'utf8')).version;
}
