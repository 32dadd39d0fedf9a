// Writes a skeleton of as many files as the golden service has, of the same
// size, with a value in each, into the folder `skeleton` of the one named.
import {
  loadPack,
  locatePack,
} from '@golden-path/backstage-plugin-golden-path-node';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { composeGolden } from './composeGolden';

const VALUE = '${{ values.name }}';

async function writeSkeleton(folder: string): Promise<void> {
  const { files } = await composeGolden(await loadPack(locatePack()));
  for (const { path, content } of files) {
    const plain = content.replace(/\$\{\{|\{\{|\{%|\{#/g, match =>
      '.'.repeat(match.length),
    );
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${VALUE}${plain.slice(VALUE.length)}`);
  }
}

writeSkeleton(join(process.argv[2] ?? '', 'skeleton'));
