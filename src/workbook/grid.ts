import { columnName, fitting, numberCell, STYLE, textCell } from './cells.ts';
import type { Sheet } from './xlsx.ts';
import { choiceOf, sheetEnd, sheetHead } from './xlsx.ts';

/** Text, a number, or either in a format of STYLE; a listed one is chosen from the sheet's list. */
export type Cell =
  | string
  | number
  | { value: string | number; style: number; isListed?: boolean }
  | undefined;

export const styled = (style: number) => (value: string | number) => ({ value, style });
export const bold = styled(STYLE.bold);
export const header = styled(STYLE.header);
export const remark = styled(STYLE.remark);
/** For a person to fill in. */
export const input = styled(STYLE.input);

interface Grid {
  name: string;
  position: number;
  widths: readonly number[];
  /** for the cells that are listed, which are below each other */
  list?: { values: readonly string[]; error: string };
}

/** A small sheet. */
export function gridSheet({ name, position, widths, list }: Grid, rows: readonly (readonly Cell[])[]): Sheet {
  const xml = rows.map((cells, at) => `<row r="${at + 1}">${cells.map(cellIn(at + 1)).join('')}</row>`);
  const listed = rows.flatMap((cells, row) =>
    cells.flatMap((cell, at) =>
      typeof cell === 'object' && cell.isListed ? [`${columnName(at)}${row + 1}`] : [],
    ),
  );
  const choice = list && listed.length > 0 ? choiceOf(`${listed.at(0)}:${listed.at(-1)}`, list) : '';
  const content = sheetHead(widths) + xml.join('') + sheetEnd({ choice });
  return { name, position, content: [Buffer.from(content)] };
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
