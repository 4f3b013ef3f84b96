import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { endGroup } from './child'
import { identify, isStillRunning, type ProcessIdentity } from './process-identity'

const Identity = z.object({ pid: z.number(), startedAt: z.string() })
const LedgerFile = z.object({ supervisor: Identity, children: z.record(z.string(), Identity) })

/** Which processes belong to a data folder, so that a start after `kill -9` can clear up what is left of the one before. */
export type Ledger = {
  note(name: string, pid: number): void
  close(): void
}

/**
 * Claims the data folder for this process, after ending what a killed supervisor left running.
 * @throws Error when another supervisor works on this folder.
 */
export async function openLedger(dataDir: string): Promise<Ledger> {
  const file = join(dataDir, 'processes.json')
  const before = read(file)
  if (before && isStillRunning(before.supervisor)) {
    throw new Error(
      `A stack with the data folder ${dataDir} is running already (process ${before.supervisor.pid}). ` +
        'Stop it first, or set TANDEM_DATA_DIR and the ports for a second one.',
    )
  }
  for (const left of Object.values(before?.children ?? {})) await endOrphan(left)

  const supervisor = identify(process.pid) ?? { pid: process.pid, startedAt: '' }
  const children: Record<string, ProcessIdentity> = {}
  const save = () => writeFileSync(file, JSON.stringify({ supervisor, children }, null, 2))
  save()
  return {
    note(name, pid) {
      const identity = identify(pid)
      if (identity) children[name] = identity
      save()
    },
    close: () => rmSync(file, { force: true }),
  }
}

function read(file: string): z.infer<typeof LedgerFile> | null {
  try {
    return LedgerFile.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // Missing, or cut short by a power failure: nothing can be known about what ran.
    return null
  }
}

async function endOrphan(left: ProcessIdentity): Promise<void> {
  if (!isStillRunning(left)) return
  const gone = async () => {
    while (isStillRunning(left)) await delay(50)
  }
  await endGroup(left.pid, gone(), 3_000)
}
