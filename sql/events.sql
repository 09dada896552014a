-- What `events` offers beside CloudTrail's columns: `expression AS name`, separated by commas. A statement gets those that
-- its report names. An expression reads the table's columns only. Columns of your own go into sql/events/NAME.sql.

-- What kind of event: sign-in, root, user, role, service or other; never NULL.
CASE
  WHEN eventname = 'ConsoleLogin' THEN 'sign-in'
  -- Sign-ins to the Identity Center portal: of a failed one there is no ConsoleLogin.
  WHEN eventsource = 'signin.amazonaws.com' AND eventname IN ('CredentialVerification', 'UserAuthentication')
    THEN 'sign-in'
  WHEN useridentity.type = 'Root' THEN 'root'
  WHEN useridentity.type = 'IAMUser' THEN 'user'
  WHEN useridentity.type = 'AssumedRole' THEN 'role'
  WHEN useridentity.type = 'AWSService' THEN 'service'
  -- Some events of services have no type.
  WHEN useridentity.type IS NULL AND useridentity.invokedby IS NOT NULL THEN 'service'
  ELSE 'other'
END AS kind,

-- Who, readable.
CASE
  -- Root of a member account, by AssumeRoot.
  WHEN useridentity.type = 'Root' AND lower(useridentity.sessioncontext.assumedroot) = 'true' THEN 'assumed-root'
  -- A root sign-in may carry the account's alias as its user name, which reads like a person.
  WHEN useridentity.type = 'Root' THEN 'root'
  ELSE coalesce(
    CASE useridentity.type
      -- Of a role's session the arn says who: assumed-role/ROLE/SESSION; so too of a role.
      WHEN 'AssumedRole' THEN NULL
      WHEN 'Role' THEN
        coalesce(nullif(split_part(useridentity.arn, ':', 6), ''), 'role/' || nullif(useridentity.username, ''))
      -- Names are unique in a directory or at an identity provider only.
      WHEN 'IdentityCenterUser' THEN coalesce(
        'identity-center/'
          || coalesce(nullif(split_part(useridentity.onbehalfof.identitystorearn, '/', 2), '') || '/', '')
          || nullif(useridentity.onbehalfof.userid, ''),
        'identity-center/' || nullif(useridentity.username, '')
      )
      WHEN 'SAMLUser' THEN
        'saml/' || coalesce(nullif(useridentity.identityprovider, '') || '/', '') || nullif(useridentity.username, '')
      WHEN 'WebIdentityUser' THEN
        -- A provider in IAM is given by its arn.
        'web-identity/' || coalesce(
          nullif(regexp_replace(useridentity.identityprovider, '^arn:.*:oidc-provider/', ''), '') || '/', ''
        ) || nullif(useridentity.username, '')
      WHEN 'Directory' THEN 'directory/' || nullif(useridentity.username, '')
      ELSE nullif(useridentity.username, '')
    END,
    nullif(split_part(useridentity.arn, ':', 6), ''),
    nullif(useridentity.sessioncontext.sessionissuer.username, ''),
    -- The name that somebody failed to sign in with; the principal is the account then.
    CASE WHEN eventsource = 'signin.amazonaws.com' AND eventname IN ('CredentialVerification', 'UserAuthentication')
      THEN 'identity-center/' || nullif(json_extract_scalar(additionaleventdata, '$.UserName'), '') END,
    nullif(useridentity.principalid, ''),
    nullif(useridentity.invokedby, ''),
    useridentity.type
  )
END AS identity,

-- What kind of caller: root, person, workload, service, other-account, anonymous or unknown.
CASE
  WHEN useridentity.type = 'Root' THEN 'root'
  WHEN useridentity.type = 'AWSService' THEN 'service'
  WHEN useridentity.type IS NULL AND useridentity.invokedby IS NOT NULL THEN 'service'
  -- A service-linked role has a path of its own; anybody can give a role such a name.
  WHEN strpos(useridentity.arn, ':assumed-role/AWSServiceRoleFor') > 0
    AND strpos(coalesce(useridentity.sessioncontext.sessionissuer.arn, ':role/aws-service-role/'), ':role/aws-service-role/') > 0
    THEN 'service'
  WHEN lower(useridentity.accountid) IN ('anonymous', 'anonymous_principal')
    OR lower(useridentity.principalid) = 'anonymous' THEN 'anonymous'
  WHEN useridentity.type = 'AWSAccount' THEN 'other-account'
  WHEN useridentity.type IN ('FederatedUser', 'SAMLUser', 'IdentityCenterUser') THEN 'person'
  WHEN strpos(useridentity.arn, ':assumed-role/AWSReservedSSO_') > 0 THEN 'person'
  WHEN useridentity.type IN ('IAMUser', 'AssumedRole') THEN
    CASE
      WHEN eventname = 'ConsoleLogin' THEN 'person'
      WHEN eventtype IN ('AwsConsoleSignIn', 'AwsConsoleAction') THEN 'person'
      WHEN lower(sessioncredentialfromconsole) = 'true' THEN 'person'
      WHEN lower(useridentity.sessioncontext.attributes.sessioncredentialfromconsole) = 'true' THEN 'person'
      WHEN lower(useridentity.sessioncontext.attributes.mfaauthenticated) = 'true' THEN 'person'
      ELSE 'workload'
    END
  -- A web identity is a pipeline's or a container's token as a rule.
  WHEN useridentity.type IN ('Role', 'WebIdentityUser') THEN 'workload'
  ELSE 'unknown'
END AS actor,

-- Who called, under a name that stays: an account and a user or role of it, never a session. NULL of AWS services and their
-- roles, of anonymous callers, and where nobody knows.
CASE
  WHEN useridentity.type = 'Root' THEN coalesce(nullif(useridentity.accountid, ''), recipientaccountid)
    || CASE WHEN lower(useridentity.sessioncontext.assumedroot) = 'true' THEN '/assumed-root' ELSE '/root' END
  WHEN useridentity.type = 'IAMUser' THEN coalesce(nullif(useridentity.accountid, ''), recipientaccountid) || '/user/'
    || coalesce(
      -- Where the user does not exist, CloudTrail hides what was typed.
      nullif(nullif(useridentity.username, ''), 'HIDDEN_DUE_TO_SECURITY_REASONS'),
      CASE WHEN nullif(useridentity.username, '') IS NULL
        THEN nullif(regexp_extract(useridentity.arn, ':user/(?:.*/)?([^/]+)$', 1), '') END
    )
  WHEN strpos(useridentity.arn, ':assumed-role/AWSServiceRoleFor') > 0 THEN NULL
  WHEN strpos(useridentity.sessioncontext.sessionissuer.arn, ':role/aws-service-role/') > 0 THEN NULL
  -- Many people share a role of Identity Center, in many accounts: its session is the person.
  WHEN strpos(useridentity.arn, ':assumed-role/AWSReservedSSO_') > 0 AND split_part(useridentity.arn, '/', 3) <> ''
    THEN 'identity-center/' || lower(split_part(useridentity.arn, '/', 3))
  WHEN useridentity.type = 'AssumedRole' THEN coalesce(nullif(useridentity.accountid, ''), recipientaccountid)
    || '/role/' || coalesce(
      nullif(useridentity.sessioncontext.sessionissuer.username, ''),
      nullif(split_part(useridentity.arn, '/', 2), '')
    )
  WHEN useridentity.type = 'Role' THEN coalesce(nullif(useridentity.accountid, ''), recipientaccountid)
    || '/role/' || coalesce(
      nullif(useridentity.username, ''),
      nullif(regexp_extract(useridentity.arn, ':role/(?:.*/)?([^/]+)$', 1), '')
    )
  -- The caller who asks for such a session chooses its name, so the caller's name is taken.
  WHEN useridentity.type = 'FederatedUser' THEN coalesce(nullif(useridentity.accountid, ''), recipientaccountid)
    || CASE
      WHEN useridentity.sessioncontext.sessionissuer.type = 'Root' THEN '/root'
      ELSE coalesce('/user/' || nullif(useridentity.sessioncontext.sessionissuer.username, ''), '/federated-user')
    END
  WHEN useridentity.type = 'IdentityCenterUser' THEN 'identity-center/'
    || coalesce(nullif(split_part(useridentity.onbehalfof.identitystorearn, '/', 2), '') || '/', '')
    || nullif(useridentity.onbehalfof.userid, '')
  -- A provider may give a name once only: to a branch, to a customer of an app, to a sign-in.
  WHEN useridentity.type = 'SAMLUser' THEN coalesce(nullif(useridentity.accountid, ''), recipientaccountid)
    || '/saml/' || nullif(regexp_replace(useridentity.identityprovider, '^arn:.*:saml-provider/', ''), '')
  WHEN useridentity.type = 'WebIdentityUser' THEN coalesce(nullif(useridentity.accountid, ''), recipientaccountid)
    || '/web-identity/' || nullif(regexp_replace(useridentity.identityprovider, '^arn:.*:oidc-provider/', ''), '')
  WHEN useridentity.type = 'Directory' THEN coalesce(nullif(useridentity.accountid, ''), recipientaccountid)
    || '/directory/' || nullif(useridentity.username, '')
  WHEN lower(useridentity.accountid) IN ('anonymous', 'anonymous_principal')
    OR lower(useridentity.principalid) = 'anonymous' THEN NULL
  -- The id of the other account's user or role; what follows it is a session.
  WHEN useridentity.type = 'AWSAccount' THEN nullif(useridentity.accountid, '')
    || coalesce('/' || nullif(split_part(useridentity.principalid, ':', 1), ''), '')
END AS principal,

-- The network of the caller's address: /24, or of IPv6 /48. NULL where an AWS service called.
CASE
  WHEN regexp_like(sourceipaddress, '^(?:::ffff:)?[0-9]{1,3}[.][0-9]{1,3}[.][0-9]{1,3}[.][0-9]{1,3}$') THEN concat(
    regexp_extract(sourceipaddress, '([0-9]{1,3}[.][0-9]{1,3}[.][0-9]{1,3})[.][0-9]{1,3}$', 1), '.0/24'
  )
  -- A group that :: leaves out is zero.
  WHEN regexp_like(sourceipaddress, '^[0-9A-Fa-f]{1,4}:[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*$') THEN lower(concat(
    regexp_extract(sourceipaddress, '^0*([0-9A-Fa-f]+):', 1), ':',
    coalesce(nullif(regexp_extract(sourceipaddress, '^[0-9A-Fa-f]+:0*([0-9A-Fa-f]+)', 1), ''), '0'), ':',
    coalesce(nullif(regexp_extract(sourceipaddress, '^[0-9A-Fa-f]+:[0-9A-Fa-f]+:0*([0-9A-Fa-f]+)', 1), ''), '0'), '::/48'
  ))
END AS sourcenetwork,

-- The tool that called, without versions and ids: aws-cli, boto3, terraform, mozilla of browsers. A distribution for attacks
-- is named. NULL where an AWS service called.
CASE
  WHEN strpos(useragent, '.amazonaws.com') > 0 THEN NULL
  WHEN lower(substr(useragent, 1, 12)) IN ('aws internal', 'aws-internal') THEN NULL
  WHEN strpos(useragent, 'Terraform') > 0 THEN 'terraform'
  ELSE nullif(lower(regexp_extract(
    split_part(substr(useragent, 1, 60), '_', 1), '^[^A-Za-z]*([A-Za-z][A-Za-z0-9]*(?:[- ][A-Za-z]+\b)*)', 1
  )), '') || CASE
    WHEN strpos(useragent, 'kali') > 0 THEN ' (kali)'
    WHEN strpos(useragent, 'parrot') > 0 THEN ' (parrot)'
    WHEN strpos(useragent, 'pentoo') > 0 THEN ' (pentoo)'
    ELSE ''
  END
END AS useragentfamily,

-- The account that was called. Records of eventVersion 1.01 name no recipient: there it is the identity's account.
coalesce(recipientaccountid, useridentity.accountid) AS calledaccount,

-- Success, Failure, or unknown for a sign-in without a result.
CASE
  -- A sign-in has no error code, and not always a message.
  WHEN eventname = 'ConsoleLogin' THEN
    CASE
      -- Where the user name does not exist, CloudTrail hides what was typed: it may be a password.
      WHEN useridentity.username = 'HIDDEN_DUE_TO_SECURITY_REASONS' THEN 'Failure'
      WHEN lower(json_extract_scalar(responseelements, '$.ConsoleLogin')) = 'failure' THEN 'Failure'
      WHEN lower(json_extract_scalar(responseelements, '$.ConsoleLogin')) = 'success' THEN 'Success'
      ELSE 'unknown'
    END
  -- Other sign-in events (SwitchRole, CheckMfa, …) have it in the response element of their own name, those of the
  -- Identity Center portal in serviceEventDetails. Searched as text: not every engine takes a JSON path from a column.
  WHEN eventsource = 'signin.amazonaws.com'
    AND strpos(
      replace(lower(concat(coalesce(responseelements, ''), coalesce(serviceeventdetails, ''))), ' ', ''),
      concat('"', lower(eventname), '":"failure"')
    ) > 0 THEN 'Failure'
  -- A dry run ends in this error when the call is allowed.
  WHEN errorcode IN ('Client.DryRunOperation', 'DryRunOperation') THEN 'Success'
  WHEN nullif(errorcode, '') IS NOT NULL OR nullif(errormessage, '') IS NOT NULL THEN 'Failure'
  ELSE 'Success'
END AS outcome,

-- How the caller signs in: root, iam-user, identity-center, federated or unknown.
CASE
  WHEN useridentity.type = 'Root' THEN 'root'
  WHEN useridentity.type = 'IAMUser' THEN 'iam-user'
  WHEN useridentity.type = 'IdentityCenterUser' THEN 'identity-center'
  -- The portal does not know who failed to sign in.
  WHEN eventsource = 'signin.amazonaws.com' AND eventname IN ('CredentialVerification', 'UserAuthentication')
    THEN 'identity-center'
  -- Looked for in the arn, because some sign-ins come without a session issuer.
  WHEN strpos(useridentity.arn, ':assumed-role/AWSReservedSSO_') > 0 THEN 'identity-center'
  WHEN useridentity.type IN ('AssumedRole', 'FederatedUser', 'SAMLUser', 'WebIdentityUser') THEN 'federated'
  ELSE 'unknown'
END AS logintype,

-- Whether this sign-in, or the session of this call, was authenticated with MFA: yes, no or unknown.
CASE
  WHEN eventname = 'ConsoleLogin' THEN
    CASE
      -- Federated and Identity Center sign-ins always say No: their MFA happens at the identity provider, unseen by AWS.
      WHEN coalesce(useridentity.type, '') NOT IN ('Root', 'IAMUser') THEN 'unknown'
      WHEN lower(json_extract_scalar(additionaleventdata, '$.MFAUsed')) = 'yes' THEN 'yes'
      WHEN lower(json_extract_scalar(additionaleventdata, '$.MFAUsed')) = 'no' THEN 'no'
      ELSE 'unknown'
    END
  WHEN lower(useridentity.sessioncontext.attributes.mfaauthenticated) = 'true' THEN 'yes'
  -- Of a role 'false' says nothing: a federated user's MFA is the identity provider's, and machines have none.
  WHEN lower(useridentity.sessioncontext.attributes.mfaauthenticated) = 'false'
    AND useridentity.type IN ('Root', 'IAMUser') THEN 'no'
  ELSE 'unknown'
END AS mfa,

-- Whether it was done in the console: yes, no or unknown.
CASE
  WHEN eventname = 'ConsoleLogin' THEN 'yes'
  WHEN eventtype IN ('AwsConsoleSignIn', 'AwsConsoleAction') THEN 'yes'
  WHEN lower(sessioncredentialfromconsole) = 'true' THEN 'yes'
  WHEN lower(useridentity.sessioncontext.attributes.sessioncredentialfromconsole) = 'true' THEN 'yes'
  -- Records say it since eventVersion 1.08.
  WHEN eventversion >= '1.08' THEN 'no'
  ELSE 'unknown'
END AS console,

-- yes of an event that a scheduled run has although it is before its window: its log file was delivered too late for the
-- run before. '{from}' is the window's first instant.
CASE WHEN eventtime < '{from}' THEN 'yes' END AS late,
