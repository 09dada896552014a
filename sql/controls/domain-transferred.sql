-- title: Domain unlocked or transferred, or attempted
-- why: Anyone who takes over the domain takes over its mail and its visitors.
-- first: Ask the owner of the domain at once. If they do not know about it, lock it again and call AWS Support.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.7; MITRE ATT&CK: T1583.001
-- title-ja: ドメインのロック解除・移管(試行を含む)
-- why-ja: ドメインを手に入れた人は、メールと利用者も手に入れます。
-- first-ja: ドメインの所有者にすぐ確認してください。心当たりがなければ、再びロックし、AWSサポートに連絡してください。

eventsource = 'route53domains.amazonaws.com' AND eventname IN ('DisableDomainTransferLock', 'RetrieveDomainAuthCode',
  'TransferDomainToAnotherAwsAccount')
