import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { isFormula, wellFormed } from '../hostile/cells.ts';
import { corpus } from '../hostile/corpus.ts';
import { emptyDirectory } from '../logs.ts';
import { renderedRun } from './run.ts';

const run = promisify(execFile);

const isInstalled = await run('soffice', ['--version']).then(
  () => true,
  () => false,
);

// Debian: apt-get install libreoffice-calc-nogui
const testWithLibreOffice = isInstalled ? test : test.skip;

/** Commas, quotes, UTF-8, every cell quoted as it is formatted, every sheet in a file of its own. */
const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1';

testWithLibreOffice(
  'LibreOffice opens it: hostile values are text, times are times, counts are numbers, results are chosen',
  async () => {
    const values = corpus.map(({ value }) => value).filter((value) => wellFormed(value).length < 32_767);
    const { workbook } = await renderedRun([
      { id: 'hostile', columns: ['useragent'], rows: values.map((value) => [value]) },
      {
        id: 'typed',
        columns: ['eventtime', 'events', 'accountid'],
        rows: [['2026-11-21T07:08:09Z', '1234', '001122223333']],
      },
    ]);
    const directory = await emptyDirectory();
    await writeFile(join(directory, 'report.xlsx'), workbook);

    await convert(directory, CSV);
    await convert(directory, 'fods');

    const csv = async (sheet: string): Promise<string[][]> =>
      parse(await readFile(join(directory, `report-${sheet}.csv`)), { bom: true });
    expect((await readdir(directory)).filter((file) => file.endsWith('.csv')).sort()).toEqual(
      ['Summary', 'Review', 'hostile', 'typed'].map((sheet) => `report-${sheet}.csv`).sort(),
    );
    expect(await csv('typed')).toEqual([
      ['eventtime (UTC)', 'events', 'accountid'],
      ['2026-11-21 07:08:09', '1234', '001122223333'],
    ]);
    const [, ...cells] = (await csv('hostile')).map(([cell]) => cell);
    const wrong = values.flatMap((value, at) =>
      lineEnds(cells[at] ?? '') === lineEnds(shown(value)) ? [] : [JSON.stringify([value, cells[at]])],
    );
    expect(wrong).toEqual([]);
    const opened = await readFile(join(directory, 'report.fods'), 'utf8');
    const [, list, rule] =
      /<table:content-validation table:name="(\w+)" table:condition="([^"]*)"/.exec(opened) ?? [];
    expect(rule).toBe('of:cell-content-is-in-list(&quot;false-alarm&quot;;&quot;followed-up&quot;)');
    expect(opened).toContain(` table:content-validation-name="${list}"`);
  },
  120_000,
);

/** The workbook in the directory, into another form beside it. */
async function convert(directory: string, form: string): Promise<void> {
  await run('soffice', [
    `-env:UserInstallation=file://${directory}/profile`,
    '--headless',
    '--convert-to',
    form,
    '--outdir',
    directory,
    join(directory, 'report.xlsx'),
  ]);
}

/** LibreOffice changes some of them. */
const lineEnds = (text: string) => text.replace(/\n\r|\r\n?/g, '\n');

/** What Excel can hold of a value. */
function shown(value: string): string {
  const logged = value[0] === "'" && isFormula(value.slice(1)) ? value.slice(1) : value;
  return wellFormed(logged)
    .replace(/(?![\t\n\r\u007f-\u009f])\p{Cc}/gu, (control) =>
      String.fromCharCode(0x2400 + control.charCodeAt(0)),
    )
    .replace(/[\ufffe\uffff]/g, '\ufffd');
}
