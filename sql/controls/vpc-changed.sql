-- title: VPC or peering changed
-- why: Peering connects a network to another one, possibly of another account.
-- first: Check that the change was requested.
-- severity: low
-- standards: CIS v7.0: 5.14 (4.14 in v3 to v5); PCI DSS 4: 10.2.1.7
-- title-ja: VPC・ピアリングの変更
-- why-ja: ピアリングは、別アカウントを含む他のネットワークと接続します。
-- first-ja: 依頼された変更か確認してください。

eventsource = 'ec2.amazonaws.com' AND eventname IN ('CreateVpc', 'DeleteVpc', 'ModifyVpcAttribute',
  'CreateVpcPeeringConnection', 'AcceptVpcPeeringConnection', 'DeleteVpcPeeringConnection',
  'RejectVpcPeeringConnection', 'AttachClassicLinkVpc', 'DetachClassicLinkVpc', 'EnableVpcClassicLink',
  'DisableVpcClassicLink')
AND outcome = 'Success'
