import type { Expression, ReadControl } from './control-file.ts';

/** A control whose condition is put into the statement. */
export type Compiled = ReadControl & { condition: Expression };

/** Athena takes at most 127 arguments. */
const MOST_ARGUMENTS = 100;

/**
 * The ids of an event's controls, separated by spaces, and `ID<` of an event that a control counts and is not about: an
 * expression over `events`, '' of most of them.
 */
export function controlMarks(controls: readonly Compiled[]): string {
  const marked = controls.flatMap(({ control: { id }, condition, often }) => [
    { mark: id, condition },
    ...(often?.after ? [{ mark: `${id}<`, condition: often.after }] : []),
  ]);
  return joined(
    marked.map(({ mark, condition }) => `CASE WHEN (\n${inFile(condition)}\n) THEN '${mark}' END`),
  );
}

function joined(texts: readonly string[]): string {
  const parts = Array.from({ length: Math.ceil(texts.length / MOST_ARGUMENTS) }, (_, i) =>
    texts.slice(i * MOST_ARGUMENTS, (i + 1) * MOST_ARGUMENTS),
  ).map((part) => `concat_ws(' ',\n${part.join(',\n')})`);
  return parts.length === 1 ? `${parts[0]}` : joined(parts.map((part) => `nullif(${part}, '')`));
}

const FILE_MARK = /^-- (.+\.sql:)(\d+)$/;

/** With its place in a comment above it, by which an engine's error is told: `placeInControls`. */
export function inFile({ sql, file, line }: Expression): string {
  return `-- ${file}:${line}\n${sql}`;
}

/** @returns the place in a control's file of a line of the statement's, from 1: `sql/controls/NAME.sql:LINE` */
export function placeInControls(sql: string, line: number): string | undefined {
  const lines = sql.split('\n').slice(0, line);
  const at = lines.findLastIndex((text) => FILE_MARK.test(text));
  const [, file, first] = FILE_MARK.exec(lines[at] ?? '') ?? [];
  // A line that is not of the file's text was made after it.
  return file && `${file}${Number(first) + Math.max(line - at - 2, 0)}`;
}
