-- title: Security group opened to the world
-- why: Anybody on the internet can reach what is behind it.
-- first: Close it unless it is a public web server's; SSH, RDP and databases never.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.7; MITRE ATT&CK: T1562.007
-- detail: concat(regexp_extract(requestparameters, '"[gG]roupId"\s*:\s*"([^"]*)"', 1), ' ports ',
--   coalesce(regexp_extract(requestparameters, '"[fF]romPort"\s*:\s*([0-9]+)', 1), ''), '-',
--   coalesce(regexp_extract(requestparameters, '"[tT]oPort"\s*:\s*([0-9]+)', 1), ''))
-- title-ja: セキュリティグループの全開放
-- why-ja: インターネット上の誰でも接続できます。
-- first-ja: 公開Webサーバー用でなければ閉じてください。SSH、RDP、データベースは決して公開しないでください。

eventsource = 'ec2.amazonaws.com' AND eventname IN ('AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules')
AND regexp_like(requestparameters, '"(cidrIp|cidrIpv6|CidrIpv4|CidrIpv6)"\s*:\s*"[^"]*/0"')
AND outcome = 'Success'
