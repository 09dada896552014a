-- title: Key pair imported
-- why: The holder of the private key, which AWS never saw, can log in to instances started with it.
-- first: Ask who holds the private key. If nobody knows, delete the key pair and check which instances have it.
-- severity: low
-- standards: PCI DSS 4: 10.2.1.5; MITRE ATT&CK: T1098.001
-- detail: json_extract_scalar(requestparameters, '$.keyName')
-- title-ja: キーペアのインポート
-- why-ja: 秘密鍵(AWSは関知しません)を持つ人が、このキーペアで起動したインスタンスにログインできます。
-- first-ja: 誰が秘密鍵を持っているか確認してください。不明であれば、キーペアを削除し、使用しているインスタンスを調べてくだ
--   さい。

eventsource = 'ec2.amazonaws.com' AND eventname = 'ImportKeyPair'
AND outcome = 'Success'
