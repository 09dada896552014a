import { compute } from './compute.ts';
import { data } from './data.ts';
import { identities } from './identities.ts';
import { logging } from './logging.ts';
import { network } from './network.ts';
import { organization } from './organization.ts';
import type { Examples } from './records.ts';
import { signIns } from './sign-ins.ts';

export const controlExamples: Examples = {
  ...signIns,
  ...identities,
  ...logging,
  ...network,
  ...data,
  ...organization,
  ...compute,
};
