import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DemoFile } from '../dev/stack/demo-file'

/** Where the stack is and who can sign in. @throws Error when no stack has been started. */
export function readDemo(dataDir: string): DemoFile {
  const file = join(dataDir, 'demo.json')
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new Error(`${file} cannot be read: start the stack with "npm run demo" first.`, { cause })
  }
}
