import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import PostalMime, { type Address } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import type { World } from '../world'
import { deliverMail } from './deliver-mail'
import type { MailAddress, OutgoingMail } from './mail'

const maximumBytes = 25 * 1024 * 1024

/**
 * Takes mail on a port of this machine, without a password. Port 0 picks a free one.
 * Rejects when the port is taken.
 */
export async function receiveSmtp(
  world: World,
  port: number,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    size: maximumBytes,
    rejectOversized: true,
    logger: false,
    onData(stream, session, callback) {
      const recipients = session.envelope.rcptTo.map(({ address }) => address)
      const sender = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address
      receive(world, stream, sender, recipients).then(
        () => callback(null),
        (failure: unknown) => callback(failure instanceof Error ? failure : new Error(String(failure))),
      )
    },
  })
  // A client that breaks off is its own affair.
  server.on('error', (error) => {
    if (server.server.listening) console.error('emulator: SMTP', error.message)
  })
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.server.off('error', reject)
      resolve()
    })
  })
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function receive(
  world: World,
  stream: Readable,
  sender: string,
  recipients: readonly string[],
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  deliverMail(world, await readMail(Buffer.concat(chunks), sender, recipients))
}

/** Reads a message in internet format. The envelope says who gets it, the header what is shown. */
export async function readMail(
  source: Buffer,
  sender: string,
  recipients: readonly string[],
): Promise<OutgoingMail> {
  const parsed = await PostalMime.parse(source)
  const hasMeeting = parsed.attachments.some(({ mimeType }) => mimeType === 'text/calendar')
  return {
    kind: hasMeeting ? 'meeting' : 'mail',
    from: addresses(parsed.from ? [parsed.from] : [])[0] ?? { name: '', address: sender },
    to: addresses(parsed.to),
    cc: addresses(parsed.cc),
    subject: parsed.subject ?? '',
    text: parsed.text ?? null,
    html: parsed.html ?? null,
    recipients,
  }
}

function addresses(list: readonly Address[] | undefined): MailAddress[] {
  return (list ?? []).flatMap((entry) =>
    entry.address === undefined
      ? addresses(entry.group)
      : [{ name: entry.name ?? '', address: entry.address }],
  )
}
