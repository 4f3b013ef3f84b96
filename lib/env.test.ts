import { describe, expect, it } from 'vitest'
import { parseEnvironment } from './env'

const usable = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://crm@db/crm',
  APP_URL: 'https://crm.example/',
  AUTH_SECRET: 'a'.repeat(32),
  TOKEN_ENCRYPTION_KEY: 'ab'.repeat(32),
  MICROSOFT_CLIENT_ID: 'client',
  MICROSOFT_CLIENT_SECRET: 'secret',
  INNGEST_EVENT_KEY: 'event',
  INNGEST_SIGNING_KEY: 'signkey-prod-00',
  SMTP_URL: 'smtp://mail',
  MAIL_FROM: 'crm@crm.example',
}

describe('parseEnvironment', () => {
  it('gives Microsoft its own addresses and the app its own without the last slash', () => {
    expect(parseEnvironment(usable)).toMatchObject({
      APP_URL: 'https://crm.example',
      MICROSOFT_GRAPH_URL: 'https://graph.microsoft.com',
      MICROSOFT_LOGIN_URL: 'https://login.microsoftonline.com',
    })
  })

  it('names every missing and every wrong variable at once, those of production too', () => {
    const variables = {
      ...usable,
      DATABASE_URL: undefined,
      SMTP_URL: '',
      AUTH_SECRET: 'short',
      INNGEST_EVENT_KEY: '',
    }
    expect(() => parseEnvironment(variables)).toThrow(
      [
        'The environment is not usable:',
        '  DATABASE_URL is missing',
        '  AUTH_SECRET must have at least 32 characters',
        '  SMTP_URL is missing',
        '  INNGEST_EVENT_KEY is missing',
      ].join('\n'),
    )
  })

  it.each([
    { rule: 'unsigned calls of functions', changes: { INNGEST_DEV: '1' }, names: 'INNGEST_DEV' },
    { rule: 'a public address without https', changes: { APP_URL: 'http://crm.example' }, names: 'APP_URL' },
  ])('refuses $rule in production', ({ changes, names }) => {
    expect(() => parseEnvironment({ ...usable, ...changes })).toThrow(`  ${names} must`)
  })

  it.each([{ INNGEST_DEV: '0' }, { APP_URL: 'http://localhost:3000' }])(
    'allows %o in production',
    (changes) => {
      expect(() => parseEnvironment({ ...usable, ...changes })).not.toThrow()
    },
  )

  it('keeps the older encryption keys behind the current one', () => {
    const keys = ['cd'.repeat(32), 'ab'.repeat(32)]
    expect(
      parseEnvironment({ ...usable, TOKEN_ENCRYPTION_KEY: keys.join(', ') }).TOKEN_ENCRYPTION_KEY,
    ).toEqual(keys)
  })
})
