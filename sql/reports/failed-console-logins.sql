-- title: Failed console logins
-- description: Sign-ins to the AWS console that failed: wrong passwords and MFA codes, and user names
--   that do not exist.
-- counts: identity, sourceipaddress, logintype, errormessage
-- empty-is-good: yes
-- title-ja: コンソールログイン失敗
-- description-ja: 失敗したAWSマネジメントコンソールへのサインイン(パスワードやMFAコードの誤り、存在しないユーザー名)。

SELECT DISTINCT
  useridentity.username AS username, sourceipaddress, eventtime, additionaleventdata, identity,
  calledaccount AS recipientaccountid, awsregion, eventid, requestid, outcome, logintype, mfa, errorcode, errormessage,
  useridentity.arn AS arn, useragent
FROM events
WHERE eventname = 'ConsoleLogin' AND outcome = 'Failure'
