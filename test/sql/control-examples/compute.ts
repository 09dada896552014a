import { call, type Examples, refused, role, SSO, times } from './records.ts';

const launched = (instanceType: string) =>
  call('ec2', 'RunInstances', { instanceType, instancesSet: { items: [{ imageId: 'ami-1' }] } });

export const compute: Examples = {
  'windows-passwords-read': {
    hits: [
      times(5, (i) =>
        refused(call('ec2', 'GetPasswordData', { instanceId: `i-${i}` }), 'Client.UnauthorizedOperation'),
      ),
    ],
    others: [times(4, (i) => call('ec2', 'GetPasswordData', { instanceId: `i-${i}` }))],
  },
  'user-data-read-in-number': {
    hits: [
      times(10, (i) =>
        call('ec2', 'DescribeInstanceAttribute', { attribute: 'userData', instanceId: `i-${i}` }),
      ),
    ],
    others: [
      times(10, (i) =>
        call('ec2', 'DescribeInstanceAttribute', { attribute: 'instanceType', instanceId: `i-${i}` }),
      ),
    ],
  },
  'notebook-script-changed': {
    hits: [
      call('sagemaker', 'CreateNotebookInstanceLifecycleConfig', {
        notebookInstanceLifecycleConfigName: 'x',
      }),
      call('sagemaker', 'UpdateNotebookInstance', { notebookInstanceName: 'n', lifecycleConfigName: 'x' }),
    ],
    others: [
      call('sagemaker', 'UpdateNotebookInstance', { notebookInstanceName: 'n', instanceType: 'ml.t3.large' }),
      refused(call('sagemaker', 'CreateNotebookInstanceLifecycleConfig', null)),
    ],
  },
  'user-data-changed': {
    hits: [call('ec2', 'ModifyInstanceAttribute', { instanceId: 'i-1', userData: '<sensitiveDataRemoved>' })],
    others: [call('ec2', 'ModifyInstanceAttribute', { instanceId: 'i-1', ebsOptimized: { value: true } })],
  },
  'command-on-instance': {
    hits: [
      call('ssm', 'SendCommand', { documentName: 'AWS-RunShellScript', instanceIds: ['i-1'] }),
      call('ssm', 'StartSession', { target: 'i-1' }),
      call('ec2-instance-connect', 'SendSSHPublicKey', { instanceId: 'i-1', instanceOSUser: 'ec2-user' }),
    ],
    others: [
      call('ssm', 'DescribeInstanceInformation'),
      refused(call('ssm', 'StartSession', { target: 'i-1' })),
    ],
  },
  'serial-console-used': {
    hits: [
      call('ec2', 'EnableSerialConsoleAccess', { EnableSerialConsoleAccessRequest: '' }),
      call('ec2-instance-connect', 'SendSerialConsoleSSHPublicKey', { instanceId: 'i-1', serialPort: 0 }),
    ],
    others: [call('ec2', 'DisableSerialConsoleAccess')],
  },
  'function-code-changed': {
    hits: [call('lambda', 'UpdateFunctionCode20150331v2', { functionName: 'f' }, { userIdentity: SSO })],
    others: [
      call(
        'lambda',
        'UpdateFunctionCode20150331v2',
        { functionName: 'f' },
        { userIdentity: role('deploy', 'ci') },
      ),
      call('lambda', 'GetFunction20150331v2', { functionName: 'f' }),
    ],
  },
  'imdsv1-allowed': {
    hits: [
      call('ec2', 'ModifyInstanceMetadataOptions', {
        ModifyInstanceMetadataOptionsRequest: { InstanceId: 'i-1', HttpTokens: 'optional' },
      }),
      call('ec2', 'RunInstances', {
        instanceType: 't3.micro',
        metadataOptions: { httpEndpoint: 'enabled', httpPutResponseHopLimit: 1, httpTokens: 'optional' },
      }),
    ],
    others: [
      call('ec2', 'ModifyInstanceMetadataOptions', {
        ModifyInstanceMetadataOptionsRequest: { InstanceId: 'i-1', HttpTokens: 'required' },
      }),
      call('ec2', 'ModifyInstanceMetadataOptions', {
        ModifyInstanceMetadataOptionsRequest: {
          InstanceId: 'i-1',
          HttpTokens: 'optional',
          HttpEndpoint: 'disabled',
        },
      }),
      launched('t3.micro'),
      refused(
        call('ec2', 'RunInstances', { metadataOptions: { httpTokens: 'optional' } }),
        'Client.UnauthorizedOperation',
      ),
    ],
  },
  'key-pair-imported': {
    hits: [call('ec2', 'ImportKeyPair', { keyName: 'laptop', publicKeyMaterial: 'c3NoLXJzYQ==' })],
    others: [
      call('ec2', 'CreateKeyPair', { keyName: 'laptop' }),
      refused(call('ec2', 'ImportKeyPair', { keyName: 'laptop' }), 'Client.UnauthorizedOperation'),
    ],
  },
  'gpu-instance-launched': {
    hits: [launched('p2.xlarge'), refused(launched('g5.48xlarge'), 'Client.VcpuLimitExceeded')],
    others: [launched('t3.micro'), launched('c7g.large')],
  },
  'mail-sending-enabled': {
    hits: [call('ses', 'UpdateAccountSendingEnabled', { enabled: true })],
    others: [call('ses', 'GetAccountSendingEnabled')],
  },
  'model-access-changed': {
    hits: [call('bedrock', 'PutFoundationModelEntitlement', { modelId: 'm' })],
    others: [call('bedrock', 'ListFoundationModels')],
  },
};
