import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { testEnv } from './dev/env.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// `e2e` belongs to Playwright. A dot folder may hold data or another checkout.
const exclude = ['**/node_modules/**', '**/.*/**', 'e2e/**']

/** The lives of connections and organisations, each from a seed: a project of their own. */
const lives = 'lib/sync/simulation-*.db.test.ts'

/**
 * Lives from seeds, what starts servers of its own or hashes passwords, and the longest walks, whose statements shorter
 * ones send as well, or which are too plain to differ: the same on any PostgreSQL, and lived once (`SIMULATION=off`).
 */
const livedOnce = [
  'app/api/v1/microsoft/connections-api.db.test.ts',
  'dev/postgres/*.db.test.ts',
  'inngest/embedded/scenarios/{app-away,kill,limits,retries,soak,start,wake}.db.test.ts',
  'lib/access/accounts/{sign-in,sign-in-audit}.db.test.ts',
  'lib/crm/{contacts/write-contacts,import/import-contacts}.db.test.ts',
  'lib/microsoft/identity/sign-in/delegated-sign-in.db.test.ts',
  'lib/sync/{activity/record-story,connections/claim-requests,records/record-states}.db.test.ts',
  'lib/sync/client-invitations/{following,invitations,simulation,soundness}.db.test.ts',
  'lib/sync/overview/mends/walked.db.test.ts',
  'lib/sync/preview/{as-shown,kept-containers,preview-held,promise}.db.test.ts',
  'lib/sync/run/!(asked-runs|credentials|erasure|organisation-erasure).db.test.ts',
  'lib/sync/testing/late-batches.db.test.ts',
  'lib/sync/undo/histories.db.test.ts',
]

/**
 * What changes variables or globals that the product reads once. All other files share a process, and what they import:
 * to load that anew for each would be a third of the time.
 */
const ownProcess = [
  'app/api/v1/coming-in.db.test.ts',
  'app/api/v1/microsoft/*.db.test.ts',
  'lib/mail/send-mail.test.ts',
  'lib/web/auth/{cookies-behind-https,microsoft-provider}.test.ts',
  'lib/web/auth/sign-in-over-http.db.test.ts',
]
const only = (kind: RegExp) => ownProcess.filter((file) => kind.test(file))
const databaseTest = /\.db\.test\.ts$/
const unitTest = /(?<!\.db)\.test\.ts$/

/** What tests with a database share. */
const withDatabase = {
  globalSetup: './dev/testing/global-setup.ts',
  // The runner's tests live in real time, and a shared machine may stand still for seconds. A second try is printed.
  retry: testEnv().CI === undefined ? 0 : 1,
}
const notAgain = testEnv().SIMULATION === 'off' ? livedOnce : []

export default defineConfig({
  resolve: {
    alias: [
      // Outside Next.js the marker package throws when it is imported.
      { find: 'server-only', replacement: here('./node_modules/server-only/empty.js') },
      { find: /^@\//, replacement: here('./') },
    ],
  },
  test: {
    // Database tests mostly wait; vitest would leave one core of two idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // A hang is a failure; a busy machine is none.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // It imports `next/server` without an extension, which Node.js alone cannot resolve.
    server: { deps: { inline: ['next-auth'] } },
    // What `lib/env.ts` asks for. Tests that reach a service make their own addresses.
    env: {
      LOG_LEVEL: 'silent',
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      APP_URL: 'http://crm.example',
      AUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
      TOKEN_ENCRYPTION_KEY: '00'.repeat(32),
      MICROSOFT_CLIENT_ID: '00000000-0000-4000-8000-000000000001',
      MICROSOFT_CLIENT_SECRET: 'only-for-tests',
      SMTP_URL: 'smtp://127.0.0.1:1',
      MAIL_FROM: 'Tandem CRM <crm@crm.example>',
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...exclude, '**/*.db.test.ts', ...ownProcess],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'unit-dom',
          environment: 'happy-dom',
          include: ['**/*.test.tsx'],
          exclude,
          isolate: false,
        },
      },
      { extends: true, test: { name: 'unit-own-process', include: only(unitTest), exclude } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['**/*.db.test.ts'],
          exclude: [...exclude, lives, ...ownProcess, ...notAgain],
          isolate: false,
          ...withDatabase,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration-own-process',
          include: only(databaseTest),
          exclude: [...exclude, ...notAgain],
          ...withDatabase,
        },
      },
      {
        extends: true,
        test: { name: 'lives', include: [lives], exclude, globalSetup: './dev/testing/global-setup.ts' },
      },
    ],
  },
})
