-- title: IAM user actions
-- description: Every API call and console action by an IAM user.
-- counts: identity, eventname, sourceipaddress, outcome, awsregion
-- title-ja: IAMユーザーの操作
-- description-ja: IAMユーザーによるすべてのAPIコールとコンソール操作。

SELECT DISTINCT
  useridentity.type AS type,
  useridentity.username AS username,
  eventsource AS eventsource,
  eventname AS eventname,
  sourceipaddress AS sourceipaddress,
  eventtime AS eventtime,
  awsregion AS awsregion,
  additionaleventdata AS additionaleventdata,
  coalesce(
    nullif(useridentity.username, ''),
    nullif(split_part(useridentity.arn, ':', 6), ''),
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
        WHEN useridentity.username = 'HIDDEN_DUE_TO_SECURITY_REASONS' THEN 'Failure'
        WHEN lower(json_extract_scalar(responseelements, '$.ConsoleLogin')) = 'failure' THEN 'Failure'
        WHEN lower(json_extract_scalar(responseelements, '$.ConsoleLogin')) = 'success' THEN 'Success'
        ELSE 'unknown'
      END
    WHEN nullif(errorcode, '') IS NOT NULL OR nullif(errormessage, '') IS NOT NULL THEN 'Failure'
    ELSE 'Success'
  END AS outcome,
  CASE
    WHEN lower(useridentity.sessioncontext.attributes.mfaauthenticated) = 'true' THEN 'yes'
    WHEN lower(useridentity.sessioncontext.attributes.mfaauthenticated) = 'false' THEN 'no'
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
WHERE useridentity.type = 'IAMUser'
ORDER BY
  -- Every column, so that the order is the same on every engine and in every run.
  eventtime DESC, eventid, requestid, username, identity, eventsource, eventname, sourceipaddress, recipientaccountid,
  awsregion, type, outcome, mfa, errorcode, errormessage, arn, accesskeyid, useragent, readonly, requestparameters,
  responseelements, additionaleventdata
