-- title: Failed console logins
-- description: Sign-ins to the AWS console and to the Identity Center portal that failed: wrong passwords and MFA codes,
--   and user names that do not exist.
-- counts: identity, sourceipaddress, logintype, errormessage
-- empty-is-good: yes
-- title-ja: コンソールログイン失敗
-- description-ja: 失敗したAWSマネジメントコンソールとIAM Identity Centerポータルへのサインイン(パスワードやMFAコードの誤り、存在しないユーザー名)。

SELECT DISTINCT
  -- The portal puts it into the additional data.
  coalesce(
    useridentity.username,
    CASE WHEN eventname <> 'ConsoleLogin' THEN json_extract_scalar(additionaleventdata, '$.UserName') END
  ) AS username, sourceipaddress, eventtime, additionaleventdata, identity,
  calledaccount AS recipientaccountid, awsregion, eventid, requestid, outcome, logintype, mfa, errorcode, errormessage,
  useridentity.arn AS arn, useragent, addendum.originaleventid AS originaleventid, addendum.reason AS addendumreason,
  addendum.updatedfields AS updatedfields, late
FROM events
WHERE kind = 'sign-in' AND outcome = 'Failure'
