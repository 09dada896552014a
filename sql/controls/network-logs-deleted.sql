-- title: Flow logs or DNS query logs deleted, or attempted
-- why: Network connections are no longer recorded.
-- first: Create the logs again, disable the caller, and check what else they did.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.6; MITRE ATT&CK: T1562.008
-- title-ja: フローログ・DNSクエリログの削除(試行を含む)
-- why-ja: 通信の記録が残らなくなります。
-- first-ja: ログを再び作成し、呼び出し元を無効にして、操作を調べてください。

eventsource = 'ec2.amazonaws.com' AND eventname = 'DeleteFlowLogs'
OR eventsource = 'route53resolver.amazonaws.com'
  AND eventname IN ('DeleteResolverQueryLogConfig', 'DisassociateResolverQueryLogConfig')
