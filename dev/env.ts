import { z } from 'zod'

const TestEnv = z.object({
  /** A PostgreSQL 15 or newer in which databases may be made; unset, the embedded one serves. */
  TEST_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
})

/** What the test harness takes from the environment. */
export function testEnv(): z.infer<typeof TestEnv> {
  return TestEnv.parse(process.env)
}
