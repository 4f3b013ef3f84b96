import type { Database } from '@/db/client'
import type { Mail } from '@/lib/mail/send-mail'
import { sendOwedMails } from '../../owed-mails/send-owed-mails'
import { TEST_TIME } from '../../testing/make-organisation'
import { finishErasures } from '../finish-erasures'

/** Of whoever proves who she is. */
export const PASSWORD = 'correct horse battery staple'

/** The mails that go out now. */
export async function mailsOut(db: Database, now = TEST_TIME): Promise<Mail[]> {
  const sent: Mail[] = []
  await sendOwedMails({
    db,
    now: () => now,
    appUrl: 'https://crm.example',
    send: async (mail) => void sent.push(mail),
  })
  return sent
}

/** Mails go out, and what can be deleted is. */
export async function finish(db: Database) {
  const mails = await mailsOut(db)
  return { ...(await finishErasures(db, TEST_TIME)), mails }
}
