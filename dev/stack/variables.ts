import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { StackEnv } from '../env'
import type { Secrets } from './secrets'

/** The product's registration in the emulator, and the one of scripts that act as "the user in Outlook". */
export const CLIENT_ID = '7a3c1f52-5d0e-4f7e-9b5d-2f1c8a6e4d10'
export const SCRIPTS_CLIENT_ID = 'c4e0b9d7-3a61-4b8f-8f0a-91d27e5b6a33'

export type StackAddresses = { app: string; emulator: string; runner: string; smtp: string }

/** Where the parts of this stack listen. `localhost`, because Microsoft Entra allows http redirect addresses only there. */
export function addresses(env: StackEnv): StackAddresses {
  return {
    app: env.given.APP_URL ?? `http://localhost:${env.PORT}`,
    emulator: `http://localhost:${env.EMULATOR_PORT}`,
    runner: env.given.INNGEST_BASE_URL ?? `http://127.0.0.1:${env.RUNNER_PORT}`,
    smtp: `smtp://127.0.0.1:${env.EMULATOR_SMTP_PORT}`,
  }
}

/** The app's variables in the local stack: what was given wins, one by one; the rest is ours. */
export function appVariables(env: StackEnv, secrets: Secrets, databaseUrl: string): Record<string, string> {
  return { ...chosenVariables(env, secrets, databaseUrl), ...env.given }
}

function chosenVariables(env: StackEnv, secrets: Secrets, databaseUrl: string): Record<string, string> {
  const at = addresses(env)
  return {
    DATABASE_URL: databaseUrl,
    APP_URL: at.app,
    AUTH_SECRET: secrets.authSecret,
    TOKEN_ENCRYPTION_KEY: secrets.tokenEncryptionKey,
    MICROSOFT_CLIENT_ID: CLIENT_ID,
    MICROSOFT_CLIENT_SECRET: secrets.microsoftClientSecret,
    MICROSOFT_LOGIN_URL: at.emulator,
    MICROSOFT_GRAPH_URL: at.emulator,
    MICROSOFT_OUTLOOK_URL: at.emulator,
    MICROSOFT_TODO_URL: at.emulator,
    INNGEST_DEV: '0',
    INNGEST_BASE_URL: at.runner,
    INNGEST_EVENT_KEY: secrets.inngestEventKey,
    INNGEST_SIGNING_KEY: secrets.inngestSigningKey,
    SMTP_URL: at.smtp,
    MAIL_FROM: 'Tandem CRM <crm@tandem.example>',
    NEXT_TELEMETRY_DISABLED: '1',
  }
}

/** Remembers what the app of this stack was told, so that `npm run operator` can work on the same installation. */
export function saveVariables(env: StackEnv, secrets: Secrets, databaseUrl: string): void {
  const all = appVariables(env, secrets, databaseUrl)
  const names = Object.keys(chosenVariables(env, secrets, databaseUrl))
  const own = Object.fromEntries(names.map((name) => [name, all[name]]))
  writeFileSync(variablesFile(env), `${JSON.stringify(own, null, 2)}\n`, { mode: 0o600 })
}

/** The variables of the installation that a tool is to work on: what was given, else those of the local stack. */
export function installationVariables(env: StackEnv): Record<string, string> {
  const file = variablesFile(env)
  if (env.given.DATABASE_URL !== undefined || !existsSync(file)) return env.given
  return { ...z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8'))), ...env.given }
}

const variablesFile = (env: StackEnv) => join(env.TANDEM_DATA_DIR, 'variables.json')

/** The emulator knows the app by what the app was told to be. */
export function emulatorVariables(
  env: StackEnv,
  app: Record<string, string>,
  secrets: Secrets,
): Record<string, string> {
  return {
    ...env.given,
    EMULATOR_PORT: String(env.EMULATOR_PORT),
    EMULATOR_SMTP_PORT: String(env.EMULATOR_SMTP_PORT),
    EMULATOR_DATA_DIR: join(env.TANDEM_DATA_DIR, 'emulator'),
    APP_URL: app.APP_URL ?? '',
    MICROSOFT_CLIENT_ID: app.MICROSOFT_CLIENT_ID ?? '',
    MICROSOFT_CLIENT_SECRET: app.MICROSOFT_CLIENT_SECRET ?? '',
    SCRIPTS_CLIENT_ID,
    SCRIPTS_CLIENT_SECRET: secrets.scriptsClientSecret,
  }
}

/** The runner calls the app where it listens, whatever address people use for it. */
export function runnerVariables(env: StackEnv, app: Record<string, string>): Record<string, string> {
  return {
    ...app,
    APP_URL: `http://127.0.0.1:${env.PORT}`,
    RUNNER_PORT: String(env.RUNNER_PORT),
  }
}
