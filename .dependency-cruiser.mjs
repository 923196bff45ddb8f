// The directions in which packages may import one another: data flows the same way when reading and when writing.
const layers = {
  charset: [],
  schema: [],
  multipart: ['charset'],
  parser: ['schema', 'charset'],
  serializer: ['schema'],
  arbitraries: ['schema'],
  codec: ['parser', 'serializer', 'multipart', 'schema', 'charset'],
  cli: ['codec', 'parser', 'serializer', 'multipart', 'schema', 'charset'],
};

const directions = Object.entries(layers).map(([name, allowed]) => ({
  name: `${name}-imports-only-${allowed.join('-') || 'no-other-package'}`,
  severity: 'error',
  from: { path: `^packages/${name}/src/` },
  to: {
    path: '^packages/([^/]+)/',
    pathNot: `^packages/(${[name, ...allowed].join('|')})/`,
  },
}));

export default {
  forbidden: [
    ...directions,
    {
      name: 'no-cycles',
      severity: 'error',
      from: { path: '/src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'run-time-dependencies-of-the-codec-packages',
      comment: 'saxes and iconv-lite are the only libraries that a user of the codec packages installs.',
      severity: 'error',
      from: { path: '^packages/(?!cli|arbitraries)[^/]+/src/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg'], pathNot: '(saxes|iconv-lite)' },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules|dist' },
    exclude: { path: 'dist/|/test/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@mm7/source', 'import', 'types', 'default'],
    },
  },
};
