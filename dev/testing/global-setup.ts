import type { TestProject } from 'vitest/node'
import { testEnv } from '../env'
import { startTestServer } from './test-server'

declare module 'vitest' {
  export interface ProvidedContext {
    testDatabase: { adminUrl: string; template: string }
  }
}

/** One PostgreSQL for the whole run of the integration tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer(testEnv().TEST_DATABASE_URL)
  project.provide('testDatabase', { adminUrl: server.adminUrl, template: server.template })
  return () => server.stop()
}
