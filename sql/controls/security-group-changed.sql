-- title: Security group changed
-- why: Security groups decide what can be reached from where.
-- first: Check that the change was requested.
-- severity: low
-- standards: CIS v7.0: 5.10 (4.10 in v3 to v5); PCI DSS 4: 10.2.1.7
-- title-ja: セキュリティグループの変更
-- why-ja: セキュリティグループは、どこから何に接続できるかを決めます。
-- first-ja: 依頼された変更か確認してください。

eventsource = 'ec2.amazonaws.com' AND eventname IN ('AuthorizeSecurityGroupIngress', 'AuthorizeSecurityGroupEgress',
  'RevokeSecurityGroupIngress', 'RevokeSecurityGroupEgress', 'ModifySecurityGroupRules', 'CreateSecurityGroup',
  'DeleteSecurityGroup')
AND outcome = 'Success'
