-- title: Identity Center permissions changed
-- why: A permission set or an assignment gives people access to whole accounts.
-- first: Check that the change was requested. If not, undo it.
-- severity: medium
-- standards: PCI DSS 4: 10.2.1.5; MITRE ATT&CK: T1098.003
-- title-ja: Identity Centerの権限の変更
-- why-ja: 許可セットや割り当てによって、アカウント全体へのアクセスが与えられます。
-- first-ja: 依頼された変更か確認し、依頼がなければ元に戻してください。

eventsource = 'sso.amazonaws.com' AND eventname IN ('CreateAccountAssignment', 'DeleteAccountAssignment',
  'CreatePermissionSet', 'UpdatePermissionSet', 'DeletePermissionSet', 'ProvisionPermissionSet',
  'AttachManagedPolicyToPermissionSet', 'DetachManagedPolicyFromPermissionSet',
  'AttachCustomerManagedPolicyReferenceToPermissionSet', 'PutInlinePolicyToPermissionSet',
  'DeleteInlinePolicyFromPermissionSet', 'PutPermissionsBoundaryToPermissionSet',
  'DeletePermissionsBoundaryFromPermissionSet')
AND outcome = 'Success'
