import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Child, type ChildOptions, startChild } from './child'
import { openLedger } from './ledger'
import { identify, isStillRunning } from './process-identity'

/** Says that it is ready by a file, then waits for ever. */
const READY = `require('node:fs').appendFileSync('ready', process.pid + '\\n'); setInterval(() => {}, 1000)`

describe('a child of the stack', () => {
  let folder: string
  let children: Child[]
  let pids: number[]
  let restarts: string[]

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tandem-child-'))
    children = []
    pids = []
    restarts = []
  })
  afterEach(async () => {
    await Promise.all(children.map((child) => child.stop(0)))
    rmSync(folder, { recursive: true, force: true })
  })

  const start = (script: string, changes: Partial<ChildOptions> = {}) => {
    const child = startChild({
      name: 'part',
      command: process.execPath,
      args: ['-e', script],
      env: { PATH: '/usr/bin:/bin' },
      nodeEnv: 'development',
      cwd: folder,
      output: { file: join(folder, 'logs', 'part.log') },
      isReady: async () => existsSync(join(folder, 'ready')),
      readyTimeoutMs: 10_000,
      onStart: (pid) => pids.push(pid),
      onRestart: (_name, why) => restarts.push(why),
      ...changes,
    })
    children.push(child)
    return child
  }

  it('is started again when it ends by itself, and says why', async () => {
    await start(READY).ready
    process.kill(pids[0] ?? 0, 'SIGKILL')
    await expect.poll(() => pids.length, { timeout: 5_000 }).toBe(2)
    expect(restarts).toEqual(['signal SIGKILL'])
  })

  it('stays down once it was stopped', async () => {
    const child = start(READY)
    await child.ready
    await child.stop(1_000)
    expect(identify(pids[0] ?? 0)).toBeNull()
    expect(restarts).toEqual([])
  })

  it('is ended by force when it ignores the request', async () => {
    const child = start(`process.on('SIGTERM', () => {}); ${READY}`)
    await child.ready
    await child.stop(100)
    expect(identify(pids[0] ?? 0)).toBeNull()
  })

  it('takes its own children with it', async () => {
    const script = `
      const { spawn } = require('node:child_process')
      const inner = spawn('sleep', ['1000'], { stdio: 'ignore' })
      require('node:fs').writeFileSync('inner', String(inner.pid))
      ${READY}`
    const child = start(script)
    await child.ready
    const inner = Number(readFileSync(join(folder, 'inner'), 'utf8'))
    await child.stop(1_000)
    await expect.poll(() => identify(inner), { timeout: 2_000 }).toBeNull()
  })

  it('that never comes up tells the end of its log', async () => {
    const child = start(`console.error('no such table'); process.exit(3)`)
    await expect(child.ready).rejects.toThrow(/The part did not start: exit code 3\n.*no such table/)
  })

  it('that outlived a killed supervisor is ended by the next one', async () => {
    await start(READY).ready
    const left = identify(pids[0] ?? 0)
    expect(left).not.toBeNull()
    const gone = { pid: 999_999_999, startedAt: '1' }
    writeFileSync(
      join(folder, 'processes.json'),
      JSON.stringify({ supervisor: gone, children: { part: left } }),
    )
    const ledger = await openLedger(folder)
    expect(left && isStillRunning(left)).toBe(false)
    ledger.close()
  })

  it('is left alone while its supervisor lives', async () => {
    const supervisor = identify(process.pid)
    writeFileSync(join(folder, 'processes.json'), JSON.stringify({ supervisor, children: {} }))
    await expect(openLedger(folder)).rejects.toThrow(/is running already/)
  })
})
