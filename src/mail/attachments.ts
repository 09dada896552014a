const PART_HEADER_BYTES = 500;

export interface MessageSize {
  /** of the whole message: `config.mail.maxBytes` */
  maxBytes: number;
  /** of the message without attachments */
  bodyBytes: number;
}

/**
 * Chooses the files that go with a mail: the smallest first, as long as the message stays within its size. `bytes`
 * is a file's size as archived; base64 and line ends are added here.
 * @returns their names, in the order of `files`
 */
export function chooseAttachments(
  files: readonly { file: string; bytes: number }[],
  { maxBytes, bodyBytes }: MessageSize,
): Set<string> {
  const bySize = files.toSorted((a, b) => a.bytes - b.bytes);
  let free = maxBytes - bodyBytes - PART_HEADER_BYTES;
  const tooLarge = bySize.findIndex(({ file, bytes }) => {
    free -= encodedBytes(bytes) + PART_HEADER_BYTES + 2 * file.length;
    return free < 0;
  });
  const fitting = new Set(tooLarge === -1 ? bySize : bySize.slice(0, tooLarge));
  return new Set(files.filter((file) => fitting.has(file)).map(({ file }) => file));
}

function encodedBytes(bytes: number): number {
  const base64 = Math.ceil(bytes / 3) * 4;
  return base64 + 2 * Math.ceil(base64 / 76);
}
