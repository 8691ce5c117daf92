/**
 * The arrows between the rooms of `src`, as ARCHITECTURE.md draws them: `npm run check -- arrows` holds them.
 * A type-only import is an arrow too.
 */

/**
 * What each room may import besides itself and `protocol`, which all may. A folder of `src` that is not listed here is a
 * breach. The demo portfolio knows nothing of the rules, or its frauds would be made for them. The command line is a
 * composition root: it may look at a journal without opening the core.
 */
const rooms = {
  domain: [],
  rules: ['domain'],
  commands: ['domain', 'rules'],
  protocol: ['domain'],
  journal: ['domain'],
  store: ['domain'],
  demo: ['domain', 'commands'],
  core: ['domain', 'rules', 'commands', 'journal', 'store', 'demo'],
  main: ['core'],
  preload: [],
  words: [],
  renderer: ['domain', 'rules', 'words'],
  cli: ['domain', 'core', 'journal', 'store', 'words'],
}

/** Rooms that also run where there is no Node: in the page, in a simulator, on any server. */
const pureRooms = ['domain', 'rules', 'commands', 'protocol']

const names = Object.keys(rooms).join('|')

const arrows = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room}-imports-only-${allowed.join('-') || 'itself'}`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, 'protocol', ...allowed].join('|')})/` },
}))

module.exports = {
  forbidden: [
    ...arrows,
    {
      name: 'every-room-is-drawn',
      comment: 'A new folder of src gets its arrows first: in ARCHITECTURE.md and in this file.',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${names})/` },
      to: {},
    },
    {
      name: 'pure-rooms-know-no-node',
      severity: 'error',
      from: { path: `^src/(${pureRooms.join('|')}|renderer)/` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron-only-in-its-shell',
      comment: 'Importing electron in plain Node tries a download and throws.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main/electron|preload/)' },
      to: { path: '(^|/)node_modules/electron/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circles',
      comment: 'A circle that a type-only import closes is none when the code runs.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolved-imports',
      severity: 'error',
      from: {},
      // electron-vite resolves `?modulePath` itself.
      to: { couldNotResolve: true, pathNot: '[?]modulePath$' },
    },
    {
      name: 'shipped-code-imports-shipped-packages',
      comment: 'Only the renderer and the preload script are bundled whole; what else runs finds dependencies only.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(renderer|preload)/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only', 'triple-slash-type-reference'],
        pathNot: '(^|/)node_modules/(electron|@types)/',
      },
    },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[.](css|ttf|svg|png)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
