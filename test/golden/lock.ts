// Writes the lock of the golden service, for when a change of it is wanted:
// node --require @backstage/cli/config/nodeTransform.cjs test/golden/lock.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCK_PATH } from '@golden-path/backstage-plugin-golden-path-node';
import { composeGolden, GOLDEN } from './composeGolden';

composeGolden().then(files => {
  const lock = files.find(({ path }) => path === LOCK_PATH);
  writeFileSync(join(GOLDEN, LOCK_PATH), lock?.content ?? '');
});
