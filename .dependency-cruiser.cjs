/** Who may import whom: docs in README, "The shape of the code". `dev/testing/import-rules.test.ts` proves that the rules bite. */

const TEST_CODE = '\\.test\\.tsx?$|(^|/)testing/'
const NEXT = '(^|/)node_modules/next/'
const DATABASE = '^db/|(^|/)node_modules/(drizzle-orm|postgres)/'

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** Imports point down only; the tests of a layer may reach anywhere. */
const layer = (name, path, mayNot) =>
  rule(`layers-${name}`, 'Imports point down only', { path, pathNot: TEST_CODE }, { path: mayNot })

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule(
      'no-cycles',
      'Two modules that need each other are one; types alone may refer to each other',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule('no-missing', 'An import that cannot be found', { pathNot: '\\.next/' }, { couldNotResolve: true }),

    layer('mail', '^lib/mail/', '^(app|components|inngest|dev)/|^lib/(access|crm|microsoft|sync|web)/'),
    layer('access', '^lib/access/', '^(app|components|inngest|dev)/|^lib/(crm|microsoft|sync|web)/'),
    layer('crm', '^lib/crm/', '^(app|components|inngest|dev)/|^lib/(microsoft|sync|web)/'),
    layer('microsoft', '^lib/microsoft/', '^(app|components|inngest|dev)/|^lib/(crm|sync|web)/'),
    layer('sync', '^lib/sync/', '^(app|components|inngest|dev)/|^lib/web/'),
    layer('web', '^lib/web/', '^(app|components|dev)/'),
    layer('single-files', '^lib/[^/]+\\.ts$', '^(app|components|inngest|dev)/|^lib/[^/]+/'),
    layer('database', '^db/', '^(app|components|inngest|dev)/'),
    rule(
      'layers-database-lib',
      'The schema may borrow a type of what it stores, and nothing that runs',
      { path: '^db/', pathNot: TEST_CODE },
      { path: '^lib/', dependencyTypesNot: ['type-only'] },
    ),
    layer('inngest', '^inngest/(?!embedded/)', '^(app|components|dev)/|^lib/web/(?!database|wake)'),
    layer('components', '^components/', '^(app|inngest|dev)/'),
    layer('app', '^app/', '^dev/'),

    rule(
      'sync-core-is-pure',
      'The rules of the sync import nothing but themselves, so that they can be run a million times',
      { path: '^lib/sync/core/', pathNot: TEST_CODE },
      { pathNot: '^lib/sync/core/' },
    ),
    rule(
      'screens-know-no-database',
      'Pages and components ask lib, which knows who may see what',
      { path: '^(app|components)/', pathNot: TEST_CODE },
      { path: DATABASE },
    ),
    rule(
      'only-the-web-knows-nextjs',
      'Of lib, only lib/web imports Next.js',
      { path: '^(lib/(?!web/)|db/|inngest/|emulator/)', pathNot: TEST_CODE },
      { path: NEXT },
    ),
    rule(
      'emulator-stands-alone',
      'It stands in for a service of somebody else: it shares no code with the app',
      { path: '^emulator/' },
      { path: '^(app|components|db|dev|e2e|i18n|inngest|lib|messages)/|^(proxy|instrumentation)\\.ts$' },
    ),
    rule(
      'nothing-knows-the-emulator',
      'Only tests and the local stack meet it, over HTTP or in their own process',
      { path: '^(app|components|db|inngest|lib)/|^(proxy|instrumentation)\\.ts$', pathNot: TEST_CODE },
      { path: '^emulator/' },
    ),
    rule(
      'runner-stands-alone',
      'The runner replaces a server of somebody else: it speaks to the app over HTTP only',
      { path: '^inngest/embedded/', pathNot: TEST_CODE },
      { path: '^(app|components|db|dev|emulator|lib)/|^inngest/(?!embedded/)' },
    ),
    rule(
      'no-runner-in-the-app',
      'The app speaks to whatever runs its functions over HTTP only',
      { path: '^(app|components|db|lib)/|^inngest/(?!embedded/)', pathNot: TEST_CODE },
      { path: '^inngest/embedded/' },
    ),
    rule(
      'no-test-code-in-the-product',
      'What helps tests stays with them',
      { path: '^(app|components|db|emulator|inngest|lib)/', pathNot: TEST_CODE },
      { path: TEST_CODE },
    ),
    rule(
      'no-tools-in-the-product',
      'Dependencies of development are missing where the product runs',
      { path: '^(app|components|db|inngest|lib)/|^dev/start\\.ts$', pathNot: TEST_CODE },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.css$|^\\.next/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
}
