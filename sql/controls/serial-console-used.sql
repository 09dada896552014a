-- title: Serial console used or enabled
-- why: The serial console bypasses the network rules of the instance.
-- first: Ask the caller. If they do not know about it, disable their credentials and the serial console.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.2; MITRE ATT&CK: T1021.008
-- title-ja: シリアルコンソールの使用・有効化
-- why-ja: ネットワークの制限を迂回してインスタンスに接続できます。
-- first-ja: 本人に確認してください。心当たりがなければ、呼び出し元とシリアルコンソールを無効にしてください。

(eventsource = 'ec2.amazonaws.com' AND eventname = 'EnableSerialConsoleAccess'
  OR eventsource = 'ec2-instance-connect.amazonaws.com' AND eventname = 'SendSerialConsoleSSHPublicKey')
AND outcome = 'Success'
