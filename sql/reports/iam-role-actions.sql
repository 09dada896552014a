-- title: IAM role actions
-- description: Every API call and console action by a role's session: people through federation or Identity Center,
--   machines, and AWS services.
-- counts: username, identity, eventname, sourceipaddress, outcome
-- title-ja: IAMロールの操作
-- description-ja: ロールのセッションによるすべてのAPIコールとコンソール操作(フェデレーションやIAM Identity Centerを使う人、プログラム、AWSサービス)。

SELECT DISTINCT
  useridentity.type AS type,
  useridentity.sessioncontext.sessionissuer.username AS username,
  eventsource AS eventsource,
  eventname AS eventname,
  sourceipaddress AS sourceipaddress,
  eventtime AS eventtime,
  awsregion AS awsregion,
  additionaleventdata AS additionaleventdata,
  coalesce(
    nullif(split_part(useridentity.arn, ':', 6), ''),
    nullif(useridentity.sessioncontext.sessionissuer.username, ''),
    nullif(useridentity.principalid, ''),
    nullif(useridentity.invokedby, ''),
    useridentity.type
  ) AS identity,
  coalesce(recipientaccountid, useridentity.accountid) AS recipientaccountid,
  eventid AS eventid,
  requestid AS requestid,
  CASE
    -- A sign-in has no error code, and not always a message.
    WHEN eventname = 'ConsoleLogin' THEN
      CASE
        WHEN lower(json_extract_scalar(responseelements, '$.ConsoleLogin')) = 'failure' THEN 'Failure'
        WHEN lower(json_extract_scalar(responseelements, '$.ConsoleLogin')) = 'success' THEN 'Success'
        ELSE 'unknown'
      END
    WHEN nullif(errorcode, '') IS NOT NULL OR nullif(errormessage, '') IS NOT NULL THEN 'Failure'
    ELSE 'Success'
  END AS outcome,
  CASE
    -- 'false' says nothing here: a federated user's MFA is the identity provider's, and machines have none.
    WHEN lower(useridentity.sessioncontext.attributes.mfaauthenticated) = 'true' THEN 'yes'
    ELSE 'unknown'
  END AS mfa,
  errorcode AS errorcode,
  errormessage AS errormessage,
  useridentity.arn AS arn,
  useridentity.accesskeyid AS accesskeyid,
  useragent AS useragent,
  readonly AS readonly,
  requestparameters AS requestparameters,
  responseelements AS responseelements
FROM events
WHERE useridentity.type = 'AssumedRole'
ORDER BY
  -- Every column, so that the order is the same on every engine and in every run.
  eventtime DESC, eventid, requestid, username, identity, eventsource, eventname, sourceipaddress, recipientaccountid,
  awsregion, type, outcome, mfa, errorcode, errormessage, arn, accesskeyid, useragent, readonly, requestparameters,
  responseelements, additionaleventdata
