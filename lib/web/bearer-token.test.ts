import { expect, it } from 'vitest'
import { bearsToken } from './bearer-token'

const token = 'a-token-of-a-collector'
const bears = (authorization?: string) =>
  bearsToken(new Request('https://crm.example', { headers: authorization ? { authorization } : {} }), token)

it('the token itself is taken, in whatever case the scheme is written', () => {
  expect([bears(`Bearer ${token}`), bears(`bearer ${token}`)]).toEqual([true, true])
})

it.each([
  [undefined],
  ['Bearer '],
  [`Bearer ${token}x`],
  [`Basic ${token}`],
  [token],
  [`Bearer ${token.slice(1)}`],
])('%s is refused', (authorization) => {
  expect(bears(authorization)).toBe(false)
})
