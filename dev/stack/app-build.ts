import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { identify, isStillRunning } from './process-identity'

/** What the built app is made of. Tests are not, nor what only the stack runs. */
const INPUTS = [
  ...['app', 'components', 'db', 'i18n', 'inngest', 'lib', 'messages', 'patches', 'public'],
  ...[
    'instrumentation.ts',
    'next.config.ts',
    'package-lock.json',
    'postcss.config.mjs',
    'proxy.ts',
    'tsconfig.json',
  ],
]
const NO_INPUT = /\.test\.tsx?$|^db\/migrations\/.*\.sql$|^inngest\/embedded\//

/** Identifies the sources of the build in `root`: equal sources, equal text. */
export function sourcesFingerprint(root: string): string {
  const hash = createHash('sha256')
  for (const file of INPUTS.flatMap((input) => filesBelow(join(root, input))).sort()) {
    const path = relative(root, file)
    if (NO_INPUT.test(path)) continue
    hash.update(`${path}\0${createHash('sha256').update(readFileSync(file)).digest('hex')}\n`)
  }
  return hash.digest('hex')
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

export type BuildOutcome = 'fresh' | 'built'

/**
 * Makes `.next` hold the build of the present sources, and does nothing when it does already. One build serves every
 * stack, so stacks that start at the same time take turns.
 */
export async function ensureBuild(
  root: string,
  env: Record<string, string>,
  { onBuild, signal }: { onBuild: () => void; signal: AbortSignal },
): Promise<BuildOutcome> {
  const release = await takeBuildLock(join(root, 'node_modules/.cache'))
  try {
    const stamp = join(root, '.next', 'tandem-sources')
    const fingerprint = sourcesFingerprint(root)
    if (isBuildOf(root, fingerprint)) return 'fresh'
    onBuild()
    rmSync(stamp, { force: true })
    await runNextBuild(root, env, signal)
    writeFileSync(stamp, fingerprint)
    return 'built'
  } finally {
    release()
  }
}

function isBuildOf(root: string, fingerprint: string): boolean {
  const read = (name: string) => {
    const file = join(root, '.next', name)
    return existsSync(file) ? readFileSync(file, 'utf8') : null
  }
  return read('BUILD_ID') !== null && read('tandem-sources') === fingerprint
}

function runNextBuild(root: string, env: Record<string, string>, signal: AbortSignal): Promise<void> {
  const next = join(root, 'node_modules/next/dist/bin/next')
  const build = spawn(process.execPath, [next, 'build'], {
    cwd: root,
    signal,
    env: { ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: Buffer[] = []
  build.stdout.on('data', (chunk: Buffer) => output.push(chunk))
  build.stderr.on('data', (chunk: Buffer) => output.push(chunk))
  return new Promise((resolve, reject) => {
    build.once('error', reject)
    build.once('exit', (code) => {
      if (code === 0) return resolve()
      reject(new Error(`next build failed:\n${Buffer.concat(output).toString('utf8').trim()}`))
    })
  })
}

/** `mkdir` is atomic: whoever makes the folder has the lock. A lock whose holder is gone is taken away. */
async function takeBuildLock(folder: string): Promise<() => void> {
  mkdirSync(folder, { recursive: true })
  const lock = join(folder, 'tandem-build.lock')
  const holderFile = join(lock, 'holder.json')
  for (;;) {
    try {
      mkdirSync(lock)
      writeFileSync(holderFile, JSON.stringify(identify(process.pid)))
      return () => rmSync(lock, { recursive: true, force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      if (!(await isHeld(holderFile))) rmSync(lock, { recursive: true, force: true })
      await delay(250)
    }
  }
}

async function isHeld(holderFile: string): Promise<boolean> {
  // Between making the folder and writing the file there is a moment.
  for (let attempt = 0; attempt < 10; attempt += 1) {
    try {
      const holder = JSON.parse(readFileSync(holderFile, 'utf8'))
      return holder !== null && isStillRunning(holder)
    } catch {
      await delay(50)
    }
  }
  return false
}
