import { inngest } from '@/inngest/client'
import { mailOwed } from '@/inngest/events'
import { sendOwedMails } from '@/lib/access/owed-mails/send-owed-mails'
import { environment } from '@/lib/env'
import { sendMail } from '@/lib/mail/send-mail'
import { database } from '@/lib/web/database'

/**
 * Sends the mails that are owed: at once when somebody says so, and every minute what was missed or has to be tried
 * again. Mails are claimed one by one, so runs that meet do not send one twice.
 */
export const sendMails = inngest.createFunction(
  { id: 'send-mails', triggers: [mailOwed, { cron: 'TZ=Etc/UTC * * * * *' }], retries: 1 },
  ({ step }) =>
    step.run('send', () =>
      sendOwedMails({
        db: database(),
        now: () => new Date(),
        appUrl: environment().APP_URL,
        operatorEmail: environment().OPERATOR_EMAIL,
        send: sendMail,
      }),
    ),
)
