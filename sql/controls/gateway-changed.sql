-- title: Internet or customer gateway changed
-- why: A gateway connects a network to the outside.
-- first: Check that the change was requested.
-- severity: low
-- standards: CIS v7.0: 5.12 (4.12 in v3 to v5); PCI DSS 4: 10.2.1.7
-- title-ja: インターネットゲートウェイ・カスタマーゲートウェイの変更
-- why-ja: ゲートウェイは、ネットワークを外部と接続します。
-- first-ja: 依頼された変更か確認してください。

eventsource = 'ec2.amazonaws.com' AND eventname IN ('CreateCustomerGateway', 'DeleteCustomerGateway',
  'AttachInternetGateway', 'CreateInternetGateway', 'DeleteInternetGateway', 'DetachInternetGateway')
AND outcome = 'Success'
