import { describe, expect, it } from 'vitest'
import { parseEnvironment } from '@/lib/env'
import type { StackEnv } from '../env'
import { addresses, appVariables, emulatorVariables, runnerVariables } from './variables'

const secrets = {
  databasePassword: 'a',
  authSecret: 'b'.repeat(64),
  tokenEncryptionKey: 'c'.repeat(64),
  inngestEventKey: 'd',
  inngestSigningKey: 'e',
  microsoftClientSecret: 'f',
  scriptsClientSecret: 'g',
}
const stack = (given: Record<string, string> = {}): StackEnv => ({
  PORT: 3100,
  EMULATOR_PORT: 4400,
  EMULATOR_SMTP_PORT: 4401,
  RUNNER_PORT: 8300,
  DATABASE_PORT: 5500,
  LISTEN: '127.0.0.1',
  TANDEM_DATA_DIR: '/data',
  given,
})
const embedded = 'postgres://tandem:a@127.0.0.1:5500/tandem'

describe('the variables of the local stack', () => {
  it('are a complete production environment', () => {
    const variables = { ...appVariables(stack(), secrets, embedded), NODE_ENV: 'production' }
    expect(parseEnvironment(variables)).toMatchObject({
      APP_URL: 'http://localhost:3100',
      DATABASE_URL: embedded,
      MICROSOFT_GRAPH_URL: 'http://localhost:4400',
      INNGEST_BASE_URL: 'http://127.0.0.1:8300',
      SMTP_URL: 'smtp://127.0.0.1:4401',
    })
  })

  it.each(Object.entries(appVariables(stack(), secrets, embedded)).map(([name]) => name))(
    '%s can be overridden',
    (name) => {
      expect(appVariables(stack({ [name]: 'given' }), secrets, embedded)[name]).toBe('given')
    },
  )

  it('let the emulator know the app as the app knows itself', () => {
    const env = stack({ MICROSOFT_CLIENT_ID: 'mine', APP_URL: 'https://tunnel.example' })
    const app = appVariables(env, secrets, embedded)
    expect(emulatorVariables(env, app, secrets)).toMatchObject({
      APP_URL: 'https://tunnel.example',
      MICROSOFT_CLIENT_ID: 'mine',
      EMULATOR_PORT: '4400',
    })
  })

  it('lead the runner to where the app listens, whatever its public address', () => {
    const env = stack({ APP_URL: 'https://tunnel.example' })
    expect(runnerVariables(env, appVariables(env, secrets, embedded)).APP_URL).toBe('http://127.0.0.1:3100')
    expect(addresses(env).app).toBe('https://tunnel.example')
  })
})
