import { arn, read, write } from '../call.ts';

const STACKS = ['network', 'shop-api', 'shop-web', 'audit'];

export const describeStacks = read('cloudformation', 'DescribeStacks', ({ random }) => ({
  stackName: random.pick(STACKS),
}));
export const createChangeSet = write(
  'cloudformation',
  'CreateChangeSet',
  ({ random }) => ({
    stackName: random.pick(STACKS),
    changeSetName: `deploy-${random.hex(8)}`,
    changeSetType: 'UPDATE',
    capabilities: ['CAPABILITY_IAM'],
  }),
  {
    response: (scene, request) => ({
      id: `${arn(scene, 'cloudformation')}:changeSet/${request?.changeSetName}/${scene.random.uuid()}`,
      stackId: `${arn(scene, 'cloudformation')}:stack/${request?.stackName}/${scene.random.uuid()}`,
    }),
  },
);
export const executeChangeSet = write('cloudformation', 'ExecuteChangeSet', ({ random }) => ({
  stackName: random.pick(STACKS),
  changeSetName: `deploy-${random.hex(8)}`,
  clientRequestToken: random.uuid(),
}));
export const authorizeRegistry = read('ecr', 'GetAuthorizationToken');
export const batchGetImage = read('ecr', 'BatchGetImage', ({ random, session }) => ({
  repositoryName: 'shop/web',
  registryId: session.account,
  imageIds: [{ imageDigest: `sha256:${random.hex(64)}` }],
  acceptedMediaTypes: ['application/vnd.oci.image.index.v1+json'],
}));
export const putImage = write('ecr', 'PutImage', ({ random, session }) => ({
  repositoryName: 'shop/web',
  registryId: session.account,
  imageTag: random.hex(7),
  imageManifestMediaType: 'application/vnd.oci.image.manifest.v1+json',
}));
