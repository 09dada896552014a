import { readFile } from 'node:fs/promises';
import { emptyDirectory } from '../logs.ts';
import { type Packaged, readPackaged } from './packaged.ts';
import { deployedDefinition } from './state-machine.ts';
import { type Deployed, deploy } from './template.ts';

let packaged: Packaged;
let deployed: Deployed;
beforeAll(async () => {
  packaged = await readPackaged(await emptyDirectory());
  deployed = deploy(packaged.template);
});

test('the packaged definition is that of infra/state-machine.asl.json', async () => {
  const written = JSON.parse(await readFile('infra/state-machine.asl.json', 'utf8'));

  expect(packaged.template.Resources.StateMachine?.Properties?.Definition).toEqual(written);
});

test('its substitutions are all that it needs and no more', () => {
  const { Definition, DefinitionSubstitutions } = packaged.template.Resources.StateMachine?.Properties ?? {};
  const names = new Set([...JSON.stringify(Definition).matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name));

  expect([...names].sort()).toEqual(Object.keys(DefinitionSubstitutions ?? {}).sort());
});

test.each([
  ['RunCollect', 'handlers/run-query.handler'],
  ['PollCollect', 'handlers/poll-query.handler'],
  ['RunQuery', 'handlers/run-query.handler'],
  ['PollQuery', 'handlers/poll-query.handler'],
  ['ArchiveReport', 'handlers/archive-report.handler'],
  ['SendSummary', 'handlers/send-summary.handler'],
  ['Render', 'handlers/render.handler'],
])('state %s calls %s', (state, handler) => {
  const definition = JSON.stringify(deployedDefinition(deployed));
  const [, arn] =
    new RegExp(`"${state}":\\{(?:"Comment":"[^"]*",)?"Type":"Task","Resource":"([^"]+)"`).exec(definition) ??
    [];
  const called = deployed
    .ofType('AWS::Lambda::Function')
    .find((id) => arn?.endsWith(`:function:${deployed.ref(id)}`));

  expect(deployed.resources[called ?? '']?.Properties.Handler).toBe(handler);
});
