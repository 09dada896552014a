/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { BrowserWords } from './words/en.ts';

/** What the page carries for its script: rows as numbers of texts, because most texts come again and again. */
export interface Carried {
  texts: string[];
  /** of each row, in the order of COLUMNS: places in `texts` */
  rows: number[][];
  /** titles of controls and reports by what the column `in` names them */
  titles: Record<string, string>;
  words: BrowserWords;
}

/**
 * The page's script: search, filters, order, and what one principal did. Its text is put into the page as it is, so it
 * names nothing outside of itself. Values become text of the page, never markup.
 */
export function browser(): void {
  const [TIME, WHO, ACCOUNT, , SERVICE, , FROM, OUTCOME, ERROR, IN, ID] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ] as const;
  const SHOWN = Array.from({ length: 11 }, (_, column) => column);
  const PAGE = 100;
  const byId = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
  if (!('DecompressionStream' in globalThis)) {
    byId('events-plain').hidden = false;
    return;
  }
  byId('events-tool').hidden = false;
  const status = byId('events-status');
  inflate().then(start, (error: unknown) => {
    byId('events-tool').hidden = true;
    byId('events-plain').hidden = false;
    byId('events-plain').append(` ${String(error)}`);
  });

  async function inflate(): Promise<Carried> {
    const text = byId<HTMLTemplateElement>('events-data').content.textContent ?? '';
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(stream).json();
  }

  function start({ texts, rows, titles, words }: Carried): void {
    const search = byId<HTMLInputElement>('events-search');
    const who = byId<HTMLInputElement>('events-who');
    const from = byId<HTMLInputElement>('events-from');
    const account = byId<HTMLSelectElement>('events-account');
    const within = byId<HTMLSelectElement>('events-in');
    const outcome = byId<HTMLSelectElement>('events-outcome');
    const body = byId<HTMLTableSectionElement>('events-body');
    const more = byId<HTMLButtonElement>('events-more');
    const panel = byId('events-principal');
    const text = (row: number[], column: number) => texts[row[column] ?? 0] ?? '';
    const lists = new Map<string, string[]>();
    const listOf = (row: number[]) => {
      const joined = text(row, IN);
      const known = lists.get(joined) ?? joined.split('\n');
      lists.set(joined, known);
      return known;
    };
    let haystacks: string[] | undefined;
    let order: { column: number; down: boolean } = { column: TIME, down: true };
    let found = rows.map((_, at) => at);
    let shown = PAGE;

    options(account, tally(rows, ACCOUNT));
    options(outcome, tally(rows, OUTCOME));
    suggestions('events-people', tally(rows, WHO));
    suggestions('events-places', tally(rows, FROM));
    const inside = new Map<string, number>();
    for (const row of rows) for (const name of listOf(row)) inside.set(name, (inside.get(name) ?? 0) + 1);
    for (const name of Object.keys(titles))
      if (inside.has(name)) within.append(new Option(`${titles[name]} (${inside.get(name)})`, name));

    function tally(of: number[][], column: number): [string, number][] {
      const counts = new Map<string, number>();
      for (const row of of) {
        const name = text(row, column);
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      return [...counts].sort((a, b) => b[1] - a[1]);
    }

    function options(select: HTMLSelectElement, names: [string, number][]): void {
      for (const [name, count] of names.slice(0, 1000))
        select.append(new Option(`${name || words.none} (${count})`, `=${name}`));
    }

    function suggestions(id: string, names: [string, number][]): void {
      for (const [name] of names.slice(0, 500)) byId(id).append(new Option(name, name));
    }

    function filter(): void {
      const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      if (wanted.length > 0)
        haystacks ??= rows.map((row) =>
          SHOWN.map((column) =>
            column === IN
              ? listOf(row)
                  .map((name) => titles[name] ?? name)
                  .join(' ')
              : text(row, column),
          )
            .join(' ')
            .toLowerCase(),
        );
      const person = who.value.toLowerCase();
      const place = from.value.toLowerCase();
      found = [];
      for (let at = 0; at < rows.length; at += 1) {
        const row = rows[at] ?? [];
        const is =
          (account.value === '' || `=${text(row, ACCOUNT)}` === account.value) &&
          (outcome.value === '' || `=${text(row, OUTCOME)}` === outcome.value) &&
          (within.value === '' || listOf(row).includes(within.value)) &&
          text(row, WHO).toLowerCase().includes(person) &&
          text(row, FROM).toLowerCase().includes(place) &&
          wanted.every((word) => haystacks?.[at]?.includes(word));
        if (is) found.push(at);
      }
      sort();
    }

    function sort(): void {
      const { column, down } = order;
      const keys = rows.map((row) => text(row, column));
      found.sort((a, b) => {
        const [one = '', other = ''] = [keys[a], keys[b]];
        return (one < other ? -1 : one > other ? 1 : 0) * (down ? -1 : 1) || a - b;
      });
      shown = PAGE;
      body.replaceChildren();
      draw();
    }

    function draw(): void {
      const drawn = body.childElementCount;
      body.append(...found.slice(drawn, shown).map((at) => line(rows[at] ?? [])));
      more.hidden = found.length <= shown;
      status.textContent = words.found
        .replace('{found}', found.length.toLocaleString())
        .replace('{all}', rows.length.toLocaleString())
        .replace('{shown}', Math.min(shown, found.length).toLocaleString());
    }

    function line(row: number[]): HTMLTableRowElement {
      const made = document.createElement('tr');
      for (const column of SHOWN) {
        const cell = document.createElement(column === TIME ? 'th' : 'td');
        if (column === TIME) cell.setAttribute('scope', 'row');
        if (column === WHO && text(row, column) !== '') cell.append(nameButton(text(row, column)));
        else if (column === IN)
          cell.textContent = listOf(row)
            .map((name) => titles[name] ?? name)
            .join('; ');
        else cell.textContent = text(row, column);
        if (column === TIME || column === ID) cell.className = 'nowrap';
        if (column === OUTCOME && cell.textContent === 'Failure') cell.className = 'failed';
        if (column === ERROR) cell.className = 'wide';
        made.append(cell);
      }
      return made;
    }

    function nameButton(name: string): HTMLButtonElement {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'name';
      button.textContent = name;
      button.addEventListener('click', () => principal(name));
      return button;
    }

    /** What one principal did, in the rows that are here. */
    function principal(name: string): void {
      const its = rows.filter((row) => text(row, WHO) === name);
      const times = its.map((row) => text(row, TIME)).sort();
      const failed = its.filter((row) => text(row, OUTCOME) === 'Failure').length;
      const top = (column: number) =>
        tally(its, column)
          .slice(0, 8)
          .map(([value, count]) => `${value || words.none} ${count.toLocaleString()}`)
          .join(', ');
      const inControls = new Set(its.flatMap(listOf).filter((id) => id.startsWith('control:')));
      const facts: [string, string][] = [
        [words.events, `${its.length.toLocaleString()} (${words.failures}: ${failed.toLocaleString()})`],
        [words.firstAndLast, `${times[0] ?? ''} – ${times.at(-1) ?? ''}`],
        [words.account, top(ACCOUNT)],
        [words.service, top(SERVICE)],
        [words.from, top(FROM)],
        [words.controls, [...inControls].map((id) => titles[id] ?? id).join('; ') || words.none],
      ];
      const title = document.createElement('h3');
      title.textContent = name;
      title.tabIndex = -1;
      const list = document.createElement('dl');
      list.className = 'facts';
      for (const [label, value] of facts) {
        const pair = document.createElement('div');
        const [term, description] = [document.createElement('dt'), document.createElement('dd')];
        term.textContent = label;
        description.textContent = value;
        pair.append(term, description);
        list.append(pair);
      }
      const close = document.createElement('button');
      close.type = 'button';
      close.textContent = words.close;
      close.addEventListener('click', () => {
        panel.hidden = true;
        who.value = '';
        filter();
        search.focus();
      });
      panel.replaceChildren(title, list, close);
      panel.hidden = false;
      who.value = name;
      filter();
      panel.scrollIntoView({ block: 'nearest' });
      title.focus();
    }

    for (const input of [search, who, from, account, within, outcome])
      input.addEventListener('input', filter);
    byId('events-clear').addEventListener('click', () => {
      for (const input of [search, who, from, account, within, outcome]) input.value = '';
      panel.hidden = true;
      filter();
    });
    more.addEventListener('click', () => {
      shown += PAGE;
      draw();
    });
    for (const [column, button] of [
      ...document.querySelectorAll<HTMLButtonElement>('#events-head button'),
    ].entries())
      button.addEventListener('click', () => {
        order = { column, down: order.column === column ? !order.down : false };
        for (const [at, head] of [...document.querySelectorAll('#events-head th')].entries())
          head.setAttribute('aria-sort', at !== column ? 'none' : order.down ? 'descending' : 'ascending');
        sort();
      });
    filter();
    document.documentElement.dataset.ready = 'yes';
  }
}
