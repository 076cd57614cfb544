import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA_MAP_FILE, dataMap } from './data-map.ts';

// `npm run data-map`: writes what is stored about whom into the documents.

const root = join(import.meta.dirname, '../..');
writeFileSync(join(root, DATA_MAP_FILE), await dataMap());
