import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { connectDatabase } from '@/db/client'
import { Clients } from '../bench/clients'
import { killEnv, processEnv } from '../env'
import type { DemoFile } from '../stack/demo-file'
import { withOwnStack } from '../stack/own-stack'
import { fail, say } from '../stack/say'
import { PartsOfStack } from './parts-of-stack'
import { surviveKills } from './survive-kills'

const Variables = z.object({ DATABASE_URL: z.string(), INNGEST_BASE_URL: z.string() })

/** A first sync through a whole stack of its own, while its parts are killed. Ends with 1 when anything was lost or doubled. */
async function killTests(): Promise<void> {
  const { KILLS, KILL_SEED } = killEnv()
  // Inngest's first pause before a retry is up to half a minute, which would only make this longer.
  const env = { ...processEnv(), RUNNER_FLAT_RETRY_MS: '500' }
  const problems = await withOwnStack(env, async ({ dataDir }) => {
    const read = (name: string) => JSON.parse(readFileSync(join(dataDir, name), 'utf8'))
    const demo: DemoFile = read('demo.json')
    const variables = Variables.parse(read('variables.json'))
    const database = connectDatabase(variables.DATABASE_URL, 2)
    try {
      return await surviveKills(
        {
          clients: new Clients(demo),
          db: database.db,
          parts: new PartsOfStack({
            dataDir,
            appUrl: demo.appUrl,
            emulatorUrl: demo.emulatorUrl,
            runnerUrl: variables.INNGEST_BASE_URL,
            databaseUrl: variables.DATABASE_URL,
          }),
        },
        { kills: KILLS, seed: KILL_SEED, records: 1_000 },
      )
    } finally {
      await database.close()
    }
  })
  for (const problem of problems.slice(0, 50)) say(`PROBLEM ${problem}`)
  if (problems.length > 0) throw new Error(`${problems.length} problems, with KILL_SEED=${KILL_SEED}`)
}

killTests().then(() => process.exit(0), fail)
