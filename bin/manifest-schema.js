// npm run schema
import { writeFile } from 'node:fs/promises';
import { manifestJsonSchema } from '../src/archive/manifest-schema.ts';

await writeFile('docs/manifest.schema.json', JSON.stringify(manifestJsonSchema(), undefined, 2));
