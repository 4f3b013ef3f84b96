import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { expect, it, vi } from 'vitest'
import { attentionMail } from './attention-mail'

it('sends a mail that arrives as it was written, in text and HTML', async () => {
  const received: Buffer[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      stream.on('data', (chunk: Buffer) => received.push(chunk))
      stream.on('end', () => done())
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  vi.stubEnv('SMTP_URL', `smtp://127.0.0.1:${port}`)
  const { sendMail } = await import('./send-mail')

  const mail = attentionMail({
    to: 'élise@alpinia.example',
    locale: 'fr',
    module: 'tasks',
    reason: 'mailbox-unavailable',
    url: 'https://crm.example/settings/marketplace/microsoft',
  })
  await sendMail(mail)
  await new Promise<void>((resolve) => server.close(() => resolve()))
  vi.unstubAllEnvs()

  const parsed = await PostalMime.parse(Buffer.concat(received))
  expect(parsed.subject).toBe(mail.subject)
  expect(parsed.from).toMatchObject({ name: 'Tandem CRM', address: 'crm@crm.example' })
  expect(parsed.text?.trim()).toBe(mail.text.trim())
  expect(parsed.html?.trim()).toBe(mail.html.trim())
})
