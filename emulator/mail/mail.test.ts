import { createTransport } from 'nodemailer'
import { afterEach, describe, expect, it } from 'vitest'
import { mailbox } from '../testing/mailbox'
import { small } from '../testing/small-seed'
import { receiveSmtp } from './receive-smtp'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function withSmtp() {
  const box = mailbox()
  const smtp = await receiveSmtp(box.emulator, 0)
  closing.push(() => smtp.close())
  const transport = createTransport({ host: '127.0.0.1', port: smtp.port, ignoreTLS: true })
  const sent = async (to?: string) => {
    const query = to === undefined ? '' : `?to=${encodeURIComponent(to)}`
    const answer = await box.emulator.fetch(new Request(`http://localhost:4365/_emulator/mail${query}`))
    return (await answer.json()) as Record<string, unknown>[]
  }
  return { ...box, transport, sent, port: smtp.port }
}

describe('mail by SMTP', () => {
  it('lands in the inbox of a user, under any of her addresses, and is kept among the sent mails', async () => {
    const { graph, transport, sent } = await withSmtp()
    await transport.sendMail({
      from: '"Tandem CRM" <no-reply@crm.example>',
      to: 'ANA@small.example',
      subject: 'Bienvenue à bord ✓',
      text: 'Ouvrez https://crm.example/invite/1',
      html: '<p>Ouvrez <a href="https://crm.example/invite/1">le lien</a></p>',
    })
    const { body } = await graph('GET', `/users/${small.anaId}/messages`)
    expect(body.value).toMatchObject([
      {
        subject: 'Bienvenue à bord ✓',
        from: { emailAddress: { name: 'Tandem CRM', address: 'no-reply@crm.example' } },
        toRecipients: [{ emailAddress: { address: 'ANA@small.example' } }],
        body: {
          contentType: 'html',
          content: expect.stringContaining('href="https://crm.example/invite/1"'),
        },
        bodyPreview: 'Ouvrez https://crm.example/invite/1',
        isRead: false,
      },
    ])
    expect(await sent('ana@small.example')).toMatchObject([
      { kind: 'mail', from: 'no-reply@crm.example', to: 'ANA@small.example', subject: 'Bienvenue à bord ✓' },
    ])
  })

  it('to strangers is kept too, newest last', async () => {
    const { transport, sent } = await withSmtp()
    for (const subject of ['one', 'two'])
      await transport.sendMail({ from: 'a@crm.example', to: 'stranger@else.example', subject, text: 'x' })
    expect((await sent('stranger@else.example')).map(({ subject }) => subject)).toEqual(['one', 'two'])
    expect(await sent('nobody@else.example')).toEqual([])
    expect(await sent()).toHaveLength(2)
  })

  it('reaches those in blind copy', async () => {
    const { graph, transport } = await withSmtp()
    await transport.sendMail({
      from: 'a@crm.example',
      to: 'x@else.example',
      bcc: 'bruno@small.example',
      text: 'x',
    })
    expect((await graph('GET', `/users/${small.brunoId}/messages`)).body.value).toHaveLength(1)
  })

  it('says when the port is taken', async () => {
    const { emulator, port } = await withSmtp()
    await expect(receiveSmtp(emulator, port)).rejects.toThrow(/EADDRINUSE/)
  })
})

describe('sendMail (learn.microsoft.com/graph/api/user-sendmail)', () => {
  const message = (address: string) => ({
    message: {
      subject: 'Hello',
      body: { contentType: 'Text', content: 'Hi' },
      toRecipients: [{ emailAddress: { address } }],
    },
  })

  it('answers 202, delivers, and keeps a copy in Sent Items', async () => {
    const { graph } = mailbox()
    expect((await graph('POST', '/me/sendMail', message('bruno@small.example'))).status).toBe(202)
    const inbox = await graph(
      'GET',
      `/users/${small.brunoId}/mailFolders/inbox/messages?$filter=contains(subject,'HELL')`,
    )
    expect(inbox.body.value).toMatchObject([
      { subject: 'Hello', from: { emailAddress: { address: 'ana@small.example' } } },
    ])
    expect((await graph('GET', '/me/mailFolders/sentitems/messages')).body.value).toMatchObject([
      { isRead: true },
    ])
    await graph('POST', '/me/sendMail', { ...message('bruno@small.example'), saveToSentItems: false })
    expect((await graph('GET', '/me/mailFolders/SentItems/messages')).body.value).toHaveLength(1)
  })

  it('refuses an address that is none', async () => {
    const { graph } = mailbox()
    const { body } = await graph('POST', '/me/sendMail', message('nowhere'))
    expect(body.error?.code).toBe('ErrorInvalidRecipients')
  })
})

describe('messages (learn.microsoft.com/graph/api/user-list-messages)', () => {
  it('are listed newest first, read one by one, as text when asked', async () => {
    const { graph } = mailbox()
    for (const subject of ['one', 'two'])
      await graph('POST', '/me/sendMail', {
        message: {
          subject,
          body: { contentType: 'HTML', content: '<p>Hi &amp; bye</p>' },
          toRecipients: [{ emailAddress: { address: 'bruno@small.example' } }],
        },
      })
    const path = `/users/${small.brunoId}/messages`
    const { body } = await graph('GET', `${path}?$top=1&$select=subject`)
    expect(body.value?.map(({ subject }) => subject)).toEqual(['two'])
    expect(body['@odata.nextLink']).toContain('$skip=1')
    const one = await graph('GET', `${path}/${body.value?.[0]?.id}`, undefined, {
      Prefer: 'outlook.body-content-type="text"',
    })
    expect(one.body.body).toEqual({ contentType: 'text', content: 'Hi & bye\n' })
    expect((await graph('GET', `${path}/x`)).body.error?.code).toBe('ErrorInvalidIdMalformed')
  })
})
