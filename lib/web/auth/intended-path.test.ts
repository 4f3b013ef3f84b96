import { expect, it } from 'vitest'
import { pathWithin } from './intended-path'

it.each([
  ['http://crm.example/invite/abc?way=link', '/invite/abc?way=link'],
  ['/join', '/join'],
  ['https://evil.example/invite/abc', '/'],
  ['http://crm.example//evil.example', '/'],
  ['http://', '/'],
  [undefined, '/'],
])('after a failed sign-in, %s leads to %s, never to another site', (address, path) => {
  expect(pathWithin('http://crm.example', address)).toBe(path)
})
