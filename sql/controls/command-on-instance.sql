-- title: Command or session on an instance
-- why: Systems Manager and Instance Connect give a shell without a key pair.
-- first: If this is not part of their usual work, ask the caller.
-- severity: low
-- standards: PCI DSS 4: 10.2.1.2; MITRE ATT&CK: T1651
-- title-ja: インスタンスでのコマンド・セッション
-- why-ja: Systems ManagerとInstance Connectにより、キーペアなしでシェルを使えます。
-- first-ja: 普段の作業でなければ、本人に確認してください。

(eventsource = 'ssm.amazonaws.com' AND eventname IN ('SendCommand', 'StartSession', 'ResumeSession')
  OR eventsource = 'ec2-instance-connect.amazonaws.com' AND eventname IN ('SendSSHPublicKey', 'OpenTunnel'))
AND outcome = 'Success'
