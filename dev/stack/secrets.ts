import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const hex = (bytes: number) => z.string().default(() => randomBytes(bytes).toString('hex'))

/** What the local stack would otherwise ask its user for. A field that a later version adds is made at its first start. */
const Secrets = z.object({
  databasePassword: hex(24),
  authSecret: hex(32),
  tokenEncryptionKey: hex(32),
  inngestEventKey: hex(16),
  inngestSigningKey: hex(32),
  microsoftClientSecret: hex(20),
  scriptsClientSecret: hex(20),
})

export type Secrets = z.infer<typeof Secrets>

/** Reads the secrets of a data folder; makes those that are missing. The file is its owner's alone. */
export function loadSecrets(dataDir: string): Secrets {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const file = join(dataDir, 'secrets.json')
  const secrets = Secrets.parse(readJson(file))
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  return secrets
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new Error(`${file} cannot be read. Repair it, or remove the data folder to start anew.`, {
      cause: error,
    })
  }
}
