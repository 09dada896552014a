import { nodeText } from '../../src/page/flow-chart.tsx';

test.each([
  ['a name that fits, as it is', 'assumed-role/deploy', '1,204', 240, 'deploy 1,204'],
  ['a service without its domain', 's3.amazonaws.com', '7', 200, 's3 7'],
  [
    'both ends of a long name',
    'assumed-role/OrganizationAccountDeploymentPipelineRole-eu-central-1',
    '12,345',
    240,
    'OrganizationA…-eu-central-1 12,345',
  ],
  ['wide letters', '監査'.repeat(20), '1', 240, '監査監査監査監査監…監査監査監査監査 1'],
  ['whole characters', `${'😀'.repeat(30)}`, '1', 165, `${'😀'.repeat(6)}…${'😀'.repeat(5)} 1`],
  ['at least the count', 'name', '1,000,000', 20, '… 1,000,000'],
])('has %s', (_, name, count, room, text) => {
  expect(nodeText(name, count, room)).toBe(text);
});
