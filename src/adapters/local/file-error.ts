/** Whether a file operation failed because there is no such file or folder. */
export function isAbsent(error: unknown): boolean {
  return codeOf(error) === 'ENOENT' || isNoFolder(error);
}

/** Whether a file operation failed because something else stands where a folder was looked for. */
export function isNoFolder(error: unknown): boolean {
  return codeOf(error) === 'ENOTDIR';
}

/** An operation on an open file fails without the file's name: as Node says it of the others, `ENOSPC: …, write '/a/b'`. */
export function namingFile(error: unknown, path: string): unknown {
  const isNameless = error instanceof Error && 'syscall' in error && !('path' in error);
  return isNameless ? Object.assign(error, { message: `${error.message} '${path}'`, path }) : error;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
