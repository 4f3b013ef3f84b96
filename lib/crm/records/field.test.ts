import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptFieldValue, type FieldType, fieldSchemas } from './field'

const accept = (type: FieldType, value: string, required = false) =>
  acceptFieldValue({ name: 'field', type, required }, value)

describe('what a field makes of a value', () => {
  it.each<{ rule: string; type: FieldType; given: string; held: string | null }>([
    { rule: 'trims', type: 'text', given: '  Marie ', held: 'Marie' },
    { rule: 'holds null instead of nothing', type: 'text', given: ' \n ', held: null },
    { rule: 'keeps one line as one line', type: 'text', given: 'a \r\n b', held: 'a b' },
    {
      rule: 'keeps the lines of a street',
      type: 'multiline',
      given: 'Bât. C\r\n1 rue X',
      held: 'Bât. C\n1 rue X',
    },
    { rule: 'drops what PostgreSQL cannot store', type: 'longText', given: 'a\u0000b\ud800c', held: 'abc' },
    { rule: 'keeps letters outside the basic plane', type: 'text', given: '𝒳 👩‍💻', held: '𝒳 👩‍💻' },
    { rule: 'counts an emoji once', type: 'text', given: '😀'.repeat(255), held: '😀'.repeat(255) },
    { rule: 'takes a lenient address', type: 'email', given: 'anna@intranet', held: 'anna@intranet' },
    { rule: 'takes a leap day', type: 'day', given: '1604-02-29', held: '1604-02-29' },
  ])('$rule', ({ type, given, held }) => expect(accept(type, given)).toEqual({ ok: true, value: held }))

  it.each<{ rule: string; type: FieldType; given: string; code: string }>([
    { rule: 'text over 255 characters', type: 'text', given: 'x'.repeat(256), code: 'too-long' },
    { rule: 'more than 255 emojis', type: 'text', given: '😀'.repeat(256), code: 'too-long' },
    { rule: 'a long text over 32,000', type: 'longText', given: 'x'.repeat(32_001), code: 'too-long' },
    { rule: 'an address without @', type: 'email', given: 'anna', code: 'invalid' },
    { rule: 'an address over 255', type: 'email', given: `${'x'.repeat(255)}@b.fr`, code: 'too-long' },
    { rule: 'a day that does not exist', type: 'day', given: '2026-02-30', code: 'invalid' },
    { rule: 'an instant as a day', type: 'day', given: '2026-02-03T00:00:00Z', code: 'invalid' },
  ])('refuses $rule', ({ type, given, code }) => expect(accept(type, given)).toEqual({ ok: false, code }))

  it('refuses nothing where something is required', () => {
    expect(accept('text', '  ', true)).toEqual({ ok: false, code: 'required' })
    expect(accept('text', 'x'.repeat(256), true)).toEqual({ ok: false, code: 'too-long' })
  })

  it('takes what it made without change, so that a value never moves twice', () => {
    const type = fc.constantFrom(...(Object.keys(fieldSchemas) as FieldType[]))
    fc.assert(
      fc.property(type, fc.string({ unit: 'binary', maxLength: 300 }), (type, text) => {
        const first = accept(type, text)
        if (first.ok && first.value !== null) expect(accept(type, first.value)).toEqual(first)
      }),
    )
  })
})
