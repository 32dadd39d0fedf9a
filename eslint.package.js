const factory = require('@backstage/cli/config/eslint-factory');

/** The lint rules of every package of this repository. */
module.exports = directory =>
  factory(directory, {
    rules: { '@backstage/no-mixed-plugin-imports': 'error' },
  });
