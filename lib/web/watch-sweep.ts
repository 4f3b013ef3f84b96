import 'server-only'
import { environment } from '@/lib/env'
import { log } from '@/lib/log'
import { sendMail } from '@/lib/mail/send-mail'
import { operatorOf } from '@/lib/sync/warnings/operator'
import { standInForSweep } from '@/lib/sync/warnings/stand-in-for-sweep'
import { database } from './database'

const everyMs = 60_000
/** After the whole machine was away, the runner gets the time to come back too. */
const graceMs = 6 * 60_000

/**
 * From now on this process looks every minute whether the sweep still comes by: of all that warns, the runner alone
 * cannot say that it is the runner that stands still.
 */
export function watchSweep(): void {
  setTimeout(() => setInterval(() => void look(), everyMs).unref(), graceMs).unref()
}

async function look(): Promise<void> {
  const variables = environment()
  const mailer = {
    db: database(),
    now: () => new Date(),
    appUrl: variables.APP_URL,
    operatorEmail: variables.OPERATOR_EMAIL,
    send: sendMail,
  }
  try {
    await standInForSweep(mailer, operatorOf(variables))
  } catch (error) {
    log.warn({ err: error }, 'nobody could look whether the sweep still comes by')
  }
}
