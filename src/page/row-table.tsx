import { Value } from './value.tsx';

interface RowTableProps {
  title: string;
  /** whether the title is shown above the table */
  hasCaption?: boolean;
  columns: readonly string[];
  rows: readonly (readonly (string | number)[])[];
  number?: (value: number) => string;
}

/** Rows below the names of their columns. */
export function RowTable({ title, hasCaption = false, columns, rows, number = String }: RowTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, by the keyboard too
    <section class="scroll" aria-label={title} tabIndex={0}>
      <table>
        {hasCaption && <caption>{title}</caption>}
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, at) => (
                <td key={columns[at]} class={typeof cell === 'number' ? 'number' : undefined}>
                  {typeof cell === 'number' ? number(cell) : <Value text={cell} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
