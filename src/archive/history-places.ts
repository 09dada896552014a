import type { ArchiveReader } from '../ports.ts';
import { historyPlace } from '../run/history.ts';

/** @returns those of a run's attempts in which files are: what is there of an attempt is never added to */
export async function historyPlaces(runId: string, archive: Pick<ArchiveReader, 'list'>): Promise<string[]> {
  const places: string[] = [];
  for (;;) {
    const place = historyPlace(runId, places.length + 1);
    if ((await archive.list(`${place}/`)).length === 0) return places;
    places.push(place);
  }
}
