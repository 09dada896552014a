import { call, type Examples, ROOT, refused } from './records.ts';

const organizations = (name: string, parameters: Record<string, unknown> | null = null) =>
  call('organizations', name, parameters);

export const organization: Examples = {
  'organization-changed': {
    hits: [
      organizations('CreateAccount', { accountName: 'x' }),
      organizations('AttachPolicy', { policyId: 'p-1', targetId: 'ou-1' }),
    ],
    others: [
      organizations('ListAccounts'),
      refused(organizations('MoveAccount')),
      call('iam', 'CreatePolicy'),
    ],
  },
  'organization-left': {
    hits: [
      organizations('LeaveOrganization'),
      refused(organizations('LeaveOrganization')),
      organizations('CloseAccount', { accountId: '444455556666' }),
    ],
    others: [organizations('DescribeOrganization')],
  },
  'guardrail-removed': {
    hits: [organizations('DetachPolicy', { policyId: 'p-1', targetId: 'ou-1' })],
    others: [
      organizations('AttachPolicy', { policyId: 'p-1', targetId: 'ou-1' }),
      refused(organizations('DeletePolicy')),
    ],
  },
  'region-enabled': {
    hits: [call('account', 'EnableRegion', { RegionName: 'me-south-1' })],
    others: [call('account', 'DisableRegion', { RegionName: 'me-south-1' })],
  },
  'domain-transferred': {
    hits: [
      call(
        'route53domains',
        'DisableDomainTransferLock',
        { domainName: 'example.com' },
        { userIdentity: ROOT },
      ),
    ],
    others: [call('route53domains', 'EnableDomainTransferLock', { domainName: 'example.com' })],
  },
};
