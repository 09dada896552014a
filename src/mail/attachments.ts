const PART_HEADER_BYTES = 500;

/**
 * Chooses the files to attach: the smallest first, as long as the message stays within `maxBytes`. `bytes` is a file's
 * size as archived (base64 and line ends are added here), `bodyBytes` that of the message without attachments.
 * @returns their names, in the order of `files`
 */
export function chooseAttachments(
  files: readonly { file: string; bytes: number }[],
  { maxBytes, bodyBytes }: { maxBytes: number; bodyBytes: number },
): Set<string> {
  const fitting = new Set<string>();
  let free = maxBytes - bodyBytes - PART_HEADER_BYTES;
  for (const { file, bytes } of files.toSorted((a, b) => a.bytes - b.bytes)) {
    free -= encodedBytes(bytes) + PART_HEADER_BYTES + 2 * file.length;
    if (free < 0) break;
    fitting.add(file);
  }
  return new Set(files.map(({ file }) => file).filter((file) => fitting.has(file)));
}

function encodedBytes(bytes: number): number {
  const base64 = Math.ceil(bytes / 3) * 4;
  return base64 + 2 * Math.ceil(base64 / 76);
}
