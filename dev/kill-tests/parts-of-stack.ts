import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { z } from 'zod'
import { until } from '../bench/clients'
import { answers } from '../stack/answers'
import type { Part } from './kill-plan'

const Ledger = z.object({ children: z.record(z.string(), z.object({ pid: z.number() })) })

export type StackAt = {
  dataDir: string
  appUrl: string
  emulatorUrl: string
  runnerUrl: string
  databaseUrl: string
}

/** The processes of a running stack, as its data folder names them. They die by `kill -9`; the stack starts them again. */
export class PartsOfStack {
  constructor(private readonly at: StackAt) {}

  /** Ends a part without warning. @returns its process id */
  kill(part: Part): Promise<number> {
    return until(`the ${part} runs and can be killed`, async () => {
      const pid = this.pid(part)
      if (pid === null) return null
      try {
        // PostgreSQL's processes have groups of their own, and end when they find their postmaster gone.
        process.kill(part === 'database' ? pid : -pid, 'SIGKILL')
        return pid
      } catch {
        // It has just died of another part's death.
        return null
      }
    })
  }

  /** Waits until the stack has started the part again and it does its work. */
  async back(part: Part, killed: number): Promise<void> {
    await until(`the ${part} is back`, async () => {
      const pid = this.pid(part)
      return pid !== null && pid !== killed && (await this.works(part))
    })
  }

  private pid(part: Part): number | null {
    const read = (name: string) => readFileSync(join(this.at.dataDir, name), 'utf8')
    try {
      if (part === 'database') return Number(read('postgres/data/postmaster.pid').split('\n')[0])
      return Ledger.parse(JSON.parse(read('processes.json'))).children[part]?.pid ?? null
    } catch {
      // It is just being written, or not there between two starts.
      return null
    }
  }

  private works(part: Part): Promise<boolean> {
    if (part === 'app') return answers(`${this.at.appUrl}/api/v1/openapi.json`, 500)
    if (part === 'runner') return answers(this.at.runnerUrl)
    if (part === 'emulator')
      return answers(`${this.at.emulatorUrl}/common/v2.0/.well-known/openid-configuration`)
    return this.databaseWorks()
  }

  private async databaseWorks(): Promise<boolean> {
    const sql = postgres(this.at.databaseUrl, { max: 1, connect_timeout: 2, onnotice: () => {} })
    try {
      await sql`select 1`
      return true
    } catch {
      return false
    } finally {
      await sql.end({ timeout: 1 })
    }
  }
}
