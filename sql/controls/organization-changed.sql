-- title: Organization changed
-- why: Accounts, units and policies decide which restrictions apply to whom.
-- first: Check that the change was requested.
-- severity: medium
-- standards: CIS v7.0: 5.15 (4.15 in v3 to v5); PCI DSS 4: 10.2.1.7
-- title-ja: 組織の変更
-- why-ja: アカウント、組織単位、ポリシーによって、誰にどの制限が適用されるかが決まります。
-- first-ja: 依頼された変更か確認してください。

eventsource = 'organizations.amazonaws.com' AND eventname IN ('AcceptHandshake', 'AttachPolicy', 'CancelHandshake',
  'CreateAccount', 'CreateOrganization', 'CreateOrganizationalUnit', 'CreatePolicy', 'DeclineHandshake',
  'DeleteOrganization', 'DeleteOrganizationalUnit', 'DeletePolicy', 'DetachPolicy', 'DisablePolicyType',
  'EnablePolicyType', 'InviteAccountToOrganization', 'LeaveOrganization', 'MoveAccount',
  'RemoveAccountFromOrganization', 'RegisterDelegatedAdministrator', 'UpdateOrganizationalUnit', 'UpdatePolicy')
AND outcome = 'Success'
