// Who may import whom (the rooms of docs/architecture.md), and no circles.
const machineAdapters = '^electron/machine/(windows|linux|mac|practice)/';

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^(registry-js|koffi)$' } },
    { name: 'window-knows-only-the-contract', severity: 'error', from: { path: '^renderer/' }, to: { path: '^electron/(?!contract/)' } },
    { name: 'window-has-no-node', severity: 'error', from: { path: '^renderer/', pathNot: '\\.test\\.tsx?$' }, to: { dependencyTypes: ['core'] } },
    { name: 'program-does-not-know-its-tests', severity: 'error', from: { path: '^(electron|renderer)/' }, to: { path: '^e2e/' } },
    { name: 'main-does-not-know-the-window', severity: 'error', from: { path: '^electron/' }, to: { path: '^renderer/' } },
    { name: 'contract-stands-alone', severity: 'error', from: { path: '^electron/contract/' }, to: { path: '^(electron/(?!contract/)|renderer/)' } },
    {
      name: 'domain-knows-contract-and-ports',
      severity: 'error',
      from: { path: '^electron/(tuning|backup|usage|record|history)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^electron/(shell/|(main|development|start|preload)\\.ts|machine/(?!machine\\.ts))' },
    },
    {
      name: 'domain-is-free-of-electron',
      severity: 'error',
      from: { path: '^electron/(tuning|backup|usage|record|history|machine|contract)/' },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'adapters-know-their-ports',
      severity: 'error',
      from: { path: machineAdapters },
      to: { path: '^electron/(shell|tuning|backup|usage|record|history)/' },
    },
    {
      name: 'adapters-do-not-know-each-other',
      severity: 'error',
      from: { path: '^electron/machine/(windows|linux|mac|practice)/' },
      to: { path: machineAdapters, pathNot: '^electron/machine/$1/' },
    },
    {
      name: 'only-start-names-adapters',
      severity: 'error',
      from: { path: '^electron/', pathNot: `^electron/(start|usage-worker)\\.ts$|${machineAdapters}|\\.(test|fixture)\\.ts$` },
      to: { path: machineAdapters },
    },
    { name: 'shell-alone-uses-ipc', severity: 'error', from: { path: '^electron/(?!shell/|start\\.ts|preload\\.ts)' }, to: { path: 'node_modules/electron/' } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.json$' },
  },
};
