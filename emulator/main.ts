import { createEmulator, type Emulator } from './create-emulator'
import { type EmulatorEnv, readEnv } from './env'
import { receiveSmtp } from './mail/receive-smtp'
import { demoRegistrations, demoSeed } from './seed/demo'
import { serveHttp } from './serve-http'

/** Starts the emulator as a program: HTTP and SMTP, until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const env = readEnv()
  const http = await sayingTaken(env.port, 'EMULATOR_PORT', () =>
    serveHttp(env.port, () => openEmulator(env)),
  )
  const smtp = await sayingTaken(env.smtpPort, 'EMULATOR_SMTP_PORT', () =>
    receiveSmtp(http.emulator, env.smtpPort),
  )
  console.log(`Microsoft 365 emulator ready on ${env.baseUrl}, mail on smtp://127.0.0.1:${env.smtpPort}`)

  const stop = async () => {
    await Promise.all([http.close(), smtp.close()])
    http.emulator.close()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

function openEmulator(env: EmulatorEnv): Emulator {
  return createEmulator({
    dataDir: env.dataDir,
    baseUrl: env.baseUrl,
    appBaseUrl: env.appUrl,
    registrations: demoRegistrations(env.appUrl, env),
    seed: demoSeed(env),
  })
}

/** Says what to do about a port that is taken. */
async function sayingTaken<T>(port: number, variable: string, listen: () => Promise<T>): Promise<T> {
  try {
    return await listen()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    throw new Error(
      `port ${port} is taken by another program: stop it, or choose another port with ${variable}`,
      { cause: error },
    )
  }
}

main().catch((error: unknown) => {
  console.error(`emulator: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
})
