import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { freePort } from '../free-port'
import { requirePorts } from './ports'

describe('requirePorts', () => {
  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) server.close()
  })

  const listen = async (host: string) => {
    const port = await freePort()
    const server = createServer()
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(port, host, resolve))
    return port
  }

  it('says for each taken port what it was for, and with which variable to move it', async () => {
    const app = await listen('127.0.0.1')
    const runner = await listen('0.0.0.0')
    const free = await freePort()
    const needed = [
      { what: 'app', port: app, variable: 'PORT' },
      { what: 'emulator', port: free, variable: 'EMULATOR_PORT' },
      { what: 'runner', port: runner, variable: 'RUNNER_PORT' },
    ]
    await expect(requirePorts(needed)).rejects.toThrow(
      [
        'Another program listens on:',
        `  ${app}, for the app`,
        `  ${runner}, for the runner`,
        `Stop it, or put another port into the environment: PORT=${app + 100} RUNNER_PORT=${runner + 100}`,
      ].join('\n'),
    )
  })

  it('refuses one port for two parts', async () => {
    const port = await freePort()
    const needed = [
      { what: 'app', port, variable: 'PORT' },
      { what: 'runner', port, variable: 'RUNNER_PORT' },
    ]
    await expect(requirePorts(needed)).rejects.toThrow(
      `A port is given to two parts:\n  runner: RUNNER_PORT=${port}`,
    )
  })
})
