import { describe, expect, it } from 'vitest'
import { invitationMail } from './invitation-mail'
import { joinOutcomeMail } from './join-outcome-mail'
import { joinRequestMail } from './join-request-mail'

const invitation = {
  to: 'lucas@partner.example',
  organisation: 'Alpinia & Söhne',
  inviter: 'Alice Martin',
  inviterEmail: 'alice@alpinia.example',
  timeZone: 'Europe/Paris',
  expiresAt: new Date('2026-12-01T22:30:00.000Z'),
  url: 'https://crm.example/invite/secret',
}

const question = {
  to: 'alice@alpinia.example',
  organisation: 'Alpinia',
  tenant: 'Alpinia SA',
  name: 'Hugo Schmitt',
  upn: 'hugo@alpinia.example',
  jobTitle: 'Engineer',
  message: 'Hello,\nmay I? <script>',
  url: 'https://crm.example/settings/users?request=1',
}

describe('the mail of an invitation', () => {
  it('says who invites, to what, for whom, until when, and has one link', () => {
    const { to, subject, text, html } = invitationMail({ ...invitation, locale: 'en' })
    expect(to).toBe(invitation.to)
    expect(subject).toBe('Alice Martin invites you to join Alpinia & Söhne in Tandem CRM')
    expect(text).toContain('alice@alpinia.example')
    expect(text).toContain('for lucas@partner.example')
    expect(text).toMatch(/Tuesday,? 1 December 2026.* 23:30 \(Europe\/Paris\)/)
    expect(text.match(/https?:/g)).toHaveLength(1)
    expect(html.match(/href=/g)).toHaveLength(1)
    expect(html).toContain('Alpinia &amp; Söhne')
  })

  it('speaks French', () => {
    const { subject, text, html } = invitationMail({ ...invitation, locale: 'fr' })
    expect(subject).toBe('Alice Martin vous invite à rejoindre Alpinia & Söhne dans Tandem CRM')
    expect(text).toMatch(/mardi 1(er)? décembre 2026.* 23:30/)
    expect(html).toContain('<html lang="fr">')
  })

  it('cannot be made to say more than one line in its subject', () => {
    const { subject } = invitationMail({ ...invitation, inviter: 'Eve\r\nBcc: all@x.example', locale: 'en' })
    expect(subject).toMatch(/^Eve Bcc/)
  })

  it('can be read at night', () => {
    const { html } = invitationMail({ ...invitation, locale: 'en' })
    expect(html).toContain('prefers-color-scheme: dark')
  })
})

describe('the mail about somebody who asks to join', () => {
  it('says who, from where, with what message, and that opening it decides nothing', () => {
    const { text, html } = joinRequestMail({ ...question, locale: 'en' })
    for (const part of ['Hugo Schmitt, Engineer', 'Alpinia SA', 'may I?', 'decides nothing', question.url]) {
      expect(text).toContain(part)
    }
    expect(html).toContain('may I? &lt;script&gt;')
  })

  it('does without a job and a message', () => {
    const { text } = joinRequestMail({ ...question, jobTitle: null, message: null, locale: 'fr' })
    expect(text).not.toContain('null')
    expect(text).not.toContain('Message')
  })
})

describe('the mail with the outcome', () => {
  const outcome = { to: 'hugo@alpinia.example', organisation: 'Alpinia', url: 'https://crm.example/launch' }

  it('leads in, for an approval', () => {
    const { text } = joinOutcomeMail({ ...outcome, locale: 'en', status: 'approved', reason: null })
    expect(text).toContain('https://crm.example/launch')
  })

  it('tells the reason of a refusal, and leads nowhere', () => {
    const mail = joinOutcomeMail({ ...outcome, locale: 'fr', status: 'declined', reason: 'Plus tard' })
    expect(mail.text).toContain('Plus tard')
    expect(`${mail.text}${mail.html}`).not.toContain('http')
  })
})
