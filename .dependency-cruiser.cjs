const PURE = '^plugins/(topology-common|golden-path-common)/src';
const TESTS = '\\.test\\.tsx?$|/__fixtures__/|/__testUtils__/|/testing/';

/** What may import what: the direction in which the suite stands on itself. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'a cycle hides which module stands on which',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'pure-without-platform',
      comment:
        'these packages run in the browser, in a worker and in Node alike',
      severity: 'error',
      from: { path: PURE, pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-without-react-or-backstage',
      comment: 'these packages know neither React nor the portal',
      severity: 'error',
      from: { path: PURE, pathNot: TESTS },
      to: { path: 'node_modules/(react|react-dom|@backstage)(/|$)' },
    },
    {
      name: 'topology-stands-alone',
      comment: 'the topology installs without the rest of the suite',
      severity: 'error',
      from: { path: '^plugins/topology' },
      to: { path: '^plugins/(?!topology)' },
    },
    {
      name: 'nothing-imports-the-portal',
      comment: 'the runnable portal is wiring only',
      severity: 'error',
      from: { path: '^plugins/' },
      to: { path: '^packages/' },
    },
    {
      name: 'composing-touches-no-disk',
      comment:
        'everything before write is pure; packs are loaded, then trees are written',
      severity: 'error',
      from: {
        path: '^plugins/golden-path-node/src/(plan|render|merge|emit|lock|gomod)/',
        // gofmt's WebAssembly is read once from its own package.
        pathNot: `${TESTS}|/render/gofmt\\.ts$`,
      },
      to: { path: '^(node:)?fs', dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules/\\.cache)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
