const { createConfigForRole } = require('@backstage/cli/config/eslint-factory');

/** The rules of scripts/ and test/; packages have their own. */
module.exports = {
  root: true,
  ...createConfigForRole(__dirname, 'node-library', {
    rules: {
      // Whole-product tests drive many things, none of which is published.
      '@backstage/no-undeclared-imports': 'off',
      // One test a case, in a loop, on the server that a hook started.
      'no-loop-func': 'off',
    },
  }),
};
