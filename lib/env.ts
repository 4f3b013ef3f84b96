import { z } from 'zod'

const origin = z.url().transform((text) => text.replace(/\/+$/, ''))
const hexKey = z.string().regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits (32 bytes)')

const Environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address'),
  APP_URL: origin,
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters'),
  /** The current key first, older ones after a comma until everything is re-keyed. */
  TOKEN_ENCRYPTION_KEY: z
    .string()
    .transform((text) => text.split(',').map((key) => key.trim()))
    .pipe(z.array(hexKey).min(1)),
  MICROSOFT_CLIENT_ID: z.string().min(1),
  MICROSOFT_CLIENT_SECRET: z.string().min(1),
  MICROSOFT_LOGIN_URL: origin.default('https://login.microsoftonline.com'),
  MICROSOFT_GRAPH_URL: origin.default('https://graph.microsoft.com'),
  SMTP_URL: z.string().regex(/^smtps?:\/\//, 'must be an smtp:// or smtps:// address'),
  MAIL_FROM: z.string().min(3),
  /** Where Microsoft can reach us; unset: APP_URL. "off" where it cannot, then polling alone does the work. */
  MICROSOFT_NOTIFICATION_URL: z.union([z.literal('off'), origin]).optional(),
})

export type Environment = z.infer<typeof Environment>

let parsed: Environment | undefined

/**
 * The process's variables, parsed once.
 * @throws Error that names every missing or wrong variable at once.
 */
export function environment(): Environment {
  parsed ??= parseEnvironment(process.env)
  return parsed
}

/** Parses a set of variables. An empty value counts as missing. */
export function parseEnvironment(variables: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const result = Environment.safeParse(given)
  if (result.success) return result.data
  const problems = result.error.issues.map((issue) => {
    const name = String(issue.path[0])
    return given[name] === undefined ? `  ${name} is missing` : `  ${name} ${issue.message}`
  })
  throw new Error(`The environment is not usable:\n${[...new Set(problems)].join('\n')}`)
}
