import type { TestProject } from 'vitest/node'
import { testEnv } from '../env'
import { startTestServer, type TestServer } from './test-server'

declare module 'vitest' {
  export interface ProvidedContext {
    testDatabases: Pick<TestServer, 'adminUrl' | 'template' | 'socket'>[]
  }
}

/**
 * A PostgreSQL for each worker, for the whole run of the integration tests. What one worker's transactions hide from the
 * change feed would otherwise depend on what the other happens to do: snapshots know servers, and no databases.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = testEnv().TEST_DATABASE_URL
  const workers = Number(project.vitest.config.maxWorkers)
  const urls = given ?? Array.from({ length: workers }, () => undefined)
  const servers = await Promise.all(urls.map((url) => startTestServer(url)))
  project.provide(
    'testDatabases',
    servers.map(({ adminUrl, template, socket }) => ({ adminUrl, template, socket })),
  )
  return async () => void (await Promise.all(servers.map((server) => server.stop())))
}
