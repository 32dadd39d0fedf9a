import { inRoot } from './paths.mjs';

/** What reads TypeScript, by Backstage's transform, in a process that requires it. */
export const TRANSFORM = inRoot(
  'node_modules/@backstage/cli/config/nodeTransform.cjs',
);

/** The parts of a stage that runs files in Node's own test runner. */
export const nodeTests = files => ({
  command: ['node', '--require', TRANSFORM, '--test', '--test-reporter=spec'],
  files,
  counts: 'node',
});
