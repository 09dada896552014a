import { call, type Examples, refused } from './records.ts';

const ec2 = (name: string, parameters: Record<string, unknown> | null = null) =>
  call('ec2', name, parameters);
const ingress = (permission: object) =>
  ec2('AuthorizeSecurityGroupIngress', {
    groupId: 'sg-1',
    ipPermissions: {
      items: [{ ipProtocol: 'tcp', fromPort: 22, toPort: 22, groups: {}, prefixListIds: {}, ...permission }],
    },
  });

export const network: Examples = {
  'security-group-changed': {
    hits: [
      ingress({ ipRanges: { items: [{ cidrIp: '192.0.2.0/24' }] } }),
      ec2('DeleteSecurityGroup', { groupId: 'sg-1' }),
    ],
    others: [ec2('DescribeSecurityGroups'), refused(ec2('CreateSecurityGroup'))],
  },
  'security-group-open': {
    hits: [
      ingress({ ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] }, ipv6Ranges: {} }),
      ingress({ ipRanges: {}, ipv6Ranges: { items: [{ cidrIpv6: '::/0' }] } }),
      ec2('AuthorizeSecurityGroupIngress', {
        groupId: 'sg-1',
        cidrIp: '0.0.0.0/0',
        fromPort: 22,
        toPort: 22,
      }),
      ec2('ModifySecurityGroupRules', {
        ModifySecurityGroupRulesRequest: {
          GroupId: 'sg-1',
          SecurityGroupRule: {
            SecurityGroupRule: { CidrIpv4: '0.0.0.0/0', FromPort: 22, ToPort: 22 },
            tag: 1,
          },
        },
      }),
    ],
    others: [
      refused(ingress({ ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }), 'Client.DryRunOperation'),
      ingress({ ipRanges: { items: [{ cidrIp: '10.0.0.0/8' }] } }),
    ],
  },
  'network-acl-changed': {
    hits: [
      ec2('CreateNetworkAclEntry', { networkAclId: 'acl-1', cidrBlock: '0.0.0.0/0', ruleAction: 'allow' }),
    ],
    others: [ec2('DescribeNetworkAcls')],
  },
  'gateway-changed': {
    hits: [ec2('AttachInternetGateway', { internetGatewayId: 'igw-1', vpcId: 'vpc-1' })],
    others: [ec2('DescribeInternetGateways')],
  },
  'route-table-changed': {
    hits: [
      ec2('CreateRoute', { routeTableId: 'rtb-1', destinationCidrBlock: '0.0.0.0/0', gatewayId: 'igw-1' }),
    ],
    others: [ec2('DescribeRouteTables'), call('apigateway', 'CreateRoute')],
  },
  'vpc-changed': {
    hits: [ec2('CreateVpcPeeringConnection', { vpcId: 'vpc-1' })],
    others: [ec2('DescribeVpcs')],
  },
};
