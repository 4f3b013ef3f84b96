import { z } from 'zod'

const port = (fallback: number) =>
  z.coerce.number().int('must be a port number').min(1).max(65535, 'must be a port number').default(fallback)

const StackEnv = z.object({
  PORT: port(3000),
  EMULATOR_PORT: port(4365),
  EMULATOR_SMTP_PORT: port(4325),
  RUNNER_PORT: port(8288),
  DATABASE_PORT: port(5439),
  /** Where `npm start` listens: behind a proxy on the same machine, unless told otherwise. */
  LISTEN: z.string().default('127.0.0.1'),
  /** Everything that the local stack keeps. */
  TANDEM_DATA_DIR: z.string().default('.data'),
})

export type StackEnv = z.infer<typeof StackEnv> & {
  /** The variables as they came: what stands here wins over what the stack would choose. */
  given: Record<string, string>
}

const Kind = z.enum(['contacts', 'meetings', 'tasks', 'organisation'])

const TestEnv = z.object({
  /** PostgreSQL 15 or newer in which databases may be made, one for each worker, by commas; unset, embedded ones serve. */
  TEST_DATABASE_URL: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.url({ protocol: /^postgres(ql)?$/ })))
    .optional(),
  /** Which of the workers this is, from 1 on; Vitest sets it. */
  VITEST_POOL_ID: z.coerce.number().int().min(1).default(1),
  /** `long`: more seeded lives than CI has time for. `off`: of the integration tests, not those that are long and the same on any server. */
  SIMULATION: z.enum(['on', 'off', 'long']).default('on'),
  /** One life to live instead of all: `contacts:17`, `meetings:17`, `tasks:17` or `organisation:17`. */
  SEED: z
    .string()
    .regex(/^(contacts|meetings|tasks|organisation):\d+$/)
    .transform((text) => {
      const [kind, seed] = text.split(':')
      return { kind: Kind.parse(kind), seed: Number(seed) }
    })
    .optional(),
  CI: z.string().optional(),
})

const KillEnv = z.object({
  /** How many times a part of the stack is killed during the first sync. */
  KILLS: z.coerce.number().int().min(0).default(20),
  /** Decides who dies when. */
  KILL_SEED: z.coerce.number().int().default(1),
})

const E2eEnv = z.object({
  /** The browser for the journeys, when it is neither Playwright's own nor the system's. */
  CHROMIUM_PATH: z.string().optional(),
  /** Of the stack to go through. */
  TANDEM_DATA_DIR: z.string().default('.data'),
  CI: z.string().optional(),
})

/** All variables, for programs that are started with them. An empty one counts as missing. */
export function processEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => (entry[1] ?? '') !== ''),
  )
}

/** @throws Error that names every wrong variable at once. */
export function stackEnv(): StackEnv {
  const given = processEnv()
  const parsed = StackEnv.safeParse(given)
  if (parsed.success) return { ...parsed.data, given }
  const problems = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')} ${message}`)
  throw new Error(`The local stack cannot start with these variables:\n${problems.join('\n')}`)
}

/** What the test harness takes from the environment. */
export function testEnv(): z.infer<typeof TestEnv> {
  return TestEnv.parse(processEnv())
}

/** What the kill tests take from the environment. */
export function killEnv(): z.infer<typeof KillEnv> {
  return KillEnv.parse(processEnv())
}

/** What the browser journeys take from the environment. */
export function e2eEnv(): z.infer<typeof E2eEnv> {
  return E2eEnv.parse(processEnv())
}
