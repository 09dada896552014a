import { readdir, readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { COMMANDS } from '../../src/cli/main.ts';

const pages = ['README.md', 'CONTRIBUTING.md', ...(await within('docs')), ...(await within('docs/ja'))];
const texts = await Promise.all(pages.map((page) => readFile(page, 'utf8')));
const helps = COMMANDS.flatMap((add) => {
  const program = new Command();
  add(program, { out: () => {}, error: () => {}, write: async () => true }, () => {});
  return program.commands.map((command) => {
    let text = '';
    command.configureOutput({
      writeOut: (written) => {
        text += written;
      },
    });
    command.outputHelp();
    return { page: `${command.name()} --help`, text };
  });
});

/** What follows the name of the command line in blocks of shell commands, and in the examples of help. */
const calls = [
  ...pages.flatMap((page, i) =>
    (texts[i]?.match(/^```sh$.*?^```$/gms) ?? []).flatMap((block) => callsIn(page, block)),
  ),
  ...helps.flatMap(({ page, text }) => callsIn(page, text.split(/^Examples?:$/m)[1] ?? '')),
];

test('every call in help and pages has commands, arguments and options that exist', () => {
  const refused = calls.flatMap(({ page, call }) => {
    const words = call.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
    try {
      parser().parse(words, { from: 'user' });
      return [];
    } catch (error) {
      return [`${page}: ${call}: ${(error as Error).message}`];
    }
  });

  expect(refused).toEqual([]);
  expect(calls.length).toBeGreaterThan(40);
});

/** The command line without its work: arguments that it does not know are errors. */
function parser(): Command {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  for (const add of COMMANDS)
    add(program, { out: () => {}, error: () => {}, write: async () => true }, () => {});
  for (const command of program.commands) command.action(() => {});
  return program;
}

function callsIn(page: string, text: string): { page: string; call: string }[] {
  const lines = text
    .replace(/\\\n\s*/g, '')
    .replace(/\$\([^)]*\)/g, 'OUTPUT')
    .replace(/ #.*$/gm, '')
    .split('\n');
  const named =
    /(?:npx cloudtrail-audit-reporter|npm run(?: -s)? audit --|(?<![\w./-])cloudtrail-audit) ([a-z].*)$/;
  return lines
    .flatMap((line) => line.split(/&&|[|>;]/))
    .flatMap((part) => named.exec(part.trim())?.[1] ?? [])
    .map((call) => ({ page, call }));
}

async function within(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name}`);
}
