-- title: Security group opened to the internet
-- why: Anyone on the internet can reach the machines in this group.
-- first: Close it unless it is for a public web server. Never open SSH, RDP or database ports.
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
