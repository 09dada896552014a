-- The settings for it: "table": {"database":"default","table":"cloudtrail_logs","partitions":{"day":"day","account":"account","region":"region"}}
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
PARTITIONED BY (`account` string, `region` string, `day` string)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://your-log-bucket/AWSLogs/o-a1b2c3d4e5/'
TBLPROPERTIES (
  'classification' = 'cloudtrail',
  'projection.enabled' = 'true',
  'projection.account.type' = 'enum',
  'projection.account.values' = '111122223333,444455556666',
  'projection.region.type' = 'enum',
  'projection.region.values' = 'us-east-1,us-east-2,us-west-1,us-west-2,ca-central-1,ca-west-1,mx-central-1,sa-east-1,sa-west-1,eu-central-1,eu-central-2,eu-north-1,eu-south-1,eu-south-2,eu-west-1,eu-west-2,eu-west-3,ap-northeast-1,ap-northeast-2,ap-northeast-3,ap-east-1,ap-east-2,ap-south-1,ap-south-2,ap-southeast-1,ap-southeast-2,ap-southeast-3,ap-southeast-4,ap-southeast-5,ap-southeast-6,ap-southeast-7,me-central-1,me-south-1,me-west-1,il-central-1,af-south-1',
  'projection.day.type' = 'date',
  'projection.day.format' = 'yyyy/MM/dd',
  'projection.day.range' = '2020/01/01,NOW',
  'projection.day.interval' = '1',
  'projection.day.interval.unit' = 'DAYS',
  'storage.location.template' = 's3://your-log-bucket/AWSLogs/o-a1b2c3d4e5/${account}/CloudTrail/${region}/${day}'
)
