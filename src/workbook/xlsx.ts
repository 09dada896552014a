/** The parts of an Office Open XML workbook (ECMA-376), in the order in which they are known: the sheets first. */
import { columnName, xmlText } from './cells.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { Part } from './zip.ts';

export interface Sheet {
  name: string;
  /** from the left, among those that are not in the order of their making; absent: after all of them */
  position?: number;
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** what its rows can be filtered by: `A1:B7`; asked for when the content was read */
  filter?(): string | undefined;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export const SHEET_START = `${HEAD}<worksheet xmlns="${MAIN}">`;

/**
 * @param sheets each is read to its end before the next is asked for
 * @param strings to which the sheets add
 */
export async function* workbookParts(
  sheets: AsyncIterable<Sheet>,
  strings: SharedStrings,
): AsyncGenerator<Part> {
  const made: { name: string; position: number; number: number; filter: string | undefined }[] = [];
  for await (const { name, position = Number.POSITIVE_INFINITY, content, filter } of sheets) {
    const number = made.length + 1;
    yield { name: `xl/worksheets/sheet${number}.xml`, content };
    made.push({ name, position, number, filter: filter?.() });
  }
  made.sort((a, b) => (a.position === b.position ? a.number - b.number : a.position - b.position));
  const part = (name: string, xml: string): Part => ({ name, content: [Buffer.from(HEAD + xml)] });
  const ids = made.map(({ number }) => number);
  yield part('xl/workbook.xml', workbook(made));
  yield part(
    'xl/_rels/workbook.xml.rels',
    relationships([...ids.map(sheetTarget), ...partsTargets(ids.length)]),
  );
  yield part('xl/styles.xml', STYLES);
  yield { name: 'xl/sharedStrings.xml', content: sharedStrings(strings) };
  yield part('_rels/.rels', relationships([{ id: 1, type: 'officeDocument', target: 'xl/workbook.xml' }]));
  yield part('[Content_Types].xml', contentTypes(ids));
}

const sheetTarget = (id: number) => ({ id, type: 'worksheet', target: `worksheets/sheet${id}.xml` });
const partsTargets = (sheets: number) => [
  { id: sheets + 1, type: 'styles', target: 'styles.xml' },
  { id: sheets + 2, type: 'sharedStrings', target: 'sharedStrings.xml' },
];

function* sharedStrings(strings: SharedStrings): Generator<Uint8Array> {
  yield Buffer.from(`${HEAD}<sst xmlns="${MAIN}">`);
  yield* strings.items();
  yield Buffer.from('</sst>');
}

function workbook(sheets: readonly { name: string; number: number; filter: string | undefined }[]): string {
  const listed = sheets.map(
    ({ name, number }) => `<sheet name="${xmlText(name)}" sheetId="${number}" r:id="rId${number}"/>`,
  );
  const filters = sheets.flatMap(({ name, filter }, at) =>
    filter
      ? `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${xmlText(`'${name.replaceAll("'", "''")}'!${absolute(filter)}`)}</definedName>`
      : [],
  );
  const names = filters.length > 0 ? `<definedNames>${filters.join('')}</definedNames>` : '';
  return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${listed.join('')}</sheets>${names}</workbook>`;
}

/** `A1:B7` as `$A$1:$B$7` */
function absolute(range: string): string {
  return range.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
}

function relationships(all: readonly { id: number; type: string; target: string }[]): string {
  const each = all.map(
    ({ id, type, target }) => `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

function contentTypes(ids: readonly number[]): string {
  const override = (part: string, type: string) =>
    `<Override PartName="/xl/${part}.xml" ContentType="${TYPES}.${type}+xml"/>`;
  const overrides = [
    override('workbook', 'sheet.main'),
    override('styles', 'styles'),
    override('sharedStrings', 'sharedStrings'),
    ...ids.map((id) => override(`worksheets/sheet${id}`, 'worksheet')),
  ];
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`;
}

/** Below the first row, which stays in view. */
export const FROZEN =
  '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>';

/** @param widths in characters */
export function sheetHead(widths: readonly number[], pane = ''): string {
  const columns = widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const cols = columns.length > 0 ? `<cols>${columns.join('')}</cols>` : '';
  return `${SHEET_START}<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>${cols}<sheetData>`;
}

/** Ids are text that looks like numbers: Excel would mark each. */
export function sheetEnd({ filter, choice = '' }: { filter?: string | undefined; choice?: string }): string {
  const rows = filter ? `<autoFilter ref="${filter}"/>` : '';
  return `</sheetData>${rows}${choice}${END}`;
}

/**
 * @param cells that take one of the values or stay empty: `F20:F31`
 * @param list without commas and quotes in its values, of at most 255 characters
 */
export function choiceOf(cells: string, list: { values: readonly string[]; error: string }): string {
  return `<dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="1" error="${xmlText(list.error)}" sqref="${cells}"><formula1>"${list.values.join(',')}"</formula1></dataValidation></dataValidations>`;
}

const END = `<ignoredErrors><ignoredError sqref="A1:${columnName(16_383)}1048576" numberStoredAsText="1"/></ignoredErrors></worksheet>`;

/** The formats in the order of STYLE. */
const FORMATS = [
  '<xf/>',
  '<xf quotePrefix="1"/>',
  '<xf numFmtId="164" applyNumberFormat="1"/>',
  '<xf numFmtId="3" applyNumberFormat="1"/>',
  '<xf fontId="1" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1" quotePrefix="1"/>',
  '<xf fontId="2" applyFont="1"/>',
  '<xf fontId="1" applyFont="1"><alignment vertical="top" wrapText="1"/></xf>',
  '<xf quotePrefix="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
  '<xf fillId="3" borderId="2" quotePrefix="0" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
  '<xf fontId="3" applyFont="1"/>',
];
const font = (face: string, size = 11) => `<font>${face}<sz val="${size}"/><name val="Calibri"/></font>`;
const fill = (color: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${color}"/></patternFill></fill>`;
const side = (name: string) => `<${name} style="thin"><color rgb="FF9AA5B1"/></${name}>`;
const STYLES = [
  `<styleSheet xmlns="${MAIN}">`,
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>',
  `<fonts count="4">${font('')}${font('<b/>')}${font('<b/>', 14)}${font('<i/>')}</fonts>`,
  `<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill('FFE8EDF2')}${fill('FFFFF8DC')}</fills>`,
  `<borders count="3"><border/><border>${side('bottom')}</border><border>${['left', 'right', 'top', 'bottom'].map(side).join('')}</border></borders>`,
  '<cellStyleXfs count="1"><xf/></cellStyleXfs>',
  `<cellXfs count="${FORMATS.length}">${FORMATS.join('')}</cellXfs>`,
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
  '</styleSheet>',
].join('');
