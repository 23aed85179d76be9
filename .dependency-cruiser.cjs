/** The rings of the architecture as rules (`npm run arch`); test/system/architecture.spec.ts shows that each of them bites. */

const RING_0 = 'xml|jid|stanza|sasl|stream|stream-management|routing|contracts';
const RING_1 = 'ports|config|telemetry';
const SPEC = '\\.spec\\.tsx?$';

module.exports = {
  forbidden: [
    {
      name: 'ring-0-knows-no-outer-ring',
      comment: 'The protocol is arithmetic and tables: pure libraries import each other only.',
      severity: 'error',
      from: { path: `^libs/(${RING_0})/` },
      to: { path: '^(libs|apps|dashboard)/', pathNot: `^libs/(${RING_0})/` },
    },
    {
      name: 'ring-0-packages',
      comment: 'Pure libraries use a few packages without IO; only their specs may use tools.',
      severity: 'error',
      from: { path: `^libs/(${RING_0})/`, pathNot: SPEC },
      to: {
        dependencyTypesNot: ['local', 'aliased-subpath-import', 'core'],
        pathNot: '(^|/)node_modules/(ltx|saxes|zod|@mongodb-js/saslprep|@types/node)/',
      },
    },
    {
      name: 'ring-0-node-modules',
      comment: 'Of Node itself pure libraries use what computes, nothing that reaches outside.',
      severity: 'error',
      from: { path: `^libs/(${RING_0})/`, pathNot: SPEC },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(buffer|crypto|string_decoder|url)$' },
    },
    {
      name: 'ring-1-knows-no-shell',
      comment: 'Edges are named without knowing who stands behind them.',
      severity: 'error',
      from: { path: `^libs/(${RING_1})/` },
      to: { path: '^(libs|apps|dashboard)/', pathNot: `^libs/(${RING_0}|${RING_1})/` },
    },
    {
      name: 'telemetry-api-only',
      comment: 'Which SDK records is the application’s choice.',
      severity: 'error',
      from: { path: '^libs/', pathNot: SPEC },
      to: { path: '(^|/)node_modules/@opentelemetry/', pathNot: '(^|/)node_modules/@opentelemetry/api/' },
    },
    {
      name: 'stores-are-bound-in-apps',
      comment: 'Storage, journal and cluster stand behind ports; only an application says which one is used.',
      severity: 'error',
      from: { path: '^(libs|dashboard|test)/', pathNot: '^libs/(storage|journal|cluster)/' },
      to: { path: '^libs/(storage|journal|cluster)/' },
    },
    {
      name: 'libraries-know-no-application',
      severity: 'error',
      from: { path: '^(libs|dashboard)/' },
      to: { path: '^apps/' },
    },
    {
      name: 'test-support-is-for-specs',
      severity: 'error',
      from: { path: '^(apps|libs|dashboard)/', pathNot: SPEC },
      to: { path: '^test/' },
    },
    {
      name: 'applications-know-each-other-not',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'libraries-by-name',
      comment: 'Another library is imported as `#name`, so only what its index exports can be used.',
      severity: 'error',
      from: { path: '^(?:libs|apps)/([^/]+)/' },
      to: { path: '^libs/', pathNot: '^libs/$1/', dependencyTypesNot: ['aliased-subpath-import'] },
    },
    {
      name: 'dashboard-sees-contracts-only',
      comment: 'The dashboard knows the server by the shapes they share.',
      severity: 'error',
      from: { path: '^dashboard/' },
      to: { path: '^(libs|apps)/', pathNot: '^libs/contracts/' },
    },
    {
      name: 'features-know-each-other-not',
      comment: 'What two features need belongs to components, lib or app.',
      severity: 'error',
      from: { path: '^dashboard/src/features/([^/]+)/' },
      to: { path: '^dashboard/src/features/', pathNot: '^dashboard/src/features/$1/' },
    },
    {
      name: 'tests-share-shapes-only',
      comment: 'Tests judge the server from outside; code shared with it would share its mistakes.',
      severity: 'error',
      from: { path: '^test/' },
      to: { path: '^(libs|apps|dashboard)/', pathNot: '^libs/contracts/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-junk-drawers',
      comment: 'utils, common and helpers say nothing about what is inside.',
      severity: 'error',
      from: {},
      // Every module has fewer than a hundred dependents; the bound is there because this sort of rule sees unimported files too.
      module: {
        path: '^(apps|libs|dashboard|test)/(.*/)?(utils?|common|helpers?)(\\.[^/]+)?(/|$)',
        pathNot: '(^|/)node_modules/',
        numberOfDependentsLessThan: 100,
      },
    },
    {
      name: 'no-unresolved',
      comment: 'An import that cannot be followed cannot be checked either.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-tools-at-run-time',
      comment: 'Production code uses what production installs.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [SPEC, '/testing/'] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only', 'npm'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules/\\.cache)/' },
    // `import type` is an import too.
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      // `source` lets `#name` lead to libs/name/src instead of what was built from it.
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
    skipAnalysisNotInRules: true,
  },
};
