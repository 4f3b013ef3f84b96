import { createEmulator, type Emulator } from './create-emulator'
import { type EmulatorEnv, readEnv } from './env'
import { receiveSmtp } from './mail/receive-smtp'
import { demoRegistrations, demoSeed } from './seed/demo'
import { serveHttp } from './serve-http'

/** Starts the emulator as a program and stops it on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const env = readEnv()
  const opened: Emulator[] = []
  const http = await orPortTaken(
    serveHttp(env.port, () => {
      const emulator = openEmulator(env)
      opened.push(emulator)
      return emulator.fetch
    }),
    env.port,
    'EMULATOR_PORT',
  )
  const [emulator] = opened
  if (!emulator) throw new Error('the HTTP server listens without an emulator')
  const smtp = await orPortTaken(receiveSmtp(emulator, env.smtpPort), env.smtpPort, 'EMULATOR_SMTP_PORT')
  console.log(`Microsoft 365 emulator ready on ${env.baseUrl}, mail on smtp://127.0.0.1:${env.smtpPort}`)

  const stop = async () => {
    await Promise.all([http.close(), smtp.close()])
    emulator.close()
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

/** A taken port in words that say what to do. */
async function orPortTaken<T>(listening: Promise<T>, port: number, variable: string): Promise<T> {
  try {
    return await listening
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new Error(
      `port ${port} is taken by another program: stop it, or choose another port with ${variable}`,
    )
  }
}

main().catch((error: unknown) => {
  console.error(`emulator: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
})
