import { MOST_SEEN, seenText } from '../../archive/seen-file.ts';
import { ResultError } from '../../errors.ts';
import { SEEN_KINDS, SEEN_REPORT, type SeenKind, type SeenValue } from '../../run/judgement.ts';
import { type Row, type RowReader, safeCsv } from './result-csv.ts';

const COLUMNS = [
  'what',
  'value1',
  'value2',
  'firsteventtime',
  'lasteventtime',
  'events',
  'onlyprincipal',
] as const;
const PIECE = 2 ** 16;

/** The rows of the report `seen` as the text of `seen.json.gz`, in memory that is bounded as the file is. */
export async function* seenJson(
  result: AsyncIterable<Uint8Array>,
  readers: readonly RowReader[],
  most = MOST_SEEN,
): AsyncGenerator<Uint8Array> {
  const seen = new SeenRows(most);
  for await (const _ of safeCsv(result, [...readers, seen]));
  let piece = '';
  for (const line of seenText(seen.values, seen.dropped)) {
    piece += line;
    if (piece.length < PIECE) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  yield Buffer.from(piece);
}

class SeenRows implements RowReader {
  readonly values: SeenValue[] = [];
  /** how many there were beyond the bounds: the rows come in the order of their last events, the newest first */
  dropped = 0;
  private characters = 0;
  private indices: number[] = [];

  constructor(private readonly most: typeof MOST_SEEN) {}

  /** @throws ResultError where one of the columns is missing */
  header(columns: string[]): void {
    const names = columns.map((name) => name.toLowerCase());
    this.indices = COLUMNS.map((name) => names.indexOf(name));
    const missing = COLUMNS.filter((_, at) => this.indices[at] === -1);
    if (missing.length === 0) return;
    throw new ResultError(
      `what is new is known by the report ${SEEN_REPORT}, which needs the columns ${COLUMNS.join(', ')}; it does not have ${missing.join(', ')}: give a report of your own another name`,
    );
  }

  row(row: Row): void {
    const [kind = null, one, two, first, last, events, by] = this.indices.map((at) => row.value(at));
    if (!isSeenKind(kind)) throw new ResultError(`the report ${SEEN_REPORT} has the value ${kind} in what`);
    const key = [one, two].flatMap((part) => part ?? []);
    this.characters += key.join('').length;
    if (this.values.length >= this.most.values || this.characters > this.most.characters) {
      this.dropped += 1;
      return;
    }
    this.values.push({
      kind,
      key,
      first: first ?? '',
      last: last ?? '',
      events: Number(events),
      // Of the other kinds the key names the principal.
      ...(by && !kind.startsWith('principal') && { by }),
    });
  }
}

function isSeenKind(text: string | null): text is SeenKind {
  return SEEN_KINDS.some((kind) => kind === text);
}
