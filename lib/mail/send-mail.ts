import 'server-only'
import { createTransport, type Transporter } from 'nodemailer'
import { environment } from '@/lib/env'

const PATIENCE_MS = 20_000

export type Mail = { to: string; subject: string; text: string; html: string }

let transport: Transporter | undefined

/**
 * Hands one mail to the mail server. Call it from durable work, which tries again: this tries once.
 * @throws the mail server's error; a temporary one has a `responseCode` from 400 to 499.
 */
export async function sendMail(mail: Mail): Promise<void> {
  const { SMTP_URL, MAIL_FROM } = environment()
  transport ??= createTransport({
    url: SMTP_URL,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  })
  await transport.sendMail({
    ...mail,
    from: MAIL_FROM,
    // Nobody's "out of office" needs to answer a machine (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
  })
}
