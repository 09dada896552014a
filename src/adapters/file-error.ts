/** Whether a file operation failed because there is no such file or folder. */
export function isAbsent(error: unknown): boolean {
  return codeOf(error) === 'ENOENT' || isNoFolder(error);
}

/** Whether a file operation failed because something else stands where a folder was looked for. */
export function isNoFolder(error: unknown): boolean {
  return codeOf(error) === 'ENOTDIR';
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
