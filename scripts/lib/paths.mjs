import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Resolves a path below the root of the repository. */
export const inRoot = (...parts) => join(root, ...parts);
