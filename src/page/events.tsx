import { gzipSync } from 'node:zlib';
import type { Carried } from './browser.ts';
import type { CarriedRow, Collected } from './collect.ts';
import type { PageWords } from './words/en.ts';

/** The rows that the page carries, and what its script needs to find one in them. */
export interface EventsPart {
  collected: Collected;
  /** titles of controls and reports by what a row's `in` names them, in the order of the filter */
  titles: Record<string, string>;
}

const CELLS: readonly (keyof CarriedRow)[] = [
  'time',
  'who',
  'account',
  'region',
  'service',
  'action',
  'from',
  'outcome',
  'error',
  'in',
  'eventId',
];

export function eventsSection({ collected, titles }: EventsPart, words: PageWords) {
  const { rows, allRows } = collected;
  const { events: its } = words;
  if (rows.length === 0) return <p class="card">{words.noEvents}</p>;
  const carried = new Set(rows.map(({ eventId }) => eventId)).size;
  return (
    <div class="card">
      <p class="muted">{its.about(carried, allRows)}</p>
      <noscript>
        <p>{its.noScript}</p>
      </noscript>
      <p id="events-plain" hidden>
        {its.noInflate}
      </p>
      <div id="events-tool" hidden>
        <search class="filters">
          {input('events-search', its.search)}
          {select('events-in', its.inside, its.all)}
          {select('events-account', words.account, its.all)}
          {select('events-outcome', its.outcome, its.all)}
          {input('events-who', words.who, 'events-people')}
          {input('events-from', words.from, 'events-places')}
          <button type="button" id="events-clear">
            {its.clear}
          </button>
        </search>
        <datalist id="events-people" />
        <datalist id="events-places" />
        <section id="events-principal" class="principal" aria-label={its.principal} hidden />
        <p id="events-status" role="status" class="muted" />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by the keyboard too */}
        <section class="scroll tall" aria-label={its.table} tabIndex={0}>
          <table class="events-table">
            <thead id="events-head">
              <tr>
                {its.columns.map((column, at) => (
                  <th scope="col" key={column} aria-sort={at === 0 ? 'descending' : 'none'}>
                    <button type="button">{column}</button>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody id="events-body" />
          </table>
        </section>
        <button type="button" id="events-more" hidden>
          {its.more}
        </button>
      </div>
      <template id="events-data">{encoded(rows, titles, words)}</template>
    </div>
  );
}

function input(id: string, label: string, list?: string) {
  return (
    <label for={id}>
      {label}
      <input
        id={id}
        type={list ? 'text' : 'search'}
        {...(list && { list })}
        autocomplete="off"
        spellcheck={false}
      />
    </label>
  );
}

function select(id: string, label: string, all: string) {
  return (
    <label for={id}>
      {label}
      <select id={id}>
        <option value="">{all}</option>
      </select>
    </label>
  );
}

function encoded(rows: readonly CarriedRow[], titles: Record<string, string>, words: PageWords): string {
  const places = new Map<string, number>();
  const placeOf = (text: string) => {
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, places.size);
    return places.size - 1;
  };
  const carried: Carried = {
    rows: rows.map((row) =>
      CELLS.map((name) => placeOf(name === 'in' ? row.in.join('\n') : String(row[name]))),
    ),
    texts: [...places.keys()],
    titles,
    words: words.browser,
  };
  return gzipSync(JSON.stringify(carried)).toString('base64');
}
