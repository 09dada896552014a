-- title: Failed console logins
-- description: Sign-ins to the AWS console that failed: wrong passwords and MFA codes, and user names
--   that do not exist.
-- counts: identity, sourceipaddress, logintype, errormessage
-- empty-is-good: yes
-- title-ja: コンソールログイン失敗
-- description-ja: 失敗したAWSマネジメントコンソールへのサインイン(パスワードやMFAコードの誤り、存在しないユーザー名)。

SELECT DISTINCT
  useridentity.username AS username,
  sourceipaddress AS sourceipaddress,
  eventtime AS eventtime,
  additionaleventdata AS additionaleventdata,
  CASE
    -- A root sign-in may carry the account's alias as its user name, which reads like a person.
    WHEN useridentity.type = 'Root' THEN 'root'
    ELSE coalesce(
      nullif(useridentity.username, ''),
      nullif(split_part(useridentity.arn, ':', 6), ''),
      nullif(useridentity.principalid, ''),
      nullif(useridentity.invokedby, ''),
      useridentity.type
    )
  END AS identity,
  coalesce(recipientaccountid, useridentity.accountid) AS recipientaccountid,
  awsregion AS awsregion,
  eventid AS eventid,
  requestid AS requestid,
  'Failure' AS outcome,
  CASE
    WHEN useridentity.type = 'Root' THEN 'root'
    WHEN useridentity.type = 'IAMUser' THEN 'iam-user'
    WHEN useridentity.type = 'IdentityCenterUser' THEN 'identity-center'
    -- Looked for in the arn, because some sign-ins come without a session issuer.
    WHEN strpos(useridentity.arn, ':assumed-role/AWSReservedSSO_') > 0 THEN 'identity-center'
    WHEN useridentity.type IN ('AssumedRole', 'FederatedUser', 'SAMLUser', 'WebIdentityUser') THEN 'federated'
    ELSE 'unknown'
  END AS logintype,
  CASE
    -- Federated and Identity Center sign-ins always say No: their MFA happens at the identity provider, unseen by AWS.
    WHEN useridentity.type IN ('Root', 'IAMUser') THEN
      CASE lower(json_extract_scalar(additionaleventdata, '$.MFAUsed'))
        WHEN 'yes' THEN 'yes'
        WHEN 'no' THEN 'no'
        ELSE 'unknown'
      END
    ELSE 'unknown'
  END AS mfa,
  errorcode AS errorcode,
  errormessage AS errormessage,
  useridentity.arn AS arn,
  useragent AS useragent
FROM events
WHERE eventname = 'ConsoleLogin'
  AND (
    lower(json_extract_scalar(responseelements, '$.ConsoleLogin')) = 'failure'
    -- Where the user name does not exist, CloudTrail hides what was typed: it may be a password.
    OR useridentity.username = 'HIDDEN_DUE_TO_SECURITY_REASONS'
  )
ORDER BY
  -- Every column, so that the order is the same on every engine and in every run.
  eventtime DESC, eventid, requestid, username, identity, sourceipaddress, recipientaccountid, awsregion, outcome,
  logintype, mfa, errorcode, errormessage, arn, useragent, additionaleventdata
