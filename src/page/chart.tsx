import type { ComponentChildren } from 'preact';
import { RowTable } from './row-table.tsx';
import type { PageWords } from './words/en.ts';

interface ChartProps {
  id: string;
  title: string;
  /** what it shows, and how it is read */
  about: string;
  /** where there is nothing to draw, in place of the picture */
  statement?: string | undefined;
  width: number;
  height: number;
  table: { columns: string[]; rows: (string | number)[][] };
  words: PageWords;
  legend?: ComponentChildren;
  children: ComponentChildren;
}

const MOST_ROWS = 400;

/** A picture with a title, a description, and its data as a table. */
export function Chart(props: ChartProps) {
  const { id, title, about, statement, width, height, table, words, legend, children } = props;
  const left = table.rows.length - MOST_ROWS;
  return (
    <figure class="card chart">
      <figcaption>
        <h3>{title}</h3>
        <p class="muted">{about}</p>
      </figcaption>
      {statement ? (
        <p class="statement">{statement}</p>
      ) : (
        <>
          {legend && <p class="legend">{legend}</p>}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone, by the keyboard too */}
          <section class="scroll" aria-label={title} tabIndex={0}>
            <svg role="img" aria-labelledby={`${id}-t ${id}-d`} viewBox={`0 0 ${width} ${height}`}>
              <title id={`${id}-t`}>{title}</title>
              <desc id={`${id}-d`}>{about}</desc>
              {children}
            </svg>
          </section>
          <details>
            <summary>{words.asTable}</summary>
            <RowTable
              title={`${title}: ${words.asTable}`}
              columns={table.columns}
              rows={table.rows.slice(0, MOST_ROWS)}
              number={words.number}
            />
            {left > 0 && <p class="muted">{words.more(left)}</p>}
          </details>
        </>
      )}
    </figure>
  );
}

/** A mark of the legend: the same as in the picture. */
export function Mark({ class: className, children }: { class: string; children: ComponentChildren }) {
  return (
    <span class="mark">
      <svg width="14" height="14" aria-hidden="true">
        <rect class={className} x="1" y="1" width="12" height="12" />
      </svg>{' '}
      {children}
    </span>
  );
}

/** What tells failures and silence from the rest without a colour. */
export function Patterns() {
  return (
    <svg width="0" height="0" aria-hidden="true" class="defs">
      <defs>
        <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="hatch-back" width="5" height="5" />
          <rect class="hatch-line" width="2" height="5" />
        </pattern>
        <pattern id="dots" width="5" height="5" patternUnits="userSpaceOnUse">
          <rect class="dots-back" width="5" height="5" />
          <circle class="dots-dot" cx="2.5" cy="2.5" r="1.3" />
        </pattern>
      </defs>
    </svg>
  );
}
