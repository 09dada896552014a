import { readFile } from 'node:fs/promises';
import { isAllowed, type PolicyDocument } from '../infra/accounts/policy.ts';

const page = await readFile('docs/review.md', 'utf8');
const policy: PolicyDocument = JSON.parse(/```json\n(.*?)```/s.exec(page)?.[1] ?? '');

const BUCKET = 'arn:aws:s3:::ARCHIVE-BUCKET';
const RUN = `${BUCKET}/runs/2026/11/21/scheduled-20261121T0000Z-20261122T0000Z-1a2b3c4d`;
const allows = (action: string, resource: string, context = {}) =>
  isAllowed(policy, { principal: { arn: 'arn:aws:iam::111122223333:user/aiko' }, action, resource, context });
/** That it must not exist. */
const onlyNew = { 's3:if-none-match': '*' };

test.each([
  ['reads a manifest', 's3:GetObject', `${RUN}/manifest.json`, {}],
  ['lists runs', 's3:ListBucket', BUCKET, { 's3:prefix': 'runs/2026/11/21/' }],
  ['asks for the bucket', 's3:ListBucket', BUCKET, {}],
  ['adds a review', 's3:PutObject', `${RUN}/review-1.json`, onlyNew],
])('the policy for reviewers: who has it %s', (_, action, resource, context) => {
  expect(allows(action, resource, context)).toBe(true);
});

test.each([
  ['replaces a review', 's3:PutObject', `${RUN}/review-1.json`, {}],
  ['writes a manifest', 's3:PutObject', `${RUN}/manifest.json`, onlyNew],
  ['removes a review', 's3:DeleteObject', `${RUN}/review-1.json`, {}],
  ['lists what is not a run', 's3:ListBucket', BUCKET, { 's3:prefix': 'other/' }],
])('the policy for reviewers: nobody %s by it', (_, action, resource, context) => {
  expect(allows(action, resource, context)).toBe(false);
});
