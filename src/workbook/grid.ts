import { columnName, fitting, numberCell, STYLE, textCell } from './cells.ts';
import type { Sheet } from './xlsx.ts';
import { sheetEnd, sheetHead } from './xlsx.ts';

/** Text, a number, or either in a format of STYLE. */
export type Cell = string | number | { value: string | number; style: number } | undefined;

export const styled = (style: number) => (value: string | number) => ({ value, style });
export const bold = styled(STYLE.bold);
export const header = styled(STYLE.header);
export const remark = styled(STYLE.remark);
/** For a person to fill in. */
export const input = styled(STYLE.input);

/** A small sheet. */
export function gridSheet(
  { name, position, widths }: { name: string; position: number; widths: readonly number[] },
  rows: readonly (readonly Cell[])[],
): Sheet {
  const xml = rows.map((cells, at) => `<row r="${at + 1}">${cells.map(cellIn(at + 1)).join('')}</row>`);
  return { name, position, content: [Buffer.from(sheetHead(widths) + xml.join('') + sheetEnd())] };
}

const cellIn = (row: number) => (cell: Cell, column: number) => {
  if (cell === undefined) return '';
  const place = `${columnName(column)}${row}`;
  const { value, style } =
    typeof cell === 'object'
      ? cell
      : { value: cell, style: typeof cell === 'number' ? STYLE.count : STYLE.wrapped };
  if (typeof value === 'number') return numberCell(place, value, style);
  return textCell(
    place,
    fitting(value, () => '…'),
    style,
  );
};
