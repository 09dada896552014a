import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directoryArchive } from '../../src/adapters/directory.ts';
import { emlMailer } from '../../src/adapters/eml.ts';
import { sesClient, sesMailer } from '../../src/adapters/ses.ts';
import { startSesEndpoint } from '../endpoints/ses.ts';
import { mailerContract } from './mailer.ts';

const endpoint = await startSesEndpoint();
const directory = await mkdtemp(join(tmpdir(), 'mailer-'));

afterAll(async () => {
  await endpoint.close();
  await rm(directory, { recursive: true });
});

mailerContract(
  'emlMailer',
  async () => {
    const archive = directoryArchive(await mkdtemp(join(directory, 'archive-')));
    return {
      mailer: emlMailer(archive),
      arrived: async () => [await archive.read('runs/2026/11/21/run/message.eml')].filter((raw) => !!raw),
    };
  },
  async () => {
    const file = join(directory, 'file-where-the-archive-should-be');
    await writeFile(file, '');
    return emlMailer(directoryArchive(file));
  },
);

mailerContract(
  'sesMailer',
  async () => {
    const before = endpoint.sent.length;
    return {
      mailer: sesMailer({ client: sesClient(endpoint.client) }),
      arrived: async () => endpoint.sent.slice(before).map(({ raw }) => raw),
    };
  },
  async () => {
    const closed = await startSesEndpoint();
    await closed.close();
    return sesMailer({ client: sesClient(closed.client) });
  },
);
