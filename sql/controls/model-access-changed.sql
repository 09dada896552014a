-- title: Access to Bedrock models granted, or their logging switched off
-- why: Attackers sell access to the models of stolen accounts.
-- first: Ask who needs it. If nobody does, remove the access and disable the caller.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.7; MITRE ATT&CK: T1496
-- title-ja: Bedrockモデルへのアクセスの許可・呼び出しログの無効化
-- why-ja: 乗っ取られたアカウントは、モデルの利用のために転売されます。
-- first-ja: 誰が必要としているか確認してください。不要であれば、アクセスを削除し、呼び出し元を無効にしてください。

eventsource = 'bedrock.amazonaws.com' AND eventname IN ('PutFoundationModelEntitlement', 'PutUseCaseForModelAccess',
  'CreateFoundationModelAgreement', 'DeleteModelInvocationLoggingConfiguration')
AND outcome = 'Success'
