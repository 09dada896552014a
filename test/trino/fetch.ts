/** Fetches Trino before the tests need it: npx tsx test/trino/fetch.ts */
import { installedTrino } from './server.ts';

await installedTrino();
