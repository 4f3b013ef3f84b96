import { expect, it } from 'vitest'
import { canonicalJson } from './json'
import { apiToken, secretsEqual, signCall } from './signature'

it('writes canonical JSON: sorted keys, no spaces, escapes only where needed', () => {
  expect(canonicalJson({ b: [1, -0, 'é\u0000'], a: { d: null, c: true } })).toBe(
    '{"a":{"c":true,"d":null},"b":[1,0,"é\\u0000"]}',
  )
})

it('signs body and seconds with the text of the key, without its prefix', () => {
  const at = new Date(1_700_000_000_900)
  // printf '{}1700000000' | openssl dgst -sha256 -hmac ab12
  const expected = 't=1700000000&s=19b4cbfc39b6bfceb035cff747747871db3fb207c0e305c97f41ff886e195af1'
  expect(signCall('{}', 'signkey-test-ab12', at)).toBe(expected)
  expect(signCall('{}', 'ab12', at)).toBe(expected)
})

it('makes the API token of the hash of the key bytes, behind the prefix', () => {
  // printf '\xab\x12' | sha256sum
  expect(apiToken('signkey-test-ab12')).toBe(
    'signkey-test-7782dbc9e692f487269bfebea128414db65a3fbdaed43ede66b9005e7840ca79',
  )
})

it('compares secrets of any length', () => {
  expect(secretsEqual('a', 'a')).toBe(true)
  expect(secretsEqual('a', 'ab')).toBe(false)
})
