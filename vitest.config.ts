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
 * Lives from seeds, what starts servers of its own or hashes passwords, and the longest walks through the engine, whose
 * statements shorter ones send as well: the same on any PostgreSQL, and lived once (`SIMULATION=off`).
 */
const livedOnce = [
  'lib/sync/client-invitations/simulation.db.test.ts',
  'lib/sync/preview/{kept-containers,preview-held,promise}.db.test.ts',
  'lib/sync/undo/histories.db.test.ts',
  'inngest/embedded/scenarios/{kill,soak,start}.db.test.ts',
  'lib/access/accounts/sign-in.db.test.ts',
  'lib/sync/overview/mends/walked.db.test.ts',
  'lib/sync/run/{change-delay,held-changes,held-replaced,meeting-times,removals}.db.test.ts',
  'lib/sync/run/{late-creates,late-restore,meeting-hosts,meeting-removals,meeting-series}.db.test.ts',
  'lib/sync/run/{held-removals,never-doubled,suspended-pairs}.db.test.ts',
  'lib/sync/run/{too-much,troubled-records,versions}.db.test.ts',
  'lib/sync/testing/late-batches.db.test.ts',
  'dev/postgres/*.db.test.ts',
]

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
          exclude: [...exclude, '**/*.db.test.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'unit-dom', environment: 'happy-dom', include: ['**/*.test.tsx'], exclude },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['**/*.db.test.ts'],
          exclude: [...exclude, lives, ...(testEnv().SIMULATION === 'off' ? livedOnce : [])],
          globalSetup: './dev/testing/global-setup.ts',
          // The runner's tests live in real time, and a shared machine may stand still for seconds. A second try is printed.
          retry: testEnv().CI === undefined ? 0 : 1,
        },
      },
      {
        extends: true,
        test: { name: 'lives', include: [lives], exclude, globalSetup: './dev/testing/global-setup.ts' },
      },
    ],
  },
})
