import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { COMMANDS } from '../../src/cli/main.ts';
import { type Config, configFaults, configSchema } from '../../src/config/config.ts';
import { catalogue } from '../sql/built-in.ts';

const page = await readFile('docs/command-line.md', 'utf8');

const program = new Command();
const io = { out: () => {}, error: () => {}, write: async () => true };
for (const add of COMMANDS) add(program, io, () => {});

test.each(program.commands.flatMap((command) => command.options.map(({ long }) => [command.name(), long])))(
  'names the option of %s: %s',
  (command, long) => {
    const section = page.split(/^## /m).find((text) => text.startsWith(`${command}\n`));
    expect(section).toContain(`\`${long}\``);
  },
);

test('has a complete configuration that is right', () => {
  const config = JSON.parse(/```json\n(.*?)```/s.exec(page)?.[1] ?? '') as Config;
  const ids = catalogue.map(({ id }) => id);

  expect(configSchema.parse(config)).toEqual(config);
  expect(configFaults(config, ids)).toEqual([]);
  expect(Object.keys(config).sort()).toEqual(Object.keys(configSchema.shape).sort());
});

test('the configuration of the page on every day is right', async () => {
  const block = /```json\n(.*?)```/s.exec(await readFile('docs/daily.md', 'utf8'))?.[1] ?? '';
  expect(configSchema.parse(JSON.parse(block))).toMatchObject(JSON.parse(block));
});

test.each(settings(configSchema.parse({})))('gives the setting %s and its default, %s', (setting, value) => {
  expect(page).toContain(`| \`${setting}\` | \`${value}\` |`);
});

test.each(['accounts', 'regions', 'mail.allowedDomains', 'mute'])('gives the setting %s', (setting) => {
  expect(page).toContain(`| \`${setting}\` | `);
});

/** Every setting that has a default, by its path. */
function settings(value: unknown, path: string[] = []): [string, string][] {
  if (Array.isArray(value)) return [[path.join('.'), value.join('`, `')]];
  if (typeof value !== 'object' || value === null) return [[path.join('.'), String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => settings(inner, [...path, key]));
}
