-- title: Console logins
-- description: Every sign-in to the AWS console, successful or not.
-- counts: identity, sourceipaddress, logintype, outcome, mfa
-- empty-is-good: no
-- title-ja: コンソールログイン
-- description-ja: AWSマネジメントコンソールへのすべてのサインイン(成功と失敗の両方)。

SELECT DISTINCT
  useridentity.username AS username, sourceipaddress, eventtime, additionaleventdata, identity,
  calledaccount AS recipientaccountid, awsregion, eventid, requestid, outcome, logintype, mfa, errorcode, errormessage,
  useridentity.arn AS arn, useragent
FROM events
WHERE eventname = 'ConsoleLogin'
