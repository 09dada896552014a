-- title: IAM policy changed
-- why: Permissions decide how much harm a stolen credential can do.
-- first: Check that the change was requested. If not, undo it.
-- severity: low
-- standards: CIS v7.0: 5.4 (4.4 in v3 to v5); PCI DSS 4: 10.2.1.5
-- title-ja: IAMポリシーの変更
-- why-ja: 権限によって、盗まれた認証情報でできることが決まります。
-- first-ja: 依頼された変更か確認し、依頼がなければ元に戻してください。

eventsource = 'iam.amazonaws.com' AND eventname IN ('CreatePolicy', 'DeletePolicy', 'CreatePolicyVersion',
  'DeletePolicyVersion', 'SetDefaultPolicyVersion', 'AttachUserPolicy', 'DetachUserPolicy', 'AttachGroupPolicy',
  'DetachGroupPolicy', 'AttachRolePolicy', 'DetachRolePolicy', 'PutUserPolicy', 'DeleteUserPolicy', 'PutGroupPolicy',
  'DeleteGroupPolicy', 'PutRolePolicy', 'DeleteRolePolicy')
AND outcome = 'Success'
