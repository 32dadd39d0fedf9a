// Composes the golden service in a process that has its pack, as a portal has.
import {
  loadPack,
  locatePack,
  writeTree,
} from '@golden-path/backstage-plugin-golden-path-node';
import { composeGolden } from './composeGolden';
import { measure } from './measure';

measure(async () => {
  const pack = await loadPack(locatePack());
  return async target => {
    await writeTree(await composeGolden(pack), target);
  };
});
