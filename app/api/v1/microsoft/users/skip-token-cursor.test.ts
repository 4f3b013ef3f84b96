import { expect, it } from 'vitest'
import { skipTokenOf, textOfSkipToken } from './skip-token-cursor'

it('takes back what it gave, and nothing else', () => {
  const token = 'RFNwdAIAAQAAABc6YW5hQHNtYWxsLmV4YW1wbGU'
  expect(skipTokenOf(textOfSkipToken(token) ?? '')).toBe(token)
  expect(textOfSkipToken(null)).toBeNull()
  const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  for (const text of ['', token, made(token), made([1, token]), made(['directory', ''])]) {
    expect(() => skipTokenOf(text)).toThrow(expect.objectContaining({ code: 'malformed' }))
  }
})
