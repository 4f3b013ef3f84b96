import { describe, expect, it } from 'vitest'
import { identify } from '../stack/process-identity'
import { runCommand } from './run-command'

const env = { PATH: '/usr/bin:/bin' }
const node = (script: string, timeoutMs = 30_000) =>
  runCommand(process.execPath, ['-e', script], env, timeoutMs)

describe('runCommand', () => {
  it('keeps what a program says, and how it ended', async () => {
    const result = await node(`console.log('out'); console.error('err'); process.exit(3)`)
    expect(result.code).toBe(3)
    expect(result.output.split('\n').sort()).toEqual(['err', 'out'])
  })

  it('reports a program that does not exist', async () => {
    expect(await runCommand('/no/such/program', [], env, 1_000)).toMatchObject({ code: 1 })
  })

  it('ends a late program together with what it started', async () => {
    const script = `
      const inner = require('node:child_process').spawn('sleep', ['1000'], { stdio: 'ignore' })
      console.log(inner.pid)
      setInterval(() => {}, 1000)`
    const { code, output } = await node(script, 1_500)
    expect(code).toBe(1)
    expect(output).toContain('ended by force after 1.5 s')
    await expect.poll(() => identify(Number.parseInt(output, 10)), { timeout: 2_000 }).toBeNull()
  })
})
