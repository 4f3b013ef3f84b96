import { z } from 'zod'
import { defaultSettings, type RunnerSettings } from './settings'

const wholeNumber = z.string().regex(/^\d+$/, 'must be a whole number').transform(Number)

const Environment = z
  .object({
    NODE_ENV: z.string().optional(),
    RUNNER_IN_PRODUCTION: z.string().optional(),
    DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address'),
    APP_URL: z.url().transform((url) => url.replace(/\/+$/, '')),
    RUNNER_PORT: wholeNumber.default(8288),
    INNGEST_SIGNING_KEY: z
      .string()
      .regex(/^(signkey-\w+-)?([0-9a-f]{2})+$/i, 'must be hexadecimal, with an even number of digits'),
    INNGEST_EVENT_KEY: z.string().regex(/^[\w-]+$/, 'must consist of letters, digits, - and _'),
    RUNNER_LEASE_MS: wholeNumber.default(defaultSettings.leaseMs),
    RUNNER_FLAT_RETRY_MS: wholeNumber.optional(),
    RUNNER_RESYNC_MS: wholeNumber.default(defaultSettings.resyncMs),
    RUNNER_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  })
  .refine((env) => env.NODE_ENV !== 'production' || env.RUNNER_IN_PRODUCTION === '1', {
    path: ['RUNNER_IN_PRODUCTION'],
    message:
      'must be 1 to run this in production, where an Inngest server belongs (set INNGEST_BASE_URL to it)',
  })

export type RunnerEnvironment = {
  settings: RunnerSettings
  logLevel: z.infer<typeof Environment>['RUNNER_LOG_LEVEL']
}

/**
 * Reads the runner's variables. An empty value counts as missing.
 * @throws Error that names every missing or wrong variable at once.
 */
export function runnerEnvironment(
  variables: Record<string, string | undefined> = process.env,
): RunnerEnvironment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const result = Environment.safeParse(given)
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)
    throw new Error(`The runner cannot start with these variables:\n${problems.join('\n')}`)
  }
  const env = result.data
  return {
    logLevel: env.RUNNER_LOG_LEVEL,
    settings: {
      ...defaultSettings,
      databaseUrl: env.DATABASE_URL,
      port: env.RUNNER_PORT,
      appEndpoint: `${env.APP_URL}/api/inngest`,
      signingKey: env.INNGEST_SIGNING_KEY,
      eventKey: env.INNGEST_EVENT_KEY,
      leaseMs: env.RUNNER_LEASE_MS,
      flatRetryMs: env.RUNNER_FLAT_RETRY_MS ?? null,
      resyncMs: env.RUNNER_RESYNC_MS,
    },
  }
}
