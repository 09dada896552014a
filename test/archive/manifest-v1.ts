/** What the release before manifests had a version wrote, but for most of its reports and accounts. */
export const manifestV1 = {
  runId: 'manual-20251031T0000Z-20251101T0000Z-01f2af34',
  trigger: 'manual',
  status: 'partial',
  window: {
    from: '2025-10-31T00:00:00Z',
    to: '2025-11-01T00:00:00Z',
    timezone: 'UTC',
  },
  partitions: {
    from: '2025/10/31',
    to: '2025/11/02',
  },
  source: 'out/logs',
  reports: [
    {
      id: 'coverage',
      title: 'Coverage',
      status: 'succeeded',
      rows: 15,
      mutedRows: 0,
      file: 'coverage.csv',
      bytes: 2214,
      sha256: '9c57f809a60436928c4629badba1fd5a715f12a987ae0ce0a450c97c5b6317ff',
      figures: {
        file: 'coverage.figures.json',
        bytes: 4467,
        sha256: '6753a7aeff749576745dd26d061b6891df46627ddf7c8de308bebdeee5c77631',
      },
      scannedBytes: 355091,
      milliseconds: 27,
    },
    {
      id: 'failed-console-logins',
      title: 'Failed console logins',
      status: 'failed',
      error: {
        name: 'QueryFailedError',
        message: 'HIVE_BAD_DATA: not a number',
      },
    },
  ],
  warnings: [],
  coverage: {
    hours: 24,
    accounts: [
      {
        account: '111122223333',
        events: 205,
        firstEventTime: '2025-10-31T00:04:12Z',
        lastEventTime: '2025-10-31T23:57:41Z',
        hoursWithEvents: 19,
        silence: {
          from: '2025-10-31T13:30:48Z',
          to: '2025-10-31T17:45:51Z',
        },
        regions: {
          'ap-northeast-1': 88,
          'ap-southeast-2': 36,
          'eu-west-1': 8,
          'us-east-1': 71,
          'us-east-2': 2,
        },
      },
    ],
    regions: ['ap-northeast-1', 'ap-southeast-2', 'eu-west-1', 'us-east-1', 'us-east-2'],
    silent: {
      accounts: [],
      regions: [],
      sinceLastRun: [],
    },
  },
  logs: {
    files: 154,
    bytes: 355091,
    complete: true,
  },
  scannedBytes: 355091,
  mail: {
    subject:
      '[AWS] CloudTrail audit 2025-10-31: 48 console logins, 21 failed console logins, 1,123 IAM role actions, 399 IAM user actions',
    from: 'audit@localhost.localdomain',
    to: ['security@localhost.localdomain'],
    file: 'message.eml',
    bytes: 1655412,
    sha256: '8a89face20a9b61277ce2eaa35704b4f5f2427801f7215185a5f3e112f93559e',
    status: 'written',
    attempts: 0,
  },
};
