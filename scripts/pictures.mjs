// Takes the pictures of the docs anew: runs the browser tests that come past what
// they show, in both themes, and puts each into docs/images. Look at them before
// they are committed.
import { copyFileSync } from 'node:fs';
import { nodeTests } from './lib/nodeTests.mjs';
import { inRoot } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { say } from './lib/run.mjs';
import { runStage } from './lib/stage.mjs';

const TESTS = ['wizard', 'wizard-start', 'topology', 'topologyLenses'];

/** Pictures of docs/images by what the tests call them, theme and all. */
const PICTURES = {
  'first-difference': 'difference-light',
  'first-paste': 'paste-light',
  'first-preview': 'first-5-preview-light',
  'first-service': 'first-2-service-light',
  'run-dark': 'first-6-ready-dark',
  'topology-orders-dark': 'topology-orders-dark',
  'wizard-narrow': 'narrow-light',
  'wizard-patterns': 'patterns-light',
  'wizard-preview': 'preview-light',
  'wizard-resources-dark': 'resources-dark',
};

/** Those that the docs show in the reader's theme. */
const IN_BOTH_THEMES = [
  'topology-component',
  'topology-difference',
  'topology-findings',
  'topology-landscape',
  'topology-observed',
  'topology-system',
];

async function take(theme, env) {
  const stage = nodeTests(TESTS.map(name => `test/e2e/${name}.test.ts`));
  const { failed } = await runStage(stage, { ...env, SCREENSHOTS: theme });
  if (failed > 0) throw new Error(`${failed} tests failed in ${theme}`);
}

function keep(name, taken) {
  const from = inRoot('test/e2e/screenshots', `${taken}.png`);
  copyFileSync(from, inRoot('docs/images', `${name}.png`));
}

async function main() {
  const env = await prepare();
  for (const theme of ['light', 'dark']) {
    await take(theme, env);
    IN_BOTH_THEMES.map(name => `${name}-${theme}`).forEach(each =>
      keep(each, each),
    );
  }
  Object.entries(PICTURES).forEach(([name, taken]) => keep(name, taken));
}

main().catch(error => {
  say(`error: ${error.message}`);
  process.exit(1);
});
