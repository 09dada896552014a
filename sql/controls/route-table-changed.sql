-- title: Route table changed
-- why: A route can send traffic around the systems that inspect it.
-- first: Check that the change was requested.
-- severity: low
-- standards: CIS v7.0: 5.13 (4.13 in v3 to v5); PCI DSS 4: 10.2.1.7
-- title-ja: ルートテーブルの変更
-- why-ja: ルートにより、検査を迂回した通信が可能になります。
-- first-ja: 依頼された変更か確認してください。

eventsource = 'ec2.amazonaws.com' AND eventname IN ('CreateRoute', 'CreateRouteTable', 'ReplaceRoute',
  'ReplaceRouteTableAssociation', 'DeleteRouteTable', 'DeleteRoute', 'DisassociateRouteTable')
AND outcome = 'Success'
