import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DemoCast } from '../demo-data/describe-cast'
import type { StackAddresses } from './variables'

/** `.data/demo.json`: how scripts find the stack and who can sign in. Its shape is a contract. */
export type DemoFile = DemoCast & {
  appUrl: string
  emulatorUrl: string
  /** Without `/v1.0`. */
  graphUrl: string
  /** Without the tenant. */
  loginUrl: string
  /** The registration of scripts that act as "the user in Outlook"; the product's own is another one. */
  scripts: { clientId: string; clientSecret: string }
}

/** The emulator itself, whatever the app was told to use: a proxy between the two must not be in the scripts' way. */
export function demoFile(cast: DemoCast, at: StackAddresses, scripts: DemoFile['scripts']): DemoFile {
  return {
    appUrl: at.app,
    emulatorUrl: at.emulator,
    graphUrl: at.emulator,
    loginUrl: at.emulator,
    scripts,
    ...cast,
  }
}

/** Replaces the file in one step, so that nobody reads half of it. It holds passwords: its owner's alone. */
export function writeDemoFile(dataDir: string, demo: DemoFile): void {
  const file = join(dataDir, 'demo.json')
  writeFileSync(`${file}.new`, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
