import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { connectDatabase } from '@/db/client'
import { Clients } from './bench/clients'
import {
  type Figure,
  firstSyncOfMeetings,
  firstSyncToCrm,
  firstSyncToMicrosoft,
  idleRequests,
  meetingEdits,
  singleEdits,
} from './bench/measures'
import { stackEnv } from './env'
import type { DemoFile } from './stack/demo-file'
import { withOwnStack } from './stack/own-stack'
import { fail, say } from './stack/say'

const Variables = z.object({ DATABASE_URL: z.string() }).loose()

/** The benchmarks, through a whole stack of their own: printed as a table, written as JSON to the data folder. */
async function bench(): Promise<void> {
  const env = stackEnv()
  const figures = await withOwnStack(env.given, async ({ dataDir }) => {
    const demo: DemoFile = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8'))
    const { DATABASE_URL } = Variables.parse(
      JSON.parse(readFileSync(join(dataDir, 'variables.json'), 'utf8')),
    )
    const database = connectDatabase(DATABASE_URL)
    try {
      return await measure(new Clients(demo), database.db)
    } finally {
      await database.close()
    }
  })
  mkdirSync(env.TANDEM_DATA_DIR, { recursive: true })
  const file = join(env.TANDEM_DATA_DIR, 'bench.json')
  writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), figures }, null, 2)}\n`)
  say(`${table(figures)}\n\nWritten to ${file}`)
}

async function measure(clients: Clients, db: Parameters<typeof firstSyncToMicrosoft>[1]): Promise<Figure[]> {
  return [
    ...(await firstSyncToMicrosoft(clients, db)),
    ...(await firstSyncToCrm(clients)),
    ...(await singleEdits(clients)),
    ...(await firstSyncOfMeetings(clients, db)),
    ...(await meetingEdits(clients)),
    ...(await idleRequests(clients)),
  ]
}

function table(figures: readonly Figure[]): string {
  const width = Math.max(...figures.map(({ measure }) => measure.length))
  return figures
    .map(({ measure, value, unit, wanted }) => {
      const figure = `${value.toFixed(2)} ${unit}`.trimEnd()
      return `${measure.padEnd(width)}  ${figure.padStart(12)}${wanted ? `   (wanted ${wanted})` : ''}`
    })
    .join('\n')
}

bench().then(() => process.exit(0), fail)
