// Puts the pattern pack into the package before it is packed, and takes it out
// again: `node scripts/templates.mjs copy|remove`.
import { cpSync, rmSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(home, '../../templates');
const target = join(home, 'templates');
// Tools write the pack; composing does not need them.
const needless = ['patterns/tools'];

rmSync(target, { recursive: true, force: true });
if (process.argv[2] === 'copy') {
  cpSync(source, target, {
    recursive: true,
    filter: file =>
      !needless.includes(relative(source, file).split(sep).join('/')),
  });
}
