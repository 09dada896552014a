-- title: Identity provider or trust anchor changed
-- why: Anyone who controls an identity provider can sign in as any of its users.
-- first: Ask who changed it. If nobody knows, remove the provider and end the sessions of its roles.
-- severity: high
-- standards: PCI DSS 4: 10.2.1.5; MITRE ATT&CK: T1484.002
-- title-ja: IDプロバイダー・トラストアンカーの変更
-- why-ja: プロバイダーを管理する人は、そのプロバイダーが認証する誰としてでもサインインできます。
-- first-ja: 誰が変更したか確認してください。不明であれば、プロバイダーを削除し、ロールのセッションを無効にしてくださ
--   い。

(
  eventsource = 'iam.amazonaws.com' AND eventname IN ('CreateSAMLProvider', 'UpdateSAMLProvider',
    'CreateOpenIDConnectProvider', 'UpdateOpenIDConnectProviderThumbprint', 'AddClientIDToOpenIDConnectProvider')
  OR eventsource = 'rolesanywhere.amazonaws.com' AND eventname IN ('CreateTrustAnchor', 'UpdateTrustAnchor')
  OR eventsource IN ('sso.amazonaws.com', 'sso-directory.amazonaws.com') AND eventname IN (
    'AssociateDirectory', 'DisassociateDirectory', 'EnableExternalIdPConfigurationForDirectory',
    'DisableExternalIdPConfigurationForDirectory', 'UpdateExternalIdPConfigurationForDirectory'
  )
)
AND outcome = 'Success'
