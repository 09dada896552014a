-- The settings for it: "table": {"database":"default","table":"cloudtrail_logs","partitions":{"day":"timestamp"}}
CREATE EXTERNAL TABLE `default`.`cloudtrail_logs` (
  `eventversion` string,
  `useridentity` struct<
    type: string,
    principalid: string,
    arn: string,
    accountid: string,
    invokedby: string,
    invokedbydelegate: struct<
      accountid: string>,
    accesskeyid: string,
    username: string,
    identityprovider: string,
    credentialid: string,
    onbehalfof: struct<
      userid: string,
      identitystorearn: string>,
    inscopeof: struct<
      sourcearn: string,
      sourceaccount: string,
      issuertype: string,
      credentialsissuedto: string,
      credentialsissuedtoversion: string>,
    sessioncontext: struct<
      attributes: struct<
        mfaauthenticated: string,
        creationdate: string,
        sessioncredentialfromconsole: string>,
      sessionissuer: struct<
        type: string,
        principalid: string,
        arn: string,
        accountid: string,
        username: string>,
      sourceidentity: string,
      assumedroot: string,
      signinsessionarn: string,
      ec2roledelivery: string,
      webidfederationdata: struct<
        federatedprovider: string,
        attributes: map<string, string>>>>,
  `eventtime` string,
  `eventsource` string,
  `eventname` string,
  `awsregion` string,
  `sourceipaddress` string,
  `useragent` string,
  `errorcode` string,
  `errormessage` string,
  `requestparameters` string,
  `responseelements` string,
  `additionaleventdata` string,
  `requestid` string,
  `eventid` string,
  `readonly` string,
  `resources` array<struct<
    arn: string,
    accountid: string,
    type: string>>,
  `eventtype` string,
  `managementevent` string,
  `apiversion` string,
  `recipientaccountid` string,
  `serviceeventdetails` string,
  `sharedeventid` string,
  `vpcendpointid` string,
  `vpcendpointaccountid` string,
  `eventcategory` string,
  `addendum` struct<
    reason: string,
    updatedfields: string,
    originalrequestid: string,
    originaleventid: string>,
  `sessioncredentialfromconsole` string,
  `edgedevicedetails` string,
  `tlsdetails` struct<
    tlsversion: string,
    ciphersuite: string,
    clientprovidedhostheader: string,
    keyexchange: string>
)
COMMENT 'CloudTrail logs'
PARTITIONED BY (`timestamp` string)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://your-log-bucket/AWSLogs/111122223333/CloudTrail/ap-northeast-1/'
TBLPROPERTIES (
  'classification' = 'cloudtrail',
  'projection.enabled' = 'true',
  'projection.timestamp.type' = 'date',
  'projection.timestamp.format' = 'yyyy/MM/dd',
  'projection.timestamp.range' = '2020/01/01,NOW',
  'projection.timestamp.interval' = '1',
  'projection.timestamp.interval.unit' = 'DAYS',
  'storage.location.template' = 's3://your-log-bucket/AWSLogs/111122223333/CloudTrail/ap-northeast-1/${timestamp}'
)
