-- title: Network ACL changed
-- why: Network ACLs decide what can be reached in a whole subnet.
-- first: Check that the change was requested.
-- severity: low
-- standards: CIS v7.0: 5.11 (4.11 in v3 to v5); PCI DSS 4: 10.2.1.7
-- title-ja: ネットワークACLの変更
-- why-ja: ACLは、サブネット全体への接続の可否を決めます。
-- first-ja: 依頼された変更か確認してください。

eventsource = 'ec2.amazonaws.com' AND eventname IN ('CreateNetworkAcl', 'CreateNetworkAclEntry', 'DeleteNetworkAcl',
  'DeleteNetworkAclEntry', 'ReplaceNetworkAclEntry', 'ReplaceNetworkAclAssociation')
AND outcome = 'Success'
