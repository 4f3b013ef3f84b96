import { z } from 'zod'

const origin = z.url().transform((text) => text.replace(/\/+$/, ''))
const hexKey = z.string().regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits (32 bytes)')
const logLevels = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info')

const Environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  LOG_LEVEL: logLevels,
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
  /** The last day of the client secret, as Entra shows it; set, it is warned of in good time. */
  MICROSOFT_CLIENT_SECRET_EXPIRES: z.iso.date('must be a day like 2027-03-31').optional(),
  MICROSOFT_LOGIN_URL: origin.default('https://login.microsoftonline.com'),
  MICROSOFT_GRAPH_URL: origin.default('https://graph.microsoft.com'),
  /** Outlook and To Do on the web, for links that show people their own things there. */
  MICROSOFT_OUTLOOK_URL: origin.default('https://outlook.office.com'),
  MICROSOFT_TODO_URL: origin.default('https://to-do.office.com'),
  /** Where Microsoft can reach us; unset: APP_URL. "off" where it cannot, then polling alone does the work. */
  MICROSOFT_NOTIFICATION_URL: z.union([z.literal('off'), origin]).optional(),
  /** An Inngest server of one's own, or the runner; unset: Inngest Cloud. */
  INNGEST_BASE_URL: origin.optional(),
  INNGEST_EVENT_KEY: z.string().optional(),
  INNGEST_SIGNING_KEY: z.string().optional(),
  SMTP_URL: z.string().regex(/^smtps?:\/\//, 'must be an smtp:// or smtps:// address'),
  MAIL_FROM: z.string().min(3),
  /** Who is mailed about the installation itself; unset: the administrators of its organisations. */
  OPERATOR_EMAIL: z.email('must be an e-mail address').optional(),
  /** What a collector of metrics shows as its bearer token; unset: there are no metrics to be had. */
  METRICS_TOKEN: z.string().min(20, 'must have at least 20 characters').optional(),
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

/** The level of the log alone, for modules that are loaded where the rest need not be set: a build, a test. */
export function logLevel(): z.infer<typeof logLevels> {
  return logLevels.catch('info').parse(process.env.LOG_LEVEL || undefined)
}

/**
 * next-auth takes its own address from this variable or else from the request's Host header, which anybody can send
 * (authjs.dev, "Reference: next-auth, AUTH_URL").
 */
export function tellNextAuthItsAddress(appUrl: string): void {
  process.env.AUTH_URL = appUrl
}

/**
 * Parses a set of variables. An empty value counts as missing.
 * @throws Error that names every missing or wrong variable at once.
 */
export function parseEnvironment(variables: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const result = Environment.safeParse(given)
  const problems = (result.error?.issues ?? []).map((issue) => {
    const name = String(issue.path[0])
    return given[name] === undefined ? `${name} is missing` : `${name} ${issue.message}`
  })
  if (given.NODE_ENV === 'production') problems.push(...productionProblems(given))
  if (result.success && problems.length === 0) return result.data
  const lines = [...new Set(problems)].map((problem) => `  ${problem}`)
  throw new Error(`The environment is not usable:\n${lines.join('\n')}`)
}

/** What would be harmless on a developer's machine, but not where people work. */
function productionProblems(given: Record<string, string | undefined>): string[] {
  const problems: string[] = []
  if (!['0', 'false', undefined].includes(given.INNGEST_DEV?.toLowerCase())) {
    problems.push(
      'INNGEST_DEV must not be set in production: whoever reaches the app could run its functions',
    )
  }
  for (const name of ['INNGEST_EVENT_KEY', 'INNGEST_SIGNING_KEY']) {
    if (given[name] === undefined) problems.push(`${name} is missing`)
  }
  if (given.APP_URL !== undefined && isPublicHttp(given.APP_URL)) {
    problems.push('APP_URL must be an https:// address (http:// only for localhost)')
  }
  return problems
}

function isPublicHttp(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null
  return url?.protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
}
