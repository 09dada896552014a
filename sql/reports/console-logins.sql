-- title: Console logins
-- description: Every sign-in to the AWS console, successful or not. Failed sign-ins to the Identity Center portal are among
--   the failed console logins only.
-- counts: identity, sourceipaddress, logintype, outcome, mfa
-- empty-is-good: no
-- title-ja: コンソールログイン
-- description-ja: AWSマネジメントコンソールへのすべてのサインイン(成功と失敗の両方)。IAM Identity Centerポータルで失敗したサインインは
--   「コンソールログイン失敗」にのみあります。

SELECT DISTINCT
  useridentity.username AS username, sourceipaddress, eventtime, additionaleventdata, identity,
  calledaccount AS recipientaccountid, awsregion, eventid, requestid, outcome, logintype, mfa, errorcode, errormessage,
  useridentity.arn AS arn, useragent, addendum.originaleventid AS originaleventid, addendum.reason AS addendumreason,
  addendum.updatedfields AS updatedfields, late
FROM events
WHERE kind = 'sign-in' AND eventname = 'ConsoleLogin'
