import { z } from 'zod'
import { demoClients } from './seed/demo'

const Port = z.coerce.number().int().min(1).max(65_535)
const Address = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''))

const Environment = z.object({
  EMULATOR_PORT: Port.default(4365),
  EMULATOR_SMTP_PORT: Port.default(4325),
  TANDEM_DATA_DIR: z.string().default('.data'),
  EMULATOR_DATA_DIR: z.string().optional(),
  APP_URL: Address.default('http://localhost:3000'),
  MICROSOFT_CLIENT_ID: z.string().toLowerCase().default(demoClients.product.clientId),
  MICROSOFT_CLIENT_SECRET: z.string().default(demoClients.product.clientSecret),
  SCRIPTS_CLIENT_ID: z.string().toLowerCase().default(demoClients.scripts.clientId),
  SCRIPTS_CLIENT_SECRET: z.string().default(demoClients.scripts.clientSecret),
})

export type EmulatorEnv = ReturnType<typeof readEnv>

/** The emulator's variables; every one has a default. @throws Error that names everything that is wrong */
export function readEnv(source: Record<string, string | undefined> = process.env) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    throw new Error(`The emulator cannot start with these variables:\n${z.prettifyError(parsed.error)}`)
  }
  const env = parsed.data
  return {
    port: env.EMULATOR_PORT,
    smtpPort: env.EMULATOR_SMTP_PORT,
    /** Where state is kept. */
    dataDir: env.EMULATOR_DATA_DIR ?? `${env.TANDEM_DATA_DIR}/emulator`,
    /** `localhost`, because Microsoft Entra allows plain http only there. */
    baseUrl: `http://localhost:${env.EMULATOR_PORT}`,
    appUrl: env.APP_URL,
    product: { clientId: env.MICROSOFT_CLIENT_ID, clientSecret: env.MICROSOFT_CLIENT_SECRET },
    scripts: { clientId: env.SCRIPTS_CLIENT_ID, clientSecret: env.SCRIPTS_CLIENT_SECRET },
  }
}
