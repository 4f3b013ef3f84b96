import { describe, expect, it } from 'vitest'
import { isNavigation } from './is-navigation'

describe('an address that works once is used up', () => {
  it.each<[boolean, string, Record<string, string>]>([
    [
      true,
      'by somebody who follows the link',
      { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    ],
    [true, 'by a client that is no browser', {}],
    [false, 'by a script of a page', { 'sec-fetch-mode': 'cors' }],
    [false, 'by the router of Next.js', { rsc: '1' }],
    [false, 'by a browser that fetches ahead', { 'sec-fetch-mode': 'navigate', 'sec-purpose': 'prefetch' }],
  ])('%s %s', (used, _who, headers) => expect(isNavigation(new Headers(headers))).toBe(used))
})
