import type { ArchiveReader } from '../ports.ts';
import { historyPlace } from '../run/history.ts';

/**
 * @param kept the place that has the run's events; a place before it may have been claimed and not written to
 * @returns those of a run's attempts in which files are: what is there of an attempt is never added to
 */
export async function historyPlaces(
  runId: string,
  archive: Pick<ArchiveReader, 'list'>,
  kept?: string,
): Promise<string[]> {
  const places: string[] = [];
  let isPast = kept === undefined;
  for (let attempt = 1; ; attempt += 1) {
    const place = historyPlace(runId, attempt);
    const isEmpty = (await archive.list(`${place}/`)).length === 0;
    if (isEmpty && isPast) return places;
    if (!isEmpty) places.push(place);
    isPast ||= place === kept;
  }
}
