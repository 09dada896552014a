-- title: Mail sending enabled or extended
-- why: Attackers use stolen accounts to send spam and phishing in your name.
-- first: Ask who needs it. If nobody does, pause sending and disable the caller.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.7; MITRE ATT&CK: T1496.004
-- title-ja: メール送信の有効化・拡大
-- why-ja: 乗っ取られたアカウントから、あなたの名前で迷惑メールやフィッシングメールが送られます。
-- first-ja: 誰が必要としているか確認してください。不要であれば、送信を停止し、呼び出し元を無効にしてください。

eventsource = 'ses.amazonaws.com' AND eventname IN ('UpdateAccountSendingEnabled', 'PutAccountSendingAttributes',
  'PutAccountDetails', 'CreateEmailIdentity', 'VerifyEmailIdentity', 'VerifyDomainIdentity')
AND outcome = 'Success'
