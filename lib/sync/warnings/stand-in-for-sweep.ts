import { type Mailer, sendOwedMails } from '@/lib/access/owed-mails/send-owed-mails'
import { checkWarnings } from './check-warnings'
import { readHeartbeat } from './heartbeat'
import type { Operator } from './operator'
import { standsStill } from './rules'

/**
 * Does what a runner that stands still cannot do itself: writes down that it does, and mails whom that concerns. While
 * the sweep comes by, this is one look at one row; any number of processes may do it.
 * @returns whether it had to
 */
export async function standInForSweep(mailer: Mailer, operator: Operator): Promise<boolean> {
  const now = mailer.now()
  if (!standsStill(await readHeartbeat(mailer.db), now)) return false
  await checkWarnings(mailer.db, now, operator)
  await sendOwedMails(mailer)
  return true
}
