import { expect, it } from 'vitest'
import { readPosition, writePosition } from './history-position'

it('a place in a history is read as it was written', () => {
  const at = new Date('2026-03-02T09:00:00.123Z')
  for (const key of ['c00000000000000000042', 's11111111-1111-4111-8111-111111111111'])
    expect(readPosition(writePosition({ at, key }))).toEqual({ at, key })
})

it.each([undefined, '', '~', '2026-03-02T09:00:00.123Z', '2026-03-02T09:00:00.123Z~x', "today~c'1", ['a']])(
  'whatever else stands in the address (%j) is none',
  (text) => {
    expect(readPosition(text)).toBeUndefined()
  },
)
