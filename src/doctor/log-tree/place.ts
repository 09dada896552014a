/** Whether the directory that was named is the one that holds the logs. */
import { LAYOUT, ROOT } from '../../logs/layout.ts';
import { type Finding, fault, shortList, warning } from '../finding.ts';

/** Where the folder AWSLogs is, seen from that directory. */
export type LogPlace =
  /** in it, as it should; `others` are directories below that hold an AWSLogs of their own */
  | { kind: 'here'; others: readonly string[] }
  /** in these instead: above or below */
  | { kind: 'elsewhere'; directories: readonly string[] }
  /** nowhere, but the directory holds folders that belong in it */
  | { kind: 'contents' }
  /** nowhere, but there are log files */
  | { kind: 'flat'; file: string }
  | { kind: 'none' }
  /** the directory itself cannot be read */
  | { kind: 'unusable'; reason: string };

export function judgePlace(directory: string, place: LogPlace): Finding[] {
  const broken = (seen: string, todo: string) => [fault('layout', `${directory} ${seen}`, todo)];
  const without = `has no folder ${ROOT}`;
  switch (place.kind) {
    case 'unusable':
      return broken(place.reason, `give the directory that holds ${ROOT}`);
    case 'elsewhere':
      return broken(
        `${without}, but ${shortList(place.directories)} ${place.directories.length === 1 ? 'has' : 'have'}`,
        `give --logs ${place.directories[0]}`,
      );
    case 'contents':
      return broken(
        `${without}, but holds folders that belong in it`,
        `move them into a folder ${ROOT}, and give the directory that holds it`,
      );
    case 'flat':
      return broken(
        `${without}; it holds log files without their folders, such as ${place.file}`,
        `copy them with their folders, with aws s3 sync: ${LAYOUT}`,
      );
    case 'none':
      return broken(
        `${without}, nor does any directory below it`,
        `give the directory that holds ${ROOT}, as in the log bucket: ${LAYOUT}`,
      );
    case 'here':
      return place.others.map((other) => {
        const seen = `${other} holds another ${ROOT}, which is not read with ${directory}`;
        return warning('prefix', seen, `check it too: --logs ${other}`);
      });
  }
}
