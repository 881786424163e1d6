// Who may import whom (the rooms of docs/architecture.md): downward only, so that no folders and no files form a circle.
const adapters = '^electron/machine/(windows|linux|mac|practice)/';
const tests = '\\.(test|fixture)\\.tsx?$';

/** Rooms from the lowest to the highest level. A room imports rooms of lower levels, never one of its own level or above. */
/** @type {Record<string, string[][]>} */
const levels = {
  electron: [
    ['contract'],
    ['machine', 'text'],
    ['history', 'reg-file', 'log', 'recording', 'usage(?!/worker)'],
    ['backup', 'findings', 'window', 'usage/worker'],
    ['change'],
    ['diagnosis', 'elevation(?!/worker)', 'script-export', 'ticket'],
    ['evidence'],
    ['services'],
    ['cli', 'elevation/worker', 'ipc'],
    ['app'],
  ],
  'electron/contract': [
    ['integrity', 'port-ranges', 'registry', 'settings', 'text'],
    ['change', 'findings', 'machine', 'ticket'],
    ['backup', 'errors'],
    ['usage'],
    ['recording'],
    ['diagnosis'],
    ['history', 'messages'],
    ['current-state', 'evidence'],
    ['ipc'],
  ],
  'electron/machine': [['interfaces'], ['common'], ['linux', 'mac', 'practice', 'windows']],
  'electron/machine/windows': [
    ['win32'],
    ['elevation', 'event-log', 'netsh', 'processes', 'raw-answers', 'registry', 'sockets'],
    ['machine-folder', 'system'],
  ],
  renderer: [
    ['ipc', 'text'],
    ['machine'],
    ['ui'],
    ['article', 'port-ranges', 'usage'],
    ['change', 'diagnosis'],
    ['findings', 'history'],
    ['backup', 'evidence', 'help', 'recovery', 'settings', 'wizard'],
    ['app'],
  ],
};

/** @param {[house: string, rooms: string[][]]} entry */
function downward([house, rooms]) {
  return rooms.flatMap((level, index) =>
    level.map((room) => {
      const closed = rooms
        .slice(index)
        .flat()
        .filter((other) => other !== room);
      return {
        name: `downward:${house}/${room.replace(/\(.*/, '')}`,
        severity: 'error',
        from: { path: `^${house}/${room}/`, pathNot: tests },
        to: { path: `^${house}/(${closed.join('|')})/` },
      };
    }),
  );
}

module.exports = {
  forbidden: [
    ...Object.entries(levels).flatMap(downward),
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(registry-js|koffi)$' },
    },
    {
      name: 'every-folder-is-a-room',
      severity: 'error',
      from: { path: `^(${unnamed('electron')}|${unnamed('renderer')})` },
      to: {},
    },
    {
      name: 'window-knows-only-the-contract',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^electron/(?!contract/)' },
    },
    {
      name: 'window-knows-schemas-as-types-only',
      comment: 'zod is 70 kB that the window does not need: the gate checks what it sends.',
      severity: 'error',
      from: { path: '^(renderer|electron/contract|electron/preload\\.ts)', pathNot: `\\.schema\\.ts$|${tests}` },
      to: { path: '\\.schema\\.ts$|node_modules/zod/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'window-has-no-node',
      severity: 'error',
      from: { path: '^renderer/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'program-does-not-know-its-tests',
      severity: 'error',
      from: { path: '^(electron|renderer)/' },
      to: { path: '^e2e/' },
    },
    {
      name: 'main-does-not-know-the-window',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^renderer/' },
    },
    {
      name: 'domain-does-not-know-adapters',
      severity: 'error',
      from: { path: '^electron/(?!machine/|usage/worker/|app/)', pathNot: tests },
      to: { path: adapters },
    },
    {
      name: 'adapters-do-not-know-each-other',
      severity: 'error',
      from: { path: adapters },
      to: { path: adapters, pathNot: '^electron/machine/$1/' },
    },
    {
      name: 'only-app-and-window-use-electron',
      severity: 'error',
      from: {
        path: '^electron/(?!app/|window/|log/|services/|ipc/gate|cli/|elevation/worker/|preload\\.ts)',
        pathNot: tests,
      },
      to: { path: 'node_modules/electron/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.json$' },
  },
};

/** Folders that no level names. @param {string} house */
function unnamed(house) {
  const named = levels[house]?.flat().map((room) => room.replace(/[(/].*/, ''));
  return `${house}/(?!(${[...new Set(named)].join('|')})/)[^/]+/`;
}
