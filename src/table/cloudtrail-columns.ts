/** A column of the CloudTrail table, or a field of one: text, a struct of fields, a list, or a map of text to text. */
export type ColumnType = 'string' | 'map' | { list: ColumnType } | Fields;
export interface Fields {
  readonly [name: string]: ColumnType;
}

export function isList(type: ColumnType | undefined): type is { list: ColumnType } {
  return typeof type === 'object' && 'list' in type;
}

export function isStruct(type: ColumnType | undefined): type is Fields {
  return typeof type === 'object' && !('list' in type);
}

/**
 * The columns of the CloudTrail table, spelled as in the records; Athena and DuckDB ignore the case. Everything that is
 * not a struct is text: a field that holds a string in one record holds an object or a boolean in another.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const cloudTrailColumns = {
  eventVersion: 'string',
  userIdentity: {
    type: 'string',
    principalId: 'string',
    arn: 'string',
    accountId: 'string',
    invokedBy: 'string',
    invokedByDelegate: { accountId: 'string' },
    accessKeyId: 'string',
    userName: 'string',
    identityProvider: 'string',
    credentialId: 'string',
    onBehalfOf: { userId: 'string', identityStoreArn: 'string' },
    inScopeOf: {
      sourceArn: 'string',
      sourceAccount: 'string',
      issuerType: 'string',
      credentialsIssuedTo: 'string',
      credentialsIssuedToVersion: 'string',
    },
    sessionContext: {
      attributes: {
        mfaAuthenticated: 'string',
        creationDate: 'string',
        sessionCredentialFromConsole: 'string',
      },
      sessionIssuer: {
        type: 'string',
        principalId: 'string',
        arn: 'string',
        accountId: 'string',
        userName: 'string',
      },
      sourceIdentity: 'string',
      assumedRoot: 'string',
      signInSessionArn: 'string',
      ec2RoleDelivery: 'string',
      webIdFederationData: { federatedProvider: 'string', attributes: 'map' },
    },
  },
  eventTime: 'string',
  eventSource: 'string',
  eventName: 'string',
  awsRegion: 'string',
  sourceIPAddress: 'string',
  userAgent: 'string',
  errorCode: 'string',
  errorMessage: 'string',
  requestParameters: 'string',
  responseElements: 'string',
  additionalEventData: 'string',
  requestID: 'string',
  eventID: 'string',
  readOnly: 'string',
  resources: { list: { ARN: 'string', accountId: 'string', type: 'string' } },
  eventType: 'string',
  managementEvent: 'string',
  apiVersion: 'string',
  recipientAccountId: 'string',
  serviceEventDetails: 'string',
  sharedEventID: 'string',
  vpcEndpointId: 'string',
  vpcEndpointAccountId: 'string',
  eventCategory: 'string',
  addendum: {
    reason: 'string',
    updatedFields: 'string',
    originalRequestID: 'string',
    originalEventID: 'string',
  },
  sessionCredentialFromConsole: 'string',
  edgeDeviceDetails: 'string',
  tlsDetails: {
    tlsVersion: 'string',
    cipherSuite: 'string',
    clientProvidedHostHeader: 'string',
    keyExchange: 'string',
  },
} as const satisfies Fields;

/** The same as `events` names them: in lower case. */
export const eventColumns = lowerCase(cloudTrailColumns) as Fields;

function lowerCase(type: ColumnType): ColumnType {
  if (isList(type)) return { list: lowerCase(type.list) };
  if (!isStruct(type)) return type;
  return Object.fromEntries(
    Object.entries(type).map(([name, field]) => [name.toLowerCase(), lowerCase(field)]),
  );
}

/** @param path a column, or a field of one: `useridentity`, `type` */
export function typeAt(path: readonly string[]): ColumnType | undefined {
  let type: ColumnType | undefined = path.length > 0 ? eventColumns : undefined;
  for (const name of path) {
    const fields: Fields = isStruct(type) ? type : {};
    type = Object.hasOwn(fields, name) ? fields[name] : undefined;
  }
  return type;
}
